#!/usr/bin/env python3
"""eval/coreference.py against the literature's toy examples, worked out by hand, and against a small treebank."""
import collections
import fractions
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

EVAL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "eval")
sys.path.insert(0, EVAL)
import coreference as c  # noqa: E402

F = fractions.Fraction


def sets(text):
    return [set(word) for word in text.split()]


def figures(measure, key, response):
    """(recall, precision) of two lists of clusters written as "abc de"."""
    key, response = sets(key), sets(response)
    found, of = measure(key, response)
    right, said = measure(response, key)
    return found / of, right / said


class ToyExamples(unittest.TestCase):
    def same(self, measure, key, response, recall, precision):
        for got, want in zip(figures(measure, key, response), (recall, precision)):
            self.assertAlmostEqual(got, float(want), places=9)

    def test_muc_of_vilain(self):
        # Vilain et al. 1995: one link is missing of three.
        self.same(c.muc, "abcd", "ab cd", F(2, 3), 1)
        self.same(c.muc, "ab cd", "abcd", 1, F(2, 3))
        # A chain split by a mention that the response does not have at all.
        self.same(c.muc, "abcd", "abd", F(2, 3), 1)

    def test_bagga_and_baldwin(self):
        # Bagga and Baldwin 1998: MUC cannot tell the two responses apart, B-cubed can (76 % and 58 %).
        key, small, large = "12345 67 89abc", "12345 6789abc", "1234589abc 67"
        self.same(c.muc, key, small, 1, F(9, 10))
        self.same(c.muc, key, large, 1, F(9, 10))
        self.same(c.b_cubed, key, small, 1, (5 + F(4 + 25, 7)) / 12)
        self.same(c.b_cubed, key, large, 1, (2 + F(25 + 25, 10)) / 12)

    def test_ceaf_e_of_luo(self):
        # The same example, by entities: {12345} is found whole, {89abc} is worth 2*5/12.
        self.same(c.ceaf_e, "12345 67 89abc", "12345 6789abc", (1 + F(10, 12)) / 3, (1 + F(10, 12)) / 2)
        # {67} whole and one of the fives: 2*5/15.
        self.same(c.ceaf_e, "12345 67 89abc", "1234589abc 67", (1 + F(10, 15)) / 3, (1 + F(10, 15)) / 2)

    def test_moosavi_and_strube(self):
        # Moosavi and Strube 2016: key abc defg, response ab cd fghi.
        key, response = "abc defg", "ab cd fghi"
        self.same(c.muc, key, response, F(2, 5), F(2, 5))
        self.same(c.b_cubed, key, response, (F(5, 3) + F(5, 4)) / 7, (2 + 1 + 1) / F(8))
        self.same(c.ceaf_e, key, response, (F(4, 5) + F(1, 2)) / 2, (F(4, 5) + F(1, 2)) / 3)
        self.same(c.lea, key, response, (3 * F(1, 3) + 4 * F(1, 6)) / 7, (2 * 1 + 0 + 4 * F(1, 6)) / 8)

    def test_lea_of_those_that_stand_alone(self):
        self.same(c.lea, "a b cd", "a bcd", (1 + 0 + 2) / F(4), (1 + 3 * F(1, 3)) / 4)

    def test_the_same_is_whole_and_nothing_is_nothing(self):
        for measure in c.MEASURES.values():
            self.same(measure, "abc de", "abc de", 1, 1)
            self.assertEqual(measure(sets("abc de"), [])[0], 0)

    def test_best_alignment_is_the_best_of_all(self):
        chance = random.Random(4)
        for _ in range(60):
            rows, columns = chance.randint(1, 5), chance.randint(1, 5)
            gain = [[chance.randint(0, 9) / 9 for _ in range(columns)] for _ in range(rows)]
            wide = gain if rows <= columns else [list(x) for x in zip(*gain)]
            best = max(sum(wide[i][j] for i, j in enumerate(order))
                       for order in itertools.permutations(range(len(wide[0])), len(wide)))
            self.assertAlmostEqual(c.best_alignment(gain), best)


# "Anna Berg met Tom Frei. She thanked him." and a state, which is no one's here.
GOLD = """# newdoc id = GUM_news_toy
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# text = Anna Berg met Tom Frei in Peru.
1	Anna	Anna	PROPN	NNP	_	3	nsubj	_	Entity=(1-person-new-n-cf1-1,2-coref
2	Berg	Berg	PROPN	NNP	_	1	flat	_	Entity=1)
3	met	meet	VERB	VBD	_	0	root	_	_
4	Tom	Tom	PROPN	NNP	_	3	obj	_	Entity=(2-person-new-n-cf2-1,2-coref
5	Frei	Frei	PROPN	NNP	_	4	flat	_	Entity=2)
6	in	in	ADP	IN	_	7	case	_	_
7	Peru	Peru	PROPN	NNP	_	3	obl	_	Entity=(3-place-new-n-cf3-1-sgl)|SpaceAfter=No
8	.	.	PUNCT	.	_	3	punct	_	_

# text = She thanked him.
1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv-n-cf1-1-ana)
2	thanked	thank	VERB	VBD	_	0	root	_	_
3	him	he	PRON	PRP	_	2	obj	_	Entity=(2-person-giv-n-cf2-1-ana)|SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

"""


