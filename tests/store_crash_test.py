#!/usr/bin/env python3
"""Kills `quoth add` of 200 files with SIGKILL at 50 moments spread over its run. What was reported done must be in the
store, every record there must be whole, and adding again must complete it. Usage: store_crash_test.py QUOTH"""
import hashlib
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

N_FILES, N_KILLS, N_TURNS = 200, 50, 6

quoth = os.path.abspath(sys.argv[1])
# Memory will do: a killed process leaves what it wrote to the system, on a disk or not.
parent = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
folder = pathlib.Path(tempfile.mkdtemp(prefix="quoth-crash-", dir=parent))
store = folder / "quoth.db"
talks = folder / "talks"


def make_talks():
    talks.mkdir()
    for i in range(N_FILES):
        turns = []
        for k in range(N_TURNS // 2):
            turns.append(f"QUESTION: Did the ferry number {i} leave the harbour on day {k}?")
            turns.append(f"CAPTAIN ROWE: It left the harbour on day {k}, and nobody on ferry {i} complained about it.")
        (talks / f"talk-{i:03}.txt").write_text("\n\n".join(turns) + "\n")


def add():
    return subprocess.Popen([quoth, "--store", str(store), "add", str(talks)], stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, text=True)


def remove_store():
    for suffix in ("", "-wal", "-shm", "-journal"):
        pathlib.Path(str(store) + suffix).unlink(missing_ok=True)


def check(reported):
    """Every number that was reported is there, and everything that is there is whole."""
    if not store.exists():
        assert not reported
        return 0
    database = sqlite3.connect(store)
    if database.execute("PRAGMA user_version").fetchone()[0] == 0:
        assert not reported, "records were reported before there was a schema"
        return 0
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert not database.execute("PRAGMA foreign_key_check").fetchall()
    database.execute("INSERT INTO turn_index(turn_index, rank) VALUES ('integrity-check', 1)")
    there = dict(database.execute("SELECT number, sha256 FROM records"))
    missing = set(reported) - set(there)
    assert not missing, f"reported done and lost: {missing}"
    for number, sha256 in there.items():
        one = database.execute
        (source,) = one("SELECT bytes FROM sources WHERE record = ?", (number,)).fetchone()
        assert hashlib.sha256(source).hexdigest() == sha256
        (text,) = one("SELECT text FROM texts WHERE record = ?", (number,)).fetchone()
        turns = one("SELECT begin, end, text FROM turns WHERE record = ? ORDER BY number", (number,)).fetchall()
        assert len(turns) == N_TURNS, f"record {number} has {len(turns)} turns"
        for begin, end, said in turns:
            assert text[begin:end] == said
    (n_turns,) = database.execute("SELECT count(*) FROM turn_index('harbour')").fetchone()
    assert n_turns == N_TURNS * len(there)
    database.rollback()
    database.close()
    return len(there)


def numbers(lines):
    """Of complete lines: the last may have been cut."""
    return [int(line.split()[0]) for line in lines.splitlines(keepends=True) if line.endswith("\n")]


try:
    make_talks()
    begin = time.monotonic()
    output, _ = add().communicate()
    whole = time.monotonic() - begin
    assert check(numbers(output)) == len(numbers(output)) == N_FILES
    counts = []
    for kill in range(N_KILLS):
        remove_store()
        process = add()
        time.sleep(whole * (kill + 0.5) / N_KILLS)
        process.send_signal(signal.SIGKILL)
        output, _ = process.communicate()
        counts.append(check(numbers(output)))
    assert len(set(counts)) > 5, f"the kills all came at the same moment: {counts}"
    output, _ = add().communicate()
    assert len(numbers(output)) == N_FILES and check(numbers(output)) == N_FILES
    print(f"killed {N_KILLS} times in {whole:.2f} s; records there then: {counts}")
finally:
    shutil.rmtree(folder, ignore_errors=True)
