#!/usr/bin/env python3
"""How fast the structure of a transcript is read, with no stage of language: 1, 10 and 100 MB of plain text on one core.
Usage: structure.py PROGRAM [PROGRAM OF ANOTHER BUILD] [--sizes 1,10,100]
Every run is checked: the turns that come out must be as many as went in."""
import argparse
import pathlib
import tempfile

import measure
import transcript

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("programs", nargs="+")
parser.add_argument("--sizes", default="1,10,100")
arguments = parser.parse_args()


class TurnCounter:
    """Counts turns in a record that comes in chunks: each has one key "label"."""

    def __init__(self):
        self.n_turns = 0
        self.tail = b""

    def __call__(self, chunk):
        self.n_turns += (self.tail + chunk).count(b'"label":')
        self.tail = chunk[-7:]


print(f"{'MB':>5} {'seconds':>8} {'MB/s':>7} {'peak MB':>8} {'peak/input':>10} {'time/MB, 1 = first row':>23}  program")
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "talk.txt"
    first = {}
    for size in map(int, arguments.sizes.split(",")):
        wanted = transcript.write_text(path, size * 1_000_000)
        n_bytes = path.stat().st_size
        for program in arguments.programs:
            counter = TurnCounter()
            command = [program, "--jobs", "1", "annotate", "--layers", "turns", str(path)]
            seconds, peak = measure.run(command, counter)
            if counter.n_turns != wanted:
                raise SystemExit(f"{program}: {counter.n_turns} turns of {wanted}")
            growth = seconds / n_bytes / first.setdefault(program, seconds / n_bytes)
            print(f"{n_bytes / 1e6:5.0f} {seconds:8.2f} {n_bytes / 1e6 / seconds:7.1f} {peak / 1e6:8.0f} "
                  f"{peak / n_bytes:10.1f} {growth:23.2f}  {program}", flush=True)
