#!/usr/bin/env python3
"""Compiles a file twice: as it is it must compile; with -DMUST_NOT_COMPILE it must not, and the compiler must say why.

usage: refuse.py COMPILER SRC_FOLDER FILE

The file names the reason in a line `// refused: REGEX`. The first compilation keeps the second honest: a file that has
rotted fails both.
"""
import re
import subprocess
import sys


def main(compiler, src, file):
    reason = re.search(r"^// refused: (.+)$", open(file, encoding="utf-8").read(), re.M)
    if not reason:
        return f"{file} has no line `// refused: REGEX`"
    command = [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Werror", "-I", src, file]
    plain = subprocess.run(command, capture_output=True, text=True)
    if plain.returncode != 0:
        return f"{file} must compile as it is:\n{plain.stderr}"
    mistake = subprocess.run([*command, "-DMUST_NOT_COMPILE"], capture_output=True, text=True)
    if mistake.returncode == 0:
        return f"{file} must not compile with -DMUST_NOT_COMPILE, but does"
    if not re.search(reason[1], mistake.stderr):
        return f"{file} is refused, but not for {reason[1]!r}:\n{mistake.stderr}"
    return None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
