"""Sentences, words, parts of speech, features, lemmas and trees of Universal Dependencies, from raw text.

Whether a piece goes on with a word, begins one or begins a sentence is a label of the piece; all else is read off the
first piece of a word. Lemmas come from a table of what training had twice and always alike, else from edit scripts. Trees are biaffine (Dozat and Manning, 2017).
"""
from collections import Counter
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .. import conllu, decode
from ..corpus import Document
from ..encoder import WIDTH
from . import f1

name = "syntax"
sources = ("ewt", "gum")
GO_ON, WORD, SENTENCE = range(3)
COLUMNS = ("upos", "xpos", "feats", "lemma", "deprel")
ARC, RELATION = 192, 64
OPEN = {"ewt": True, "gum": False}     # GUM: some of its texts are non-commercial


# ---- lemmas as edit scripts: the case of the form's letters, how many to strip at its end, what to add -------------
def _bases(form):
    """Lower-cased, kept, Titled; and without the commas of a number."""
    return ("l", form.lower()), ("k", form), ("t", form.capitalize()), ("n", form.replace(",", ""))


def script(form: str, lemma: str) -> str:
    for case, base in _bases(form):
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        if common and len(base) - common <= 6:
            return f"{case}{len(base) - common}{lemma[common:]}"
    return "=" + lemma


def apply(s: str, form: str) -> str:
    if s[0] == "=":
        return s[1:]
    base = dict(_bases(form))[s[0]]
    strip = int(s[1])
    return (base[:-strip] if strip else base) + s[2:] or form


VOICES = {"as written": str, "lower": str.lower, "upper": str.upper}


@dataclass
class Gold:
    begin: np.ndarray      # first piece of each word, and one past its last
    end: np.ndarray
    sentence: np.ndarray
    head: np.ndarray       # index of a word, -1 for a root
    labels: dict           # column -> numbers; "lemma" one column a voice
    words: list            # conllu.Word, for scoring


def _gold(doc: conllu.Document, cut) -> tuple[list, Gold]:
    starts = cut.starts()
    at = [starts.get(w.begin, -1) for w in doc.words]
    keep = [i for i, a in enumerate(at) if a >= 0]
    number = {w: k for k, w in enumerate(keep)}
    begin = np.array([at[i] for i in keep])
    end = np.searchsorted(cut.begin, [doc.words[i].end for i in keep])

    def head(i):
        h = doc.words[i].head
        while h >= 0 and h not in number:
            h = doc.words[h].head
        return number.get(h, -1)

    sentence = np.array([doc.words[i].sentence for i in keep])
    return [doc.words[i] for i in keep], Gold(begin, end, sentence, np.array([head(i) for i in keep]), {}, doc.words)


def labels_of(word) -> dict:
    return {"upos": word.upos, "xpos": word.xpos, "feats": word.feats, "deprel": word.deprel,
            **{"lemma " + v: script(f(word.form), word.lemma) for v, f in VOICES.items()}}


def _table(words) -> list[str]:
    """Lines of form in lower case, part of speech and lemma, parted by tabs, in order."""
    seen = {}
    for w in words:
        seen.setdefault((w.form.lower(), w.upos), []).append(w.lemma)
    return sorted("\t".join((*key, ls[0])) for key, ls in seen.items() if len(ls) > 1 and len(set(ls)) == 1 and ls[0] != "_")


def read(data, cut, open_only, part="train"):
    documents, rows = [], []
    for source in sources:
        if open_only and not OPEN[source]:
            continue
        for d in conllu.read(data / f"syntax/{source}-{part}.conllu"):
            words, gold = _gold(d, pieces := cut(d.text))
            doc = Document(f"{source}/{d.id}", source, d.text, pieces, {name: gold})
            doc.cuts = np.unique(gold.begin[[np.flatnonzero(gold.sentence == s)[0] for s in np.unique(gold.sentence)]])
            documents.append(doc)
            rows.append((doc, gold, [labels_of(w) for w in words]))
    known = {}
    for column in COLUMNS:
        key = "lemma as written" if column == "lemma" else column
        seen = Counter(r[key] for doc, _, rs in rows if not doc.held_out() for r in rs)
        known[column] = sorted(l for l, n in seen.items() if n > (2 if column == "lemma" else 1))
    known["lemmas"] = _table(w for doc, gold, _ in rows if not doc.held_out() for w in gold.words)
    for doc, gold, rs in rows:
        for column in COLUMNS:
            number = {l: i for i, l in enumerate(known[column])}
            for k in ["lemma " + v for v in VOICES] if column == "lemma" else [column]:
                gold.labels[k] = np.array([number.get(r[k], -100) for r in rs])
    return documents, known


