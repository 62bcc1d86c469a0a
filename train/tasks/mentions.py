"""Mentions of entities - names, nominals, pronouns, nested ones too - and their coreference (GUM).

Every pair of a first and a last atom, at most WIDEST atoms, is scored as a mention; each mention then seeks its
antecedent among those before it (Lee et al., 2017), or none.
"""
import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .. import conllu, coreference
from ..corpus import Document
from ..encoder import WIDTH
from . import f1

name = "mentions"
TYPES = ["person", "place", "organization", "object", "event", "time", "substance", "animal", "plant", "abstract"]
WIDEST, SPAN, LINK, FAR = 64, 128, 192, 24
_MARK = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


@dataclass
class Gold:
    spans: list               # (first piece, one past the last, type)
    entity: list              # of each span: a number


def entities(words) -> list[tuple[int, int, str, str]]:
    """The nested mentions in the MISC column: (first word, last word, entity, type)."""
    out, stack = [], {}
    for i, w in enumerate(words):
        for part in w.misc.split("|"):
            if not part.startswith("Entity="):
                continue
            for opened, closed, ended in _MARK.findall(part[7:]):
                if opened:
                    group, kind = opened.split("-")[:2]
                    if closed:
                        out.append((i, i, group, kind))
                    else:
                        stack.setdefault(group, []).append((i, kind))
                elif stack.get(ended):
                    begin, kind = stack[ended].pop()
                    out.append((begin, i, ended, kind))
    return sorted(out, key=lambda m: (m[0], -m[1]))


def read(data, cut, open_only, part="train"):
    documents = []
    if open_only:             # some of GUM's texts are non-commercial
        return documents, {}
    for d in conllu.read(data / f"syntax/gum-{part}.conllu"):
        pieces = cut(d.text)
        spans, entity, number = [], [], {}
        for i, j, group, kind in entities(d.words):
            b, e = (int(np.searchsorted(pieces.begin, x)) for x in (d.words[i].begin, d.words[j].end))
            if "[" not in group and kind in TYPES and e > b and (b, e) not in [s[:2] for s in spans[-6:]]:
                spans.append((b, e, TYPES.index(kind)))
                entity.append(number.setdefault(group, len(number)))
        documents.append(Document(f"gum/{d.id}", "gum", d.text, pieces, {name: Gold(spans, entity)}))
    return documents, {"types": TYPES}


def bucket(n):
    """Distances by one up to 4, then by half octaves."""
    n = np.asarray(n)
    return np.where(n <= 4, n, np.minimum(4 + np.floor(2 * np.log2(np.maximum(n, 4) / 4)), FAR - 1)).astype(np.int64)


