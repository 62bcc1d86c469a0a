"""Check-worthiness of sentences: ClaimBuster's judgement of single sentences, and which sentences of debates fact-checkers took up.

The two are different questions with very different answers; each has its own output on one pooled vector a sentence.
"""
import json
import re
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from ..corpus import Document
from ..encoder import WIDTH

name = "claims"
WORTH, TAKEN_UP = 0, 1
# Events nothing is trained on: those of 2019 that are in no other set, and some of 2020.
UNSEEN = {"20170928_trump_tax", "20180916_trump_miami", "20180926_un_press", "20181010_medicare", "20182601_trump_world",
          "20190108_oval_office", "20160331_Cruz_Miluakee", "20160417_meet_the_press", "20160424_meet_the_press",
          "20160529_Sanders_MeetThePress", "20170126_Trump_ABC", "20170424_Trump_AP_interview", "20170822_Trump_phoenix",
          "20170919_Trump_UNGA", "20180504_Trumo_NRA"}


@dataclass
class Gold:
    spans: list               # (first piece, one past the last)
    labels: list              # 0 or 1
    question: int             # WORTH or TAKEN_UP


def _letters(s):
    return re.sub(r"[^a-z0-9]", "", s.lower())


def _lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def read(data, cut, open_only, part="train"):
    documents, unseen, events, apart = [], set(), {}, {}
    for folder in ("ct2019", "ct2020"):
        for path in sorted((data / "claims" / folder).glob("*.jsonl")):
            rows = _lines(path)
            if path.stem in UNSEEN:
                unseen |= {_letters(r["text"]) for r in rows}
                apart[path.stem] = (path.stem, rows)
            else:
                events.setdefault(_letters("".join(r["text"] for r in rows[:40])), (path.stem, rows))
    dev = _lines(data / "claims/ct24-devtest.jsonl")
    unseen |= {_letters(r["text"]) for r in dev + _lines(data / "claims/claimbuster-groundtruth.jsonl")}
    single = dev if part == "dev" else [
        r for r in _lines(data / "claims/claimbuster-train.jsonl") if _letters(r["text"]) not in unseen]
    for r in single:
        pieces = cut(r["text"])
        documents.append(Document(f"claimbuster/{r['id']}", "claimbuster", r["text"], pieces,
                                  {name: Gold([(0, len(pieces))], [r["label"]], WORTH)}))
    if open_only:             # CheckThat! is free for research
        return documents, {}
    for event, rows in (apart if part == "dev" else events).values():
        text, at, speaker = "", [], None
        for r in rows:
            text += "" if not text else " " if r["speaker"] == speaker else "\n\n"
            at.append((len(text), len(text) + len(r["text"])))
            text, speaker = text + r["text"], r["speaker"]
        pieces = cut(text)
        spans = [tuple(int(np.searchsorted(pieces.begin, x)) for x in s) for s in at]
        keep = [i for i, (b, e) in enumerate(spans) if e > b]
        doc = Document(f"debates/{event}", "debates", text, pieces,
                       {name: Gold([spans[i] for i in keep], [rows[i]["label"] for i in keep], TAKEN_UP)})
        doc.cuts = np.array([spans[i][0] for i in keep])
        documents.append(doc)
    return documents, {}


class Head(nn.Module):
    def __init__(self, known):
        super().__init__()
        self.attend = nn.Linear(WIDTH, 1)
        self.hidden, self.out = nn.Linear(WIDTH, 128), nn.Linear(128, 2)

    def forward(self, x, spans):
        weights = self.attend(x)[:, 0]
        pooled = torch.stack([weights[b:e].softmax(0) @ x[b:e] for b, e in spans])
        return self.out(F.dropout(F.relu(self.hidden(pooled)), 0.2, self.training))

    def loss(self, vectors, passages):
        total, n = 0.0, 0
        for x, passage in zip(vectors, passages):
            g = passage.doc.gold[name]
            spans, labels = [], []
            for (b, e), y in zip(g.spans, g.labels):
                if passage.low <= b and e <= passage.high and passage.at(e) > passage.at(b):
                    spans.append((int(passage.at(b)), int(passage.at(e))))
                    labels.append(float(y))
            if spans:
                s = self(x, spans)[:, g.question]
                total = total + F.binary_cross_entropy_with_logits(s, torch.tensor(labels), reduction="sum")
                n += len(spans)
        return 2 * total / n if n else None

    def read(self, x, passage, readings):
        """Of each sentence, [worth checking, taken up by fact-checkers]: two probabilities."""
        spans = passage.doc.gold[name].spans if name in passage.doc.gold else [
            tuple(int(np.searchsorted(passage.doc.pieces.begin, c)) for c in s) for s in readings["syntax"]["spans"]]
        return self(x, spans).sigmoid().tolist() if spans else []

    def score(self, doc, reading, counts):
        g = doc.gold[name]
        if g.question == WORTH:
            y, p = g.labels[0], reading[0][WORTH] >= 0.5
            counts["right"] += y and p
            counts["found"] += p
            counts["gold"] += y
        else:
            order = np.argsort([-r[TAKEN_UP] for r in reading], kind="stable")
            y = np.array(g.labels)[order]
            if y.sum():
                counts["precision"] += (y * y.cumsum() / np.arange(1, len(y) + 1)).sum() / y.sum()
                counts["events"] += 1


def figures(c):
    return {"worth F1": 200 * c["right"] / max(1, c["found"] + c["gold"]), "taken up MAP": c["precision"] / max(1, c["events"])}
