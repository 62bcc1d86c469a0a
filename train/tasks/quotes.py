"""Reported speech (PolNeAR): cue, source and content of each attribution.

Cues are tagged first. Each cue then asks every atom within REACH whether it begins or goes on with its source or its
content: so sources and contents are tied to their cue, may stand in other sentences and in several spans, and nest.
"""
import json
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .. import decode
from ..corpus import Document
from ..encoder import WIDTH
from . import f1

name = "quotes"
REACH, DEPTH, BUCKETS = 256, 64, 26
TAGS = 4                      # begin and inside of the source, begin and inside of the content


@dataclass
class Gold:
    quotes: list              # {"cue": [(first piece, one past the last)], "source": ..., "content": ...}


def read(data, cut, open_only, part="train"):
    documents = []
    if open_only:             # no licence is stated
        return documents, {}
    with open(data / f"quotes/polnear-{part}.jsonl", encoding="utf-8") as f:
        for line in f:
            r = json.loads(line)
            pieces = cut(r["text"])
            place = lambda spans: [(int(i), int(j)) for i, j in ((np.searchsorted(pieces.end, b, "right"), np.searchsorted(pieces.begin, e)) for b, e in spans) if j > i]
            quotes = [{role: place(q[role]) for role in ("cue", "source", "content")} for q in r["quotes"]]
            documents.append(Document("polnear/" + r["id"], "polnear", r["text"], pieces, {name: Gold([q for q in quotes if q["cue"]])}))
    return documents, {}


def bucket(distance: np.ndarray) -> np.ndarray:
    """Signed distances in atoms -> 0 .. BUCKETS - 1: by one up to 4, then by half octaves."""
    far = np.abs(distance)
    b = np.where(far <= 4, far, np.minimum(4 + np.floor(2 * np.log2(np.maximum(far, 4) / 4)), 12)).astype(np.int64)
    return np.where(distance < 0, 13 + b, b)


class Head(nn.Module):
    def __init__(self, known):
        super().__init__()
        self.cue = nn.Linear(WIDTH, 3)
        self.ask, self.answer = nn.Linear(WIDTH, TAGS * DEPTH), nn.Linear(WIDTH, TAGS * DEPTH)
        self.alone = nn.Linear(WIDTH, TAGS)
        self.distance = nn.Embedding(BUCKETS, TAGS)
        nn.init.zeros_(self.distance.weight)

    def _tags(self, x, cue, low, high):
        """Scores of the atoms `low` to `high` for the cue at atom `cue`: outside first."""
        q = self.ask(x[cue]).view(TAGS, DEPTH)
        a = self.answer(x[low:high]).view(-1, TAGS, DEPTH)
        far = torch.from_numpy(bucket(np.arange(low, high) - cue))
        s = torch.einsum("td,ntd->nt", q, a) * DEPTH ** -0.5 + self.alone(x[low:high]) + self.distance(far)
        return F.pad(s, (1, 0))

    def loss(self, vectors, passages):
        cue_rows, cue_targets, loss, weight = [], [], 0.0, 0
        for x, passage in zip(vectors, passages):
            atoms = np.flatnonzero(passage.first)
            if not len(atoms):
                continue
            x = x[torch.from_numpy(atoms)]
            answers = self.answer(x).view(-1, TAGS, DEPTH)
            alone = self.alone(x)

            def place(b, e):
                """Pieces of the document -> atoms of the passage, clipped."""
                return int(np.searchsorted(atoms, passage.at(b))), int(np.searchsorted(atoms, passage.at(e)))

            target = np.zeros(len(atoms), np.int64)
            for q in passage.doc.gold[name].quotes:
                (cb, ce), = q["cue"][:1]
                if not passage.low <= cb < passage.high:
                    continue
                i, j = place(cb, ce)
                if j == i:
                    continue
                target[i:j] = 2
                target[i] = 1
                low, high = max(0, i - REACH), min(len(atoms), i + REACH)
                tags = np.zeros(high - low, np.int64)
                for role, begin in (("source", 1), ("content", 3)):
                    for b, e in q[role]:
                        k, m = place(b, e)
                        k, m = max(k, low) - low, min(m, high) - low
                        if m > k:
                            tags[k:m] = begin + 1
                            tags[k] = begin
                s = torch.einsum("td,ntd->nt", self.ask(x[i]).view(TAGS, DEPTH), answers[low:high]) * DEPTH ** -0.5
                s = s + alone[low:high] + self.distance(torch.from_numpy(bucket(np.arange(low, high) - i)))
                loss = loss + F.cross_entropy(F.pad(s, (1, 0)), torch.from_numpy(tags), reduction="sum")
                weight += 10 + int((tags > 0).sum())
            cue_rows.append(x)
            cue_targets.append(torch.from_numpy(target))
        if not cue_rows:
            return None
        total = 6 * F.cross_entropy(self.cue(torch.cat(cue_rows)), torch.cat(cue_targets))
        return total + 3 * loss / weight if weight else total

    def read(self, x, passage, readings):
        atoms = np.flatnonzero(passage.first)
        if not len(atoms):
            return []
        x = x[torch.from_numpy(atoms)]
        cols, last = passage.doc.pieces, np.append(atoms[1:], len(passage))
        code = lambda b, e: [int(cols.begin[atoms[b]]), int(cols.end[last[e - 1] - 1])]
        p = F.log_softmax(self.cue(x), 1).numpy()
        best, out = decode.best_tags(p, [1]), []
        for b, e, _ in decode.spans(best):
            low, high = max(0, b - REACH), min(len(atoms), b + REACH)
            s = F.log_softmax(self._tags(x, b, low, high), 1).numpy()
            tags = decode.best_tags(s, [1, 3])
            found = decode.spans(tags)
            quote = {"cue": [code(b, e)], "source": [code(low + i, low + j) for i, j, k in found if k == 0],
                     "content": [code(low + i, low + j) for i, j, k in found if k == 1],
                     "score": float(np.exp(p[range(b, e), best[b:e]]).min())}
            if quote["content"]:
                out.append(quote)
        return out

    def score(self, doc, reading, counts):
        cols = doc.pieces
        for role in ("source", "cue", "content"):
            def bare(b, e):
                if role == "content" and doc.text[b:b + 5].lower() == "that ":
                    b += 5
                return (b, e) if role != "cue" or any(c.isalnum() for c in doc.text[b:e]) else None
            gold = {bare(int(cols.begin[b]), int(cols.end[e - 1])) for q in doc.gold[name].quotes for b, e in q[role]} - {None}
            found = {bare(b, e) for q in reading for b, e in q[role]} - {None}
            counts[role] += len(gold & found)
            counts[role + " found"] += len(found)
            counts[role + " gold"] += len(gold)


def figures(c):
    return {r: f1(c[r], c[r + " found"], c[r + " gold"]) for r in ("content", "source", "cue")}