class Head(nn.Module):
    def __init__(self, known):
        super().__init__()
        self.known = known
        self.begin, self.end = nn.Linear(WIDTH, SPAN), nn.Linear(WIDTH, SPAN)
        self.pair = nn.Linear(SPAN, SPAN)
        self.begin_alone, self.end_alone = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1, bias=False)
        self.wide = nn.Embedding(FAR, 1)
        self.type_begin, self.type_end = nn.Linear(WIDTH, len(TYPES)), nn.Linear(WIDTH, len(TYPES), bias=False)
        self.mention_begin, self.mention_end = nn.Linear(WIDTH, LINK), nn.Linear(WIDTH, LINK, bias=False)
        self.seek, self.offer = nn.Linear(LINK, LINK), nn.Linear(LINK, LINK)
        self.offer_alone, self.new = nn.Linear(LINK, 1), nn.Linear(LINK, 1)
        self.near, self.same = nn.Embedding(FAR, 1), nn.Embedding(4, 1)
        for e in (self.wide, self.near, self.same):
            nn.init.zeros_(e.weight)
        nn.init.constant_(self.begin_alone.bias, -4.0)

    def band(self, x):
        """[n, WIDEST]: the score of the span of atoms i to i + k; -1e9 past the end."""
        n = len(x)
        drop = lambda t: F.dropout(F.relu(t), 0.2, self.training)
        b, e = self.pair(drop(self.begin(x))), F.pad(drop(self.end(x)), (0, 0, 0, WIDEST - 1))
        alone = F.pad(self.end_alone(x)[:, 0], (0, WIDEST - 1), value=-1e9)
        full = b @ e.T * SPAN ** -0.5                                   # [n, n + WIDEST - 1]
        index = torch.arange(n)[:, None] + torch.arange(WIDEST)[None]
        return full.gather(1, index) + alone[index] + self.begin_alone(x) + self.wide(torch.from_numpy(bucket(np.arange(WIDEST))))[:, 0]

    def types(self, x, begin, last):
        return self.type_begin(x[begin]) + self.type_end(x[last])

    def links(self, x, begin, last, words):
        """[m, m + 1]: of each mention, first the score of none, then of each mention before it."""
        m = F.dropout(F.relu(self.mention_begin(x[begin]) + self.mention_end(x[last])), 0.2, self.training)
        s = self.seek(m) @ self.offer(m).T * LINK ** -0.5 + self.offer_alone(m)[:, 0]
        near = bucket(np.maximum(0, begin[:, None] - begin[None]))
        same = np.array([[2 * (a == b) + (a[-1:] == b[-1:]) for b in words] for a in words])
        s = s + self.near(torch.from_numpy(near))[..., 0] + self.same(torch.from_numpy(same))[..., 0]
        s = s.masked_fill(~torch.ones(len(m), len(m), dtype=torch.bool).tril(-1), -1e9)
        return torch.cat([self.new(m), s], 1)

    def loss(self, vectors, passages):
        span_loss, type_loss, link_loss, n, linked = 0.0, 0.0, 0.0, 0, 0
        for x, passage in zip(vectors, passages):
            g, atoms = passage.doc.gold[name], np.flatnonzero(passage.first)
            if not len(atoms):
                continue
            x = x[torch.from_numpy(atoms)]
            spans = []
            for (b, e, kind), entity in zip(g.spans, g.entity):
                if passage.low <= b and e <= passage.high:
                    i, j = (int(np.searchsorted(atoms, passage.at(k))) for k in (b, e))
                    if 0 < j - i <= WIDEST:
                        spans.append((i, j - 1, kind, entity))
            scores = self.band(x)
            target = torch.zeros_like(scores)
            if spans:
                b, e, kind, entity = (np.array(c) for c in zip(*spans))
                target[b, e - b] = 1.0
            valid = scores > -1e8
            span_loss = span_loss + F.binary_cross_entropy_with_logits(scores[valid], target[valid], reduction="sum")
            n += max(1, len(spans))
            if not spans:
                continue
            type_loss = type_loss + F.cross_entropy(self.types(x, b, e), torch.from_numpy(kind), reduction="sum")
            words = [tuple(passage.id[atoms[i]:(atoms[j + 1] if j + 1 < len(atoms) else len(passage))]) for i, j in zip(b, e)]
            s = F.log_softmax(self.links(x, b, e, words), 1)
            right = torch.from_numpy(entity[:, None] == entity[None]).tril(-1)
            right = torch.cat([~right.any(1, keepdim=True), right], 1)
            link_loss = link_loss - s.masked_fill(~right, -1e9).logsumexp(1).sum()
            linked += len(spans)
        if not n:
            return None
        total = span_loss / n
        return total + 0.5 * (type_loss + link_loss) / linked if linked else total

    def read(self, x, passage, readings):
        """Mentions with code points, type, score, and the number of their entity."""
        atoms = np.flatnonzero(passage.first)
        if not len(atoms):
            return []
        x = x[torch.from_numpy(atoms)]
        cols, ends = passage.doc.pieces, np.append(atoms[1:], len(passage))
        p = self.band(x).sigmoid().numpy()
        begin, width = np.nonzero(p > 0.5)
        if "syntax" in readings:                                    # a mention lies within a sentence
            opens = np.array([b for b, _ in readings["syntax"]["spans"]])
            sentence = np.searchsorted(opens, cols.begin[atoms], "right")
            inside = sentence[begin] == sentence[begin + width]
            begin, width = begin[inside], width[inside]
        # of two that cross, the surer one stays
        order, kept = np.argsort(-p[begin, width], kind="stable"), []
        for k in order:
            i, j = begin[k], begin[k] + width[k]
            if not any(a < i <= b < j or i < a <= j < b for a, b in kept if a <= j and i <= b):
                kept.append((i, j))
        kept.sort(key=lambda m: (m[0], -m[1]))
        if not kept:
            return []
        b, e = (np.array(c) for c in zip(*kept))
        kinds = self.types(x, b, e).argmax(1).tolist()
        words = [tuple(passage.id[atoms[i]:ends[j]]) for i, j in zip(b, e)]
        s = self.links(x, b, e, words).softmax(1).numpy()
        out = []
        for k in range(len(b)):
            a = int(s[k].argmax())
            out.append({"begin": int(cols.begin[atoms[b[k]]]), "end": int(cols.end[ends[e[k]] - 1]), "type": TYPES[kinds[k]],
                        "score": float(p[b[k], e[k] - b[k]]), "link": float(s[k, a]), "entity": out[a - 1]["entity"] if a else k})
        return out

    def score(self, doc, reading, counts):
        cols, g = doc.pieces, doc.gold[name]
        gold = [(int(cols.begin[b]), int(cols.end[e - 1])) for b, e, _ in g.spans]
        kinds = {s: TYPES[t[2]] for s, t in zip(gold, g.spans)}
        found = [(r["begin"], r["end"]) for r in reading]
        counts["right"] += len(set(gold) & set(found))
        counts["found"] += len(set(found))
        counts["gold"] += len(set(gold))
        counts["type"] += sum(kinds.get((r["begin"], r["end"])) == r["type"] for r in reading)

        def chains(spans, owner):
            by = {}
            for s, o in zip(spans, owner):
                by.setdefault(o, set()).add(s)
            return [c for c in by.values() if len(c) > 1]
        gold, found = chains(gold, g.entity), chains(found, [r["entity"] for r in reading])
        for measure in ("muc", "b_cubed", "ceaf_e"):
            for k, v in zip(("r", "R", "p", "P"), getattr(coreference, measure)(gold, found)):
                counts[measure + k] += v


def figures(c: Counter):
    of = {m: coreference.f1(*(c[m + k] for k in ("r", "R", "p", "P"))) for m in ("muc", "b_cubed", "ceaf_e")}
    return {"coreference": sum(of.values()) / 3, "mentions": f1(c["right"], c["found"], c["gold"]),
            "typed": f1(c["type"], c["found"], c["gold"]), **of}
