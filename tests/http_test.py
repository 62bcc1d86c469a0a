#!/usr/bin/env python3
"""The server as browsers, programs and their enemies meet it. Usage: http_test.py QUOTH ROOT [unittest arguments]"""
import contextlib
import gzip
import html
import html.parser
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
import zipfile

import jsonschema

QUOTH = os.path.abspath(sys.argv.pop(1))
ROOT = pathlib.Path(sys.argv.pop(1))
# What the network reads is no matter for most of what follows, and takes long under sanitizers.
WEIGHTS = {} if os.environ.get("QUOTH_SANITIZE") else {"QUOTH_WEIGHTS": str(ROOT / "models/quoth.safetensors")}

HARBOUR = """Title: The harbour
Date: 4 March 2021

ANN REED: Who closed the harbour in the spring of 2020?

TOM HALE: The council did. The harbour is not theirs, and we told them so. The mayor said "it was too late".

ANN REED: Will it open again?

TOM HALE: In May 2021, when the harbour is dredged.
"""


class Server:
    """A server over a store of its own."""

    def __init__(self, *options, files=(("harbour.txt", HARBOUR),), **environment):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="quoth-http-"))
        self.store = self.folder / "quoth.db"
        self.environment = {**os.environ, "QUOTH_WEIGHTS": "none", **environment}
        for name, text in files:
            (self.folder / name).write_text(text)
            self.quoth("add", self.folder / name)
        self.errors = None
        self.start(options)

    def quoth(self, *arguments, **environment):
        return subprocess.run([QUOTH, "--store", str(self.store), "--quiet", *map(str, arguments)], check=True,
                              stdout=subprocess.PIPE, text=True, env={**self.environment, **environment}).stdout

    def start(self, options=()):
        if self.errors:
            self.errors.close()
        self.errors = open(self.folder / "stderr", "w+")
        self.process = subprocess.Popen([QUOTH, "--store", str(self.store), "serve", "--port", "0", *options],
                                        stdout=subprocess.PIPE, stderr=self.errors, text=True, env=self.environment)
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
        self.errors.close()
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


