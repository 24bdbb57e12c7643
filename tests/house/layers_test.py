#!/usr/bin/env python3
"""The layer check refuses each kind of offence, and does not mind comments and strings."""
import pathlib
import tempfile
import unittest

import layers

HERE = pathlib.Path(__file__).parent


class Layers(unittest.TestCase):
    def test_every_kind_of_offence_is_refused(self):
        found = list(layers.offences(HERE / "against_the_arrows"))
        for words in ("base/ must not see query/", "may use <nlohmann/json.hpp>", "prints", "ends the program",
                      "reads the clock", "reads the environment"):
            self.assertTrue(any(words in line for line in found), f"{words!r} not among {found}")

    def test_comments_and_strings_are_no_code(self):
        with tempfile.TemporaryDirectory() as folder:
            base = pathlib.Path(folder) / "src" / "base"
            base.mkdir(parents=True)
            (base / "fine.h").write_text('// std::exit(1)\n/* printf("x") */\nconst char* k = "getenv(x)";\n')
            self.assertEqual([], list(layers.offences(pathlib.Path(folder))))

    def test_the_two_halves_meet_only_in_facts_and_app(self):
        reading, keeping = set(layers.READING), set(layers.KEEPING)
        self.assertEqual({"base", "facts"}, reading & keeping)
        for module in reading - keeping:
            self.assertFalse(layers.SEES[module] & (keeping - reading))
        for module in keeping - reading:
            self.assertFalse(layers.SEES[module] & (reading - keeping))


if __name__ == "__main__":
    unittest.main()
