"""Learns lemma rules: (tag, ending) -> "write it so, cut n bytes from the end, add these", and whole words where that fails.

A rule works on the word in lower case, as written, or with a capital and the rest in lower case. The tables know a word by
its tag, which may carry a mark: "NN^" for a word with a capital inside a sentence (which the tagger took for a common noun, but
which is known as a name), "NN*" for one with a capital after a small letter, "NNP!" for one of many capitals; a marked tag without a word is what holds for unknown words of that mark. `irregulars.tsv`
adds irregular verbs and nouns that no treebank sentence happens to hold, `spellings.tsv` says which word a misspelling is.
"""
import collections

import features

MAX_ENDING = 5
LOWER, WRITTEN, TITLE, NUMBER = 0, 1, 2, 3  # NUMBER: in lower case, without commas
MANY_CAPITALS = 5  # that many letters, all of them capitals, are rather shouted than an abbreviation
KNOWN_NAME = 3     # a word seen so often, always as a name, is one in small letters too
# What a word is that the tagger calls a common one though its capital inside the sentence and all we know of it say name.
NAME_TAGS = {"NN": ("NNP",), "NNS": ("NNPS",)}
# What the tagger makes of words that it does not know.
NEAR_TAGS = {"UH": ("NN", "NNS"), "IN": ("NN", "RB"), "RB": ("JJ", "NN"), "JJ": ("NN", "RB"), "VB": ("NN", "VBP")}
COMPARATIVES = (("JJR", "RBR"), ("RBR", "JJR"), ("JJS", "RBS"), ("RBS", "JJS"), ("JJR", "JJ"))


def lowered(form):
    return features.text_of(features.lower(c) for c in plain(form))


def plain(form):
    out = []
    for character in form:
        out += map(ord, features.QUOTES.get(ord(character), character))
    return out


def raised(text):
    """With a capital; only what `features.lower` undoes, as the C++ side has it."""
    first = text[:1].upper()
    return first + text[1:] if len(first) == 1 and features.lower(ord(first)) == ord(text[0]) else text


def cased(form, how):
    if how == WRITTEN:
        return features.text_of(plain(form))
    if how == NUMBER:
        return lowered(form).replace(",", "")
    return raised(lowered(form)) if how == TITLE else lowered(form)


def capitalised(form):
    return bool(form) and features.lower(ord(form[0])) != ord(form[0])


def many_capitals(form):
    return len(form) >= MANY_CAPITALS and all(features.lower(ord(c)) != ord(c) for c in form)


def mixed_capitals(form):
    """"PayPal", "iPhone": only letters, a small one right before a capital."""
    return all(map(features.is_letter, map(ord, form))) and any(
        not capitalised(a) and capitalised(b) for a, b in zip(form, form[1:]))


def mark(form, inside):
    """What is added to the tag: the first of these that holds. `inside`: not the first word of its sentence."""
    return "!" if many_capitals(form) else "*" if mixed_capitals(form) else "^" if inside and capitalised(form) else ""


def rule(form, lemma, how=None):
    """(how to write, bytes to cut, bytes to add) that make `lemma` of `form`."""
    if how is None:
        how = WRITTEN if lemma != lemma.lower() and lemma[:1] != lowered(form)[:1] else LOWER
    a, b = cased(form, how).encode(), lemma.encode()
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    while same and (same < len(a) and a[same] & 0xC0 == 0x80 or same < len(b) and b[same] & 0xC0 == 0x80):
        same -= 1  # never through a character
    return (how, len(a) - same, b[same:])


def applied(chosen, form):
    how, cut, added = chosen
    word = cased(form, how).encode()
    return (word[:max(0, len(word) - cut)] + added).decode(errors="replace") if cut < len(word) or added else word.decode()


def simplest(rules):
    return min(rules, key=lambda r: (r[1] + len(r[2]), r))


class Votes:
    """What was seen of one word under one tag: (form, lemma) by count."""

    def __init__(self):
        self.seen = collections.Counter()

    def cover(self, chosen):
        return sum(n for (form, lemma), n in self.seen.items() if applied(chosen, form) == lemma)

    def best(self):
        """All rules that fit the most tokens, and how many these are."""
        made = {(rule(f, l, how), len(f.encode())) for f, l in self.seen for how in (LOWER, WRITTEN, TITLE, NUMBER)
                if how != NUMBER or f[0].isdigit()}
        covers = {r: self.cover(r) for r, size in made if r[0] == LOWER or r[1] < size}  # the case of nothing is no choice
        most = max(covers.values())
        fit = [r for r, n in covers.items() if n == most]
        cutting = {r for r, size in made if r[1] >= size}  # a word given whole is the last resort
        return [r for r in fit if r not in cutting] or fit, most

    def total(self):
        return sum(self.seen.values())


