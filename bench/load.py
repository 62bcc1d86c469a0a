#!/usr/bin/env python3
"""The server under load: 200 connections ask for pages and API by turns (wrk, a Debian package), while two clients add records, one
after the other. Half way the server is killed and started again. Usage: load.py PROGRAM [SECONDS]
Fails where an answer is an error, where memory grows, where a record that was acknowledged is not there afterwards."""
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import time
import urllib.error

import served
import transcript

CONNECTIONS = 200
MOST_GROWTH = 1.15  # of memory from a sixth of the time to the end; what is added meanwhile is in caches


class Writer(threading.Thread):
    """Adds one record after the other and keeps those that the server said it had taken."""

    def __init__(self, server, name):
        super().__init__()
        self.server, self.name_, self.taken, self.stopped = server, name, [], False
        self.slowest = 0

    def run(self):
        turns = transcript.turns()
        while not self.stopped:
            text = f"Talk {self.name_} {len(self.taken)} {time.monotonic_ns()}\n\n3 May 2019\n\n"
            text += "".join(f"{label}: {said}\n\n" for label, said in (next(turns) for _ in range(20)))
            begun = time.monotonic()
            try:
                self.taken.append(self.server.json(f"/api/v1/records?name={self.name_}.txt", text.encode())["record"])
                self.slowest = max(self.slowest, time.monotonic() - begun)
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if not self.server.away:
                    raise
            time.sleep(0.2)


def wrk(server, seconds):
    paths = ["/", "/people/", "/answers/", "/quotations/", "/timeline/", "/search?q=bridge", "/api/v1/records?limit=20", "/api/v1/answers?limit=20",
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
    writers = [Writer(server, name) for name in ("ann", "tom")]
    for writer in writers:
        writer.start()
    wrk(server, max(2, seconds // 6))  # caches fill
    before = server.memory()
    figures = wrk(server, seconds)
    after = server.memory()
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
    taken = [key for writer in writers for key in writer.taken]
    figures["records_added"] = len(taken)
    figures["slowest_addition_ms"] = round(1000 * max(writer.slowest for writer in writers))
    figures["records_lost"] = len(set(taken) - there)
print(json.dumps(figures))
sys.exit(figures["errors"] > 0 or figures["records_lost"] > 0 or not taken or after > before * MOST_GROWTH)
