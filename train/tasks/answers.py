"""Was the question answered? CLARITY's nine techniques and three degrees, of a question beside an answer.

The question and the answer are read as one text, a blank line between them. The question's mean vector asks the answer's
pieces, and what it finds there is classified with it.
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

name = "answers"
TECHNIQUES = ["Explicit", "Implicit", "General", "Partial/half-answer", "Dodging", "Deflection", "Declining to answer",
              "Claims ignorance", "Clarification"]
DEGREES = ["Clear Reply", "Ambivalent", "Clear Non-Reply"]
DEGREE_OF = [0, 1, 1, 1, 1, 1, 2, 2, 2]
LONGEST = 300                 # pieces of an answer: its beginning, and its end from there


@dataclass
class Gold:
    question: int             # pieces of the question
    degree: int
    techniques: list          # any of these is right


def pair(question, answer, cut):
    """-> text of the two, its pieces, how many of them are the question's. Long answers lose their middle."""
    q, a = question.strip(), answer.strip()
    pieces = cut(a)
    if len(pieces) > LONGEST:
        head, tail = pieces.end[LONGEST - 61], pieces.begin[-60]
        a = a[:head] + " \u2026 " + a[tail:]
    text = q + "\n\n" + a
    pieces = cut(text)
    return text, pieces, int(np.searchsorted(pieces.begin, len(q)))


def read(data, cut, open_only, part="train"):
    documents = []
    if open_only:             # CC BY-NC-ND
        return documents, {}
    with open(data / f"answers/clarity-{part}.jsonl", encoding="utf-8") as f:
        for line in f:
            r = json.loads(line)
            named = re.findall("|".join(TECHNIQUES), str(r["evasion"]))          # one reader in training, three in the dev file
            text, pieces, n = pair(r["question"], r["interview_answer"], cut)
            if named and 0 < n < len(pieces):
                documents.append(Document(f"clarity/{r['url']}#{r['id']}", "clarity", text, pieces,
                                          {name: Gold(n, DEGREES.index(r["clarity"]), [TECHNIQUES.index(t) for t in named])}))
                documents[-1].cuts = np.array([], int)
    return documents, {}


class Head(nn.Module):
    def __init__(self, known):
        super().__init__()
        self.ask, self.offer = nn.Linear(WIDTH, 128), nn.Linear(WIDTH, 128)
        self.hidden, self.technique, self.degree = nn.Linear(3 * WIDTH, 256), nn.Linear(256, 9), nn.Linear(256, 3)
        seen = torch.tensor([1052, 488, 386, 79, 706, 381, 145, 119, 92.0])
        self.register_buffer("weight", (seen.mean() / seen).sqrt(), persistent=False)

    def forward(self, x, n):
        q, a = x[:n].mean(0), x[n:]
        weights = (self.offer(a) @ self.ask(q) * 128 ** -0.5).softmax(0)
        v = F.dropout(torch.cat([q, weights @ a, a.mean(0)]), 0.1, self.training)
        h = F.dropout(F.relu(self.hidden(v)), 0.3, self.training)
        return self.technique(h), self.degree(h), weights

    def loss(self, vectors, passages):
        t, d, ty, dy = [], [], [], []
        for x, passage in zip(vectors, passages):
            g = passage.doc.gold[name]
            n = int(passage.at(g.question))
            if passage.low or not 0 < n < len(passage):
                continue
            technique, degree, _ = self(x, n)
            t.append(technique)
            d.append(degree)
            ty.append(g.techniques[0])
            dy.append(g.degree)
        if not t:
            return None
        return F.cross_entropy(torch.stack(t), torch.tensor(ty), self.weight) + F.cross_entropy(torch.stack(d), torch.tensor(dy))

    def read(self, x, passage, readings):
        """Probabilities of techniques and degrees. Requires: a document that `pair` made."""
        technique, degree, _ = self(x, passage.doc.gold[name].question)
        t, d = technique.log_softmax(0), degree.log_softmax(0)
        both = torch.stack([t[[i for i in range(9) if DEGREE_OF[i] == k]].logsumexp(0) for k in range(3)]) + d
        return {"technique": t.exp().tolist(), "degree": both.softmax(0).tolist()}

    def score(self, doc, reading, counts):
        g = doc.gold[name]
        for kind, right in (("technique", g.techniques), ("degree", [g.degree])):
            p = int(np.argmax(reading[kind]))
            gold = p if p in right else right[0]
            counts[kind, "gold", gold] += 1
            counts[kind, "found", p] += 1
            counts[kind, "right", gold] += p == gold


def figures(c):
    def macro(kind, n):
        fs = [2 * c[kind, "right", i] / max(1, c[kind, "found", i] + c[kind, "gold", i]) for i in range(n) if c[kind, "found", i] + c[kind, "gold", i]]
        return sum(fs) / max(1, len(fs))
    return {"degree macro F1": macro("degree", 3), "technique macro F1": macro("technique", 9)}