def mention(start, end, entity, form, text, kind="person", head=None):
    return {"start": start, "end": end, "head": head or [start, end], "entity": entity, "kind": kind, "form": form,
            "plural": False, "text": text}


class Treebank(unittest.TestCase):
    # AnnaBergmetTomFreiinPeru.Shethankedhim.
    ANNA = mention(0, 8, 1, "name", "Anna Berg", head=[0, 4])
    TOM = mention(11, 18, 2, "name", "Tom Frei", head=[14, 18])  # the head is another word of the name than gold's
    PERU = mention(20, 24, 3, "name", "Peru", kind="state")
    SHE, HIM = mention(25, 28, 1, "pronoun", "She"), mention(35, 38, 2, "pronoun", "him")

    def files(self, mentions):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        gold, said = os.path.join(folder.name, "gold.conllu"), os.path.join(folder.name, "said.jsonl")
        with open(gold, "w", encoding="utf-8") as f:
            f.write(GOLD)
        with open(said, "w", encoding="utf-8") as f:
            f.write(json.dumps({"doc": "GUM_news_toy", "mentions": mentions}) + "\n")
        return gold, said

    def compare(self, mentions):
        gold, said = self.files(mentions)
        score, pronouns = c.Score(), collections.defaultdict(collections.Counter)
        c.compare(c.read_gold(gold)["GUM_news_toy"][0], c.read_predictions(said)["GUM_news_toy"], False, score, pronouns)
        return score.rows(), pronouns

    def test_gold_is_read(self):
        mentions = c.read_gold(self.files([])[0])["GUM_news_toy"][0]
        self.assertEqual([(m.text, m.form, m.kind, m.cluster, m.sort) for m in mentions],
                         [("Anna Berg", "name", "person", "1", None), ("Tom Frei", "name", "person", "2", None),
                          ("Peru", "name", None, "3", None), ("She", "pronoun", "person", "1", "she"),
                          ("him", "pronoun", "person", "2", "he")])

    def test_all_right(self):
        rows, pronouns = self.compare([self.ANNA, self.TOM, self.PERU, self.SHE, self.HIM])
        self.assertEqual(set(rows.values()), {(1.0, 1.0, 1.0)})
        self.assertEqual((pronouns["she"]["right"], pronouns["he"]["right"]), (1, 1))

    def test_one_taken_for_the_other(self):
        rows, pronouns = self.compare([self.ANNA, self.TOM, self.PERU, self.SHE, {**self.HIM, "entity": 1}])
        # Key {Anna, she} {Tom, him}; response {Anna, she, him}; Tom stands alone and is left out.
        self.assertEqual(rows["MUC"][:2], (0.5, 0.5))
        self.assertAlmostEqual(rows["B-cubed"][0], 2.5 / 4)
        self.assertAlmostEqual(rows["B-cubed"][1], (4 / 3 + 1 / 3) / 3)
        self.assertAlmostEqual(rows["CEAF-e"][0], 4 / 5 / 2)
        self.assertEqual((pronouns["she"]["right"], pronouns["he"]["wrong"]), (1, 1))

    def test_a_state_is_on_neither_side_and_silence_is_counted(self):
        rows, pronouns = self.compare([self.ANNA, self.TOM, self.SHE, {**self.HIM, "entity": 3, "kind": "state"}, self.PERU])
        self.assertEqual(rows["MUC"][:2], (0.5, 1.0))
        self.assertEqual(pronouns["he"]["none"], 1)

    def test_the_program(self):
        gold, said = self.files([self.ANNA, self.TOM, self.PERU, self.SHE, self.HIM])
        run = subprocess.run([sys.executable, os.path.join(EVAL, "coreference.py"), gold, said], capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("1 documents", run.stdout)
        ours, fits, alone = [next(x for x in run.stdout.splitlines() if x.startswith(s))
                             for s in ("ours", "last that fits", "names alone")]
        self.assertEqual(ours.split()[1:], ["100.0"] * 15)
        # Without gender "she" is Tom as well, and he alone has a cluster.
        self.assertNotEqual(fits.split()[4:], ["100.0"] * 15)
        self.assertEqual(alone.split()[2:], ["0.0"] * 15)


if __name__ == "__main__":
    unittest.main()
