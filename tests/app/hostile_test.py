#!/usr/bin/env python3
"""Hostile input, end to end: whatever is thrown at the program, it ends by itself, in bounded time and memory, with an exit
code and a message that says what, where and what to do; standard output holds data or nothing; the ledger stays whole.

usage: hostile_test.py ATTACHE
"""
import concurrent.futures
import json
import os
import pathlib
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ATTACHE = str(pathlib.Path(sys.argv[1]).resolve())
MIB = 1 << 20
COPY = """France agrees to leave Chad

N'DJAMENA, March 4 (Harbour Wire) - France has agreed to withdraw its {} soldiers from Chad by June 1, a Chadian official said on Tuesday.
"""
# A sanitized or debugging build is slower and larger than the program that users run: only wide limits hold for all.
MOST_SECONDS = 240
MOST_MEMORY = 1024 * MIB


class Ended:
    """How a run of the program ended: exit code, streams, processor seconds, peak memory in bytes."""

    def __init__(self, code, out, err, seconds, memory):
        self.code, self.out, self.err, self.seconds, self.memory = code, out, err, seconds, memory


class Hostile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)
        self.path.chmod(0o755)
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("ATTACHE_")} | {"COLUMNS": "100"}

    def run_program(self, *arguments, stdin=b"", before=None, **environment):
        with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            source.write(stdin)
            source.seek(0)
            return self.run_with(source, out, err, arguments, before, environment)

    def run_with(self, source, out, err, arguments, before, environment):

        def prepare():
            resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if before:
                before()

        running = subprocess.Popen([ATTACHE, *map(str, arguments)], stdin=source, stdout=out, stderr=err, cwd=self.path,
                                   env=self.environment | environment, preexec_fn=prepare)
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode())
        done = Ended(running.returncode, *texts, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
        self.assertGreaterEqual(done.code, 0, f"{arguments}: ended by signal {-done.code}: {done.err[-2000:]}")
        for word in ("terminate called", "what():", "Sanitizer", "runtime error"):
            self.assertNotIn(word, done.err, arguments)
        return done

    def refused(self, *arguments, says=(), **more):
        """Exit 2, nothing on standard output, one message that holds the words and a way on."""
        done = self.run_program(*arguments, **more)
        self.assertEqual(2, done.code, f"{arguments}: {done.err}")
        self.assertEqual("", done.out, arguments)
        self.assertTrue(done.err.startswith("attache: "), done.err)
        self.assertTrue(";" in done.err or "?" in done.err, f"no way on: {done.err}")
        for word in says:
            self.assertIn(word, done.err, arguments)
        return done

    def file(self, name, content):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def feed(self, count, name="feed.jsonl"):
        lines = [json.dumps({"id": str(i), "date": "2025-03-04", "publisher": "Harbour Wire", "text": COPY.format(300 + i)})
                 for i in range(count)]
        return self.file(name, "\n".join(lines) + "\n")

    def ledger_of(self, count=3):
        self.feed(count)
        self.assertEqual(0, self.run_program("read", "feed.jsonl").code)

    def content(self, ledger="attache.ledger"):
        """What a ledger says of articles and claims, without the time of the append and in an order of its own."""
        done = self.run_program("claims", "--json", "--ledger", ledger)
        claims = [json.loads(line) for line in done.out.splitlines()]
        for claim in claims:
            claim.pop("recorded", None)
        return sorted(json.dumps(claim, sort_keys=True) for claim in claims)

    def sound(self, ledger="attache.ledger"):
        done = self.run_program("doctor", "--ledger", ledger)
        self.assertEqual(0, done.code, done.out + done.err)

    # Bytes that are no news

    def test_nothing_to_read(self):
        for content in (b"", b"\n", b" \t\r\n" * 100, b"\xef\xbb\xbf"):
            self.file("empty.txt", content)
            done = self.run_program("code", "empty.txt")
            self.assertIn(done.code, (0, 1))
            for line in done.out.splitlines():
                self.assertEqual([], json.loads(line)["claims"])
                self.assertIn(103, [remark["code"] for remark in json.loads(line)["remarks"]])
        self.file("empty.jsonl", b"")
        self.assertEqual(1, self.run_program("code", "empty.jsonl").code)

    def test_what_is_no_text_is_passed_over_and_told(self):
        for name, content in (("program.txt", bytes(range(256)) * 64), ("zeros.txt", bytes(100000)),
                              ("picture", b"\x89PNG\r\n\x1a\n" + bytes(1000))):
            self.file(name, content)
            done = self.run_program("read", name)
            self.assertIn(done.code, (0, 1), done.err)
            self.sound()
        self.assertIn("picture", done.err)

    def test_cut_characters_cost_one_character(self):
        self.file("cut.txt", "France withdrew its troops from Côte d’Ivoire on Monday, it said. Voilà".encode()[:-1])
        done = self.run_program("code", "cut.txt", "--published", "2025-03-04", "--text")
        self.assertEqual(0, done.code, done.err)
        article = json.loads(done.out)
        self.assertTrue(article["claims"])
        self.assertTrue(article["text"].startswith("France withdrew its troops from Côte d’Ivoire"))

    def test_broken_json_is_told_line_by_line(self):
        good = json.dumps({"id": "a", "date": "2025-03-04", "text": COPY.format(300)})
        lines = [good, "{", "[]", "null", '{"text": 7}', '{"text": "\\ud800"}', '{"date": "2025-03-04"}', "[" * 50000, '{"a":' * 50000,
                 '{"id": "b", "date": "no day", "text": "France left Chad."}']
        self.file("feed.jsonl", "\n".join(lines) + "\n")
        done = self.run_program("code", "feed.jsonl")
        self.assertEqual(0, done.code, done.err)
        documents = [json.loads(line)["document"] for line in done.out.splitlines()]
        self.assertEqual("a", documents[0])
        self.assertEqual("b", documents[-1])
        for number in (2, 3, 4, 5, 7, 8, 9):
            self.assertIn(f"feed.jsonl:{number}:", done.err)

    # Size and depth: the limits of the code are told by remarks and bound time and memory.

    def bounded(self, name, content, remark=None):
        path = self.file(name, content)
        done = self.run_program("code", path, "--threads", "1")
        self.assertEqual(0, done.code, done.err)
        self.assertLess(done.memory, MOST_MEMORY, name)
        for line in done.out.splitlines():
            json.loads(line)
        if remark:
            self.assertIn(remark, [r["code"] for r in json.loads(done.out.splitlines()[0])["remarks"]], name)
        return done

    def test_a_line_of_50_megabytes(self):
        self.bounded("line.txt", b"France left. It remains there still. " * (50 * MIB // 37), remark=106)

    def test_a_record_of_50_megabytes_is_passed_over_and_the_next_is_read(self):
        next_one = json.dumps({"id": "next", "date": "2025-03-04", "text": COPY.format(300)})
        path = self.file("line.jsonl", b'{"id": "long", "text": "' + b"France left. " * (50 * MIB // 13) + b'"}\n' + next_one.encode() + b"\n")
        done = self.run_program("code", path)
        self.assertEqual(0, done.code, done.err)
        self.assertLess(done.memory, MOST_MEMORY)
        self.assertIn("line.jsonl:1", done.err)
        self.assertEqual("next", json.loads(done.out)["document"])
        self.assertTrue(json.loads(done.out)["claims"])

    def test_ten_thousand_nested_quotes(self):
        self.bounded("quotes.txt", "“" * 10000 + "France withdrew its troops from Chad." + "”" * 10000)
        self.bounded("said.txt", "".join("He said “" if i % 2 else "She said ‘" for i in range(10000)) + "France withdrew its troops from Chad."
                     + "".join("’" if i % 2 else "”" for i in range(10000)), remark=201)

    def test_a_hundred_thousand_commas(self):
        self.bounded("commas.txt", "Troops" + "," * 100000 + " left Chad.", remark=201)

    def test_a_word_of_a_megabyte(self):
        self.bounded("word.txt", "a" * MIB, remark=202)
        self.bounded("accents.txt", "e" + "\u0301" * 100000, remark=202)

    def test_a_deep_and_a_huge_sentence(self):
        self.bounded("deep.txt", "He said that " * 5000 + "France withdrew its troops from Chad.", remark=201)
        self.bounded("of.txt", "the head of " * 5000 + "Chad said that France left.", remark=201)
        self.bounded("brackets.txt", "(" * 5000 + "France withdrew its troops from Chad" + ")" * 5000, remark=201)

    def test_much_of_nothing(self):
        self.bounded("spaces.txt", "France" + " " * (5 * MIB) + "withdrew")
        self.bounded("lines.txt", "\n" * (5 * MIB) + "France withdrew.")
        self.bounded("digits.txt", "9" * 100000 + " soldiers left Chad on " + "9" * 500 + " May " + "9" * 100 + ".")

    # Files, folders, permissions, disks

    def test_folders_where_files_are_due_and_files_where_folders_are(self):
        self.ledger_of(1)
        (self.path / "folder").mkdir()
        self.refused("claims", "--ledger", "folder", says=["folder"])
        self.refused("read", "feed.jsonl", "--ledger", "folder", says=["folder"])
        self.refused("read", "feed.jsonl", "--ledger", "feed.jsonl/x.ledger", says=["feed.jsonl/x.ledger"])
        self.refused("code", "feed.jsonl", "--model", "folder", says=["folder"])
        self.refused("code", "feed.jsonl", "--knowledge-file", "folder", says=["folder"])
        self.refused("code", "feed.jsonl", "--knowledge", "feed.jsonl", says=["feed.jsonl"])
        self.refused("knowledge", "check", "feed.jsonl", says=["feed.jsonl"])
        self.refused("knowledge", "check", "nowhere", says=["nowhere"])
        self.refused("read", "feed.jsonl/inner.txt", says=["inner.txt"])
        self.refused("read", "nowhere.txt", says=["nowhere.txt"])

    def test_a_missing_path_costs_only_itself(self):
        self.feed(2)
        done = self.run_program("read", "nowhere.txt", "feed.jsonl")
        self.assertEqual(2, done.code)
        self.assertIn("nowhere.txt", done.err)
        self.assertIn("2 new articles", done.err)

    def as_nobody(self):
        os.setgid(65534)
        os.setuid(65534)

    def test_no_permission(self):
        before = None
        if os.geteuid() == 0:
            try:
                reachable = subprocess.run([ATTACHE, "--version"], preexec_fn=self.as_nobody, capture_output=True).returncode == 0
            except (PermissionError, subprocess.SubprocessError):
                reachable = False
            if not reachable:
                self.skipTest("nobody cannot run the program where it stands")
            before = self.as_nobody
        self.ledger_of(1)
        secret = self.file("secret.txt", COPY.format(300))
        secret.chmod(0)
        locked = self.path / "locked"
        locked.mkdir(mode=0o555)
        self.refused("code", "secret.txt", before=before, says=["secret.txt", "ermission"])
        self.refused("read", "feed.jsonl", "--ledger", "locked/x.ledger", before=before, says=["locked/x.ledger"])
        (self.path / "attache.ledger").chmod(0)
        self.refused("claims", before=before, says=["attache.ledger"])
        (self.path / "attache.ledger").chmod(0o444)
        self.path.chmod(0o555)
        self.addCleanup(self.path.chmod, 0o755)
        self.refused("read", "feed.jsonl", before=before, says=["attache.ledger"])
        done = self.run_program("claims", "--json", before=before)
        self.assertEqual(0, done.code, done.err)
        self.assertTrue(done.out)

    def test_a_full_disk(self):
        self.feed(60)
        disk = self.path / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], capture_output=True).returncode == 0
        if mounted:
            self.addCleanup(subprocess.run, ["umount", disk])
            limit = None
        else:
            def limit():
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (256 << 10, 256 << 10))
        ledger = disk / "x.ledger"
        done = self.run_program("read", "feed.jsonl", "--ledger", ledger, before=limit)
        self.assertEqual(2, done.code, done.err)
        self.assertIn("x.ledger", done.err)
        self.assertIn("reading the same input again goes on from there", done.err)
        if mounted:
            subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        self.sound(ledger)
        self.assertEqual(0, self.run_program("read", "feed.jsonl", "--ledger", ledger).code)
        self.sound(ledger)
        self.assertEqual(0, self.run_program("read", "feed.jsonl").code)
        self.assertEqual(self.content(), self.content(ledger))
        done = self.run_program("code", "feed.jsonl", before=lambda: os.dup2(os.open("/dev/full", os.O_WRONLY), 1))
        self.assertEqual(2, done.code, "claims that could not be written were not missed")
        self.assertIn("standard output", done.err)
        self.run_program("claims", "--of", "Nobody", before=lambda: os.dup2(os.open("/dev/full", os.O_WRONLY), 2))

    # Crashes, writers, damage

    def test_killed_at_any_moment_the_next_run_goes_on(self):
        self.feed(60)
        self.assertEqual(0, self.run_program("read", "feed.jsonl", "--ledger", "quiet.ledger").code)
        dice = random.Random(7)
        before = 0
        for _ in range(30):
            running = subprocess.Popen([ATTACHE, "read", "feed.jsonl", "--threads", "2"], cwd=self.path, env=self.environment,
                                       stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0.005, 0.3))
            running.kill()
            running.wait()
            if not (self.path / "attache.ledger").exists():
                continue
            try:
                with sqlite3.connect(self.path / "attache.ledger") as store:
                    articles = store.execute("SELECT count(*) FROM article").fetchone()[0]
            except sqlite3.OperationalError:  # killed while the tables were made
                articles = 0
            self.assertGreaterEqual(articles, before)  # nothing kept is lost
            before = articles
        done = self.run_program("read", "feed.jsonl", "--json")
        self.assertEqual(0, done.code, done.err)
        counts = json.loads(done.out)
        self.assertEqual((before, 60 - before), (counts["already_there"], counts["new"]))  # the article in hand alone is taken again
        self.sound()
        self.assertEqual(self.content("quiet.ledger"), self.content())

    def test_two_writers_at_once(self):
        self.feed(30)
        self.feed(40, "more.jsonl")
        with concurrent.futures.ThreadPoolExecutor() as pool:
            runs = [pool.submit(self.run_program, "read", feed, "--json") for feed in ("feed.jsonl", "more.jsonl", "feed.jsonl")]
        for run in runs:
            self.assertEqual(0, run.result().code, run.result().err)
        self.assertEqual(40, sum(json.loads(run.result().out)["new"] for run in runs))
        self.sound()
        self.run_program("read", "more.jsonl", "--ledger", "quiet.ledger")
        self.assertEqual(self.content("quiet.ledger"), self.content())

    def test_a_ledger_of_a_newer_version(self):
        self.ledger_of(1)
        with sqlite3.connect(self.path / "attache.ledger") as store:
            store.execute("PRAGMA user_version = 9999")
        store.close()
        kept = (self.path / "attache.ledger").read_bytes()
        for command in (["claims"], ["read", "feed.jsonl"], ["why", "abcd"], ["presence", "--of", "FRA", "--on", "2025-03-05"]):
            self.refused(*command, says=["newer", "attache.ledger"])
        done = self.run_program("doctor")
        self.assertEqual(2, done.code)
        self.assertIn("newer", done.out)
        self.assertEqual(kept, (self.path / "attache.ledger").read_bytes())

    def test_a_file_that_is_no_ledger(self):
        self.feed(1)
        for name, content in (("notes.txt", "These are notes.\n" * 400), ("short", "x"), ("zeros", bytes(8192))):
            path = self.file(name, content)
            kept = path.read_bytes()
            for command in (["claims"], ["read", "feed.jsonl"], ["derive"]):
                self.refused(*command, "--ledger", name, says=[name])
            self.assertEqual(kept, path.read_bytes(), name)
        with sqlite3.connect(self.path / "other.db") as store:
            store.execute("CREATE TABLE recipe (name TEXT)")
        store.close()
        for command in (["claims"], ["read", "feed.jsonl"]):
            self.refused(*command, "--ledger", "other.db", says=["other.db"])

    def test_a_damaged_ledger_is_noticed(self):
        self.ledger_of(30)
        path = self.path / "attache.ledger"
        with sqlite3.connect(path) as store:
            store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.close()
        whole = path.read_bytes()
        for damaged in (whole[:len(whole) // 2], whole[:5000] + os.urandom(len(whole) - 5000)):
            path.write_bytes(damaged)
            done = self.run_program("doctor")
            self.assertEqual(2, done.code, done.out)
            self.assertIn("BAD", done.out)
            self.run_program("claims")

    # Knowledge and models

    def test_broken_knowledge_says_file_line_what_and_how_to_mend(self):
        good = "Actor: LUN\nKind: state\nName: Lunaria\nAdjective: Lunarian\nCode: LUN\nSector: GOV\n"
        cases = {
            "actors/syntax.txt": (good + "\nno field here\n", 8),
            "actors/field.txt": (good.replace("Adjective", "Adjectivve"), 4),
            "actors/kind.txt": (good.replace("Kind: state", "Kind: stat"), 2),
            "actors/dangling.txt": (good + "\nActor: lun.person\nKind: person\nName: Ann Example\nRole: president of nowhere.at-all | 2020-01-01 | \n", 11),
            "frames/syntax.txt": ("Frame: x\nWhat: ever\n", 1),
        }
        for name, (content, line) in cases.items():
            with self.subTest(name):
                mine = self.path / name.replace("/", "-")
                self.file(f"{mine.name}/{name}", content)
                done = self.run_program("knowledge", "check", mine.name)
                self.assertEqual(2, done.code, done.out + done.err)
                self.assertRegex(done.out, rf"(?m)^({re.escape(mine.name)}/)?{re.escape(name)}:{line}: .+")
                self.assertRegex(done.out, r"; .+|\?")
                self.assertRegex(done.err, r"^\d+ things? to mend")
                done = self.refused("code", "-", "--knowledge", mine.name, stdin=b"France left Chad.\n", says=[f"{name}:{line}"])
                done = self.run_program("knowledge", "compile", mine.name, "--out", "out.knowledge")
                self.assertEqual(2, done.code)
                self.assertFalse((self.path / "out.knowledge").exists())

    def test_a_damaged_model_or_compiled_knowledge(self):
        sources = {"--model": next(p for p in (ROOT / "models").glob("*.attache")),
                   "--knowledge-file": next(p for folder in pathlib.Path(ATTACHE).parents[:4] for p in [folder / "attache.knowledge",
                                            folder / "knowledge" / "attache.knowledge"] if p.is_file())}
        for flag, source in sources.items():
            whole = source.read_bytes()
            for name, content in (("empty", b""), ("text", b"no such thing\n" * 100), ("cut", whole[:len(whole) // 2]), ("head", whole[:40]),
                                  ("grown", whole + b"more"), ("newer", whole[:8] + b"\xff\xff\xff\x7f" + whole[12:])):
                with self.subTest(f"{flag} {name}"):
                    self.file(name, content)
                    self.refused("code", "-", flag, name, stdin=b"France left Chad.\n", says=[name])
            self.refused("code", "-", flag, "nowhere", stdin=b"", says=["nowhere"])
        # Damage inside is what doctor is for; reading it may go wrong, but not by a crash.
        self.file("bits", whole[:len(whole) // 2] + bytes(64) + whole[len(whole) // 2 + 64:])
        done = self.run_program("doctor", "--knowledge-file", "bits", "--ledger", "none.ledger")
        self.assertEqual(2, done.code, done.out)
        self.assertIn("BAD", done.out)

    # The command line

    def test_mistakes_are_met_with_what_was_meant(self):
        self.ledger_of(1)
        for arguments, says in (
                (["raed", "x"], "did you mean 'read'"), (["presense"], "did you mean 'presence'"), (["claims", "--posutre", "remain"], "--posture"),
                (["claims", "--posture", "withdrew"], "withdraw"), (["claims", "--status", "aggreed"], "agreed"),
                (["claims", "--of", "Frnce"], "France"), (["claims", "--in", "Chd"], "Chad"), (["presence", "--of", "Rusia", "--on", "2024-08-02"], "Russia"),
                (["presence", "--of", "RUS", "--in", "Armania", "--on", "2024-08-02"], "Armenia"),
                (["presence", "--of", "RUS", "--on", "2024-02-30"], "2024-02-30"), (["presence", "--of", "RUS", "--on", "02/08/2024x"], "2024-05-10"),
                (["presence", "--of", "RUS", "--on", "2024-08-02", "--known-by", "yesterday"], "2024-05-10"),
                (["claims", "--as-of", "25:00"], "2024-06-03"), (["read", "feed.jsonl", "--published", "2024-13-01"], "2024-05-09"),
                (["claims", "--limit", "many"], "--limit"), (["claims", "--json", "--csv"], "--csv"), (["presence", "--of", "RUS"], "--on"),
                (["read"], "PATH"), (["why"], "KEY"), (["why", "a", "b"], "'b'"), (["knowledge"], "knowledge"),
                (["knowledge", "chek", "x"], "check"), (["code", "feed.jsonl", "--threads", "-1"], "--threads")):
            with self.subTest(arguments):
                self.refused(*arguments, says=[says])
        self.assertEqual(1, self.run_program("why", "zzzz").code)
        self.assertEqual(1, self.run_program("events", "0000000000").code)

    def test_streams_that_are_closed(self):
        self.ledger_of(40)
        done = self.run_program("code", "-", before=lambda: os.close(0))
        self.assertIn(done.code, (0, 1), done.err)  # nothing to read
        self.assertNotIn("ATTACHE", done.out)
        done = self.run_program("claims", before=lambda: os.close(1))
        self.assertIn(done.code, (0, 2), done.err)
        self.assertEqual(0, self.run_program("claims", before=lambda: os.close(2)).code)
        self.sound()
        for command in ("claims --json", "claims", "code feed.jsonl", "events --csv", "--help"):
            done = subprocess.run(["bash", "-c", f"'{ATTACHE}' {command} | head -n 1"], cwd=self.path, env=self.environment, capture_output=True)
            self.assertEqual(b"", done.stderr, command)
            self.assertEqual(1, done.stdout.count(b"\n"), command)

    def test_tables_fit_the_terminal_and_colours_obey(self):
        self.ledger_of(3)
        key = json.loads(self.content()[0])["key"]
        for width in (40, 200):
            for command in (["claims"], ["events"], ["sources"], ["presence", "--of", "France", "--on", "2025-03-05"], ["why", key]):
                done = self.run_program(*command, COLUMNS=str(width), NO_COLOR="1")
                self.assertEqual(0, done.code, f"{command}: {done.err}")
                self.assertNotIn("\x1b", done.out)
                if command[0] in ("claims", "sources") and width == 200:
                    self.assertLessEqual(max(map(len, done.out.splitlines())), width, command)
        for strange in ("0", "-5", "1", "7", "99999999999", "wide", ""):
            self.assertEqual(0, self.run_program("claims", COLUMNS=strange).code, strange)

    # The same bytes

    def test_reading_is_determined(self):
        examples = ROOT / "examples"
        runs = [self.run_program("code", examples, "--threads", n) for n in (1, 4, 4)]
        self.assertEqual({0}, {run.code for run in runs})
        self.assertTrue(runs[0].out)
        self.assertEqual(1, len({run.out for run in runs}))
        for ledger, threads in (("a.ledger", 1), ("b.ledger", 4)):
            self.assertEqual(0, self.run_program("read", examples, "--ledger", ledger, "--threads", threads).code)
        self.assertTrue(self.content("a.ledger"))
        self.assertEqual(self.content("a.ledger"), self.content("b.ledger"))
        kept = (self.path / "a.ledger").read_bytes()
        again = self.run_program("read", examples, "--ledger", "a.ledger", "--json")
        articles = len(runs[0].out.splitlines())
        self.assertEqual({"new": 0, "read_again": 0, "already_there": articles, "claims": 0},
                         {k: json.loads(again.out)[k] for k in ("new", "read_again", "already_there", "claims")})
        self.assertEqual(kept, (self.path / "a.ledger").read_bytes())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
