#!/usr/bin/env python3
"""The server under load: 200 connections ask for pages and API by turns (wrk, a Debian package), while two reviewers decide on the same
claims and somebody adds records. In the midst of it the server is killed and started again. Usage: load.py PROGRAM [SECONDS]
Fails where an answer is an error, where memory grows, where a decision or a record that was acknowledged is not there afterwards."""
import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse

import served
import transcript

CONNECTIONS = 200
MOST_GROWTH = 1.15  # of memory from a sixth of the time to the end; what is added meanwhile is in caches


class Writer(threading.Thread):
    """Writes again and again until it is stopped, and keeps what the server said it had taken."""

    def __init__(self, server):
        super().__init__()
        self.server, self.taken, self.stopped, self.slowest = server, [], False, 0

    def run(self):
        while not self.stopped:
            begun = time.monotonic()
            try:
                if (taken := self.write(len(self.taken))) is not None:
                    self.taken.append(taken)
                    self.slowest = max(self.slowest, time.monotonic() - begun)
            except (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError):
                if not self.server.away:
                    raise
            time.sleep(0.1)


class Adder(Writer):
    def write(self, n):
        turns = transcript.turns()
        text = f"Talk {n} {time.monotonic_ns()}\n\n3 May 2019\n\n"
        text += "".join(f"{label}: {said}\n\n" for label, said in (next(turns) for _ in range(20)))
        return self.server.json("/api/v1/records?name=talk.txt", text.encode())["record"]


class Reviewer(Writer):
    def __init__(self, server, name, references):
        super().__init__(server)
        self.author, self.references, self.too_late = name, references, 0

    def write(self, n):
        """Says something of the next claim as it stands; nothing is taken where the other came first."""
        path = "/api/v1/reviews/" + urllib.parse.quote(self.references[n % len(self.references)], safe="")
        seen = self.server.json(path)["version"]
        change = {"author": self.author, "field": "state", "value": ("shortlisted", "being checked", "dropped")[n % 3], "why": f"{self.author} {n}"}
        try:
            review = self.server.json(path, json.dumps(change).encode(), {"If-Match": f'"v{seen}"', "Content-Type": "application/json"})
        except urllib.error.HTTPError as error:
            if error.code != 412:
                raise
            self.too_late += 1
            return None
        return review["review"], review["version"], change["why"]


def wrk(server, seconds):
    paths = ["/", "/people/", "/answers/", "/claims/", "/quotations/", "/timeline/", "/search?q=bridge", "/api/v1/records?limit=20", "/api/v1/answers?limit=20",
             "/api/v1/search?q=harbour&sort=left", "/api/v1/quotations/matrix", "/api/v1/verify?q=It+is+56+per+cent+for+us", "/assets/quoth.css"]
    for key in server.records()[:6]:
        paths += [f"/r/{key}/", f"/api/v1/records/{key}/turns?limit=50", f"/api/v1/records/{key}/sentences?limit=50"]
    listed = server.folder / "paths"
    listed.write_text("\n".join(paths))
    script = pathlib.Path(__file__).with_suffix(".lua")
    done = subprocess.run(["wrk", "-t", "2", "-c", str(CONNECTIONS), "-d", f"{seconds}s", "--timeout", "30s", "-s", script, server.url],
                          stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "LOAD_PATHS": str(listed)})
    return json.loads(re.search(r"^LOAD (.*)$", done.stdout, re.M)[1])


program, *rest = sys.argv[1:]
seconds = int(rest[0]) if rest else 60
with served.Served(program) as server:
    server.away = False
    claims = [claim["reference"] for claim in server.json("/api/v1/claims?limit=20")["claims"]]
    adder, reviewers = Adder(server), [Reviewer(server, name, claims) for name in ("Ann Reed", "Tom Hale")]
    writers = [adder, *reviewers]
    for writer in writers:
        writer.start()
    wrk(server, max(2, seconds // 6))  # caches fill
    before, cpu = server.memory(), server.cpu()
    figures = wrk(server, seconds)
    after = server.memory()
    figures["cpu_ms_a_request"] = round(1000 * (server.cpu() - cpu) / figures["requests"], 1)  # what is added meanwhile with it
    figures["memory_mb"] = [round(before / 1e6), round(after / 1e6)]
    # Killed in the midst of it.
    server.away = True
    load = threading.Thread(target=lambda: subprocess.run(["wrk", "-t", "2", "-c", str(CONNECTIONS), "-d", "3s", server.url], stdout=subprocess.DEVNULL))
    load.start()
    time.sleep(1)
    server.kill()
    load.join()
    for writer in writers:
        writer.stopped = True
        writer.join()
    server.start()
    there = set()
    after_cursor = ""
    while after_cursor is not None:
        page = server.json(f"/api/v1/records?limit=500&after={after_cursor}")
        there |= {record["record"] for record in page["records"]}
        after_cursor = page["next"]
    figures["records_added"], figures["records_lost"] = len(adder.taken), len(set(adder.taken) - there)
    decisions = [decision for reviewer in reviewers for decision in reviewer.taken]
    kept = set()
    for review in {review for review, _, _ in decisions}:
        kept |= {(review, entry["version"], entry["why"]) for entry in server.json(f"/api/v1/reviews/{review}")["history"]}
    figures["decisions"], figures["decisions_lost"] = len(decisions), len(set(decisions) - kept)
    figures["came_second"] = sum(reviewer.too_late for reviewer in reviewers)
    figures["slowest_decision_ms"] = round(1000 * max(reviewer.slowest for reviewer in reviewers))
print(json.dumps(figures))
lost = figures["records_lost"] + figures["decisions_lost"]
sys.exit(figures["errors"] > 0 or lost > 0 or not adder.taken or not decisions or after > before * MOST_GROWTH)