def regular_base(form, ending, words, bases=frozenset()):
    """The base of a regular verb form ("bombed", "ed") among known words; None where no candidate is known. `bases` are words that
    are surely bases and go first.

    "rated" could be of "rat" or "rate": where both are words, a single consonant after a single vowel speaks for the e in words of
    one syllable, since it would have been doubled otherwise ("severed" is of "sever", not of "severe").
    """
    stem = form[:-len(ending)]
    if len(stem) < 3:
        return None
    if ending in ("ed", "er", "est") and stem.endswith("i") and stem[:-1] + "y" in words:
        return stem[:-1] + "y"
    sure = [b for b in (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem) if b in bases]
    if len(set(sure)) == 1:
        return sure[0]
    bare, with_e = stem in words, stem + "e" in words
    if bare and with_e:
        syllables = sum(a not in "aeiouy" and b in "aeiouy" for a, b in zip("x" + stem, stem))
        single = stem[-1] not in "aeiouwxy" and stem[-2] in "aeiou" and stem[-3] not in "aeiou" and syllables == 1
        return stem + "e" if single or (stem[-1] in "cgsvzu" and stem[-2:] != "ss") else stem
    if bare:
        return stem
    if with_e:
        return stem + "e"
    if stem[-1] == stem[-2] and stem[:-1] in words:
        return stem[:-1]
    return None


def regular_forms(base):
    """(tag, form) of a regular verb; with and without the final consonant doubled, of which one is no word and does no harm."""
    consonant = base[-1] not in "aeiouwxy" and len(base) > 2 and base[-2] in "aeiou" and base[-3] not in "aeiou"
    stems = [base[:-1]] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else [base, base + base[-1]] if consonant else [base]
    for stem in stems:
        yield "VBG", stem + "ing"
        past = stem[:-1] + "ied" if stem.endswith("y") and stem[-2:-1] not in "aeiou" else stem + "ed"
        if base.endswith(("ee", "oe", "ye")):
            past = base + "d"
        yield "VBD", past
        yield "VBN", past
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        yield "VBZ", base[:-1] + "ies"
    else:
        yield "VBZ", base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def plural_base(form, words, bases):
    """The same for the s of nouns and verbs; None for "glass" or "crisis", which an s alone does not make."""
    if len(form) < 4 or not form.endswith("s") or form.endswith(("ss", "us", "is")):
        return None
    if form.endswith("ies") and len(form) > 4 and form[:-3] + "y" in words:
        return form[:-3] + "y"
    if form[:-1] in bases:
        return form[:-1]
    if form.endswith("es") and form[:-2] in words and form[:-2].endswith(("s", "x", "z", "ch", "sh", "o")):
        return form[:-2]
    return form[:-1] if form[:-1] in words else None


