"""Flat names of persons, organisations and places (Universal NER), tagged over atoms.

Other corpora of names draw the lines elsewhere; each trains the encoder through tags of its own.
"""
import re
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .. import conllu, decode
from ..corpus import Document
from ..encoder import WIDTH
from . import f1

name = "names"
KINDS = {"ewt": ["PER", "ORG", "LOC"],
         "wikigold": ["PER", "ORG", "LOC", "MISC"],
         "wnut": ["person", "corporation", "group", "location", "product", "creative-work"],
         "re3d": ["Person", "Organisation", "Location", "Nationality", "MilitaryPlatform", "Weapon", "DocumentReference"]}
OPEN = {"ewt": True, "wikigold": True, "wnut": True, "re3d": False}     # re3d: per source


@dataclass
class Gold:
    tags: str              # which of KINDS
    spans: list            # (first piece, one past the last, kind)


def sentences(path):
    """IOB files of one token a line, in either layout -> (sentence id, [(form, tag)])."""
    out, sid, tokens = [], None, []
    with open(path, encoding="utf-8") as f:
        for line in [*f, "\n"]:
            line = line.strip("\n")
            if line.startswith("# sent_id"):
                sid = line.split("=", 1)[1].strip()
            elif not line.strip():
                if tokens:
                    out.append((sid, tokens))
                sid, tokens = None, []
            elif not line.startswith("# "):
                cols = re.split(r"[\t ]+", line.strip())
                if len(cols) > 1:
                    tokens.append((cols[1], cols[2]) if cols[0].isdigit() and len(cols) > 3 else (cols[0], cols[-1]))
    return out


def tag_spans(tags):
    """IOB1 or IOB2 -> (begin, end, kind)."""
    out, begin, kind = [], None, None
    for i, t in enumerate([*tags, "O"]):
        if begin is not None and (t == "O" or t[0] == "B" or t[2:] != kind):
            out.append((begin, i, kind))
            begin = None
        if t != "O" and begin is None:
            begin, kind = i, t[2:]
    return out


_NO_SPACE_BEFORE = re.compile(r"^([.,;:!?)\]}%]|'s|n't|'re|'ve|'ll|'d|'m|'')$")


def lay_out(tokens):
    """Tokens -> text, and the code points of each."""
    text, at = "", []
    for form in tokens:
        if text and not _NO_SPACE_BEFORE.match(form) and text[-1] not in "([{$":
            text += " "
        at.append((len(text), len(text) + len(form)))
        text += form
    return text, at


def _place(cut, spans, kinds):
    """Code points -> pieces."""
    out = []
    for b, e, k in spans:
        i, j = np.searchsorted(cut.begin, b), np.searchsorted(cut.begin, e)
        if k in kinds and j > i:
            out.append((int(i), int(j), kinds.index(k)))
    return out


def read(data, cut, open_only, part="train"):
    documents = []
    by_id = dict(sentences(data / f"entities/uner-ewt-{part}.iob2"))
    for d in conllu.read(data / f"syntax/ewt-{part}.conllu"):
        found = []
        for (i, j), sid in zip(d.sentences, d.sentence_ids):
            tokens = by_id.get(sid, [])
            if len(tokens) == j - i:
                found += [(d.words[i + b].begin, d.words[i + e - 1].end, k) for b, e, k in tag_spans([t for _, t in tokens])]
        pieces = cut(d.text)
        documents.append(Document(f"ewt/{d.id}", "ewt", d.text, pieces, {name: Gold("ewt", _place(pieces, found, KINDS["ewt"]))}))
    if part != "train":
        return documents, KINDS
    files = {"wikigold": [data / "entities/wikigold/wikigold.conll.txt"], "wnut": [data / "entities/wnut17-train.conll"],
             "re3d": [f for f in sorted((data / "entities/re3d").glob("*.conll")) if f.name != "re3d-train.conll"]}
    for source, paths in files.items():
        if open_only and not OPEN[source]:
            continue
        for path in paths:
            sents = [s for _, s in sentences(path) if s[0][0] != "-DOCSTART-"]
            step = len(sents) if source == "re3d" else 12 if source == "wikigold" else 1
            for n in range(0, len(sents), max(1, step)):
                tokens = [t for s in sents[n:n + step] for t in s]
                text, at = lay_out([t for t, _ in tokens])
                found = [(at[b][0], at[e - 1][1], k) for b, e, k in tag_spans([t for _, t in tokens])]
                pieces = cut(text)
                documents.append(Document(f"{source}/{path.stem}/{n}", source, text, pieces,
                                          {name: Gold(source, _place(pieces, found, KINDS[source]))}))
    return documents, KINDS


class Head(nn.Module):
    def __init__(self, known):
        super().__init__()
        self.known = known
        self.tags = nn.ModuleDict({s: nn.Linear(WIDTH, 1 + 2 * len(k)) for s, k in known.items()})

    def loss(self, vectors, passages):
        rows, targets = {}, {}
        for x, passage in zip(vectors, passages):
            g = passage.doc.gold[name]
            target = np.zeros(len(passage), np.int64)
            for b, e, k in g.spans:
                if passage.low <= b < passage.high:
                    i, j = passage.at(b), passage.at(e)
                    target[i:j] = 2 * k + 2
                    target[i:i + (j > i)] = 2 * k + 1
            atoms = torch.from_numpy(np.flatnonzero(passage.first))
            rows.setdefault(g.tags, []).append(x[atoms])
            targets.setdefault(g.tags, []).append(torch.from_numpy(target)[atoms])
        total = sum(F.cross_entropy(self.tags[s](torch.cat(rows[s])), torch.cat(targets[s]), reduction="sum") for s in rows)
        return 4 * total / sum(len(r) for rs in rows.values() for r in rs)

    def read(self, x, passage, readings, tags="ewt"):
        atoms = np.flatnonzero(passage.first)
        if not len(atoms):
            return []
        p = F.log_softmax(self.tags[tags](x[torch.from_numpy(atoms)]), 1).numpy()
        cols, last = passage.doc.pieces, np.append(atoms[1:], len(passage))
        best = decode.best_tags(p, list(range(1, p.shape[1], 2)))
        return [{"begin": int(cols.begin[atoms[b]]), "end": int(cols.end[last[e - 1] - 1]), "type": self.known[tags][k],
                 "score": float(np.exp(p[range(b, e), best[b:e]]).min())} for b, e, k in decode.spans(best)]

    def score(self, doc, reading, counts):
        g, cols = doc.gold[name], doc.pieces
        if g.tags != "ewt":
            return
        gold = {(int(cols.begin[b]), int(cols.end[e - 1]), self.known["ewt"][k]) for b, e, k in g.spans}
        found = {(r["begin"], r["end"], r["type"]) for r in reading}
        counts["right"] += len(gold & found)
        counts["found"] += len(found)
        counts["gold"] += len(gold)


def figures(c):
    return {"names": f1(c["right"], c["found"], c["gold"])}