class Head(nn.Module):
    def __init__(self, known):
        super().__init__()
        self.known = known
        self.lemmas = {tuple(line.split("\t")[:2]): line.split("\t")[2] for line in known["lemmas"]}
        self.boundary = nn.Linear(WIDTH, 3)
        self.upos, self.xpos, self.feats, self.lemma = (nn.Linear(WIDTH, len(known[c])) for c in COLUMNS[:4])
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.dependent, self.governor = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc = nn.Linear(ARC, ARC)                     # dependent -> what it seeks in a governor; its bias scores governors alone
        self.dependent_role, self.governor_role = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.relation = nn.Parameter(torch.zeros(len(known["deprel"]), RELATION + 1, RELATION + 1))
        nn.init.normal_(self.relation, std=0.05)
        nn.init.orthogonal_(self.arc.weight)

    # ---- scores -------------------------------------------------------------------------------------------------------
    def _project(self, layer, x):
        return F.dropout(F.relu(layer(x)), 0.25, self.training)

    def arcs(self, words):
        """[n, n + 1]: the root first, then the words as governors."""
        d = self.arc(self._project(self.dependent, words))
        g = self._project(self.governor, torch.cat([self.root[None], words]))
        return d @ g.T * ARC ** -0.5

    def relations(self, words, heads):
        one = words.new_ones(len(words), 1)
        d = torch.cat([self._project(self.dependent_role, words), one], 1)
        g = torch.cat([self._project(self.governor_role, torch.cat([self.root[None], words])), words.new_ones(len(words) + 1, 1)], 1)[heads + 1]
        return torch.einsum("nj,nrj->nr", g, torch.einsum("ni,rij->nrj", d, self.relation))

    # ---- training -----------------------------------------------------------------------------------------------------
    def loss(self, vectors, passages):
        boundary, rows, labels, arc_loss, rel_rows, rel_heads, n = [], [], {k: [] for k in COLUMNS}, [], [], [], 0
        for x, passage in zip(vectors, passages):
            g = passage.doc.gold[name]
            b, e = passage.at(g.begin), passage.at(g.end)
            here = np.flatnonzero((g.begin >= passage.low) & (g.begin < passage.high) & (e > b))
            if not len(here):
                continue
            target = np.zeros(len(passage), np.int64)
            target[b[here]] = WORD
            s = g.sentence[here]
            opens = np.append(True, s[1:] != s[:-1])
            target[b[here][opens]] = SENTENCE
            boundary.append((x, torch.from_numpy(target)))
            w = x[torch.from_numpy(b[here])]
            for column in COLUMNS:
                labels[column].append(g.labels["lemma " + passage.voice if column == "lemma" else column][here])
            # governors: those of dropped words are their own governors
            number = np.full(len(g.begin), -1)
            number[here] = np.arange(len(here))
            heads = g.head[here].copy()
            for _ in range(4):
                gone = (heads >= 0) & (number[heads] < 0)
                heads[gone] = g.head[heads[gone]]
            heads = np.where(heads >= 0, number[heads], -1)
            rows.append(w)
            edges = np.append(np.flatnonzero(opens), len(here))
            for i, j in zip(edges[:-1], edges[1:]):
                local = np.where(heads[i:j] >= 0, heads[i:j] - i, -1)
                if ((local < -1) | (local >= j - i)).any():
                    continue
                arc_loss.append(F.cross_entropy(self.arcs(w[i:j]), torch.from_numpy(local + 1), reduction="sum"))
            rel_heads.append(np.where(heads >= 0, heads + n, -1))
            n += len(here)
        if not n:
            return None
        w = torch.cat(rows)
        target = {c: torch.from_numpy(np.concatenate(v)) for c, v in labels.items()}
        loss = 2 * F.cross_entropy(self.boundary(torch.cat([x for x, _ in boundary])), torch.cat([t for _, t in boundary]))
        for column, weight in (("upos", 1.0), ("xpos", 0.5), ("feats", 0.5), ("lemma", 0.5)):
            loss = loss + weight * F.cross_entropy(getattr(self, column)(w), target[column])
        loss = loss + sum(arc_loss) / n
        return loss + F.cross_entropy(self.relations(w, torch.from_numpy(np.concatenate(rel_heads))), target["deprel"])

    # ---- reading ------------------------------------------------------------------------------------------------------
    def read(self, x, passage, readings):
        """Words as dictionaries with code points, and sentences as ranges of words."""
        text, cols = passage.doc.text, passage.doc.pieces
        mark = self.boundary(x).argmax(1).numpy().copy()
        if not len(mark):
            return {"words": [], "sentences": [], "spans": []}
        # a blank line always ends a word, and the text begins with a sentence
        mark[passage.first & (passage.gap > 1) & (mark == GO_ON)] = WORD
        mark[0] = SENTENCE
        first = np.flatnonzero(mark != GO_ON)
        last = np.append(first[1:], len(mark)) - 1
        w = x[torch.from_numpy(first)]
        best = {c: getattr(self, c)(w).argmax(1).tolist() for c in COLUMNS[:4]}
        edges = np.append(np.flatnonzero(mark[first] == SENTENCE), len(first))
        words, sentences = [], []
        for i, j in zip(edges[:-1], edges[1:]):
            heads = decode.tree(self.arcs(w[i:j]).numpy())
            relation = self.relations(w[i:j], torch.tensor(heads))
            not_root = torch.tensor([h >= 0 for h in heads])
            relation[not_root, self.known["deprel"].index("root")] = -1e9
            roles = relation.argmax(1).tolist()
            for k in range(i, j):
                b, e = int(cols.begin[first[k]]), int(cols.end[last[k]])
                h, upos = heads[k - i], self.known["upos"][best["upos"][k]]
                words.append({"begin": b, "end": e, "head": h + int(i) if h >= 0 else -1,
                              "deprel": self.known["deprel"][roles[k - i]] if h >= 0 else "root",
                              "upos": upos, "xpos": self.known["xpos"][best["xpos"][k]],
                              "feats": self.known["feats"][best["feats"][k]],
                              "lemma": self.lemmas.get((text[b:e].lower(), upos)) or apply(self.known["lemma"][best["lemma"][k]], text[b:e])})
            sentences.append((int(i), int(j)))
        return {"words": words, "sentences": sentences,
                "spans": [(words[i]["begin"], words[j - 1]["end"]) for i, j in sentences]}

    def score(self, doc, reading, counts):
        gold = doc.gold[name].words
        words = reading["words"]
        edges = {(words[i]["begin"], words[j - 1]["end"]) for i, j in reading["sentences"]}
        groups = {}
        for w in gold:
            b, e = groups.get(w.sentence, (w.begin, w.end))
            groups[w.sentence] = (min(b, w.begin), max(e, w.end))
        counts["sentences"] += len(edges & set(groups.values()))
        counts["sentences found"] += len(edges)
        counts["sentences gold"] += len(groups)
        ours = {(w["begin"], w["end"]): (i, w) for i, w in enumerate(words)}
        pair = {i: ours[w.begin, w.end] for i, w in enumerate(gold) if (w.begin, w.end) in ours}
        counts["found"] += len(words)
        counts["gold"] += len(gold)
        counts["words"] += len(pair)
        for i, (_, o) in pair.items():
            g = gold[i]
            for c in ("upos", "xpos", "feats"):
                counts[c] += o[c] == getattr(g, c)
            counts["lemma"] += g.lemma in ("_", o["lemma"])
            head = (o["head"] == -1) if g.head == -1 else g.head in pair and pair[g.head][0] == o["head"]
            counts["uas"] += head
            counts["las"] += head and o["deprel"].split(":")[0] == g.deprel.split(":")[0]


def figures(c):
    out = {k: f1(c[k], c["found"], c["gold"]) for k in ("las", "words", "upos", "xpos", "feats", "lemma", "uas")}
    return {**out, "sentences": f1(c["sentences"], c["sentences found"], c["sentences gold"])}
