#!/usr/bin/env python3
"""How quick the pages are: in the server (milliseconds of its processor, the cheapest of some requests), over the wire (compressed), and in
a browser that has seen nothing of the site (first_paint.mjs). Usage: pages.py PROGRAM [--no-browser]
The store has the samples, a talk of 10,000 words, a hearing of 150,000, and 300 talks of 1,000 words for the search.
Fails where a page is slower or larger than it may be: 50 ms and 300 KB, 500 ms to the first paint, a layout that shifts, 60 KB of
script; a search as one types, 100 ms."""
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

import served
import transcript

program, *rest = sys.argv[1:]
wrong = []


def ask(server, path):
    """The bytes on the wire, seconds by the clock and of the server's processor; of some requests the cheapest."""
    request = urllib.request.Request(server.url + path, headers={"Accept-Encoding": "gzip"})
    least = None
    for _ in range(5):
        cpu, begun, n = server.cpu(), time.perf_counter(), 4
        for _ in range(n):
            with urllib.request.urlopen(request, timeout=60) as answer:
                size = len(answer.read())
        cost = ((server.cpu() - cpu) / n, (time.perf_counter() - begun) / n)
        least = min(least or cost, cost)
    return size, *least


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    transcript.write_text(folder / "talk.txt", 52_000)
    transcript.write_text(folder / "hearing.txt", 800_000)
    many = folder / "many"
    many.mkdir()
    said = transcript.turns()
    for i in range(300):
        text = f"Talk {i}\n\n{1 + i % 28} May {2000 + i % 20}\n\n"
        while len(text) < 5300:
            text += "{}: {}\n\n".format(*next(said))
        (many / f"{i}.txt").write_text(text)
    with served.Served(program, (served.SAMPLES, folder / "talk.txt", folder / "hearing.txt")) as server:
        server.add([many], QUOTH_WEIGHTS="none")  # a search asks for words alone
        records = {record["id"].rpartition("/")[2]: record["record"] for record in server.json("/api/v1/records?limit=500")["records"]}
        talk, hearing = f"/r/{records['talk.txt']}/", f"/r/{records['hearing.txt']}/"
        pages = {"a talk of 10,000 words": talk, "a hearing of 150,000 words": hearing, "its 8th part": hearing + "?part=8", "records": "/",
                 "search": "/search?q=harbour", "quotations": "/quotations/", "answers": "/answers/", "timeline": "/timeline/", "people": "/people/",
                 "a person": f"/people/{server.json('/api/v1/people')['people'][0]['person']}/", "verify": "/verify?q=Leave+the+harbour+as+it+is"}
        print(f"{'page':30} {'ms in the server':>16} {'KB':>7}")
        for name, path in pages.items():
            size, cpu, _ = ask(server, path)
            print(f"{name:30} {1000 * cpu:16.1f} {size / 1000:7.1f}")
            if path.startswith("/r/") and (cpu > 0.05 or size > 300_000):
                wrong.append(name)
        print(f"\n{'search as one types':30} {'ms by the clock':>16} {'of processor':>12}")
        for query in ("harb*", "harbour", "the", "harbour AND bridge", '"the harbour is"', "market OR harbour"):
            _, cpu, wall = ask(server, "/search?q=" + urllib.parse.quote(query))  # as web/search.ts asks
            print(f"{query:30} {1000 * wall:16.1f} {1000 * cpu:12.1f}")
            if cpu > 0.1:
                wrong.append(f"search for {query}")
        if "--no-browser" not in rest:
            script = pathlib.Path(__file__).with_name("first_paint.mjs")
            done = subprocess.run(["node", script, server.url, *pages.values()], stdout=subprocess.PIPE, text=True, check=True)
            print(f"\n{'page':30} {'first paint ms':>14} {'largest':>8} {'shift':>6} {'HTML KB':>8} {'script':>7} {'styles':>7}")
            for name, line in zip(pages, done.stdout.splitlines()):
                seen = json.loads(line)
                kinds = {kind: seen["bytes"].get(kind, 0) / 1000 for kind in ("document", "script", "stylesheet")}
                print(f"{name:30} {seen['first_ms']:14} {seen['largest_ms']:8} {seen['shift']:6.3f} {kinds['document']:8.1f} {kinds['script']:7.1f} {kinds['stylesheet']:7.1f}")
                if seen["first_ms"] > 500 or seen["shift"] > 0 or kinds["script"] > 60 or kinds["document"] > 300:
                    wrong.append(f"{name} in the browser")
if wrong:
    sys.exit("too slow or too large: " + ", ".join(wrong))
