#!/usr/bin/env python3
"""`attache serve` as programs and attackers meet it: answers equal to the terminal's, ETags, paging, CSV; and requests that are
malformed or hostile, class by class, each refused with the one shape of errors while the server goes on answering.

usage: serve_test.py ATTACHE
"""
import concurrent.futures
import csv
import gzip
import http.client
import io
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
ATTACHE = str(pathlib.Path(sys.argv[1]).resolve())
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("ATTACHE_")}
SECRET = "SECRET-4711"


def attache(*arguments, **options):
    return subprocess.run([ATTACHE, *arguments], capture_output=True, text=True, env=ENVIRONMENT, check=True, **options).stdout


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


class Serve(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.ledger = str(pathlib.Path(cls.folder.name) / "news.ledger")
        subprocess.run([ATTACHE, "read", "--ledger", cls.ledger, str(ROOT / "examples")], check=True, capture_output=True,
                       env=ENVIRONMENT)
        cls.log = open(pathlib.Path(cls.folder.name) / "log", "w+", encoding="utf-8")
        cls.addClassCleanup(cls.log.close)
        cls.server = subprocess.Popen([ATTACHE, "serve", cls.ledger, "--port", "0"], stdout=subprocess.PIPE, stderr=cls.log, text=True,
                                      env=ENVIRONMENT)
        cls.addClassCleanup(cls.server.stdout.close)
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        cls.port = int(cls.server.stdout.readline().rstrip("/\n").rsplit(":", 1)[1])

    def ask(self, target, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, target, body, sent)
            reply = connection.getresponse()
            return Reply(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def raw(self, data, patience=15, no_more=False):
        """What comes back for bytes that no client would send; empty where the server hangs up. With `no_more` it is told that
        nothing follows; cpp-httplib then answers nothing."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as link:
            try:
                link.sendall(data)
                if no_more:
                    link.shutdown(socket.SHUT_WR)
                out = b""
                while piece := link.recv(65536):
                    out += piece
                return out
            except ConnectionError:
                return b""

    def refused(self, reply, *statuses):
        self.assertIn(reply.status, statuses, reply.body[:300])
        self.assertEqual(set(reply.json), {"error"})
        self.assertEqual(set(reply.json["error"]), {"status", "what", "where", "mend"})
        self.assertEqual(reply.json["error"]["status"], reply.status)
        self.assertIn("default-src 'none'", reply.headers["content-security-policy"])

    def still_answers(self):
        self.assertEqual(self.ask("/api/overview").status, 200)
        self.assertIsNone(self.server.poll())

    # ---- Answers ------------------------------------------------------------------------------------------------------------

    def test_answers_are_those_of_the_terminal(self):
        told = json.loads(attache("presence", "--ledger", self.ledger, "--of", "USA", "--in", "Niger", "--on", "2024-08-10", "--json"))
        answer = self.ask("/api/presence?of=United%20States&in=niger&on=2024-08-10").json
        self.assertEqual(answer["heading"], "Forces of United States in Niger on 2024-08-10")
        shapes = [line.pop("shape") for line in answer["answer"]]
        self.assertIn("whole", shapes)
        self.assertIn("point", shapes)
        self.assertEqual(answer["answer"], told["answer"])
        self.assertGreaterEqual(len(told["answer"]), 3)

        claims = [json.loads(line) for line in attache("claims", "--ledger", self.ledger, "--posture", "withdraw", "--json").splitlines()]
        got = self.ask("/api/claims?posture=withdraw").json
        for each in got["claims"]:
            each.pop("words")
        self.assertEqual(got["claims"], claims)
        self.assertEqual((got["found"], got["truncated"]), (len(claims), False))

    def test_known_by_hides_what_was_published_later(self):
        early = self.ask("/api/presence?of=FRA&in=TCD&on=2025-02-01&known_by=2024-11-30").json
        late = self.ask("/api/presence?of=FRA&in=TCD&on=2025-02-01").json
        self.assertTrue(all(claim["reported"][:10] <= "2024-11-30" for claim in early["claims"]))
        self.assertNotEqual(early["answer"], late["answer"])

    def test_timeline_has_the_state_that_presence_has(self):
        lanes = self.ask("/api/timeline?of=USA&in=NER&from=2024-01-01&to=2024-12-31").json["lanes"]
        checked = 0
        for day in ("2024-04-01", "2024-05-01", "2024-07-07", "2024-08-10", "2024-09-18", "2024-12-31"):
            for line in self.ask(f"/api/presence?of=USA&in=NER&on={day}").json["answer"]:
                lane = next(each for each in lanes if (each["kind"], each["place"]) == (line["kind"], line["places"][0]))
                at = [each for each in lane["stretches"] if each["from"] <= day <= each["to"]]
                self.assertEqual([each["state"] for each in at], [line["state"]], (day, line["sentence"]))
                checked += 1
        self.assertGreater(checked, 10)

    def test_paging_says_what_is_left_out(self):
        first = self.ask("/api/events?limit=5").json
        rest = self.ask("/api/events?limit=1000&offset=5").json
        everything = self.ask("/api/events?limit=1000").json
        self.assertTrue(first["truncated"])
        self.assertFalse(rest["truncated"])
        self.assertEqual(first["events"] + rest["events"], everything["events"])
        self.assertEqual(first["found"], len(everything["events"]))
        self.assertEqual(sum(each["count"] for each in first["facets"]["month"]), first["found"])

    def test_a_claim_leads_to_its_sentence(self):
        claim = self.ask("/api/claims?posture=withdraw&limit=1").json["claims"][0]
        why = self.ask(f"/api/claims/{claim['key'][:12]}").json
        begin, end = claim["span"]
        self.assertEqual(why["article"]["text"][begin:end], claim["text"])
        self.assertIn(claim["key"], why["event"]["members"])
        article = self.ask(f"/api/articles/{claim['article']}").json
        self.assertIn(claim["key"], [each["key"] for each in article["claims"]])

    def test_csv(self):
        for name in ("claims", "events", "sources", "articles"):
            reply = self.ask(f"/api/{name}.csv")
            rows = list(csv.reader(io.StringIO(reply.body.decode())))
            self.assertGreater(len(rows), 5, name)
            self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        self.assertEqual(self.ask("/api/overview.json").json, self.ask("/api/overview").json)

    def test_etags_and_compression(self):
        plain = self.ask("/api/events")
        self.assertEqual(self.ask("/api/events", If_None_Match=plain.headers["etag"]).status, 304)
        self.assertEqual(self.ask("/api/events", If_None_Match='"another"').status, 200)
        small = self.ask("/api/events", Accept_Encoding="gzip")
        self.assertEqual(small.headers["content-encoding"], "gzip")
        self.assertEqual(gzip.decompress(small.body), plain.body)
        self.assertLess(len(small.body), len(plain.body) // 3)

    def test_judgements_are_taken_in_at_once(self):
        target = "/api/presence?of=SEN&in=MLI&on=2024-08-02"
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as copy:
            copy.write("Senegal withdraws\n\nBAMAKO, May 4, 2024 (New Wire) - Senegal has withdrawn 55 soldiers from Mali, an official said.\n")
            copy.flush()
            attache("read", "--ledger", self.ledger, copy.name)
        claim = self.ask("/api/claims?of=SEN&posture=withdraw").json["claims"][0]["key"]
        before, events = self.ask(target), self.ask("/api/events?of=SEN&in=MLI").json
        self.assertIn(claim, [each["key"] for each in before.json["claims"]])
        self.assertEqual(events["found"], 1)
        told = json.loads(attache("events", "--ledger", self.ledger, "--of", "SEN", "--in", "MLI", "--json"))
        self.assertEqual({**events["events"][0], "words": None}, {**told, "words": None})
        attache("judge", "correct", claim, "time", "2023-01-05", "--who", "jan", "--ledger", self.ledger)
        self.assertEqual(self.ask("/api/events?of=SEN&in=MLI").json["events"][0]["time"], "2023-01-05")
        self.assertIn("2023", self.ask("/api/events?of=SEN&in=MLI").json["events"][0]["words"]["when"])
        attache("judge", "reject", claim, "--who", "jan", "--ledger", self.ledger)
        after = self.ask(target, If_None_Match=before.headers["etag"])
        self.assertEqual(after.status, 200)
        self.assertNotIn(claim, [each["key"] for each in after.json["claims"]])
        self.assertEqual(self.ask("/api/events?of=SEN&in=MLI").json["found"], 0)
        self.assertEqual(self.ask("/api/timeline?of=SEN&in=MLI&from=2024-01-01&to=2024-12-31").json["lanes"],
                         self.ask("/api/timeline?of=SEN&in=MLI&from=2024-01-01&to=2024-12-31&as_coded=no").json["lanes"])
        self.assertEqual(self.ask(target + "&as_coded=yes").json["answer"], before.json["answer"])
        self.assertEqual(self.ask("/api/events?of=SEN&in=MLI&as_coded=yes").json["events"], events["events"])
        self.refused(self.ask(target + "&as_coded=maybe"), 400)
        self.refused(self.ask("/api/claims?as_coded=yes"), 400)

    def test_new_claims_are_seen_at_once(self):
        before = self.ask("/api/overview")
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as copy:
            copy.write("Russia withdraws\n\nYEREVAN, May 3, 2024 (New Wire) - Russia has withdrawn 77 soldiers from Gyumri, an official said.\n")
            copy.flush()
            attache("read", "--ledger", self.ledger, copy.name)
        after = self.ask("/api/overview", If_None_Match=before.headers["etag"])
        self.assertEqual(after.status, 200)
        self.assertEqual(after.json["articles"], before.json["articles"] + 1)

    def test_try_codes_and_keeps_nothing(self):
        before = self.ask("/api/overview").json
        tried = self.ask("/api/try", "POST", json.dumps({"text": "Russia has withdrawn 200 soldiers from Armenia, Dmitry Peskov said on Monday.",
                                                         "outlet": "Interfax", "published": "2024-05-07"}), Content_Type="application/json")
        self.assertEqual(tried.status, 200)
        claim = tried.json["claims"][0]
        self.assertEqual((claim["posture"], claim["force"]["count"]), ("withdraw", 200))
        self.assertEqual([link["name"] for link in claim["attribution"]], ["Dmitry Peskov", "Interfax"])
        self.assertEqual(tried.headers["cache-control"], "no-store")
        self.assertEqual(self.ask("/api/overview").json, before)

    def test_every_reply_is_guarded(self):
        for target in ("/", "/api/overview", "/nothing", "/api/openapi.json"):
            headers = self.ask(target).headers
            policy = headers["content-security-policy"]
            self.assertNotIn("unsafe", policy)
            self.assertIn("require-trusted-types-for 'script'", policy)
            self.assertEqual(headers["x-content-type-options"], "nosniff")
            self.assertNotIn("server", headers)
            self.assertNotIn("access-control-allow-origin", headers)

    def test_many_at_once(self):
        targets = [f"/api/presence?on=2024-{month:02}-{day:02}" for month in range(3, 13) for day in (1, 15)] * 3
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            self.assertEqual({reply.status for reply in pool.map(self.ask, targets)}, {200})

    # ---- Hostile requests, class by class -------------------------------------------------------------------------------------

    def test_hosts_that_are_not_ours(self):
        hosts = ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example#localhost", "localhost@evil.example",
                 "10.0.0.1", "[::2]", "0.0.0.0", "localhos", "xlocalhost", "127.0.0.2", "2130706433", "0x7f.1", "127.1", " ", "localhost,evil.example",
                 "evil.example\\localhost", "localhost/evil", "LOCALHOST.", "\u0435xample", "a" * 4000, "[::1", "*"]
        for host in hosts:
            with self.subTest(host=host[:40]):
                reply = self.raw(b"GET /api/overview HTTP/1.1\r\nHost: " + host.encode() + b"\r\nConnection: close\r\n\r\n")
                self.assertTrue(reply.startswith((b"HTTP/1.1 421", b"HTTP/1.1 400")), reply[:80])
                self.assertNotIn(b"articles", reply)
        for two in (b"Host: localhost\r\nHost: evil.example\r\n", b""):
            self.assertTrue(self.raw(b"GET /api/overview HTTP/1.1\r\n" + two + b"Connection: close\r\n\r\n").startswith(b"HTTP/1.1 421"))
        self.still_answers()

    def test_pages_of_other_sites(self):
        body = json.dumps({"text": "x"})
        for site in ("cross-site", "same-site", "CROSS-SITE", "x"):
            self.refused(self.ask("/api/try", "POST", body, Content_Type="application/json", Sec_Fetch_Site=site), 403)
            self.refused(self.ask("/api/claims", Sec_Fetch_Site=site, Sec_Fetch_Mode="cors"), 403)
            self.refused(self.ask("/api/claims", Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors"), 403)
        for origin in ("null", "http://evil.example", f"https://evil.example:{self.port}", "http://localhost:1", "file://", "http://127.0.0.1", "x",
                       f"http://127.0.0.1:{self.port}.evil.example"):
            self.refused(self.ask("/api/try", "POST", body, Content_Type="application/json", Origin=origin), 403)
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain; application/json", ""):
            self.refused(self.ask("/api/try", "POST", body, Content_Type=kind), 415, 400)
        self.assertEqual(self.ask("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status, 200)
        self.assertEqual(self.ask("/api/try", "POST", body, Content_Type="application/json", Origin=f"http://127.0.0.1:{self.port}",
                                  Sec_Fetch_Site="same-origin").status, 200)

    def test_methods(self):
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "G ET", "X" * 2000, "PRI", "POST /x"):
            for target in ("/api/overview", "/"):
                reply = self.raw(f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
                self.assertTrue(reply == b"" or reply.startswith((b"HTTP/1.1 400", b"HTTP/1.1 404", b"HTTP/1.1 405", b"HTTP/1.1 415")), (method, reply[:80]))
        self.refused(self.ask("/api/try"), 405)
        self.refused(self.ask("/api/overview", "POST", "{}", Content_Type="application/json"), 404, 405)
        self.still_answers()

    def test_paths(self):
        for path in ("/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../../etc/passwd", "//etc/passwd",
                     "/etc/passwd", "/api/../etc/passwd", "/api/claims/../../x", "/api/claims/..%2f..", "/.git/config", "/index.html%00.js", "/api/",
                     "/api", "/api//", "/api/claims/", "/api/claims/zz", "/api/claims/" + "a" * 33, "/api/claims/%00", "/api/claims/'%20OR%201=1--",
                     "/api/events/%27;DROP%20TABLE%20claim;--", "/API/overview", "/api/overview/x", "/api/overview.csv", "/api/presence.xml",
                     "/" + "a/" * 3000, "/%ff%fe", "/api/articles/%F0%9F%92%A3", "/api/timeline.csv", "/web/src/main.ts", "/assets/"):
            with self.subTest(path=path[:60]):
                reply = self.ask(path)
                self.refused(reply, 400, 404, 414)
                self.assertNotIn(b"root:", reply.body)
        self.still_answers()

    def test_parameters(self):
        quote = urllib.parse.quote
        for query in ("presence", "presence?on=", "presence?on=yesterday", "presence?on=2024-13-01", "presence?on=2024-02-30", "presence?on=2024-08-10&of=Nowherestan",
                      "presence?on=2024-08-10&in=" + quote("' OR 1=1 --"), "presence?on=2024-08-10&known_by=never", "presence?on=2024-08-10&x=1",
                      "timeline?from=2024-01-01", "timeline?from=2024-12-31&to=2024-01-01", "timeline?from=a&to=b", "claims?limit=-1", "claims?limit=1001",
                      "claims?limit=1e3", "claims?limit=99999999999999999999", "claims?offset=x", "claims?event=ATTACK", "claims?posture=dance",
                      "claims?status=maybe", "claims?article=xyz", "claims?text=" + "a" * 1001, "claims?text=%00", "claims?text=%ff", "claims?text=a%0ab",
                      "claims?__proto__=1", "events?sort=random", "events?contradicted=maybe", "events?origins=-1", "sources?known_by=2024-99", "sources?of=RUS",
                      "claims?as_of=99999999999999", "claims?" + "&".join(f"p{i}=1" for i in range(500))):
            with self.subTest(query=query[:60]):
                self.refused(self.ask("/api/" + query), 400)
        # Odd, but a question all the same; the words are only ever compared.
        for query in ("claims?text=" + quote("'; DROP TABLE claim; --"), "claims?text=%25", "claims?text=" + quote("<script>alert(1)</script>"), "claims?text=" + quote("\u202eabc"),
                      "claims?offset=1000000", "claims?limit=0", "claims?text=&event=", "presence?on=0001-01-01", "presence?on=9999-12-31",
                      "timeline?from=1000-01-01&to=9999-12-31", "claims?limit=1&limit=2"):
            with self.subTest(query=query[:60]):
                self.assertEqual(self.ask("/api/" + query).status, 200)
        self.assertGreater(self.ask("/api/claims").json["found"], 50)

    def test_bodies(self):
        for body in ("", "x", "[]", "null", "1", '"text"', "{", '{"text":', '{"text":1}', '{"text":null}', '{"text":{}}', '{"text":""}', '{"text":"a","x":"b"}',
                     '{"text":"a","published":"soon"}', '{"text":"a","published":5}', "[" * 100_000, '{"a":' * 50_000, '{"text":"\\ud800"}', '{"text":"a"} x',
                     b'{"text":"\xff"}', "\ufeff", '{"text":"' + "a" * 70_000 + '"}', '{"text":"' + "a" * 300_000 + '"}', '{"text":"a","outlet":["x"]}'):
            with self.subTest(body=body[:30]):
                sent = body if isinstance(body, bytes) else body.encode()
                self.refused(self.ask("/api/try", "POST", sent, Content_Type="application/json"), 400, 413)
        for text in ("\u202e\u202d" * 500, "A" * 60_000, "said " * 10_000, "\u0000\u0001", "\U0001F4A3" * 5000, "<script>alert(1)</script>", "(" * 5000, "\n" * 50_000):
            reply = self.ask("/api/try", "POST", json.dumps({"text": text}), Content_Type="application/json")
            self.assertEqual(reply.status, 200, reply.body[:200])
        self.still_answers()

    def test_what_is_no_http(self):
        junk = [b"", b"\r\n\r\n", b"\x00" * 1000, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / \r\n\r\n", os.urandom(4096), b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(200),
                b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 20_000 + b"\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
                b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n", b"POST /api/try HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{}",
                b"POST /api/try HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n{}",
                b"POST /api/try HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                b"POST /api/try HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
                b"GET /api/overview HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", b"GET /api/overview HTTP/1.1\r\nHost : localhost\r\n\r\n",
                b"GET /api/overview HTTP/1.1\r\n Host: localhost\r\n\r\n", b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                b"* * *\r\n\r\n", b"GET /api/overview HTTP/1.1\nHost: localhost\n\n", b"HELP\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-,0-,0-,0-\r\nConnection: close\r\n\r\n",
                b"GET / HTTP/1.1\r\nHost: localhost\r\nRange: bytes=9999999999999999999999-\r\nConnection: close\r\n\r\n",
                b"GET / HTTP/1.1\r\nHost: localhost\r\nRange: bytes=-9223372036854775808\r\nConnection: close\r\n\r\n"]
        for data in junk:
            with self.subTest(data=data[:40]):
                self.assertNotIn(b"articles\":", self.raw(data, no_more=b"Connection: close" not in data))
        self.still_answers()

    def test_slow_and_many_connections(self):
        links = []
        try:
            for _ in range(60):
                link = socket.create_connection(("127.0.0.1", self.port), timeout=30)
                link.sendall(b"GET /api/overview HTTP/1.1\r\nHost: loc")
                links.append(link)
            started = time.monotonic()
            self.still_answers()  # after those that dawdle have been given up
            self.assertLess(time.monotonic() - started, 45)
        finally:
            for link in links:
                link.close()
        self.still_answers()

    def test_log_tells_no_secrets(self):
        self.ask(f"/api/claims?text={SECRET}&limit=x", Cookie=SECRET, Authorization=f"Bearer {SECRET}")
        self.ask("/api/try", "POST", json.dumps({"text": 5, "outlet": SECRET}), Content_Type="application/json")
        self.raw(b"GET /x\x1b[31m%0d%0aFORGED HTTP/1.1\r\nHost: " + SECRET.encode() + b"\r\nConnection: close\r\n\r\n")
        time.sleep(0.2)
        self.log.flush()
        text = pathlib.Path(self.log.name).read_text(encoding="utf-8")
        self.assertIn("400 GET /api/claims", text)
        self.assertNotIn(SECRET, text)
        self.assertNotIn("\x1b", text)
        self.assertFalse(any(line.startswith("FORGED") for line in text.splitlines()))
        self.assertNotIn(self.ledger, json.dumps(self.ask("/api/claims/ffff").json))

    def test_ends_when_asked(self):
        with subprocess.Popen([ATTACHE, "serve", self.ledger, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                              env=ENVIRONMENT) as other:
            self.assertIn("http://127.0.0.1:", other.stdout.readline())
            other.send_signal(signal.SIGINT)
            self.assertEqual(other.wait(20), 0)
        taken = subprocess.run([ATTACHE, "serve", self.ledger, "--port", str(self.port)], capture_output=True, text=True, env=ENVIRONMENT, timeout=30)
        self.assertEqual(taken.returncode, 2)
        self.assertIn("cannot listen there", taken.stderr)
        missing = subprocess.run([ATTACHE, "serve", self.ledger + "x"], capture_output=True, text=True, env=ENVIRONMENT, timeout=30)
        self.assertEqual(missing.returncode, 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
