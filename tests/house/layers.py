#!/usr/bin/env python3
"""Refuses what goes against the arrows of docs/ARCHITECTURE.md.

usage: layers.py REPOSITORY

1. An #include of one module by another that must not see it.
2. A library that only one module may know (JSON out, terminals, the store).
3. Below app/: printing, exiting, the clock, the environment. (Programs of the build, src/*/tools/, may print.)
Prints each offence as FILE:LINE: words, and exits 1 if there was one.
"""
import pathlib
import re
import sys

READING = ["base", "facts", "wire", "knowledge", "language", "world", "coding"]
KEEPING = ["base", "facts", "ledger", "derive", "query"]
SEES = {}
for half in (READING, KEEPING):
    for at, module in enumerate(half):
        SEES[module] = set(half[: at + 1])
SEES["app"] = {"app"} | set(READING) | set(KEEPING)

ONLY_IN = {
    r"CLI/": {"app"},
    r"nlohmann/": {"app", "ledger"},  # ledger/: lists in columns
    r"httplib\.h": {"app"},
    r"sys/ioctl\.h|termios\.h": {"app"},
    r"sqlite3\.h|libpq-fe\.h": {"ledger"},
}
BELOW_APP = {
    r"\bstd::(cout|cerr|clog)\b|\b(std::)?f?printf\s*\(|\bfmt::print\b|\bputs\s*\(": "prints",
    r"\b(std::)?(exit|abort|quick_exit)\s*\(": "ends the program",
    r"_clock::now\s*\(|\b(std::)?time\s*\(\s*(nullptr|NULL|0)\s*\)|\bgettimeofday\s*\(": "reads the clock",
    r"\b(std::|secure_)?getenv\s*\(": "reads the environment",
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def code_lines(text):
    """The lines of a C++ text with comments blanked and strings emptied, line numbers kept."""
    pattern = r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"'

    def blank(match):
        piece = match[0]
        return "\n" * piece.count("\n") if piece.startswith("/") else '""'

    return re.sub(pattern, blank, text, flags=re.S).split("\n")


def offences(root):
    for path in sorted((root / "src").rglob("*")):
        if path.suffix not in {".h", ".cc"}:
            continue
        module = path.relative_to(root / "src").parts[0]
        where = path.relative_to(root)
        program = "tools" in where.parts  # of the build: may print and use what it likes, but sees what its module sees
        text = path.read_text(encoding="utf-8")
        if module not in SEES:
            yield f"{where}:1: {module}/ is in no layer; give it a place in tests/house/layers.py and docs/ARCHITECTURE.md"
            continue
        for number, line in enumerate(text.split("\n"), 1):
            include = INCLUDE.match(line)
            if not include:
                continue
            quote, name = include[1], include[2]
            if quote == '"':
                target = name.split("/")[0]
                if name.endswith(".inc") or (program and not (root / "src" / name).exists()):
                    continue  # made by the build; a file of the program itself
                if "/" not in name or ".." in name or not (root / "src" / name).exists():
                    yield f'{where}:{number}: #include "{name}" is not a path from src/'
                elif target not in SEES[module]:
                    yield f"{where}:{number}: {module}/ must not see {target}/"
            for library, owners in ONLY_IN.items():
                if re.match(library, name) and module not in owners and not program:
                    yield f"{where}:{number}: only {' and '.join(sorted(owners))}/ may use <{name}>"
        if module == "app" or program:
            continue
        for number, line in enumerate(code_lines(text), 1):
            for pattern, deed in BELOW_APP.items():
                if re.search(pattern, line):
                    yield f"{where}:{number}: {deed}; only app/ may: {line.strip()}"


if __name__ == "__main__":
    found = list(offences(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "every include goes along the arrows")
    sys.exit(bool(found))
