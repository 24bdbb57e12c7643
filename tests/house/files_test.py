#!/usr/bin/env python3
"""What every tracked file is held to, and what the documents must not forget."""
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Written in pieces, so that this file does not find itself.
FORBIDDEN = {
    "an absolute path of somebody's machine": r"(?<![\w.])/(?:" + "|".join(["work", "root", "home", "Users"]) + r")/\w",
    "the host of a package registry": "|".join(["registry" + r"\.npmjs", "deb" + r"\.debian\.org", "pypi" + r"\.org"]),
}


def tracked():
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True)
    if listed.returncode != 0:
        raise unittest.SkipTest("not a git checkout")
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            yield name


def texts():
    for name in tracked():
        try:
            yield name, (ROOT / name).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            pass  # a model or a test of bad bytes


class Files(unittest.TestCase):
    def test_no_machine_of_ours_is_named(self):
        for name, text in texts():
            for what, pattern in FORBIDDEN.items():
                for match in re.finditer(pattern, text):
                    line = text.count("\n", 0, match.start()) + 1
                    self.fail(f"{name}:{line} names {what}: {match[0]!r}")

    def test_sources_begin_by_saying_what_they_are_for(self):
        for name, text in texts():
            if name.endswith((".h", ".cc")):
                self.assertTrue(text.startswith("//"), f"{name} does not begin with a comment")
            if name.endswith(".h"):
                self.assertIn("#pragma once", text, name)

    def test_every_remark_is_in_the_architecture(self):
        header = (ROOT / "src/base/remark.h").read_text(encoding="utf-8")
        in_code = {int(number): words.strip() for number, words in re.findall(r"= (\d+),\s*///< (.+)", header)}
        document = (ROOT / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")
        in_document = {int(number): words.strip() for number, words in re.findall(r"^\| (\d{3}) \| (.+?) \|$", document, re.M)}
        self.assertGreater(len(in_code), 5)
        self.assertEqual(in_code, in_document)

    def test_links_between_documents_lead_somewhere(self):
        for name, text in texts():
            if not name.endswith(".md"):
                continue
            for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
                self.assertTrue(((ROOT / name).parent / target).exists(), f"{name} links to {target}, which is not there")


if __name__ == "__main__":
    unittest.main()
