#!/usr/bin/env python3
"""What reported speech adds to the language engine, in processor time of one core: the model's head and the rules.
Usage: quotes.py PROGRAM WEIGHTS [--rounds 3] [--words 20000]
The same generated talk is read with all weights and the layer of quotes, and without either: by weights from which the head is taken out.
Runs take turns; each is checked: the first has a quotation for every hundred words at least, the other none."""
import argparse
import json
import os
import pathlib
import struct
import tempfile

import measure
import transcript

MOST = 0.15

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("program")
parser.add_argument("weights")
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--words", type=int, default=20_000)
arguments = parser.parse_args()


def without_head(path, to):
    """Copies a file of weights without the tensors of the quotes head (the format is that of safetensors)."""
    data = pathlib.Path(path).read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    header = {name: of for name, of in json.loads(data[8:8 + size]).items() if not name.startswith("heads.quotes.")}
    body, at = [], 0
    for name, of in header.items():
        if name == "__metadata__":
            continue
        begin, end = of["data_offsets"]
        body.append(data[8 + size + begin:8 + size + end])
        of["data_offsets"] = [at, at + end - begin]
        at += end - begin
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    to.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(body))


def read(path, weights, layers):
    chunks = []
    os.environ["QUOTH_WEIGHTS"] = str(weights)
    cost = measure.run([arguments.program, "--jobs", "1", "annotate", "--layers", layers, str(path)], chunks.append)
    record = json.loads(b"".join(chunks))
    return cost.cpu, len(record["tokens"]["begin"]), len(record.get("quotes", []))


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    bare = folder / "bare.safetensors"
    without_head(arguments.weights, bare)
    talk = folder / "talk.txt"
    transcript.write_text(talk, int(arguments.words * 5.4))
    n_words = len(talk.read_text("utf-8").split())
    engine, all_ = [], []
    for _ in range(arguments.rounds):
        cpu, _, quotes = read(talk, bare, "sentences,tokens,entities")
        assert quotes == 0
        engine.append(cpu)
        cpu, n_tokens, quotes = read(talk, arguments.weights, "sentences,tokens,entities,quotes")
        assert quotes > n_tokens / 100, quotes
        all_.append(cpu)
    added = min(all_) / min(engine) - 1
    print(f"{n_words} words, {quotes} quotes: {min(engine):.2f} s without, {min(all_):.2f} s with: {100 * added:.1f}% more")
    raise SystemExit(added > MOST)