class Markup(html.parser.HTMLParser):
    """A page as a browser takes it apart: its text, and what of it could run or lead elsewhere."""

    ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "xlink:href"}

    def __init__(self, page):
        super().__init__()
        self.text, self.scripts, self.dangers = "", "", []
        self.in_script = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.in_script = tag == "script"
        if tag in ("iframe", "object", "embed", "base"):
            self.dangers.append(tag)
        for name, value in attributes:
            scheme = re.match(r"\s*([a-zA-Z][\w+.-]*):", value or "") if name in self.ADDRESSES else None
            picture = tag == "img" and (value or "").startswith("data:image/png;")
            if name.startswith("on") or name in ("style", "srcdoc") or (scheme and scheme[1] not in ("http", "https") and not picture):
                self.dangers.append(f"{tag} {name}={value}")

    def handle_data(self, data):
        if self.in_script:
            self.scripts += data
        else:
            self.text += data

    def handle_endtag(self, tag):
        self.in_script = False


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

    def test_the_source_beside_has_the_words_of_every_mark(self):
        page = self.server.ask(f"/r/{self.key}/?source=1")[2].decode()
        file = re.search(r'<pre class="bytes".*?</pre>', page, re.S)[0]
        for mark in set(re.findall(r'data-note="([^"]*)"', page)):
            said = "".join(re.findall(rf'data-of="(?:[^"]* )?{mark}(?: [^"]*)?">([^<]*)<', file))
            self.assertIn(said, html.unescape(HARBOUR).replace('"', "&quot;"), mark)
            self.assertTrue(said, mark)

    def test_etag(self):
        for path in ("/", f"/api/v1/records/{self.key}"):
            tag = self.server.ask(path)[1]["ETag"]
            status, _, body = self.server.ask(path, If_None_Match=tag)
            self.assertEqual((status, body), (304, b""))
            self.assertEqual(self.server.ask(path, If_None_Match=f'"a", {tag}')[0], 304)
            self.assertEqual(self.server.ask(path, If_None_Match="*")[0], 304)
            self.assertEqual(self.server.ask(path, If_None_Match='"other"')[0], 200)

    def test_a_part_of_a_source(self):
        path = f"/api/v1/records/{self.key}/source"
        status, headers, whole = self.server.ask(path, Accept_Encoding="gzip")
        self.assertEqual((status, headers["Accept-Ranges"], headers["Content-Encoding"]), (200, "bytes", None))
        tag = headers["ETag"]
        self.assertRegex(tag, '^"[0-9a-f]{64}"$')
        for asked, begin, end in (("0-9", 0, 10), ("10-", 10, len(whole)), ("-5", len(whole) - 5, len(whole))):
            status, headers, part = self.server.ask(path, Range=f"bytes={asked}", If_Range=tag)
            self.assertEqual((status, part), (206, whole[begin:end]))
            self.assertEqual(headers["Content-Range"], f"bytes {begin}-{end - 1}/{len(whole)}")
        self.assertEqual(self.server.ask(path, Range="bytes=0-9", If_Range='"other"')[2], whole)
        self.assertEqual(self.server.ask(path, Range="bytes=0-1,3-4")[2], whole)
        status, headers, _ = self.server.ask(path, Range="bytes=99999-")
        self.assertEqual((status, headers["Content-Range"]), (416, f"bytes */{len(whole)}"))
        self.assertEqual(self.server.ask("/", Range="bytes=0-9")[0], 200)

    def test_what_may_be_kept(self):
        self.assertEqual(self.server.ask("/")[1]["Cache-Control"], "private, no-cache")
        style = re.search(rb'href="(/assets/quoth.css[^"]*)"', self.server.ask("/")[2])[1].decode()
        self.assertIn("immutable", self.server.ask(style)[1]["Cache-Control"])
        self.assertIsNone(self.server.ask("/nothing")[1]["ETag"])

    def test_letters_of_all_kinds_in_paths(self):
        for path in ("/people/żółć-日本語", "/r/Ärger/", "/r/ß/s1", "/api/v1/records/日本", "/search?q=日本", "/people/%F0%9F%90%9F/"):
            status, _, body = self.server.ask(urllib.parse.quote(path, safe="/?=%"))
            self.assertIn(status, (200, 308, 404), path)
            self.assertTrue(status == 308 or body, path)
        status, headers, _ = self.server.ask(urllib.parse.quote("/people/日本語"))
        self.assertEqual((status, headers["Location"]), (308, urllib.parse.quote("/people/日本語/")))

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
        for path in ("/", "/nothing", f"/api/v1/records/{self.key}/source", "/search?q=harbour", "/assets/quoth.css"):
            got, head = self.server.ask(path), self.server.ask(path, method="HEAD")
            self.assertEqual((head[0], head[2]), (got[0], b""), path)
            self.assertEqual([item for item in head[1].items() if item[0] != "Date"], [item for item in got[1].items() if item[0] != "Date"], path)

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
            if "get" not in item:
                continue
            url = path.replace("{record}", self.key).replace("{person}", people[0]["person"]).replace("{reference}", f"{self.key}:{self.words}")
            for query in {asked.get(path, ""), "?limit=0", "?limit=x&after=y&sort=z&q=%22"}:
                status, headers, body = self.server.ask(url + query)
                self.assertIn(str(status), item["get"]["responses"], url + query)
                answer = item["get"]["responses"][str(status)]
                if "$ref" in answer:
                    answer = description["components"]["responses"][answer["$ref"].rpartition("/")[2]]
                answer = answer["content"]
                kind = headers["Content-Type"]
                self.assertIn(kind, answer, url + query)
                if kind.endswith("json"):
                    jsonschema.validate(json.loads(body), {**answer[kind]["schema"], "components": description["components"]})
        self.assertEqual(self.server.ask("/api/v1/answers?clarity=maybe")[0], 400)
        self.assertEqual(self.server.json("/api/v1/records/%01")[1]["code"], "http.request")
        self.assertEqual(self.server.json("/api/v1/nothing")[1]["code"], "http.not_found")
        for wrong in ("answers?clarity=maybe", "answers?reviewed=maybe", "claims?state=lost", "claims?kind=x", "claims?from=May", "claims?after=x",
                      "reviews?state=x", "reviews?after=x", "reviews/x", "agreement?on=x"):
            self.assertEqual(self.server.ask(f"/api/v1/{wrong}")[0], 400, wrong)

    def test_cursors_give_each_row_once(self):
        self.server.quoth("add", ROOT / "samples/debate", **WEIGHTS)
        self.addCleanup(self.server.quoth, "remove", "port-ansel-mayor.txt")
        record = f"/api/v1/records/{self.key}"
        person = self.server.json("/api/v1/people")[1]["people"][0]["person"]
        for path, rows_of, least in (("/api/v1/search?q=the", "places", 60), ("/api/v1/records?", "records", 2), (f"{record}/turns?", "turns", 4),
                                     (f"{record}/sentences?", "sentences", 6), ("/api/v1/quotations?", "quotations", 5 if WEIGHTS else 0),
                                     ("/api/v1/quotations/matrix?", "pairs", 3 if WEIGHTS else 0), ("/api/v1/answers?", "answers", 2), ("/api/v1/times?", "times", 2),
                                     ("/api/v1/people?", "people", 4), (f"/api/v1/people/{person}?", "said", 1)):
            whole = self.server.json(f"{path}&limit=500")[1]
            rows, after, n = [], "", max(1, len(whole[rows_of]) // 7)
            while after is not None:
                page = self.server.json(f"{path}&limit={n}&after={after}")[1]
                self.assertLessEqual(len(page[rows_of]), n, path)
                rows += page[rows_of]
                after = page["next"]
            self.assertEqual(rows, whole[rows_of], path)
            self.assertGreaterEqual(len(rows), least, path)
            self.assertEqual(self.server.json(f"{path}&after=nonsense")[0], 400, path)

    def test_parts_of_a_record(self):
        record = self.server.json(f"/api/v1/records/{self.key}")[1]
        turns = self.server.json(f"/api/v1/records/{self.key}/turns")[1]["turns"]
        self.assertEqual([(turn["begin"], turn["end"], record["text"][turn["begin"]:turn["end"]]) for turn in turns],
                         [(turn["begin"], turn["end"], own["text"]) for turn, own in zip(record["turns"], turns)])
        self.assertEqual({turn["speaker"] for turn in turns}, {"Ann Reed", "Tom Hale"})
        sentences = self.server.json(f"/api/v1/records/{self.key}/sentences")[1]["sentences"]
        self.assertEqual([record["text"][s["begin"]:s["end"]] for s in record["sentences"]], [s["text"] for s in sentences])
        of_turn = self.server.json(f"/api/v1/records/{self.key}/sentences?turn=1")[1]
        self.assertEqual(of_turn["sentences"], [s for s in sentences if s["turn"] == 1])
        self.assertEqual(of_turn["total"], len(of_turn["sentences"]))
        self.assertEqual(self.server.json("/api/v1/records/nothing/turns")[1]["code"], "record.not_found")

    def test_twins(self):
        person = self.server.json("/api/v1/people")[1]["people"][0]["person"]
        for path, target in (("/records.json", "/api/v1/records"), ("/search.json?q=harbour", "/api/v1/search?q=harbour"), ("/verify.json?q=the", "/api/v1/verify?q=the"),
                             ("/quotations.json", "/api/v1/quotations"), ("/claims.json", "/api/v1/claims"), ("/claims/1%3At1.json", "/api/v1/reviews/1%3At1"),
                             ("/answers.json", "/api/v1/answers"), ("/answers/1%3At1.json", "/api/v1/reviews/1%3At1"), ("/agreement.json", "/api/v1/agreement"),
                             ("/timeline.json", "/api/v1/times"), ("/people.json", "/api/v1/people"), (f"/people/{person}.json", f"/api/v1/people/{person}"),
                             ("/compare.json?q=harbour", "/api/v1/compare?q=harbour"), (f"/r/{self.key}.json", f"/api/v1/records/{self.key}"),
                             (f"/r/{self.key}/s1.json", f"/api/v1/records/{self.key}/places/s1"),
                             (f"/r/{self.key}/source.json?w=3-5", f"/api/v1/records/{self.key}/places/w3-5?w=3-5")):
            status, headers, _ = self.server.ask(path)
            self.assertEqual((status, headers["Location"]), (308, target))
            self.assertEqual(self.server.ask(target)[0], 200, target)
        for path in ("/nothing.json", "/.json", "/r/a/b/c/d.json", "/add.json"):
            self.assertEqual(self.server.ask(path)[0], 404, path)

    def test_places(self):
        text = self.server.json(f"/api/v1/records/{self.key}")[1]["text"]
        place = self.server.json(f"/api/v1/records/{self.key}/places/w20-22")[1]
        words = " ".join(text.split()[20:23])
        self.assertEqual((place["how"], place["is_current"], place["meant"], text[place["begin"]:place["end"]]), ("in place", True, words, words))
        source = place["source"]
        self.assertEqual((source["words"], source["file"], source["encoding"]), (words, "harbour.txt", "UTF-8"))
        self.assertIn(source["before"][-40:] + words + source["after"][:40], HARBOUR)
        self.assertEqual(self.server.json(f"/api/v1/records/{self.key}/places/s999")[0], 404)

    def test_two_sides(self):
        sides = self.server.json("/api/v1/compare?q=harbour&one=Reed&other=Hale")[1]["sides"]
        self.assertEqual([{place["speaker"] for place in side["places"]} for side in sides], [{"Ann Reed"}, {"Tom Hale"}])
        self.assertEqual(self.server.json('/api/v1/compare?q="harbour')[1]["code"], "query.unclosed_quote")

    def test_source_is_given_out_as_it_came(self):
        status, headers, body = self.server.ask(f"/api/v1/records/{self.key}/source")
        self.assertEqual((status, body.decode()), (200, HARBOUR))
        self.assertIn("attachment", headers["Content-Disposition"])

    def test_words_are_shown_in_their_source(self):
        page = self.server.ask(f"/r/{self.key}/source/?w=16-18")[2].decode()
        words = self.server.json(f"/api/v1/records/{self.key}")[1]["text"].split()[16:19]
        self.assertEqual(re.search(r'<mark id="target"[^>]*>(.*?)</mark>', page, re.S)[1].split(), words)
        self.assertEqual(self.server.ask(f"/r/{self.key}/source/?w=9999")[0], 404)
        self.assertEqual(self.server.ask(f"/r/{self.key}/source/?w=x")[0], 404)

    def test_words_of_a_pdf_are_boxed_on_its_page(self):
        self.server.quoth("add", ROOT / "samples/hearing/exam-marking.pdf", ROOT / "samples/interview/lac-dombrelle.txt")
        records = {record["id"].rsplit("/")[-1]: record["record"] for record in self.server.json("/api/v1/records")[1]["records"]}
        page = self.server.ask(f"/r/{records['exam-marking.pdf']}/source/?w=100-105")[2].decode()
        self.assertGreaterEqual(page.count(' class="on" data-of="target"'), 1)
        status, headers, picture = self.server.ask(re.search(r'src="([^"]*source/\d+\.png)"', page)[1])
        self.assertEqual((status, headers["Content-Type"], picture[:8]), (200, "image/png", b"\x89PNG\r\n\x1a\n"))
        for name in ("0.png", "x.png", "99.png"):
            self.assertIn(self.server.ask(f"/r/{records['exam-marking.pdf']}/source/{name}")[0], (404, 422), name)
        beside = self.server.ask(f"/r/{records['exam-marking.pdf']}/?source=1")[2].decode()
        for sentence in re.findall(r'<span id="(s\d+)">', beside):
            self.assertRegex(beside, rf'data-of="([^"]* )?{sentence}[ "]')
        key = records["lac-dombrelle.txt"]
        words = self.server.json(f"/api/v1/records/{key}")[1]["text"].split()
        at = next(i for i, word in enumerate(words) if "é" in word)
        page = self.server.ask(f"/r/{key}/source/?w={at}")[2].decode()
        self.assertEqual(re.search(r'<mark id="target"[^>]*>(.*?)</mark>', page, re.S)[1], words[at])
        self.assertIn("windows-1252", page)

    def test_the_example_of_the_documentation_runs(self):
        text = (ROOT / "docs/api.md").read_text()
        code = re.search(r"```python\n(.*?)```", text, re.S)[1].replace(":7878", f":{self.server.port}")
        done = subprocess.run([sys.executable, "-c", code.replace("said:bridge", "harbour")], stdout=subprocess.PIPE, text=True, check=True)
        self.assertEqual(len(done.stdout.splitlines()), 4)


class Names(unittest.TestCase):
    """A name that is set right on its page is right everywhere."""

    def setUp(self):
        self.server = Server(files=(("harbour.txt", HARBOUR), ("pier.txt", HARBOUR.replace("harbour", "pier").replace("TOM HALE", "T. HALE"))))
        self.addCleanup(self.server.close)

    def people(self):
        return {person["name"]: person for person in self.server.json("/api/v1/people")[1]["people"]}

    def send(self, name, fields, cookie="quoth_reviewer=Vera%20Moss"):
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        return self.server.ask(f"/people/{self.people()[name]['person']}/", "POST", body, Cookie=cookie,
                               Content_Type="application/x-www-form-urlencoded")

    def test_merged_renamed_and_told_apart(self):
        self.assertEqual(set(self.people()), {"Ann Reed", "Tom Hale", "T. Hale"})
        status, headers, _ = self.send("Tom Hale", {"what": "merge", "other": self.people()["T. Hale"]["person"]})
        self.assertEqual((status, headers["Location"]), (303, f"/people/{self.people()['Tom Hale']['person']}/"))
        self.assertEqual(self.people()["Tom Hale"]["records"], 2)
        self.assertEqual(self.server.json("/api/v1/search?q=council&speaker=Tom+Hale")[1]["total"], 2)
        self.send("Tom Hale", {"what": "rename", "name": " Thomas  Hale "})
        page = self.server.ask(f"/people/{self.people()['Thomas Hale']['person']}/")[2].decode()
        self.assertIn("Vera Moss", page)
        records = [record["record"] for record in self.server.json("/api/v1/records")[1]["records"]]
        status, headers, _ = self.send("Thomas Hale", {"what": "split", "name": "Tina Hale", "record": records[:1]})
        self.assertEqual(status, 303)
        self.assertEqual({name: person["records"] for name, person in self.people().items()}, {"Ann Reed": 2, "Thomas Hale": 1, "Tina Hale": 1})
        self.assertEqual(len({speaker for record in records for turn in self.server.json(f"/api/v1/records/{record}/turns")[1]["turns"]
                              for speaker in [turn["speaker"]]}), 3)

    def test_what_cannot_be_is_refused(self):
        self.assertEqual(self.send("Tom Hale", {"what": "rename", "name": "Ann Reed"})[0], 409)
        self.assertEqual(self.send("Tom Hale", {"what": "rename", "name": " "})[0], 400)
        self.assertEqual(self.send("Tom Hale", {"what": "merge", "other": "nobody"})[0], 404)
        self.assertEqual(self.send("Tom Hale", {"what": "split", "name": "Other"})[0], 400)
        self.assertEqual(self.send("Tom Hale", {"what": "unmake"})[0], 400)
        self.assertEqual(self.send("Tom Hale", {"what": "rename", "name": "Other"}, cookie="")[0], 400)
        self.assertEqual(set(self.people()), {"Ann Reed", "Tom Hale", "T. Hale"})


class Article(unittest.TestCase):
    TEXT = """The harbour was closed on Monday. "The council did," said Tom Hale. He added: "The harbour is theirs, and we told them so."
"The sea is made of remarkable cheese," said Ann Reed."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)

    def send(self, *parts):
        body = b"".join(f'--XX\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n'.encode() for head, content in parts) + b"--XX--\r\n"
        status, _, page = self.server.ask("/verify", "POST", body, Content_Type="multipart/form-data; boundary=XX")
        return status, page.decode()

    def test_its_quotations_are_listed_the_worst_first(self):
        for parts in ([('name="text"', self.TEXT), ('name="file"; filename=""', "")],
                      [('name="text"', ""), ('name="file"; filename="article.txt"', self.TEXT)]):
            status, page = self.send(*parts)
            self.assertEqual(status, 200)
            self.assertEqual(re.findall(r'<p class="status (\w+)">', page), ["altered", "none", "verbatim"])
            self.assertIn("touches a negation", page)
            self.assertIn("3 quotations", page)
        self.assertEqual(self.server.json("/api/v1/records")[1]["total"], 1)  # the article is not kept

    def test_what_has_none_says_so(self):
        self.assertIn("There is no quotation in it", self.send(('name="text"', "Nobody said a word."))[1])
        self.assertEqual(self.send(('name="text"', ""))[0], 400)
        self.assertEqual(self.send(('name="file"; filename="a.bin"', "\0\1\2"))[0], 415)
        self.assertEqual(self.server.ask("/verify", "POST", b"text=1", Content_Type="text/plain")[0], 400)


    def test_it_is_json_for_a_program(self):
        status, found = self.server.json("/api/v1/verify?name=article.txt", method="POST", body=self.TEXT.encode())
        self.assertEqual(status, 200)
        self.assertEqual([quotation["status"] for quotation in found["quotations"]], ["altered", "not found", "verbatim"])
        self.assertEqual(self.server.json("/api/v1/verify", method="POST", body=bytes(range(256)))[0], 415)

    def test_a_name_is_set_right_by_a_program(self):
        server = Server()
        self.addCleanup(server.close)
        person = next(p["person"] for p in server.json("/api/v1/people")[1]["people"] if p["name"] == "Ann Reed")
        form = lambda **fields: server.json(f"/api/v1/people/{person}", method="POST", body=urllib.parse.urlencode(fields).encode(),
                                            Content_Type="application/x-www-form-urlencoded")
        self.assertEqual(form(what="rename", name="Anna Reed")[1]["code"], "review.invalid")
        self.assertEqual(form(author="Tom", what="praise")[0], 400)
        status, now = form(author="Tom", what="rename", name="Anna Reed")
        self.assertEqual((status, now["name"]), (200, "Anna Reed"))
        self.assertIn(now["person"], [p["person"] for p in server.json("/api/v1/people")[1]["people"]])


class Corrected(unittest.TestCase):
    """Addresses that were given out, and a transcript that was corrected since."""

    def setUp(self):
        self.server = Server()
        self.addCleanup(self.server.close)
        self.old = self.server.json("/api/v1/records")[1]["records"][0]["record"]
        text = self.server.json(f"/api/v1/records/{self.old}")[1]["text"]
        self.words = {"stands": "The council did.", "changed": "The harbour is not theirs", "gone": "In May 2021"}
        corrected = HARBOUR.replace("harbour is not", "old harbour is certainly not").replace("\nTOM HALE: In May 2021, when the harbour is dredged.\n", "")
        (self.server.folder / "harbour.txt").write_text(corrected.replace("ANN REED: Who", "ANN REED: Good morning. Who"))
        self.server.quoth("add", self.server.folder / "harbour.txt")
        self.new = next(record["record"] for record in self.server.json("/api/v1/records")[1]["records"] if record["record"] != self.old)
        split = text.split()
        self.address = {}
        for name, words in self.words.items():
            first = next(i for i in range(len(split)) if " ".join(split[i:]).startswith(words))
            self.address[name] = f"w{first}-{first + len(words.split()) - 1}"

    def read(self, path):
        status, headers, body = self.server.ask(path)
        while status == 303:
            path = headers["Location"].partition("#")[0]
            status, headers, body = self.server.ask(path)
        self.assertEqual(status, 200, path)
        target = re.search(r'<mark class="target" id="target">(.*?)</mark>', body.decode())
        return path, re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", body.decode())), target and re.sub(r"<[^>]*>", "", target[1])

    def test_the_old_version_leads_to_the_later_one(self):
        for name, says in (("stands", "This passage stands in it too"), ("gone", "This passage is not in it")):
            path, text, target = self.read(f"/r/{self.old}/{self.address[name]}")
            self.assertTrue(path.startswith(f"/r/{self.old}/"))
            self.assertTrue(target.startswith(self.words[name]))
            self.assertIn(says, text)

    def test_what_was_removed_leads_on(self):
        sentence = re.search(r'<span id="(s\d+)">(?:<[^>]*>)*The council did', self.server.ask(f"/r/{self.old}/")[2].decode())[1]
        self.server.quoth("remove", self.old)
        for name, says in (("stands", "This passage moved"), ("changed", "This passage was changed"), ("gone", "no longer there. It read:In May 2021")):
            path, text, target = self.read(f"/r/{self.old}/{self.address[name]}")
            self.assertTrue(path.startswith(f"/r/{self.new}/"))
            self.assertIn("a later version of it", text)
            self.assertIn(says, text)
            self.assertEqual(target is None, name == "gone")
        self.assertEqual(self.read(f"/r/{self.old}/{sentence}")[2], "The council did.")
        self.assertEqual(self.read(f"/r/{self.old}/")[0], f"/r/{self.new}/")
        self.server.quoth("remove", self.new)
        self.assertEqual(self.server.ask(f"/r/{self.old}/{self.address['stands']}")[0], 404)

    def test_numbers_of_another_annotation_keep_their_words(self):
        # As if another version had read the first sentence of the answer and the one after it as one.
        database = sqlite3.connect(self.server.store)
        begin, = database.execute("SELECT begin FROM sentences WHERE record = 1 AND number = 1").fetchone()
        with database:
            database.execute("DELETE FROM sentences WHERE record = 1 AND number = 1")
            database.execute("UPDATE sentences SET begin = ? WHERE record = 1 AND number = 2", (begin,))
            for number in (2, 3, 4):
                database.execute("UPDATE sentences SET number = number - 1 WHERE record = 1 AND number = ?", (number,))
            database.execute("UPDATE records SET quoth_version = 'other' WHERE number = 1")
        database.close()
        self.assertEqual(self.server.ask(f"/r/{self.old}/s1")[1]["Location"], f"/r/{self.old}/#s1")
        self.server.quoth("refresh")
        page = self.server.ask(f"/r/{self.old}/")[2].decode()
        numbers = re.findall(r'<span id="s(\d+)">', page)
        self.assertEqual(len(numbers), len(set(numbers)))
        self.assertEqual(numbers, ["0", "5", "6", "2", "3", "4"])
        self.assertEqual(self.read(f"/r/{self.old}/s1")[2], "The council did. The harbour is not theirs, and we told them so.")
        # Without a program that answers: the number is in the page, and leads on.
        self.server.quoth("publish", self.server.folder / "site")
        page = (self.server.folder / f"site/r/{self.old}/index.html").read_text()
        entry = re.search(r'<li id="s1">.*?</li>', page)[0]
        self.assertIn("The council did. The harbour", entry)
        self.assertIn(f'href="../../r/{self.old}/#s5"', entry)


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
        self.assertEqual((status, headers["Content-Type"], problem["code"]), (412, "application/problem+json", "review.stale"))
        self.assertEqual(problem["status"], 412)
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
        self.assertIn(b"Nobody has taken these words", self.server.ask(f"/claims/{self.claim}")[2])
        self.assertEqual(self.server.ask(f"/api/v1/reviews/{self.claim}/claimreview")[0], 404)
        self.assertEqual(self.server.ask(f"/claims/{self.key}:c90000-90010")[0], 400)
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


class StoreFile(unittest.TestCase):
    """What others do to the file while it is served."""

    def setUp(self):
        self.server = Server()
        self.addCleanup(self.server.close)

    def total(self):
        return self.server.json("/api/v1/records")[1]["total"]

    def test_another_program_writes(self):
        with contextlib.closing(sqlite3.connect(self.server.store, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            self.assertEqual(self.total(), 1)  # reading goes on
            status, problem = self.server.json("/api/v1/records?name=x.txt", method="POST", body=HARBOUR.replace("harbour", "ferry").encode())
            self.assertEqual((status, problem["code"]), (503, "store.locked"))
            other.execute("ROLLBACK")
        self.assertEqual(self.server.json("/api/v1/records?name=x.txt", method="POST", body=HARBOUR.replace("harbour", "ferry").encode())[0], 201)
        self.server.quoth("remove", "x.txt")
        self.assertEqual(self.total(), 1)

    def test_another_file_takes_its_place(self):
        other = Server(files=(("one.txt", HARBOUR), ("two.txt", HARBOUR.replace("harbour", "ferry"))))
        self.addCleanup(other.close)
        other.stop()
        self.assertEqual(self.total(), 1)
        os.replace(other.store, self.server.store)
        self.assertEqual(self.total(), 2)

    def test_it_is_gone(self):
        self.assertEqual(self.total(), 1)
        elsewhere = self.server.store.with_suffix(".away")
        self.server.store.rename(elsewhere)
        status, headers, body = self.server.ask("/api/v1/records")
        self.assertEqual((status, json.loads(body)["code"], headers["Retry-After"]), (503, "http.busy", "2"))
        self.assertEqual(self.server.ask("/")[0], 503)
        self.assertFalse(self.server.store.exists())
        elsewhere.rename(self.server.store)
        self.assertEqual(self.total(), 1)


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
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "BREW"):
            status, headers, _ = self.server.ask("/", method=method)
            self.assertEqual((status, headers["Allow"]), (405, "GET, HEAD, OPTIONS"), method)
        status, headers, _ = self.server.ask("/add")
        self.assertEqual((status, headers["Allow"]), (405, "POST, OPTIONS"))
        status, headers, _ = self.server.ask("/api/v1/records", method="OPTIONS")
        self.assertEqual((status, headers["Allow"]), (204, "GET, HEAD, POST, OPTIONS"))
        self.assertEqual(self.server.ask("/nothing", method="OPTIONS")[0], 404)
        self.assertEqual(self.server.ask("/", method="OPTIONS", Origin="http://evil.example")[0], 403)
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
        hidden = b"0\r\n\r\nGET /search HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for field in ("Transfer-Encoding: xchunked", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked, identity",
                      "Transfer-Encoding:\x0bchunked", "Transfer-Encoding : chunked", "X: y\r\n Transfer-Encoding: chunked\r\nTransfer-Encoding:\r\n x",
                      "Content-Length: +4", "Content-Length: 4, 4", "Content-Length: 0x4", "Content-Length: -1", "Content-Length: 4 4"):
            answer = self.server.raw(self.head("POST /api/v1/records?name=x HTTP/1.1", field), hidden, wait=3)
            self.assertNotIn(b" 200 ", answer, field)
            self.assertNotIn(b"search", answer, field)
        self.assertEqual(self.server.json("/api/v1/records")[1]["total"], 1)

    def test_compressed_bodies(self):
        bomb = gzip.compress(bytes(64 << 20))
        for coding, body in (("gzip", bomb), ("gzip", gzip.compress(HARBOUR.encode())), ("br", b"x"), ("deflate", b"x")):
            status, problem = self.server.json("/api/v1/records?name=x.txt", method="POST", body=body, Content_Encoding=coding)
            self.assertEqual((status, problem["code"]), (415, "input.format"), coding)
        # The same as a file: archives are no transcripts, and are not unpacked to see what they hold.
        self.assertEqual(self.server.json("/api/v1/records?name=x.gz", method="POST", body=bomb)[0], 415)
        with tempfile.TemporaryFile() as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("word/document.xml", "<w:t>" + "a" * (32 << 20))
            file.seek(0)
            self.assertEqual(self.server.json("/api/v1/records?name=x.docx", method="POST", body=file.read())[0], 415)
        self.still_there()

    def test_readers_that_do_not_read(self):
        connections = []
        try:
            for _ in range(60):
                connection = socket.socket()
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
                connection.connect(("127.0.0.1", self.server.port))
                connection.sendall(b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20)
                connections.append(connection)
            begun = time.monotonic()
            for _ in range(20):
                self.still_there()
            self.assertLess(time.monotonic() - begun, 30)
        finally:
            for connection in connections:
                connection.close()

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
        people = [f"/people/{person['person']}/" for person in server.json("/api/v1/people")[1]["people"]]
        for path in ("/", f"/r/{key}/", f"/r/{key}/source/", "/search?q=alert", f"/search?q={query}&speaker={query}", f"/verify?q={query}&speaker={query}",
                     "/quotations/", "/claims/", "/claims/?state=being+checked&kind=event&from=2021&assignee=Ann", "/answers/",
                     "/answers/?clarity=ambivalent&reviewed=no", "/agreement", "/agreement?on=clarity", "/timeline/", "/people/", f"/?speaker={query}",
                     f"/quotations/?holder={query}", f"/timeline/?by={query}", f"/answers/?speaker={query}", f"/r/{query}/", f"/people/{query}/", f"/{query}",
                     f"/r/{key}/?source=1", f"/r/{key}/?was={query}", f"/r/{key}/{query}", f"/timeline/?from={query}",
                     f"/compare?q={query}&one={query}&other_from={query}", "/compare?q=may&one=tom+hale", *people):
            page = server.ask(path)[2].decode()
            self.assertEqual((Markup(page).dangers, Markup(page).scripts), ([], ""), path)
            self.assertNotIn("<img", page.lower(), path)
            self.assertIn("</html>", page, path)
        article = f'--XX\r\nContent-Disposition: form-data; name="file"; filename="{evil.replace(chr(34), "")}.txt"\r\n\r\nHe said: "{evil}"\r\n--XX--\r\n'
        page = server.ask("/verify", "POST", article.encode(), Content_Type="multipart/form-data; boundary=XX")[2].decode()
        self.assertEqual((Markup(page).dangers, Markup(page).scripts), ([], ""))
        self.assertEqual(json.loads(server.ask("/api/v1/records")[2])["records"][0]["title"], server.json(f"/api/v1/records/{key}")[1]["meta"]["title"])
        self.assertIn("<script>alert(1)</script>", Markup(server.ask(f"/r/{key}/")[2].decode()).text)
        # The same pages without a server.
        site = server.folder / "site"
        server.quoth("publish", site)
        pages = [path.read_text() for path in site.rglob("*.html")]
        self.assertGreater(len(pages), 4)
        for page in pages:
            self.assertEqual((Markup(page).dangers, Markup(page).scripts), ([], ""))
        alone = Markup(server.quoth("export", "--as", "html", "1"))
        self.assertEqual((alone.dangers, alone.scripts.strip()), ([], (site / "assets/quoth.js").read_text().strip()))


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

    def test_work_that_was_begun_is_ended(self):
        server = Server(files=())
        self.addCleanup(server.close)
        answers = []

        def add(i):
            answers.append(server.json(f"/api/v1/records?name={i}.txt", method="POST", body=f"{HARBOUR * 200}\nANN REED: {i}?\n".encode()))

        threads = [threading.Thread(target=add, args=[i]) for i in range(6)]
        for thread in threads:
            thread.start()
        while not answers:
            time.sleep(0.01)
        self.assertEqual(server.stop(), 0)
        for thread in threads:
            thread.join()
        kept = [answer for status, answer in answers if status == 201]
        self.assertEqual({status for status, _ in answers} - {201, 503}, set())
        self.assertEqual(len(answers), 6)
        server.start()
        self.assertEqual(server.json("/api/v1/records")[1]["total"], len(kept))

    def browser(self, script):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="quoth-browser-"))
        self.addCleanup(shutil.rmtree, folder)
        (folder / "xdg-open").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "xdg-open").chmod(0o755)
        return folder, f"{folder}:{os.environ['PATH']}"

    def test_it_opens_a_browser(self):
        folder, path = self.browser('echo "$1" >"$0.seen"\nexec sleep 600')
        server = Server("--open", files=(), PATH=path)
        self.addCleanup(server.close)
        seen = folder / "xdg-open.seen"
        while not seen.exists() or not seen.read_text():
            time.sleep(0.01)
        self.assertEqual(seen.read_text().strip(), server.url)
        self.assertEqual(server.ask("/")[0], 200)
        begun = time.monotonic()
        self.assertEqual(server.stop(), 0)  # the browser runs on
        self.assertLess(time.monotonic() - begun, 10)

    def test_there_is_no_browser(self):
        _, path = self.browser("exit 3")
        for options in ({"PATH": path}, {"PATH": "/nowhere"}):
            server = Server("--open", files=(), **options)
            self.addCleanup(server.close)
            while "no browser was found" not in (server.folder / "stderr").read_text():
                time.sleep(0.01)
            self.assertEqual(server.ask("/")[0], 200)

    def test_what_the_web_stands_on(self):
        done = subprocess.run([QUOTH, "--json", "doctor", "--web"], stdout=subprocess.PIPE, text=True, check=True)
        found = {row["what"]: row for row in map(json.loads, done.stdout.splitlines())}
        for what in ("quoth.css", "quoth.js", "openapi.json", "loopback", "port 7878", "pdftoppm", "xdg-open"):
            self.assertTrue(found[what]["ok"], found[what])
        self.assertLess(int(re.search(r"(\d+) compressed", found["quoth.js"]["found"])[1]), 60_000)
        done = subprocess.run([QUOTH, "doctor", "--web"], stdout=subprocess.PIPE, text=True, env={**os.environ, "PATH": "/nowhere"})
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, "wrong pdftoppm +not found")

    def test_a_token_that_could_be_guessed(self):
        done = subprocess.run([QUOTH, "serve", "--token", "harbour"], stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("usage.invalid", done.stderr)

    def test_another_name_of_this_machine(self):
        server = Server("--address", "127.0.0.2", files=())
        self.addCleanup(server.close)
        self.assertEqual(urllib.request.urlopen(server.url).status, 200)

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
        server.quoth("review", "state", "1:0-30", "shortlisted", "--author", "Ann")
        server.quoth("publish", site)
        key = server.json("/api/v1/records")[1]["records"][0]["record"]
        pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
        self.assertIn("index.html", pages)
        self.assertIn(f"r/{key}/index.html", pages)
        self.assertIn("shortlisted", (site / "claims/index.html").read_text())
        for page in pages:
            text = (site / page).read_text()
            self.assertNotRegex(text, r"<form[^>]* method=", "what stands still decides nothing")
            for link in re.findall(r'(?:href|src)="([^"#?]*)[^"]*"', text):
                target = (site / page).parent / link
                if target.is_dir():
                    target /= "index.html"
                self.assertTrue(link == "" or link.startswith("http") or target.is_file(), f"{page}: {link}")
        self.assertEqual(json.loads((site / f"r/{key}/record.json").read_text())["sha256"][:12], key)
        # Fragments lead to something that is there, without a script.
        names = set(re.findall(r' id="([^"]+)"', (site / f"r/{key}/index.html").read_text()))
        for page in pages:
            for fragment in re.findall(rf'href="[^"]*r/{key}/#([^"]+)"', (site / page).read_text()):
                self.assertIn(fragment, names, page)
        for fragment in re.findall(r'href="#(w[^"]+)"', (site / f"r/{key}/index.html").read_text()):
            self.assertIn(fragment, names)
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