def learn(sentences, of, vocabulary=()):
    """Returns (rules, whole, endings): rules as a list; the others map "TAG\\tword or ending" to rule numbers.

    `of` is the Language. `vocabulary` are words of running text: they tell which of the possible bases of a regular verb form is a word,
    so that "bombed" is of "bomb" though the treebanks never bomb.
    """
    seen = collections.defaultdict(Votes)   # (tag, lower word); the tag alone, and with a mark for words of many capitals
    inside = collections.defaultdict(collections.Counter)  # lower word with a capital inside a sentence -> whether its lemma has one
    small = collections.Counter()  # words in small letters that are no names
    for s in sentences:
        for i, (form, lemma, tag) in enumerate(zip(s.forms, s.lemmas, s.xpos)):
            if lemma == "_" or " " in lemma or not form.isprintable():
                continue
            word = lowered(form)
            seen[tag, word].seen[form, lemma] += 1
            if many_capitals(form):
                seen[tag + "!", word].seen[form, lemma] += 1
            elif i and capitalised(form):
                inside[word][lemma != lemma.lower()] += 1
            if word == form and lemma == lemma.lower() and tag not in ("NNP", "NNPS"):
                small[word] += 1
    for (tag, word), votes in seen.items():
        # What titles do to a common word does not make it a name: only its words in small letters count, where there are any.
        common = {(f, l): n for (f, l), n in votes.seen.items() if f == word and l == l.lower()}
        if not tag.startswith("NNP") and sum(common.values()) >= 2:
            for f, l in [k for k in votes.seen if k not in common and k[1] != k[1].lower()]:
                if features.lower(ord(f[0])) == ord(word[0]) != ord(f[0]):
                    del votes.seen[f, l]
    irregular = {}
    for form, tag, lemma in of.table("irregulars.tsv"):
        irregular[tag, form] = rule(form, lemma)  # the list knows better than a stray annotation
    plain_tags = {k: v for k, v in seen.items() if not k[0].endswith("!")}
    best = {k: v.best()[0] for k, v in plain_tags.items()} | {k: [r] for k, r in irregular.items()}

    words = set(vocabulary)
    lemma_of = collections.defaultdict(set)
    for (tag, word), votes in plain_tags.items():
        for (_, lemma), n in votes.seen.items():
            lemma_of[tag[:2]].add(lemma)
    regular = {}
    tables = (("ed", ("VBD", "VBN"), "VB"), ("ing", ("VBG",), "VB"), ("er", ("JJR",), "JJ"), ("est", ("JJS",), "JJ"))
    for form in sorted(words):
        if not form.isalpha():
            continue
        for ending, tags, kind in tables:
            known = words if kind == "VB" else lemma_of[kind]
            base = regular_base(form, ending, known, lemma_of[kind]) if form.endswith(ending) else None
            for tag in tags if base else ():
                if (tag, form) not in best:
                    regular[tag, form] = rule(form, base)
        for tag, kind in (("NNS", "NN"), ("VBZ", "VB")):
            base = plural_base(form, words if kind == "NN" else lemma_of[kind], lemma_of[kind])
            if base and (tag, form) not in best:
                regular[tag, form] = rule(form, base)

    for base in sorted(of.verbs()):
        for tag, form in regular_forms(base):
            if (tag, form) not in best:
                regular.setdefault((tag, form), rule(form, base))

    # A word that was only seen in small letters fits a rule that keeps the case as well as one that does not: how its tag
    # writes words that had the choice decides which of the two it speaks for.
    choices = collections.defaultdict(collections.Counter)
    for (tag, word), chosen in best.items():
        hows = {r[0] for r in chosen}
        if len(hows & {LOWER, WRITTEN}) == 1:
            choices[tag][min(hows & {LOWER, WRITTEN})] += 1
    usual = {tag: counts.most_common(1)[0][0] for tag, counts in choices.items()}

    def voted(tag, chosen):
        hows = {r[0] for r in chosen} - {TITLE, NUMBER}
        how = min(hows) if len(hows) == 1 else usual.get(tag, LOWER)
        return [r for r in chosen if r[0] in (how, NUMBER)] or chosen

    # Endings, shortest first; a longer one is kept only where it decides otherwise than the shorter.
    by_ending = collections.defaultdict(collections.Counter)
    totals = collections.Counter()
    for (tag, word), chosen in list(best.items()) + [(k, [r]) for k, r in regular.items()]:
        if (tag, word) in irregular:
            continue
        for n in range(0, min(MAX_ENDING, len(word)) + 1):
            totals[tag, word[len(word) - n:]] += 1
            for r in voted(tag, chosen):
                by_ending[tag, word[len(word) - n:]][r] += 1
    endings = {}

    def by_endings(tag, word):
        for n in range(min(MAX_ENDING, len(word)), -1, -1):
            if (tag, word[len(word) - n:]) in endings:
                return endings[tag, word[len(word) - n:]]
        return (0, 0, b"")

    for (tag, ending), counts in sorted(by_ending.items(), key=lambda e: (len(e[0][1]), e[0])):
        counts = {r: n for r, n in counts.items() if r[1] <= len(ending.encode())} or {(LOWER, 0, b""): 0}  # an ending shows what is cut
        count = max(counts.values())
        chosen = simplest([r for r, n in counts.items() if n == count])
        before = by_endings(tag, ending)
        total = totals[tag, ending]
        if (count >= (4 if len(ending) < 3 else 2) or not ending) and count * (2 if len(ending) <= 3 else 1.5) > total and counts.get(before, 0) < count:
            endings[tag, ending] = chosen
    whole = {}
    for (tag, word), chosen in best.items():
        if by_endings(tag, word) not in chosen:
            whole[tag, word] = simplest(chosen)
    for k, r in (regular | verb_backoff(best, regular, irregular, plain_tags, lemma_of["VB"])).items():
        if by_endings(*k) != r:
            whole[k] = r

    tags_of = collections.defaultdict(set)
    for tag, word in plain_tags:
        tags_of[word].add(tag)
    for form, meant in of.table("spellings.tsv"):
        for tag in sorted(tags_of[meant] | set().union(*(NEAR_TAGS.get(t, ()) for t in tags_of[meant]))):
            if (tag, form) not in best and not tag.startswith("NNP"):
                source = tag if tag in tags_of[meant] else min(t for t in tags_of[meant] if tag in NEAR_TAGS.get(t, ()))
                lemma = applied(whole[source, meant] if (source, meant) in whole else by_endings(source, meant), meant)
                whole[tag, form] = rule(form, lemma)

    def decided(tag, word):
        return whole[tag, word] if (tag, word) in whole else by_endings(tag, word)

    add_names(whole, plain_tags, inside, small, decided)
    add_marked(whole, seen, irregular, decided)
    rules = sorted(set(endings.values()) | set(whole.values()))
    number = {r: i for i, r in enumerate(rules)}
    return (rules, {f"{t}\t{w}": number[r] for (t, w), r in whole.items()},
            {f"{t}\t{e}": number[r] for (t, e), r in endings.items()})


