#!/usr/bin/env python3
"""The documents say of the command line what the program says.

usage: cli_docs_test.py ATTACHE [--update]

docs/cli.md has one block a command, ```console with a line `$ attache ... --help` and the program's own answer; --update
writes the answers anew. The sample in README.md ("ends like this") is what ./demo's last question answers. In README.md and docs/*.md every option of an `attache` command line must be one that the program has.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = re.compile(r"(`\./demo` ends like this.*?```text\n)(.*?)(```)", re.S)
BLOCK = re.compile(r"(```console\n\$ (attache[^\n]*--help)\n)(.*?)(```)", re.S)


def answer(program, line, **variables):
    knowledge = {k: v for k, v in os.environ.items() if k == "ATTACHE_KNOWLEDGE_FILE"}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ATTACHE_")} | {"COLUMNS": "100"}
    environment |= knowledge if variables else {}
    run = subprocess.run([program, *line.split()[1:]], capture_output=True, text=True, env=environment | variables, cwd=ROOT)
    if run.returncode != 0:
        sys.exit(f"{line}: exit {run.returncode}\n{run.stderr}")
    return "\n".join(each.rstrip() for each in run.stdout.strip("\n").split("\n")) + "\n"


def demo_ends(program):
    """The answer to the last question of ./demo, without its heading and legend."""
    asked = [line.replace("run ", "attache ", 1) for line in (ROOT / "demo").read_text(encoding="utf-8").splitlines() if line.startswith("run ")]
    with tempfile.TemporaryDirectory() as folder:
        for line in asked:
            text = answer(program, line, ATTACHE_LEDGER=os.path.join(folder, "demo.ledger"))
    return "\n".join(text.split("\n\n")[1:-1]).replace("\n●", "\n\n●").replace("\n○", "\n\n○") + "\n"


def commands(program, *above):
    text = answer(program, " ".join(["attache", *above, "--help"]))
    listed = re.search(r"^Commands:\n((?:  .*\n)+)", text, re.M)
    names = re.findall(r"^  (\w[\w-]*)", listed[1], re.M) if listed else []
    for name in names:
        yield [*above, name]
        yield from commands(program, *above, name)


def main(program, update=False):
    wrong = []
    path = ROOT / "docs/cli.md"
    text = path.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda m: m[1] + answer(program, m[2]) + m[4], text)
    if update:
        path.write_text(fresh, encoding="utf-8")
    elif fresh != text:
        wrong.append("docs/cli.md is not what the program says; run tests/house/cli_docs_test.py ATTACHE --update")

    path = ROOT / "README.md"
    readme = path.read_text(encoding="utf-8")
    fresh = SAMPLE.sub(lambda m: m[1] + demo_ends(program) + m[3], readme)
    if not SAMPLE.search(readme):
        wrong.append("README.md has no sample of what ./demo ends with")
    if update:
        path.write_text(fresh, encoding="utf-8")
    elif fresh != readme:
        wrong.append("README.md's sample is not what ./demo ends with; run tests/house/cli_docs_test.py ATTACHE --update")

    options = {}
    for command in commands(program):
        line = " ".join(["attache", *command])
        options[line] = set(re.findall(r"--[a-z][a-z-]*", answer(program, line + " --help")))
        if f"$ {line} --help\n" not in text:
            wrong.append(f"docs/cli.md has no block `$ {line} --help`")

    for document in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for line in re.findall(r"^\s*(?:\$ )?(attache [^\n`|>]*)", document.read_text(encoding="utf-8"), re.M):
            known = max((each for each in options if line.startswith(each + " ")), key=len, default=None)
            if known is None:
                continue
            for option in re.findall(r"(?<=\s)--[a-z][a-z-]*", line):
                if option not in options[known]:
                    wrong.append(f"{document.relative_to(ROOT)}: `{line.strip()}`: no option {option}")
    return "\n".join(wrong) or None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--update" in sys.argv))
