"""What the parser sees of a word: its place in the dictionary and hashed pieces of its spelling.

src/language/features.cc computes the same, bit for bit; tests/language/features_cases.tsv holds both to it.
"""

QUOTES = {0x2018: "'", 0x2019: "'", 0x201B: "'", 0x02BC: "'", 0x201C: '"', 0x201D: '"', 0x201E: '"', 0x00AB: '"',
          0x00BB: '"', 0x2026: "..."}

PREFIXES, SUFFIXES = 4, 5  # lengths 1..n in code points
PREFIX_ROWS, SUFFIX_ROWS, SHAPE_ROWS = 8192, 16384, 1024
PREFIX_SALT, SUFFIX_SALT, SHAPE_SALT = 1, 2, 3
FEATURES = PREFIXES + SUFFIXES + 1
MAX_CODE_POINTS = 40  # longer words are seen by their first code points


def lower(c):
    """Lower case of one code point; Latin, Greek and Cyrillic, as the C++ side has it."""
    if 0x41 <= c <= 0x5A or 0xC0 <= c <= 0xDE and c != 0xD7 or 0x391 <= c <= 0x3A9 or 0x410 <= c <= 0x42F:
        return c + 32
    if 0x400 <= c <= 0x40F:
        return c + 80
    if 0x100 <= c <= 0x137 or 0x14A <= c <= 0x177:
        return c | 1
    if 0x139 <= c <= 0x148 or 0x179 <= c <= 0x17E:
        return c + (c & 1)
    return c


def is_letter(c):
    return 0x61 <= c <= 0x7A or 0x41 <= c <= 0x5A or c >= 0xC0 and c not in (0xD7, 0xF7) and not 0x2000 <= c <= 0x2BFF


def is_digit(c):
    return 0x30 <= c <= 0x39


def code_points(form):
    """The form with typographic quotes and dots made plain, as numbers."""
    out = []
    for character in form:
        out += map(ord, QUOTES.get(ord(character), character))
    return out[:MAX_CODE_POINTS]


def text_of(points):
    return "".join(map(chr, points))


def fnv1a(salt, data):
    h = 0x811C9DC5
    for byte in bytes([salt]) + data:
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return h


def key(form):
    """The dictionary's spelling: lower case, digits as 0."""
    return text_of(0x30 if is_digit(c) else lower(c) for c in code_points(form))


def shape(form):
    """Xx for letters, d for digits, else the character; runs are cut at three."""
    out = []
    for c in code_points(form):
        s = "d" if is_digit(c) else ("X" if lower(c) != c else "x") if is_letter(c) else chr(c)
        if out[-3:] != [s] * 3:
            out.append(s)
    return "".join(out)


def hashed(form):
    """FEATURES row numbers: prefixes, suffixes, shape. Row 0 of a table means "no such piece" and stays zero."""
    k = key(form)
    rows = []
    for n in range(1, PREFIXES + 1):
        rows.append(1 + fnv1a(PREFIX_SALT, k[:n].encode()) % (PREFIX_ROWS - 1) if len(k) >= n else 0)
    for n in range(1, SUFFIXES + 1):
        rows.append(1 + fnv1a(SUFFIX_SALT, k[-n:].encode()) % (SUFFIX_ROWS - 1) if len(k) >= n else 0)
    rows.append(1 + fnv1a(SHAPE_SALT, shape(form).encode()) % (SHAPE_ROWS - 1))
    return rows


if __name__ == "__main__":
    # Makes tests/language/word_features_cases.tsv: forms on standard input, one a line.
    import sys
    for line in sys.stdin:
        form = line.rstrip("\n")
        print(form, key(form), *hashed(form), sep="\t")