def verb_backoff(best, regular, irregular, seen, bases):
    """Verb forms and comparatives that the tagger gave another tag than they have: "sang" taken for a present is still of "sing"."""
    added = {}

    def add(tag, word, chosen):
        if (tag, word) not in best and (tag, word) not in regular:
            added[tag, word] = simplest(chosen)

    for (tag, word), chosen in sorted(best.items()):
        if tag in ("VBD", "VBN", "VBG") and (
                (tag, word) in irregular and not word.endswith(("ed", "ing")) or (tag, word) in seen and seen[tag, word].total() >= 2):
            for other in ("VBD", "VBN", "VB", "VBP"):
                if other in ("VBD", "VBN") or word not in bases:
                    add(other, word, chosen)
        for a, b in COMPARATIVES:
            if tag == a:
                add(b, word, chosen)
    return added


def add_names(whole, seen, inside, small, decided):
    """Names in small letters, and names that the tagger may take for common words."""
    for (tag, word), votes in seen.items():
        title = (TITLE, 0, b"")
        if tag in ("NNP", "JJ") and not small[word] and votes.total() >= KNOWN_NAME and votes.cover(title) == votes.total() \
                and (tag, word) not in whole and word.isalpha():
            whole[tag, word] = title
    for word, counts in inside.items():
        if (counts[True] + .3) / (sum(counts.values()) + .6) <= .87:
            continue
        for tag, name_tags in NAME_TAGS.items():
            for name_tag in name_tags:
                if (name_tag, word) in seen:
                    chosen = decided(name_tag, word)
                    if chosen[0] != LOWER and chosen != decided(tag, word):
                        whole[tag + "^", word] = chosen
                    break
    whole["NN*", ""] = (WRITTEN, 0, b"")


def add_marked(whole, seen, irregular, decided):
    """Words and defaults of marked tags, where they decide otherwise than the tag alone."""
    by_mark = collections.defaultdict(collections.Counter)
    for (tag, word), votes in seen.items():
        if tag.endswith("!") and tag[:-1]:
            for r in votes.best()[0]:
                by_mark[tag][r] += 1
    for tag, counts in by_mark.items():
        chosen = simplest([r for r, n in counts.items() if n == max(counts.values())])
        if chosen == (TITLE, 0, b"") and counts[chosen] >= 10:
            whole[tag, ""] = chosen
    for (tag, word), votes in seen.items():
        bare = tag[:-1]
        if not tag.endswith("!") or (bare, word) in irregular:
            continue
        chosen, most = votes.best()
        now = whole.get((bare, word)) or whole.get((tag, "")) or decided(bare, word)
        if most >= 2 and most > votes.cover(now) + 1:
            whole[tag, word] = simplest(chosen)


class Lemmatiser:
    """What src/language/lemmatiser.cc does, over the tables that `learn` returns."""

    def __init__(self, tables):
        self.rules, self.whole, self.endings = tables

    def lemma(self, form, tag, inside):
        word = lowered(form)
        marked = mark(form, inside)
        for key in (f"{tag}{marked}\t{word}", f"{tag}\t{word}", f"{tag}{marked}\t" if marked else ""):
            if key in self.whole:
                return applied(self.rules[self.whole[key]], form)
        for n in range(min(MAX_ENDING, len(word)), -1, -1):
            key = f"{tag}\t{word[len(word) - n:]}"
            if key in self.endings:
                return applied(self.rules[self.endings[key]], form)
        return word
