#!/usr/bin/env python3
"""The program as users and shells meet it: exit codes, streams, formats, bad input, crashes.

usage: cli_test.py ATTACHE ATTACHE_EVAL
"""
import csv
import io
import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ATTACHE, EVAL = sys.argv[1:3]
COPY = """France agrees to leave Chad

N'DJAMENA, March 4 (Harbour Wire) - France has agreed to withdraw its 300 soldiers from Chad by June 1, a Chadian official said on Tuesday.

The French soldiers remain in Abeche. Chad had asked France to leave in January.
"""


class Cli(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("ATTACHE_")} | {"COLUMNS": "120"}

    def run_program(self, *arguments, program=ATTACHE, stdin=b"", **environment):
        done = subprocess.run([program, *map(str, arguments)], input=stdin, capture_output=True, cwd=self.path,
                              env=self.environment | environment, timeout=300)
        done.out, done.err = done.stdout.decode(), done.stderr.decode()
        self.assertNotIn(done.returncode, (-signal.SIGSEGV, -signal.SIGABRT), done.err)
        return done

    def file(self, name, content):
        path = self.path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def read_copy(self):
        self.file("copy.txt", COPY)
        done = self.run_program("read", "copy.txt", "--published", "2025-03-04", "--outlet", "Harbour Wire")
        self.assertEqual(0, done.returncode, done.err)
        return done

    def claims(self):
        return [json.loads(line) for line in self.run_program("claims", "--json").out.splitlines()]

    # Reading

    def test_reading_twice_changes_nothing_and_says_so(self):
        self.assertIn("1 new article", self.read_copy().err)
        first = (self.path / "attache.ledger").read_bytes()
        again = self.read_copy()
        self.assertIn("0 new articles", again.err)
        self.assertIn("1 already there", again.err)
        self.assertEqual(first, (self.path / "attache.ledger").read_bytes())

    def test_code_gives_the_same_bytes_on_one_thread_and_on_four_and_again(self):
        examples = ROOT / "examples"
        runs = [self.run_program("code", examples, "--threads", n).stdout for n in (1, 4, 4)]
        self.assertTrue(runs[0])
        self.assertEqual(runs[0], runs[1])
        self.assertEqual(runs[1], runs[2])

    def test_spans_of_claims_are_the_words_they_say(self):
        done = self.run_program("code", ROOT / "examples", "--text")
        claims = 0
        for line in done.out.splitlines():
            article = json.loads(line)
            for claim in article["claims"]:
                begin, end = claim["span"]
                self.assertEqual(claim["text"], article["text"][begin:end])
                claims += 1
        self.assertGreater(claims, 20)

    def test_standard_input_is_read(self):
        done = self.run_program("code", "-", "--published", "2025-03-04", stdin=COPY.encode())
        self.assertEqual(0, done.returncode, done.err)
        self.assertTrue(json.loads(done.out)["claims"])

    # Asking

    def test_names_and_codes_give_the_same_answer(self):
        self.read_copy()
        question = ["--in", "Chad", "--on", "2025-03-05", "--json"]
        answers = {self.run_program("presence", "--of", who, *question).out for who in
                   ("France", "FRA", "french", "French", "the French", "Paris", "French army", "France's border guards")}
        self.assertEqual(1, len(answers))

    def test_rebels_are_not_the_states_forces(self):
        done = self.run_program("presence", "--of", "Chadian rebels", "--on", "2025-03-05")
        self.assertEqual(2, done.returncode)
        self.assertIn("Chadian rebels", done.err)

    def test_a_capital_is_a_place_and_a_metonym_is_none(self):
        self.read_copy()
        self.assertEqual(1, self.run_program("claims", "--in", "N'Djamena").returncode)
        self.assertEqual(0, self.run_program("claims", "--in", "Abeche").returncode)
        self.assertEqual(0, self.run_program("claims", "--in", "the Republic of Chad").returncode)
        done = self.run_program("claims", "--in", "Abechee")
        self.assertEqual(2, done.returncode)
        self.assertIn("Abeche", done.err)

    def test_an_outlet_is_known_by_all_its_names(self):
        self.file("copy.txt", COPY)
        self.run_program("read", "copy.txt", "--published", "2025-03-04", "--outlet", "AP")
        for name in ("AP", "Associated Press", "the Associated Press"):
            self.assertEqual(0, self.run_program("claims", "--outlet", name).returncode, name)
        done = self.run_program("claims", "--outlet", "AB")
        self.assertEqual(1, done.returncode)
        self.assertIn("did you mean 'AP'?", done.err)

    def test_a_place_that_no_claim_names_is_met_with_those_that_some_do(self):
        self.read_copy()
        question = ["presence", "--of", "France", "--in", "Chad", "--on", "2025-03-05", "--at"]
        done = self.run_program(*question, "Abechee")
        self.assertEqual(1, done.returncode)
        self.assertIn("did you mean 'Abeche'?", done.err)
        self.assertIn("claims name", self.run_program(*question, "Somewhere").err)

    def test_a_mistyped_name_is_met_with_the_nearest(self):
        done = self.run_program("presence", "--of", "Frnace", "--on", "2025-03-05")
        self.assertEqual(2, done.returncode)
        self.assertIn("France", done.err)

    def test_formats_hold_the_same_claims(self):
        self.read_copy()
        keys = [claim["key"] for claim in self.claims()]
        self.assertTrue(keys)
        table = list(csv.DictReader(io.StringIO(self.run_program("claims", "--csv").out)))
        self.assertEqual(keys, [row["key"] for row in table])

    def test_why_shows_words_chain_and_clocks(self):
        self.read_copy()
        claim = next(c for c in self.claims() if c["posture"] == "withdraw")
        done = self.run_program("why", claim["key"][:10])
        self.assertEqual(0, done.returncode, done.err)
        for words in ("withdraw", "Harbour Wire", "happened", "reported", "recorded", claim["frame"], claim["key"]):
            self.assertIn(words, done.out)
        self.assertNotIn("\x1b", done.out)

    def test_a_key_of_another_kind_is_met_with_what_it_is(self):
        self.read_copy()
        event = json.loads(self.run_program("events", "--json").out.splitlines()[0])
        claim = json.loads(self.run_program("claims", "--json").out.splitlines()[0])
        done = self.run_program("why", event["key"])
        self.assertEqual(0, done.returncode, done.err)
        self.assertIn("independent origin", done.out)
        self.assertEqual(event, json.loads(self.run_program("why", event["key"], "--json").out))
        self.assertIn(event["members"][0][:8], self.run_program("events", event["members"][0]).out)
        done = self.run_program("why", claim["article"])
        self.assertEqual(1, done.returncode)
        self.assertIn("attache claims --article", done.err)
        self.assertEqual(0, self.run_program("claims", "--article", claim["article"][:12]).returncode)

    def test_listings_fit_the_terminal_and_cut_no_key(self):
        self.read_copy()
        keys = [claim["key"][:8] for claim in self.claims()]
        for width in (60, 80, 120, 160, 200):
            lines = self.run_program("claims", COLUMNS=str(width)).out.splitlines()
            self.assertLessEqual(max(map(len, lines)), width)
            self.assertEqual(keys, [line[:8] for line in lines if re.match("[0-9a-f]{8}  ", line)])
        wide = self.run_program("claims", "--wide").out
        self.assertIn(self.claims()[0]["key"], wide)
        self.assertNotIn("…", wide)

    def test_a_date_worked_out_is_told_from_one_written(self):
        self.read_copy()
        self.assertIn("[by 2025-06-01]", self.run_program("claims").out)
        claim = next(c for c in self.claims() if c["time"] == "../2025-06-01")
        self.assertIn("worked out", self.run_program("why", claim["key"]).out)

    def test_known_by_leaves_out_what_was_reported_later(self):
        self.read_copy()
        self.assertEqual(1, self.run_program("claims", "--known-by", "2025-03-03").returncode)
        self.assertEqual(0, self.run_program("claims", "--known-by", "2025-03-04").returncode)

    def test_every_listing_runs(self):
        self.read_copy()
        for command in (["events"], ["sources"], ["derive"], ["doctor"], ["events", "--json"], ["sources", "--csv"],
                        ["claims", "--of", "France"], ["presence", "--of", "France", "--on", "2025-03-05"]):
            done = self.run_program(*command)
            self.assertEqual(0, done.returncode, f"{command}: {done.err}")

    def test_a_claim_is_judged_and_answers_take_it_in(self):
        self.read_copy()
        claim = next(c for c in self.claims() if c["posture"] == "remain")["key"]
        done = self.run_program("review", "--who", "maria", stdin=b"a\n?\nc status nonsense\nc status planned\nu\nr no stay\n")
        self.assertEqual(0, done.returncode, done.err)
        self.assertIn("1 taken back", done.err)
        self.assertIn("no such word", done.err)
        self.assertEqual(0, self.run_program("judge", "reject", claim, "--who", "jan", "--why", "not so").returncode)
        judged = json.loads(self.run_program("presence", "--of", "France", "--in", "Chad", "--on", "2025-03-05", "--json").out)
        self.assertNotIn(claim, [each["key"] for line in judged["answer"] for each in line["claims"]])
        coded = self.run_program("presence", "--of", "France", "--in", "Chad", "--on", "2025-03-05", "--as-coded", "--json").out
        self.assertIn(claim, coded)
        listed = [json.loads(line) for line in self.run_program("judgements", "--json").out.splitlines()]
        self.assertEqual({"maria", "jan"}, {each["who"] for each in listed})
        self.file("all.jsonl", "\n".join(json.dumps(each) for each in listed))
        self.run_program("read", "copy.txt", "--published", "2025-03-04", "--outlet", "Harbour Wire", "--ledger", "b.ledger")
        done = self.run_program("judgements", "--import", "all.jsonl", "--ledger", "b.ledger")
        self.assertIn(f"{len(listed)} new judgements", done.err)
        self.assertIn("0 new judgements", self.run_program("judgements", "--import", "all.jsonl", "--ledger", "b.ledger").err)
        self.assertEqual(self.run_program("judgements", "--agreement").out, self.run_program("judgements", "--agreement", "--ledger", "b.ledger").out)
        self.file("bad.jsonl", json.dumps(listed[0] | {"who": "somebody else"}) + "\nno json\n")
        done = self.run_program("judgements", "--import", "bad.jsonl")
        self.assertEqual(2, done.returncode)
        self.assertIn("bad.jsonl:1", done.err)
        self.assertIn("bad.jsonl:2", done.err)
        self.assertEqual(2, self.run_program("judge", "accept", claim).returncode, "a judgement has a name under it")

    def test_what_changed_between_two_dates(self):
        self.read_copy()
        done = self.run_program("diff", "2025-03-03", "2025-06-02", "--of", "France", "--in", "Chad")
        self.assertEqual(0, done.returncode, done.err)
        self.assertIn("appeared", done.out)
        answer = json.loads(self.run_program("diff", "2025-03-03", "2025-03-05", "--events", "--json").out)
        self.assertTrue(answer["changes"])
        self.assertTrue(all(each["came"] for each in answer["changes"]))
        self.assertEqual(1, self.run_program("diff", "2025-03-05", "2025-03-05", "--of", "France", "--in", "Chad").returncode)
        key = self.claims()[0]["key"]
        self.assertIn("the ledger received the article", self.run_program("history", key).out)

    def test_a_copy_and_an_export_without_texts(self):
        self.read_copy()
        self.assertEqual(0, self.run_program("backup", "copy.ledger").returncode)
        self.assertEqual(self.run_program("claims", "--json").out, self.run_program("claims", "--json", "--ledger", "copy.ledger").out)
        self.assertEqual(2, self.run_program("backup", "copy.ledger").returncode)
        exported = self.run_program("export").out
        for words in ("agreed to withdraw", "The French soldiers", "had asked"):
            self.assertNotIn(words, exported)
        article = json.loads(exported)
        self.assertEqual(len(self.claims()), len(article["claims"]))
        self.assertEqual(0, self.run_program("doctor", "--rebuild").returncode)

    def test_recoding_with_the_same_coder_changes_nothing(self):
        self.read_copy()
        self.assertEqual({"same": 0, "otherwise": 0, "already_read": 1},
                         {k: v for k, v in json.loads(self.run_program("recode", "--json").out).items() if k in ("same", "otherwise", "already_read")})
        database = sqlite3.connect(self.path / "attache.ledger")
        database.executescript("DROP TRIGGER reading_keep_1; UPDATE reading SET coder = 'an older one'")
        database.close()
        done = json.loads(self.run_program("recode", "--json").out)
        self.assertEqual((1, 1, 0, 0), (done["articles"], done["same"], done["gone"], done["new"]))

    def test_the_graph_of_sources(self):
        self.read_copy()
        self.assertIn("digraph", self.run_program("sources", "--graph", "dot").out)
        graph = json.loads(self.run_program("sources", "--graph", "json").out)
        names = {node["id"] for node in graph["nodes"]}
        self.assertTrue(graph["links"])
        self.assertTrue(all(link["source"] in names and link["target"] in names for link in graph["links"]))
        self.file("grades", "# ours\nB harbour wire\n")
        self.assertIn(",B,", self.run_program("sources", "--csv", "--grades", "grades").out)
        self.file("grades", "G Harbour Wire\n")
        self.assertEqual(2, self.run_program("sources", "--grades", "grades").returncode)

    def test_the_demo_finds_an_answer_at_every_step(self):
        lines = [line.split()[1:] for line in (ROOT / "demo").read_text().splitlines() if line.startswith("run ")]
        self.assertGreater(len(lines), 3)
        for arguments in lines:
            paths = [str(ROOT / each) if (ROOT / each).exists() else each for each in arguments]
            done = self.run_program(*paths, ATTACHE_LEDGER=str(self.path / "demo.ledger"))
            self.assertEqual(0, done.returncode, f"{arguments}: {done.err}")

    # Exit codes and messages

    def test_nothing_found_is_exit_1(self):
        self.read_copy()
        self.assertEqual(1, self.run_program("claims", "--of", "Brazil").returncode)
        self.assertEqual(1, self.run_program("why", "0000").returncode)

    def test_errors_are_exit_2_with_a_way_on_and_nothing_on_stdout(self):
        for arguments, words in ((["clams"], "did you mean 'claims'"), (["claims", "--ledgr", "x"], "did you mean '--ledger'"),
                                 (["claims"], "attache.ledger"), (["claims", "--event", "RETRET"], "RETREAT"),
                                 (["read", "nowhere.txt"], "nowhere.txt"), (["read", "x", "--published", "soon"], "2024-05-09"),
                                 (["presence", "--of", "RUS", "--on", "someday"], "2024-05-10")):
            done = self.run_program(*arguments)
            self.assertEqual(2, done.returncode, arguments)
            self.assertIn(words, done.err, arguments)
            self.assertEqual("", done.out, arguments)

    def test_help_leads_with_examples(self):
        text = self.run_program("presence", "--help").out
        self.assertLess(text.index("attache presence --of"), text.index("Usage"))

    def test_a_closed_pipe_ends_quietly(self):
        self.read_copy()
        done = subprocess.run(["bash", "-c", f"'{ATTACHE}' claims --json | head -c 1"], cwd=self.path, env=self.environment,
                              capture_output=True)
        self.assertEqual(b"", done.stderr)

    # Bad input

    def test_bad_input_is_data(self):
        cases = {"empty.txt": b"", "binary.txt": bytes(range(256)) * 64, "cut.txt": "Troops left Côte".encode()[:-1],
                 "nested.txt": ("\u201c" * 10000 + "Troops left Chad." + "\u201d" * 10000).encode(),
                 "line.txt": b"Troops left Chad and " * 5000}
        for name, content in cases.items():
            self.file(name, content)
            done = self.run_program("read", name, "--ledger", name + ".ledger")
            self.assertIn(done.returncode, (0, 1), f"{name}: {done.err}")
            self.assertEqual(0, self.run_program("doctor", "--ledger", name + ".ledger").returncode, name)

    def test_a_bad_record_costs_only_itself(self):
        good = json.dumps({"id": "a", "date": "2025-03-04", "text": COPY})
        self.file("feed.jsonl", f"{good}\n{{broken\n" + good.replace('"a"', '"b"').replace("300", "400") + "\n")
        done = self.run_program("read", "feed.jsonl")
        self.assertEqual(0, done.returncode, done.err)
        self.assertIn("2 new articles", done.err)
        self.assertIn("feed.jsonl:2", done.err)

    def test_a_folder_without_articles_is_nothing_found(self):
        (self.path / "empty").mkdir()
        self.assertEqual(1, self.run_program("read", "empty").returncode)

    def test_a_ledger_that_cannot_be_written_says_what_to_do(self):
        self.file("copy.txt", COPY)
        for ledger in ("no/such/folder/x.ledger", "."):
            done = self.run_program("read", "copy.txt", "--ledger", ledger)
            self.assertEqual(2, done.returncode, done.err)
            self.assertIn(";", done.err)

    def test_a_file_that_is_no_ledger_is_left_alone(self):
        path = self.file("notes.txt", "These are notes and no ledger at all.\n" * 40)
        done = self.run_program("read", path, "--ledger", path)
        self.assertEqual(2, done.returncode)
        self.assertTrue(path.read_text().startswith("These are notes"))

    def test_a_ledger_of_a_newer_version_is_refused(self):
        self.read_copy()
        with sqlite3.connect(self.path / "attache.ledger") as store:
            store.execute("PRAGMA user_version = 9999")
        done = self.run_program("claims")
        self.assertEqual(2, done.returncode)
        self.assertIn("newer", done.err)

    def test_a_broken_knowledge_file_is_refused(self):
        broken = self.file("broken.knowledge", b"no knowledge")
        done = self.run_program("code", "-", "--knowledge-file", broken, stdin=COPY.encode())
        self.assertEqual(2, done.returncode)
        self.assertIn("broken.knowledge", done.err)

    def test_knowledge_of_ones_own_is_checked_and_used(self):
        folder = self.path / "mine" / "actors"
        folder.mkdir(parents=True)
        (folder / "x.txt").write_text("Actor: LUN\nKind: state\nName: Lunaria\nAdjective: Lunarian\nCode: LUN\nSector: GOV\n")
        self.assertEqual(0, self.run_program("knowledge", "check", "mine").returncode)
        done = self.run_program("code", "-", "--knowledge", "mine", stdin=b"Lunaria withdrew its troops from Chad on Monday.\n")
        self.assertIn('"LUN"', done.out)
        (folder / "x.txt").write_text("Actor: LUN\nColour: blue\n")
        self.assertEqual(2, self.run_program("knowledge", "check", "mine").returncode)

    def test_killed_while_reading_it_goes_on_where_it_was(self):
        lines = [json.dumps({"id": str(i), "date": "2025-03-04", "publisher": "Harbour Wire", "text": COPY.replace("300", str(300 + i))})
                 for i in range(400)]
        self.file("feed.jsonl", "\n".join(lines) + "\n")
        running = subprocess.Popen([ATTACHE, "read", "feed.jsonl", "--threads", "1"], cwd=self.path, env=self.environment,
                                   stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        running.send_signal(signal.SIGKILL)
        running.wait()
        done = self.run_program("read", "feed.jsonl", "--json")
        self.assertEqual(0, done.returncode, done.err)
        counts = json.loads(done.out)
        self.assertEqual(400, counts["new"] + counts["already_there"])
        self.assertEqual(0, self.run_program("doctor").returncode)

    # attache-eval

    def test_eval_writes_a_line_a_document(self):
        gold = self.file("docs.jsonl", json.dumps({"document": "d1", "published": "2025-03-04", "outlet": "Harbour Wire", "text": COPY}) + "\n")
        done = self.run_program("claims", gold, program=EVAL)
        self.assertEqual(0, done.returncode, done.err)
        line = json.loads(done.out)
        self.assertEqual("d1", line["document"])
        self.assertTrue(line["claims"])
        texts = self.file("texts.jsonl", json.dumps({"doc": "t1", "published": "2025-03-04", "text": COPY}) + "\n")
        for task, field in (("attribution", "attributions"), ("times", "times"), ("places", "places"), ("names", "names")):
            done = self.run_program(task, texts, program=EVAL)
            self.assertEqual(0, done.returncode, done.err)
            self.assertTrue(json.loads(done.out)[field], task)

    def test_eval_reads_marked_pairs(self):
        table = self.file("pairs.tsv", 'uid\tmarked_sentence\n7\t"<s>Chad</s> asked <t>France</t> to withdraw its troops."\n')
        done = self.run_program("plv", table, program=EVAL)
        self.assertEqual({"uid": "7", "root": "REQUEST"}, json.loads(done.out))

    def test_eval_says_who_is_meant(self):
        words = [("Helga", "PROPN", 3, "nsubj"), ("Brandt", "PROPN", 1, "flat"), ("resigned", "VERB", 0, "root"), (".", "PUNCT", 3, "punct")]
        more = [("She", "PRON", 2, "nsubj"), ("left", "VERB", 0, "root"), (".", "PUNCT", 2, "punct")]
        rows = "\n\n".join("\n".join(f"{i}\t{w}\t_\t{tag}\t_\t_\t{head}\t{relation}\t_\t_"
                                      for i, (w, tag, head, relation) in enumerate(sentence, 1)) for sentence in (words, more))
        bank = self.file("bank.conllu", f"# newdoc id = toy\n{rows}\n\n")
        for task in ("coreference", "coreference-text"):
            done = self.run_program(task, bank, program=EVAL)
            self.assertEqual(0, done.returncode, done.err)
            line = json.loads(done.out)
            self.assertEqual("toy", line["doc"])
            name, she = line["mentions"]
            self.assertEqual((["Helga Brandt", "name", [0, 11]], ["She", "pronoun", [20, 23]]),
                             ([name["text"], name["form"], [name["start"], name["end"]]], [she["text"], she["form"], she["head"]]))
            self.assertEqual(name["entity"], she["entity"])
        done = self.run_program("coreference", self.file("bad.conllu", rows + "\n"), program=EVAL)
        self.assertEqual(2, done.returncode)
        self.assertIn("newdoc", done.err)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
