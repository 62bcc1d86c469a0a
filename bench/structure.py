#!/usr/bin/env python3
"""How fast the structure of a transcript is read, with no stage of language: 1, 10 and 100 MB of plain text on one core.
Usage: structure.py PROGRAM [PROGRAM OF ANOTHER BUILD] [--sizes 1,10,100]
Every run is checked: the turns that come out must be as many as went in. "growth" is the time a byte, where the first row
is 1: linear growth keeps it there."""
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


print(f"{'MB':>5} {'wall s':>7} {'cpu s':>7} {'MB/s of cpu':>11} {'growth':>6} {'peak MB':>8} {'peak/input':>10}  program")
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "talk.txt"
    first = {}
    for size in map(int, arguments.sizes.split(",")):
        wanted = transcript.write_text(path, size * 1_000_000)
        n_bytes = path.stat().st_size
        for program in arguments.programs:
            counter = TurnCounter()
            command = [program, "--jobs", "1", "annotate", "--layers", "turns", str(path)]
            cost = measure.run(command, counter)
            if counter.n_turns != wanted:
                raise SystemExit(f"{program}: {counter.n_turns} turns of {wanted}")
            growth = cost.cpu / n_bytes / first.setdefault(program, cost.cpu / n_bytes)
            print(f"{n_bytes / 1e6:5.0f} {cost.wall:7.2f} {cost.cpu:7.2f} {n_bytes / 1e6 / cost.cpu:11.1f} {growth:6.2f} "
                  f"{cost.peak / 1e6:8.0f} {cost.peak / n_bytes:10.1f}  {program}", flush=True)
