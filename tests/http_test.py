#!/usr/bin/env python3
"""The server as browsers, programs and their enemies meet it. Usage: http_test.py QUOTH ROOT [unittest arguments]"""
import gzip
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

import jsonschema

QUOTH = os.path.abspath(sys.argv.pop(1))
ROOT = pathlib.Path(sys.argv.pop(1))
SANITIZED = bool(os.environ.get("QUOTH_SANITIZE"))

HARBOUR = """Title: The harbour
Date: 4 March 2021

ANN REED: Who closed the harbour in the spring of 2020?

TOM HALE: The council did. The harbour is not theirs, and we told them so. The mayor said "it was too late".

ANN REED: Will it open again?

TOM HALE: In May 2021, when the harbour is dredged.
"""


class Server:
    """A server over a store of its own."""

    def __init__(self, *options, files=(("harbour.txt", HARBOUR),)):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="quoth-http-"))
        self.store = self.folder / "quoth.db"
        self.environment = {**os.environ, "QUOTH_WEIGHTS": "none"}
        for name, text in files:
            (self.folder / name).write_text(text)
            self.quoth("add", self.folder / name)
        self.start(options)

    def quoth(self, *arguments):
        return subprocess.run([QUOTH, "--store", str(self.store), "--quiet", *map(str, arguments)], check=True,
                              stdout=subprocess.PIPE, text=True, env=self.environment).stdout

    def start(self, options=()):
        self.process = subprocess.Popen([QUOTH, "--store", str(self.store), "--quiet", "serve", "--port", "0", *options],
                                        stdout=subprocess.PIPE, text=True, env=self.environment)
        self.url = self.process.stdout.readline().strip()
        self.port = int(re.search(r":(\d+)/", self.url)[1])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(20)
        self.process.stdout.close()
        return status

    def close(self):
        if self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, True)

    def ask(self, path, method="GET", body=None, **headers):
        """(status, headers, body) of a request that does not follow redirections."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, method=method)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        opener = urllib.request.build_opener(NoRedirect)
        try:
            with opener.open(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.headers, answer.read()

    def json(self, path, **options):
        status, _, body = self.ask(path, **options)
        return status, json.loads(body)

    def raw(self, *pieces, wait=10):
        """What comes back for bytes sent as they are, until the server closes or `wait` seconds are over."""
        with socket.create_connection(("127.0.0.1", self.port), wait) as connection:
            answer = b""
            try:
                for piece in pieces:
                    connection.sendall(piece)
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # the server has had enough
            try:
                while chunk := connection.recv(65536):
                    answer += chunk
            except (socket.timeout, ConnectionResetError):
                pass
            return answer


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def words_of(server, record, words):
    """Words of a record as its reviews name them: by their characters."""
    begin = server.json(f"/api/v1/records/{record}")[1]["text"].index(words)
    return f"c{begin}-{begin + len(words)}"


def decide(server, reference, seen="*", **change):
    return server.ask(f"/api/v1/reviews/{reference}", "POST", json.dumps(change).encode(), If_Match=seen)


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)
        cls.key = cls.server.json("/api/v1/records")[1]["records"][0]["record"]
        cls.words = words_of(cls.server, cls.key, "The harbour is not theirs")
        decide(cls.server, f"{cls.key}:{cls.words}", field="state", value="being checked", author="Ann")

    def test_pages_are_there(self):
        for path in ("/", f"/r/{self.key}/", "/search", "/search?q=harbour", "/verify", "/verify?q=the+council+did", "/quotations/",
                     "/claims/", "/claims/?state=being+checked&kind=event&from=2021&assignee=Ann", "/answers/", "/answers/?clarity=ambivalent&reviewed=no",
                     "/agreement", "/agreement?on=clarity", f"/claims/{self.key}:{self.words}", "/timeline/", "/people/"):
            status, headers, body = self.server.ask(path)
            self.assertEqual(status, 200, path)
            self.assertTrue(body.startswith(b"<!doctype html>") and body.endswith(b"</html>"), path)
            policy = headers["Content-Security-Policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            # What the policy forbids is not there either.
            self.assertIsNone(re.search(rb"<[a-z][^>]* (style|on[a-z]+)=", body), path)
            self.assertNotIn(b"<script>", body)

    def test_links_of_pages_lead_somewhere(self):
        seen, ahead = set(), ["/"]
        while ahead:
            path = ahead.pop()
            if path in seen or len(seen) > 120:
                continue
            seen.add(path)
            status, headers, body = self.server.ask(path)
            self.assertIn(status, (200, 303, 308), path)
            if status != 200:
                ahead.append(urllib.parse.urljoin(path, headers["Location"]).partition("#")[0])
            elif headers["Content-Type"].startswith("text/html"):
                for link in re.findall(r'href="([^"]*)"', body.decode()):
                    link = urllib.parse.urljoin(path, link.replace("&amp;", "&")).partition("#")[0]
                    if link.startswith("/"):
                        ahead.append(link)
        self.assertGreater(len(seen), 20)

    def test_permalinks(self):
        for name, target in (("s1", f"/r/{self.key}/#s1"), ("t1", f"/r/{self.key}/#t1"), ("x1", f"/r/{self.key}/#x1"),
                             ("w3-5", f"/r/{self.key}/?w=3-5#target")):
            status, headers, _ = self.server.ask(f"/r/{self.key}/{name}")
            self.assertEqual((status, headers["Location"]), (303, target))
        text = self.server.json(f"/api/v1/records/{self.key}")[1]["text"]
        begin = text.index("The council did")
        status, headers, _ = self.server.ask(f"/r/{self.key}/c{begin}-{begin + 15}")
        page = self.server.ask(headers["Location"].partition("#")[0])[2].decode()
        marked = re.sub(r"<[^>]*>", "", re.search(r'<mark class="target" id="target">(.*?)</mark>', page)[1])
        self.assertEqual(marked, "The council did.")
        for name in ("s9999", "w5-3", "w1-99999", "q1", "s", "s-1", "c99999-999999"):
            self.assertEqual(self.server.ask(f"/r/{self.key}/{name}")[0], 404, name)
        self.assertEqual(self.server.ask("/r/1")[0], 308)
        self.assertEqual(self.server.ask("/r/nothing/")[0], 404)

    def test_etag(self):
        for path in ("/", f"/api/v1/records/{self.key}"):
            tag = self.server.ask(path)[1]["ETag"]
            status, _, body = self.server.ask(path, If_None_Match=tag)
            self.assertEqual((status, body), (304, b""))
            self.assertEqual(self.server.ask(path, If_None_Match='"other"')[0], 200)

    def test_compression(self):
        plain = self.server.ask("/")
        packed = self.server.ask("/", Accept_Encoding="gzip")
        self.assertEqual(packed[1]["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed[2]), plain[2])
        self.assertLess(len(packed[2]), len(plain[2]))

    def test_head(self):
        status, headers, body = self.server.ask("/", method="HEAD")
        self.assertEqual((status, body), (200, b""))
        self.assertGreater(int(headers["Content-Length"]), 1000)

    def test_a_query_that_is_wrong_says_where(self):
        status, _, page = self.server.ask("/search?q=" + urllib.parse.quote('harbour AND "open'))
        self.assertEqual(status, 400)
        self.assertIn(b"query.unclosed_quote", page)
        status, problem = self.server.json("/api/v1/search?q=" + urllib.parse.quote('harbour AND "open'))
        self.assertEqual((status, problem["code"], problem["at"]), (400, "query.unclosed_quote", 12))

    def test_api_answers_as_it_is_described(self):
        description = self.server.json("/api/v1/openapi.json")[1]
        asked = {"/api/v1/search": "?q=harbour", "/api/v1/verify": "?q=the+council+did"}
        people = self.server.json("/api/v1/people")[1]["people"]
        for path, item in description["paths"].items():
            url = path.replace("{record}", self.key).replace("{person}", people[0]["person"]).replace("{reference}", f"{self.key}:{self.words}")
            for query in {asked.get(path, ""), "?limit=0", "?limit=x&after=y&sort=z&q=%22"}:
                status, headers, body = self.server.ask(url + query)
                self.assertIn(str(status), item["get"]["responses"], url + query)
                answer = item["get"]["responses"][str(status)].get("content", {})
                kind = headers["Content-Type"]
                self.assertIn(kind, answer, url + query)
                if kind.endswith("json"):
                    jsonschema.validate(json.loads(body), {**answer[kind]["schema"], "components": description["components"]})
        for wrong in ("answers?clarity=maybe", "answers?reviewed=maybe", "claims?state=lost", "claims?kind=x", "claims?from=May", "claims?after=x",
                      "reviews?state=x", "reviews?after=x", "reviews/x", "agreement?on=x"):
            self.assertEqual(self.server.ask(f"/api/v1/{wrong}")[0], 400, wrong)

    def test_cursors_give_each_row_once(self):
        whole = self.server.json("/api/v1/search?q=the")[1]
        rows, after = [], ""
        while after is not None:
            page = self.server.json(f"/api/v1/search?q=the&limit=1&after={after}")[1]
            rows += page["places"]
            after = page["next"]
        self.assertEqual(rows, whole["places"])
        self.assertGreater(len(rows), 3)

    def test_twins(self):
        for path, target in (("/search.json?q=harbour", "/api/v1/search?q=harbour"), (f"/r/{self.key}.json", f"/api/v1/records/{self.key}"),
                             ("/timeline.json", "/api/v1/times"), ("/people.json", "/api/v1/people")):
            status, headers, _ = self.server.ask(path)
            self.assertEqual((status, headers["Location"]), (308, target))

    def test_source_is_given_out_as_it_came(self):
        status, headers, body = self.server.ask(f"/api/v1/records/{self.key}/source")
        self.assertEqual((status, body.decode()), (200, HARBOUR))
        self.assertIn("attachment", headers["Content-Disposition"])

    def test_words_are_shown_in_their_source(self):
        page = self.server.ask(f"/r/{self.key}/source/?w=16-18")[2].decode()
        words = self.server.json(f"/api/v1/records/{self.key}")[1]["text"].split()[16:19]
        self.assertEqual(re.search(r'<mark id="target">(.*?)</mark>', page, re.S)[1].split(), words)
        self.assertEqual(self.server.ask(f"/r/{self.key}/source/?w=9999")[0], 404)
        self.assertEqual(self.server.ask(f"/r/{self.key}/source/?w=x")[0], 404)

    def test_words_of_a_pdf_are_boxed_on_its_page(self):
        self.server.quoth("add", ROOT / "samples/hearing/exam-marking.pdf", ROOT / "samples/interview/lac-dombrelle.txt")
        records = {record["id"].rsplit("/")[-1]: record["record"] for record in self.server.json("/api/v1/records")[1]["records"]}
        page = self.server.ask(f"/r/{records['exam-marking.pdf']}/source/?w=100-105")[2].decode()
        self.assertIn('src="data:image/png;base64,iVBORw0KGgo', page)
        self.assertGreaterEqual(page.count("<rect "), 6)
        key = records["lac-dombrelle.txt"]
        words = self.server.json(f"/api/v1/records/{key}")[1]["text"].split()
        at = next(i for i, word in enumerate(words) if "é" in word)
        page = self.server.ask(f"/r/{key}/source/?w={at}")[2].decode()
        self.assertEqual(re.search(r'<mark id="target">(.*?)</mark>', page, re.S)[1], words[at])
        self.assertIn("windows-1252", page)

    def test_the_example_of_the_documentation_runs(self):
        text = (ROOT / "docs/api.md").read_text()
        code = re.search(r"```python\n(.*?)```", text, re.S)[1].replace(":7878", f":{self.server.port}")
        done = subprocess.run([sys.executable, "-c", code.replace("said:bridge", "harbour")], stdout=subprocess.PIPE, text=True, check=True)
        self.assertEqual(len(done.stdout.splitlines()), 4)


class Reviewing(unittest.TestCase):
    def setUp(self):
        self.server = Server()
        self.addCleanup(self.server.close)
        self.key = self.server.json("/api/v1/records")[1]["records"][0]["record"]
        self.claim = f"{self.key}:{words_of(self.server, self.key, 'The harbour is not theirs')}"

    def decide(self, seen, **change):
        return decide(self.server, self.claim, seen, **{"author": "Ann Reed", **change})

    def form(self, path, reviewer="Ann%20Reed", **fields):
        cookie = {"Cookie": f"quoth_reviewer={reviewer}"} if reviewer else {}
        return self.server.ask(path, "POST", urllib.parse.urlencode(fields).encode(), Content_Type="application/x-www-form-urlencoded", **cookie)

    def test_the_first_change_begins_a_review(self):
        status, headers, body = self.server.ask(f"/api/v1/reviews/{self.claim}")
        self.assertEqual((status, json.loads(body)["version"], headers["ETag"].split(".")[0]), (200, 0, '"v0'))
        status, headers, body = self.decide('"v0"', field="state", value="shortlisted")
        self.assertEqual((status, headers["ETag"].split(".")[0]), (200, '"v1'))
        [claim] = self.server.json("/api/v1/claims?state=shortlisted")[1]["claims"]
        self.assertEqual((claim["text"], claim["speaker"], claim["version"]), ("The harbour is not theirs", "Tom Hale", 1))
        self.assertEqual(claim["review"]["machine"], None)
        self.assertEqual(claim["asked_by"], "Ann Reed")
        self.assertTrue(claim["before"].startswith("The council did."), claim)
        self.assertEqual(self.server.json("/api/v1/claims")[1]["states"]["shortlisted"], 1)
        self.assertEqual(self.server.json(f"/api/v1/reviews/{claim['reference']}")[1]["review"], 1)

    def test_of_two_at_once_the_second_is_told_and_loses_nothing(self):
        self.assertEqual(self.decide('"v0"', field="state", value="dropped")[0], 200)
        status, headers, body = self.decide('"v0"', author="Tom Hale", field="state", value="checked")
        problem = json.loads(body)
        self.assertEqual((status, headers["Content-Type"], problem["code"]), (409, "application/problem+json", "review.stale"))
        self.assertEqual((problem["review"]["state"], problem["review"]["version"]), ("dropped", 1))
        self.assertEqual(problem["review"]["history"][0]["author"], "Ann Reed")
        self.assertEqual(self.decide(f'"v{problem["review"]["version"]}"', author="Tom Hale", field="state", value="checked")[0], 200)
        status, _, body = self.form("/review", "Tom%20Hale", of=self.claim, version=1, field="assignee", value="Tom", back="/claims/")
        self.assertEqual(status, 409)
        self.assertIn(b"Somebody came first", body)
        self.assertIn(b"checked", body)
        [again] = re.findall(rb'name="version" value="(\d+)"', body)
        self.assertEqual(self.form("/review", "Tom%20Hale", of=self.claim, version=int(again), field="assignee", value="Tom", back="/claims/")[0], 303)

    def test_what_is_refused(self):
        change = {"author": "Ann", "field": "state", "value": "checked"}
        for seen, body in ((None, change), ('"x"', change), ("v0", change), ('"v0"', {**change, "value": "done"}), ('"v0"', {**change, "author": ""}),
                           ('"v0"', {**change, "more": 1}), ('"v0"', {**change, "field": "x"}), ('"v0"', {"author": "Ann"}), ('"v0"', []), ('"v0"', "{"),
                           ('"v0"', {**change, "undo": 1}), ('"v0"', {**change, "value": 7}), ('"v0"', {**change, "evidence": "x"}),
                           ('"v0"', {"author": "Ann", "field": "verdict", "value": "Right", "why": "So", "evidence": [7]}),
                           ('"v0"', {"author": "Ann", "field": "verdict", "value": "Right", "why": "So", "evidence": [{"url": "javascript:x"}]})):
            data = body if isinstance(body, str) else json.dumps(body)
            headers = {"If_Match": seen} if seen else {}
            status, _, answer = self.server.ask(f"/api/v1/reviews/{self.claim}", "POST", data.encode(), **headers)
            self.assertEqual(status, 400, (seen, body))
            self.assertIn(json.loads(answer)["code"], ("review.invalid", "http.request"))
        self.assertEqual(decide(self.server, "99", author="Ann", field="state", value="checked")[0], 404)
        self.assertEqual(decide(self.server, "1:a0", author="Ann", undo=None)[0], 404)
        self.assertEqual(self.server.json("/api/v1/reviews")[1], {"total": 0, "reviews": [], "next": None})

    def test_a_verdict_and_what_is_made_of_it(self):
        claimreview = f"/api/v1/reviews/{self.claim}/claimreview"
        self.decide('"v0"', field="state", value="being checked")
        self.assertEqual([item["@type"] for item in self.server.json(claimreview)[1]["@graph"]], ["Claim"])
        verdict = {"field": "verdict", "value": "Mostly <b>wrong", "why": "The deeds say so", "evidence": [{"url": "https://example.org/deeds", "quotation": "theirs"}]}
        self.assertEqual(self.decide('"v1"', **verdict)[0], 200)
        self.assertEqual(self.decide('"v2"', author="Tom Hale", **{**verdict, "value": "Right"})[0], 200)
        graph = self.server.json(claimreview)[1]["@graph"]
        self.assertEqual([(item["@type"], item["author"]["name"], item["reviewRating"]["alternateName"]) for item in graph],
                         [("ClaimReview", "Ann Reed", "Mostly <b>wrong"), ("ClaimReview", "Tom Hale", "Right")])
        self.assertEqual(len(self.server.json(f"/api/v1/records/{self.key}/claimreview")[1]["@graph"]), 2)
        page = self.server.ask(f"/claims/{self.claim}")[2].decode()
        for words in ("Mostly &lt;b&gt;wrong", "https://example.org/deeds", "The deeds say so", "People differ on this claim"):
            self.assertIn(words, page)
        agreement = self.server.json("/api/v1/agreement")[1]
        self.assertEqual((agreement["people"], agreement["pairs"][0]["observed"]), (["Ann Reed", "Tom Hale"], 0))
        self.assertEqual(self.server.ask("/api/v1/agreement?person=Dora")[0], 404)
        self.assertIn("Ann Reed, Tom Hale", self.server.ask("/agreement")[2].decode())
        # Taking back a verdict wants a reason.
        self.assertEqual(self.decide('"v3"', undo=2)[0], 400)
        self.assertEqual(self.decide('"v3"', undo=2, why="The wrong deeds")[0], 200)

    def test_words_that_are_gone_have_no_verdict(self):
        self.decide('"v0"', field="state", value="checked")
        self.server.quoth("remove", 1)
        review = self.server.json("/api/v1/reviews/1")[1]
        self.assertEqual(review["place"]["how"], "lost")
        self.assertEqual(self.server.json("/api/v1/reviews?lost=yes")[1]["total"], 1)
        self.assertEqual(self.server.ask("/claims/1")[0], 200)
        status, _, body = decide(self.server, "1", '"v1"', author="Ann", field="verdict", value="Right", why="So", evidence=[{"quotation": "So"}])
        self.assertEqual((status, json.loads(body)["code"]), (409, "review.lost"))
        self.assertEqual(self.server.ask("/api/v1/reviews/1/claimreview")[0], 409)

    def test_forms_keep_who_judges_and_lead_back(self):
        status, headers, _ = self.form("/reviewer", None, name=" Jos\u00e9 <Reed> ", back="/claims/?kind=event")
        self.assertEqual((status, headers["Location"]), (303, "/claims/?kind=event"))
        cookie = headers["Set-Cookie"]
        self.assertRegex(cookie, "^quoth_reviewer=Jos%C3%A9%20%3CReed%3E; Path=/; HttpOnly; SameSite=Strict; Max-Age=[0-9]+$")
        name = cookie.partition("=")[2].partition(";")[0]
        page = self.server.ask("/claims/", Cookie=f"quoth_reviewer={name}")[2].decode()
        self.assertIn("Jos\u00e9 &lt;Reed&gt;", page)
        status, headers, _ = self.form("/review", name, of=self.claim, version=0, field="state", value="shortlisted", back=f"/claims/{self.claim}#main")
        self.assertEqual((status, headers["Location"]), (303, f"/claims/{self.claim.replace(':', '%3A')}#main"))
        self.assertEqual(self.server.json("/api/v1/reviews/1")[1]["history"][0]["author"], "Jos\u00e9 <Reed>")
        for back in ("https://example.org/", "//example.org/", "javascript:x", "/\\example.org", "/claims/#<x>", ""):
            location = self.form("/reviewer", None, name="Ann", back=back)[1]["Location"]
            self.assertEqual(location, "/claims/", back)
        status, _, body = self.form("/review", None, of=self.claim, version=1, field="state", value="checked", back="/claims/")
        self.assertEqual(status, 400)
        self.assertIn(b"the author is empty", body)
        self.assertEqual(self.server.ask("/review", "POST", b"x", Content_Type="text/plain")[0], 400)
        self.assertEqual(self.form("/review", of=self.claim, version="x", field="state", value="checked")[0], 400)

    def test_nobody_elses_page_decides(self):
        for path in ("/review", "/reviewer", f"/api/v1/reviews/{self.claim}"):
            self.assertEqual(self.server.ask(path, "POST", b"{}", Origin="https://example.org", If_Match="*")[0], 403, path)

    def test_corrections_are_shown_and_exported(self):
        longer = "The harbour is not theirs, and we told them so"
        self.assertEqual(self.decide('"v0"', field="span", value="the mayor", why="No word of it")[0], 400)
        self.assertEqual(self.decide('"v0"', field="span", value=longer, why="One claim")[0], 200)
        [claim] = self.server.json("/api/v1/claims")[1]["claims"]
        self.assertEqual((claim["text"], claim["review"]["span"]["author"]), (longer, "Ann Reed"))
        turn = f"{self.key}:t1"
        self.assertEqual(decide(self.server, turn, '"v0"', author="Ann", field="speaker", value="Dora Falk", why="A slip of the clerk")[0], 200)
        record = self.server.json(f"/api/v1/records/{self.key}")[1]
        self.assertEqual(record["turns"][1]["speaker"], 1, "what the program found stays")
        self.assertEqual(record["turns"][1]["review"]["speaker"]["name"], "Dora Falk")
        self.assertEqual(record["turns"][1]["review"]["machine"], {"speaker": "Tom Hale"})
        self.assertIn("Dora Falk", [person["name"] for person in self.server.json("/api/v1/people")[1]["people"]])
        self.assertIn("Dora Falk", self.server.ask(f"/r/{self.key}/")[2].decode())
        self.assertEqual(self.server.json("/api/v1/search?q=council")[1]["places"][0]["speaker"], "Dora Falk")
        schema = json.loads((ROOT / "docs" / "record.schema.json").read_text())
        jsonschema.Draft202012Validator(schema).validate(record)

    def test_what_two_reviewers_were_told_survives_a_kill(self):
        told, threads = {}, []

        def review(author):
            for i in range(12):
                status, _, body = decide(self.server, self.claim, author=author, field="assignee", value=f"{author} {i}")
                if status == 200:
                    told[(author, i)] = json.loads(body)["version"]

        for author in ("Ann", "Tom"):
            threads.append(threading.Thread(target=review, args=(author,)))
            threads[-1].start()
        for thread in threads:
            thread.join()
        self.server.process.kill()
        self.server.process.wait()
        self.server.process.stdout.close()
        self.server.start()
        self.assertEqual(len(told), 24)
        history = self.server.json("/api/v1/reviews/1")[1]["history"]
        kept = {entry["version"]: entry["value"] for entry in history}
        self.assertEqual({version: f"{author} {i}" for (author, i), version in told.items()}, kept)


class Adding(unittest.TestCase):
    def setUp(self):
        self.server = Server(files=())
        self.addCleanup(self.server.close)

    def test_a_file_is_added_once(self):
        status, added = self.server.json("/api/v1/records?name=a.txt", method="POST", body=HARBOUR.encode())
        self.assertEqual((status, added["was_there"]), (201, False))
        status, again = self.server.json("/api/v1/records?name=b.txt", method="POST", body=HARBOUR.encode())
        self.assertEqual((status, again["was_there"], again["record"]), (200, True, added["record"]))
        self.assertEqual(self.server.json("/api/v1/records")[1]["total"], 1)

    def test_what_is_no_transcript_is_refused(self):
        for name, body, code in (("a.bin", bytes(range(256)) * 64, 415), ("a.txt", b"", 422), ("a.pdf", b"%PDF-1.4\nbroken", 422)):
            status, problem = self.server.json(f"/api/v1/records?name={name}", method="POST", body=body)
            self.assertEqual(status, code, problem)

    def test_a_name_is_no_way_out(self):
        self.server.json("/api/v1/records?name=" + urllib.parse.quote("note.txt", safe=""), method="POST", body=HARBOUR.encode())
        boundary = "XX"
        part = (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="../../etc/passwd"\r\n\r\n'
                f"{HARBOUR.replace('harbour', 'ferry')}\r\n--{boundary}--\r\n").encode()
        status, headers, _ = self.server.ask("/add", method="POST", body=part, Content_Type=f"multipart/form-data; boundary={boundary}")
        self.assertEqual(status, 303)
        ids = {record["id"] for record in self.server.json("/api/v1/records")[1]["records"]}
        self.assertEqual(ids, {"note.txt", "passwd"})

    def test_what_was_acknowledged_survives_a_kill(self):
        for i in range(3):
            status, _ = self.server.json(f"/api/v1/records?name={i}.txt", method="POST", body=f"{HARBOUR}\nANN REED: {i}?\n".encode())
            self.assertEqual(status, 201)
        self.server.process.kill()
        self.server.process.wait()
        self.server.process.stdout.close()
        self.server.start()
        self.assertEqual(self.server.json("/api/v1/records")[1]["total"], 3)


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)

    def still_there(self):
        self.assertEqual(self.server.ask("/")[0], 200)

    def head(self, line, *headers, host=True):
        lines = [line] + ([f"Host: 127.0.0.1:{self.server.port}"] if host else []) + list(headers) + ["Connection: close"]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def status(self, answer):
        match = re.match(rb"HTTP/1\.[01] (\d+)", answer)
        return int(match[1]) if match else None

    def test_traversal(self):
        for path in ("/../etc/passwd", "/assets/../../etc/passwd", "/assets/%2e%2e/x", "/assets/..%2f..%2fetc%2fpasswd", "/r/..%5c..", "//etc/passwd",
                     "/r/%00", "/assets/quoth.css%00.txt", "/%ff", "/%"):
            answer = self.server.raw(self.head(f"GET {path} HTTP/1.1"))
            self.assertIn(self.status(answer), (400, 404), path)
            self.assertNotIn(b"root:", answer)
        self.still_there()

    def test_other_hosts(self):
        for host in ("evil.example", f"evil.example:{self.server.port}", f"127.0.0.1.evil.example:{self.server.port}", "127.0.0.1:1"):
            self.assertEqual(self.server.ask("/", Host=host)[0], 403, host)
        self.assertEqual(self.server.ask("/", Host=f"localhost:{self.server.port}")[0], 200)
        self.assertEqual(self.status(self.server.raw(self.head("GET / HTTP/1.1", "Host: localhost"))), 400)
        self.assertEqual(self.status(self.server.raw(self.head("GET / HTTP/1.0", host=False))), 400)

    def test_other_origins(self):
        for origin in ("http://evil.example", "null", "http://127.0.0.1:1"):
            status, _ = self.server.json("/api/v1/records?name=x.txt", method="POST", body=b"A: b?\n\nB: c.\n", Origin=origin)
            self.assertEqual(status, 403, origin)
        self.assertEqual(self.server.json("/api/v1/records?name=x.txt", method="POST", body=b"x", Sec_Fetch_Site="cross-site")[0], 403)
        self.assertEqual(self.server.json("/api/v1/records")[1]["total"], 1)

    def test_methods(self):
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
            self.assertEqual(self.server.ask("/", method=method)[0], 405, method)
        status, headers, _ = self.server.ask("/add")
        self.assertEqual((status, headers["Allow"]), (405, "POST"))
        self.still_there()

    def test_oversized(self):
        self.assertEqual(self.status(self.server.raw(self.head("POST /api/v1/records?name=x HTTP/1.1", f"Content-Length: {1 << 40}"))), 413)
        long = self.server.raw(self.head("GET /?q=" + "x" * 200_000 + " HTTP/1.1"))
        self.assertIn(self.status(long), (400, 413, 414, 431, None))
        many = self.server.raw(self.head("GET / HTTP/1.1", *[f"X-{i}: {'y' * 100}" for i in range(2000)]))
        self.assertIn(self.status(many), (400, 413, 431, None))
        self.still_there()

    def test_smuggled(self):
        both = self.server.raw(self.head("POST /api/v1/records?name=x HTTP/1.1", "Content-Length: 4", "Transfer-Encoding: chunked"),
                               b"0\r\n\r\nGET /search HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.assertEqual(self.status(both), 400)
        self.assertEqual(both.count(b"HTTP/1.1 200"), 0)
        twice = self.server.raw(self.head("POST /api/v1/records?name=x HTTP/1.1", "Content-Length: 4", "Content-Length: 5"), b"abcde")
        self.assertEqual(self.status(twice), 400)
        self.assertEqual(self.server.json("/api/v1/records")[1]["total"], 1)

    def test_no_http(self):
        for request in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\r\n" * 1000, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x00" * 5000,
                        b"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"):
            self.assertNotIn(b" 200 ", self.server.raw(request, wait=3)[:20])
        self.still_there()

    def test_cut_short(self):
        for n in (1, 5, 20, 60):
            self.server.raw(self.head("GET / HTTP/1.1")[:n])
        self.server.raw(self.head("POST /api/v1/records?name=x HTTP/1.1", "Content-Length: 100"), b"half")
        self.assertEqual(self.server.json("/api/v1/records")[1]["total"], 1)

    def test_many_and_slow_connections(self):
        idle = []
        try:
            for _ in range(400):
                connection = socket.create_connection(("127.0.0.1", self.server.port), 10)
                connection.sendall(b"GET / HTTP/1.1\r\nHost: 127")
                idle.append(connection)
            begun = time.monotonic()
            for _ in range(10):
                self.still_there()
            self.assertLess(time.monotonic() - begun, 30)
        finally:
            for connection in idle:
                connection.close()
        self.still_there()

    def test_transcripts_that_try_to_be_pages(self):
        evil = '<script>alert(1)</script> "\' {{7*7}} ${7*7} <img src=x onerror=alert(2)>'
        talk = f"Title: {evil}\nDate: 4 March 2021\n\n{evil.upper()}: Is it?\n\nTOM HALE: {evil} said \"{evil}\" in May 2021.\n"
        server = Server(files=(("evil<b>.txt", talk),))
        self.addCleanup(server.close)
        key = server.json("/api/v1/records")[1]["records"][0]["record"]
        query = urllib.parse.quote(evil)
        for path in ("/", f"/r/{key}/", "/search?q=alert", f"/search?q={query}&speaker={query}", f"/verify?q={query}&speaker={query}", "/quotations/",
                     "/claims/", "/claims/?state=being+checked&kind=event&from=2021&assignee=Ann", "/answers/", "/answers/?clarity=ambivalent&reviewed=no",
                     "/agreement", "/agreement?on=clarity", "/timeline/", "/people/", f"/?speaker={query}", f"/quotations/?holder={query}", f"/timeline/?by={query}", f"/r/{query}/"):
            page = server.ask(path)[2].decode()
            self.assertNotIn("<script>", page, path)
            self.assertNotIn("<img", page.lower(), path)
            self.assertIn("</html>", page, path)


class Shared(unittest.TestCase):
    """For others too: with a token only."""

    def test_token(self):
        server = Server("--address", "0.0.0.0")
        self.addCleanup(server.close)
        token = re.search(r"\?token=([0-9a-f]{32})$", server.url)[1]
        self.assertEqual(server.ask("/")[0], 401)
        self.assertEqual(server.json("/api/v1/records")[1]["code"], "http.token")
        self.assertEqual(server.ask("/assets/quoth.css")[0], 401)
        status, headers, _ = server.ask(f"/search?q=a&token={token}")
        self.assertEqual((status, headers["Location"]), (303, "/search?q=a"))
        cookie = headers["Set-Cookie"]
        self.assertIn("HttpOnly", cookie)
        self.assertIn("SameSite=Strict", cookie)
        self.assertEqual(server.ask("/", Cookie=cookie.partition(";")[0])[0], 200)
        self.assertEqual(server.ask("/", Authorization=f"Bearer {token}")[0], 200)
        self.assertEqual(server.ask("/", Authorization=f"Bearer {token[:-1]}")[0], 401)


class Command(unittest.TestCase):
    def test_it_ends_when_told(self):
        server = Server(files=())
        self.addCleanup(server.close)
        self.assertEqual(server.stop(), 0)

    def test_a_port_that_is_taken(self):
        server = Server(files=())
        self.addCleanup(server.close)
        done = subprocess.run([QUOTH, "--store", str(server.store), "serve", "--port", str(server.port)], stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("serve.address", done.stderr)

    def test_a_static_site(self):
        server = Server()
        self.addCleanup(server.close)
        site = server.folder / "site"
        (site / "own").mkdir(parents=True)
        (site / "own/file.txt").write_text("stays")
        server.quoth("publish", site)
        key = server.json("/api/v1/records")[1]["records"][0]["record"]
        pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
        self.assertIn("index.html", pages)
        self.assertIn(f"r/{key}/index.html", pages)
        for page in pages:
            text = (site / page).read_text()
            for link in re.findall(r'(?:href|src)="([^"#?]*)[^"]*"', text):
                target = (site / page).parent / link
                if target.is_dir():
                    target /= "index.html"
                self.assertTrue(link == "" or link.startswith("http") or target.is_file(), f"{page}: {link}")
        self.assertEqual(json.loads((site / f"r/{key}/record.json").read_text())["sha256"][:12], key)
        server.quoth("remove", key)
        server.quoth("publish", site)
        self.assertFalse((site / f"r/{key}").exists())
        self.assertEqual((site / "own/file.txt").read_text(), "stays")

    def test_a_page_that_stands_alone(self):
        server = Server()
        self.addCleanup(server.close)
        page = server.quoth("export", "--as", "html", "1")
        self.assertIn("The council did.", re.sub(r"<[^>]*>", "", page))
        self.assertIn("http-equiv=\"Content-Security-Policy\"", page)
        self.assertNotRegex(page, r'(?:src|href)="(?!#)[^"]*\.(?:css|js|svg)')


if __name__ == "__main__":
    unittest.main()
