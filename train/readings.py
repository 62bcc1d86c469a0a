"""Fits the readings of claims and answers that are part of the program, and writes models/readings.safetensors.

    cmake --build build --target quoth_vectors
    python -m train.readings --data ../shared/data --weights models/quoth.safetensors --to models/readings.safetensors --plot docs/claims-reliability.svg

What each computes is in README.md, "Readings". Those of claims are of the weights they were fitted to, and to be fitted again to others;
with --only answers or claims the rest of the file stays.
"""
import argparse
import copy
import hashlib
import json
import re
import subprocess
from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import load_file, save_file
from scipy.sparse import csr_matrix, hstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, fbeta_score

from .tasks.answers import DEGREE_OF, DEGREES, TECHNIQUES
from .tasks.claims import UNSEEN

BUCKETS = {"claims": 1 << 13, "answers": 1 << 13}
FORMAT = "quoth readings 1"
TOKEN = re.compile(rb"[a-z0-9'\x80-\xff]+|[?$%]")
YES = {b"yes", b"yeah", b"yep", b"sure", b"absolutely", b"correct", b"right", b"definitely", b"certainly", b"indeed"}
NO = {b"no", b"nope", b"not", b"never", b"none"}
STOP = set(b"the a an of to in and or is are was were be been do does did that this it you i we he she they on for with as at by from about have has had will would what how why when who which if not no can could should there inquiring asking question regarding whether".split())
MARKS = {b"?", b"$", b"%"}
INVERTS = set(b"is are was were do does did have has had will would can could should shall may might must am isn't aren't don't doesn't didn't won't wouldn't can't couldn't haven't hasn't".split())
ASKS = set(b"what who which when why where how".split())
ANSWER_FIELDS = ["question", "answer", "first", "asked", "best"]
PHRASES = {name: text.encode().split(b"|") for name, text in {
    "ignorance": "don't know|do not know|not aware|haven't seen|have not seen|haven't heard|no idea|i haven't|not sure|can't tell you",
    "refusal": "not going to|no comment|won't|will not|can't comment|cannot|decline|rather not|not for me|speculate|hypothetical|premature|don't want to|do not want to|wouldn't want|would not want|can't say|not at liberty|i'll let|i'm not going|i am not going|too early",
    "back": "what do you mean|say it again|say that again|repeat|what's the question|what is the question|which one|i'm sorry|excuse me|couldn't hear|can't hear|what was|your question|ask me|go ahead|who are you",
    "hedge": "i think|i believe|we'll see|we will see|depends|maybe|perhaps|probably|possibly|hope",
    "opener": "look|well|you know|i mean|listen|first of all|let me|the truth is|the fact is",
    "yes": "yes|yeah|absolutely|of course|that's right|that's correct|correct|i do|i am|i have|i did|i will|we will|we are|we have|it is|sure",
    "no": "no|i don't|i didn't|i haven't|i'm not|we don't|not at all|never|it's not|we're not|absolutely not|of course not"}.items()}


def plain(text):
    """Bytes in lower case; typographic apostrophes straight, the marks U+2010 to U+2027 spaces."""
    b = text.encode().replace(b"\xe2\x80\x98", b"'").replace(b"\xe2\x80\x99", b"'")
    return re.sub(rb"\xe2\x80[\x90-\xa7]", b" ", b)


def words(b):
    return [b"0" if t[:1].isdigit() else t for t in TOKEN.findall(b.lower())]


def sentences(b):
    out, at = [], 0
    for m in re.finditer(rb"[.!?](?=[\sA-Z]|$)", b):
        out.append(b[at:m.end()])
        at = m.end()
    out.append(b[at:])
    return [s for s in out if words(s)]


class Hash:
    """Of one word or two: 32 bits of FNV-1a, folded."""
    def __init__(self, buckets):
        self.bits, self.known = buckets.bit_length() - 1, {}

    def __call__(self, gram):
        h = self.known.get(gram)
        if h is None:
            h = 2166136261
            for c in gram:
                h = (h ^ c) * 16777619 & 0xFFFFFFFF
            h = self.known[gram] = (h >> self.bits ^ h) & ((1 << self.bits) - 1)
        return h


def counts(lists, buckets, hash_):
    at, rows, n = [0], [], []
    for ws in lists:
        grams = [hash_(w) for w in ws] + [hash_(a + b" " + b) for a, b in zip(ws, ws[1:])]
        u, c = np.unique(np.array(grams, int), return_counts=True)
        rows.append(u)
        n.append(1 + np.log(c))
        at.append(at[-1] + len(u))
    return csr_matrix((np.concatenate(n), np.concatenate(rows), at), (len(lists), buckets))


def weigh(tf, idf):
    x = tf.multiply(idf[None, :]).tocsr()
    norm = np.sqrt(np.asarray(x.multiply(x).sum(1))[:, 0])
    norm[norm == 0] = 1
    return csr_matrix(x.multiply(1 / norm[:, None]))


def idf_of(tf):
    df = np.bincount(tf.indices, minlength=tf.shape[1])
    return np.where(df >= 3, np.log((1 + tf.shape[0]) / (1 + df)) + 1, 0).astype(np.float32)


def claim_dense(text):
    b = plain(text)
    ws = words(b)
    capitals = [m for m in re.finditer(rb"[A-Za-z0-9'\x80-\xff]+|[?$%]", b)][1:]
    return [np.log1p(len(ws)), min(4, sum(w == b"0" for w in ws)), min(6, sum(65 <= m[0][0] <= 90 for m in capitals)), float(len(ws) < 6)]


def stem(w):
    """A word without "ing", "ed" or "s" at its end."""
    for end, least in ((b"ing", 7), (b"ed", 6), (b"s", 5)):
        if w.endswith(end) and len(w) >= least:
            return w[:-len(end)]
    return w


class AnswerNumbers:
    """The numbers that are read from an answer beside its question: README.md, "Readings"."""
    def __init__(self, idf, hash_):
        self.idf, self.hash, self.most = idf, hash_, float(idf.max())

    def rarity(self, w):
        return float(self.idf[self.hash(w)]) or self.most

    def __call__(self, question, answer, asked):
        q, a, iq = (words(plain(t)) for t in (question, answer, asked))
        said, turn = ([words(s) for s in sentences(plain(t))] for t in (answer, asked))
        rarity = {}
        for w in q:
            if w not in STOP and w not in MARKS:
                rarity.setdefault(stem(w), self.rarity(w))
        total = sum(rarity.values()) or 1
        def share(ws):
            there = {stem(w) for w in ws}
            return sum(r for w, r in rarity.items() if w in there) / total
        overlap, own = [share(s) for s in said] or [0.0], [share(s) for s in turn] or [0.0]
        best, me = overlap.index(max(overlap)), own.index(max(own))
        pairs = {(stem(v), stem(w)) for v, w in zip(q, q[1:]) if not (v in STOP and w in STOP)}
        in_answer = {(stem(v), stem(w)) for v, w in zip(a, a[1:])}
        first = next((w for w in q if w in INVERTS or w in ASKS), b"")
        closed = first in INVERTS or b"whether" in q or (not first and q[-1:] == [b"?"])
        yes, no = bool(a) and a[0] in YES, bool(a) and a[0] in NO
        n = len(a) + 1
        part = lambda *ws: sum(w in ws for w in a) / n
        opening, begin = (b" " + b" ".join(a[:k]) + b" " for k in (12, 30))
        joined = b" " + b" ".join(a) + b" "
        out = [overlap[0], max(overlap), share(a), best / len(overlap), sum(overlap) / len(overlap), overlap[0] - max(overlap), max(overlap[:3]),
               sum(p in in_answer for p in pairs) / max(1, len(pairs)), max(rarity.values(), default=0), max(own),
               np.log1p(len(a)), np.log1p(len(q)), np.log1p(len(iq)), np.log1p(len(said)), np.log1p(len(said[0]) if said else 0),
               len(set(a)) / n, sum(map(len, a)) / n, closed, first == b"what", b"you" in q, iq.count(b"?"), me,
               yes, no, closed and yes, closed and no, closed and not (yes or no), b"yes" in a[:12] or b"yeah" in a[:12], b"no" in a[:12],
               b"?" in a[:20], np.log1p(a.count(b"?")), bool(said) and b"?" in said[-1], part(b"i", b"i'm"), part(b"you"), part(b"they", b"he"),
               part(b"but", b"however", b"although"), sum(w in (b"not", b"no", b"never") or w.endswith(b"n't") for w in a[:30])]
        for phrases in PHRASES.values():
            n_in = lambda text: min(3, sum(b" " + p + b" " in text for p in phrases))
            out += [n_in(opening), n_in(begin), n_in(joined) / (1 + np.log1p(len(a)))]
        return np.array(out, np.float32)


def answer_words(question, answer, asked):
    """The words of the fields."""
    q, a, iq = (words(plain(t)) for t in (question, answer, asked))
    said = [words(s) for s in sentences(plain(answer))]
    content = [w for w in q if w not in STOP]
    overlap = [sum(w in s for w in content) for s in map(set, said)]
    order = sorted(range(len(said)), key=lambda i: (-overlap[i], i))[:2]
    return [q, a, a[:25], iq, [w for i in sorted(order) for w in said[i]]]


def linear(x, y, c, balanced):
    """-> weights [outputs, columns], biases [outputs]: one output for two classes, else one a class."""
    m = LogisticRegression(C=c, max_iter=100, class_weight="balanced" if balanced else None).fit(x, y)
    return m.coef_, m.intercept_


def quantised(w):
    """[outputs, columns] -> I8 [columns, outputs], scale an output."""
    scale = np.abs(w).max(1) / 127 + 1e-12
    return np.ascontiguousarray(np.rint(w / scale[:, None]).astype(np.int8).T), scale.astype(np.float32)


def put_vector_model(model, hidden, out, tensors):
    """Puts a model of one hidden layer, weights and biases of each layer, into `tensors`."""
    for name, (w, b) in (("hidden", hidden), ("out", out)):
        q, scale = quantised(w)
        tensors |= {f"{model}.{name}.weight": np.ascontiguousarray(q.T), f"{model}.{name}.scale": scale, f"{model}.{name}.bias": b.astype(np.float32)}


def parts_of_model(name, tensors, idfs, dense, mean, sd, w, b, share):
    """Puts a model of fields and dense readings (which were scaled by `share`) into `tensors`."""
    at = 0
    for i, idf in enumerate(idfs):
        n = len(idf)
        q, scale = quantised(w[:, at:at + n] * (idf > 0))
        tensors |= {f"{name}.{i}.idf": idf, f"{name}.{i}.weight": q, f"{name}.{i}.scale": scale}
        at += n
    d = w[:, at:] * share / sd
    tensors |= {f"{name}.dense": d.astype(np.float32), f"{name}.bias": (b - d @ mean).astype(np.float32)}


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def letters(s):
    return re.sub(r"[^a-z0-9]", "", s.lower())


WIDTH = 384
SEED = 7


def vectors_of(program, weights, items):
    """Of each sentence of the items (vectors.cc says what they are): ClaimsHead::pool."""
    text = "".join(json.dumps(item) + "\n" for item in items).encode()
    out = subprocess.run([program, weights], input=text, stdout=subprocess.PIPE, check=True).stdout
    return np.frombuffer(out, np.float32).reshape(-1, 2 * WIDTH)


def paragraphs(rows):
    """-> those of a debate, and which rows have words and so a place in them."""
    out, kept, speaker = [], [], None
    for i, r in enumerate(rows):
        if words(plain(r["text"])):
            if not out or r["speaker"] != speaker:
                out.append([])
            out[-1].append(r["text"])
            kept.append(i)
            speaker = r["speaker"]
    return out, kept


class Rows:
    """Sentences with their labels, words, numbers and vectors. `event`: those that are together in training or out of it."""
    def __init__(self, rows, event, vectors):
        self.text, self.y, self.event, self.v = [r["text"] for r in rows], np.array([r["label"] for r in rows]), np.array(event), vectors
        self.tf = counts([words(plain(t)) for t in self.text], BUCKETS["claims"], self.hash_)
        self.numbers = np.array([claim_dense(t) for t in self.text])

    hash_ = Hash(BUCKETS["claims"])

    def __getitem__(self, at):
        out = Rows.__new__(Rows)
        out.text, out.y, out.event, out.v = [self.text[i] for i in np.flatnonzero(at)], self.y[at], self.event[at], self.v[at]
        out.tf, out.numbers = self.tf[np.flatnonzero(at)], self.numbers[at]
        return out


class WordsOfClaims:
    """Two outputs over words: worth checking, taken up."""
    SHARE = 0.3

    def __init__(self, single, talk):
        self.idf = idf_of(single.tf)
        both = np.vstack([single.numbers, talk.numbers])
        self.mean, self.sd = both.mean(0), both.std(0)
        worth, taken = linear(self.columns(single), single.y, 1, False), linear(self.columns(talk), talk.y, 1, True)
        self.w, self.b = np.concatenate([worth[0], taken[0]]), np.concatenate([worth[1], taken[1]])

    def columns(self, rows):
        return hstack([weigh(rows.tf, self.idf), csr_matrix((rows.numbers - self.mean) / self.sd * self.SHARE)]).tocsr()

    def __call__(self, rows):
        return self.columns(rows) @ self.w.T + self.b


def debates_of(data, unseen=False):
    """[(name, rows)] of CheckThat!'s events, each once; or those that nothing is trained on."""
    out = {}
    for folder in ("ct2019", "ct2020"):
        for p in sorted((data / "claims" / folder).glob("*.jsonl")):
            rows = lines(p)
            if unseen and p.stem in UNSEEN:
                out[folder, p.stem] = (f"{folder}/{p.stem}", rows)
            elif not unseen and p.stem not in UNSEEN:
                out.setdefault(letters("".join(r["text"] for r in rows[:40])), (p.stem, rows))
    return list(out.values())


def read_single(data):
    """-> ClaimBuster's sentences, their labels, which of twelve blocks each is of: as they were said, so that debates lie together."""
    folder = data / "claims"
    apart = lines(folder / "ct24-devtest.jsonl") + [r for _, rows in debates_of(data, True) for r in rows]
    unseen = {letters(r["text"]) for r in apart}
    single = [r for name in ("train", "groundtruth") for r in lines(folder / f"claimbuster-{name}.jsonl")]
    single = [r for r in single if letters(r["text"]) not in unseen and words(plain(r["text"]))]
    single.sort(key=lambda r: int(r["id"]))
    return single, np.array([r["label"] for r in single]), np.arange(len(single)) * 12 // len(single)


def rows_of_talk(events, vectors):
    items, rows, event = [], [], []
    for name, rs in events:
        item, kept = paragraphs(rs)
        items.append(item)
        rows += [rs[i] for i in kept]
        event += [name] * len(kept)
    return Rows(rows, event, vectors(items))


def mean_precision(scores, rows):
    out = {}
    for event in sorted(set(rows.event)):
        at = rows.event == event
        if rows.y[at].any():
            out.setdefault(event.split("/")[0], []).append(average_precision_score(rows.y[at], scores[at]))
    return {k: round(float(np.mean(v)), 4) for k, v in out.items()}


def words_of_unseen(single, talk, folds=3):
    """What words say of each of ClaimBuster's sentences, by models that have not seen its block."""
    fold, out = single.event % folds, np.zeros((len(single.y), 2))
    for k in range(folds):
        out[fold == k] = WordsOfClaims(single[fold != k], talk)(single[fold == k])
    return out


def best_cut(s, y, beta=1.5):
    """Where F is best, recall counting `beta` times: a claim that is not listed is lost, one too many is passed over."""
    return max(np.quantile(s, np.linspace(0.4, 0.98, 200)), key=lambda c: fbeta_score(y, s > c, beta=beta))


# In what a sentence is worth. Chosen on development data, since the shared encoder has seen the readers' labels, and events are few.
SHARE_OF_READERS, SHARE_OF_TAKEN_UP = 0.2, 0.25


def mix_of(factors, s, y, beta):
    """A constant, then a factor of each output: the sum is 0 where `best_cut` is."""
    return np.array([-best_cut(s @ factors, y, beta), *factors], np.float32)


def mixes(of_words, of_vectors, y, known):
    """Four mixes (Readings in word_model.h): claims in talk, other text, words alone, sentences of talk. `known`: of which the encoder of claims
    has learned from readers; words are read by models that have not seen their blocks."""
    s, t = of_vectors[~known], y[~known]
    alone, debates = np.array([1, 0, SHARE_OF_READERS]), np.array([1, SHARE_OF_TAKEN_UP, 0])
    debates = debates * (s @ alone).std() / (s @ debates).std()       # as far apart as the others
    words_alone = mix_of(LogisticRegression(C=1).fit(of_words, y).coef_[0], of_words, y, 1.5)
    return np.array([mix_of(alone, s, t, 2.5), mix_of(alone, s, t, 1.5), [*words_alone, 0], mix_of(debates, s, t, 2.5)], np.float32)


def calibration(s, y):
    """-> slope, constant: what makes a sum the log odds that readers call it worth checking."""
    m = LogisticRegression(C=1e6).fit(s[:, None], y)
    return m.coef_[0, 0], m.intercept_[0]


def reliability(s, y):
    p = 1 / (1 + np.exp(-s))
    bins = [(p >= lo) & (p < lo + 0.1) for lo in np.arange(0, 1, 0.1)]
    return [(round(float(lo), 1), int(b.sum()), round(float(p[b].mean()), 2), round(float(y[b].mean()), 2)) for lo, b in zip(np.arange(0, 1, 0.1), bins) if b.any()]


def draw_reliability(bins, path):
    """An SVG: in each tenth of the score, how often it was right; the area of a circle goes with how many there are."""
    side, edge = 240, 34
    at = lambda x, y: (edge + x * side, edge / 2 + (1 - y) * side)
    line = lambda a, b, style: f'<line x1="{a[0]:g}" y1="{a[1]:g}" x2="{b[0]:g}" y2="{b[1]:g}" {style}/>'
    most = max(n for _, n, _, _ in bins)
    parts = [line(at(0, 0), at(1, 1), 'stroke="#999" stroke-dasharray="4"'), line(at(0, 0), at(1, 0), 'stroke="#444"'), line(at(0, 0), at(0, 1), 'stroke="#444"')]
    for tick in (0, 0.5, 1):
        parts.append('<text x="%g" y="%g" text-anchor="middle">%g</text>' % (at(tick, 0)[0], at(0, 0)[1] + 14, tick))
        parts.append('<text x="%g" y="%g" text-anchor="end">%g</text>' % (edge - 5, at(0, tick)[1] + 4, tick))
    parts.append('<text x="%g" y="%g" text-anchor="middle">score</text>' % (at(0.5, 0)[0], at(0, 0)[1] + 28))
    parts.append('<text x="%g" y="11">worth checking</text>' % edge)
    for _, n, score, share in bins:
        parts.append('<circle cx="%g" cy="%g" r="%.1f" fill="#26c" fill-opacity="0.6"/>' % (*at(score, share), 3 + 9 * (n / most) ** 0.5))
    size = side + 2 * edge
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" font-family="sans-serif" font-size="11">\n'
                    '<title>Share worth checking against the score of a claim</title>\n<rect width="100%" height="100%" fill="#fff"/>\n'
                    + "\n".join(parts) + "\n</svg>\n", encoding="utf-8")


def learn_claims(single, corpus, talk, known, teacher):
    """-> the encoder of claims: from readers and teachers of ClaimBuster's sentences, from teachers of many others (`corpus`: texts and their
    vectors), from checkers of debates; and the network that has learned from the readers alone."""
    from . import claims_encoder
    worth = 1 / (1 + np.exp(-np.concatenate([teacher["single"][:, 0], teacher["items"][:, 0]])))
    n, m = len(single.y), len(worth)
    worth[:n] = np.where(known, 0.8 * worth[:n] + 0.2 * single.y, worth[:n])
    # The corpus begins with the debates; those of which next to nothing was taken up say nothing.
    many = {e for e in set(talk.event) if talk.y[talk.event == e].sum() >= max(8, 0.006 * (talk.event == e).sum())}
    says = np.isin(talk.event, list(many))
    share, at = talk.y[says].mean(), slice(n, n + len(talk.y))
    taken_up, counts_for = np.zeros(m), np.zeros(m)
    taken_up[at] = talk.y
    counts_for[at] = 0.5 * says * np.where(talk.y, np.sqrt((1 - share) / share), 1)              # what is taken up is rare: it counts more
    texts = [claims_encoder.cut(t) for t in single.text + corpus[0]]
    model = claims_encoder.fit(texts, np.vstack([single.v, corpus[1]]), np.c_[worth, taken_up], np.c_[np.ones(m), counts_for], SEED)
    return model, claims_encoder.fit_readers(single.v[known], single.y[known], model.mean, model.factor, SEED)


def fit_claims(data, vectors, tensors, teacher, plot=None):
    from . import claims_encoder
    from .teacher import UNSEEN_BLOCKS
    said, items = np.load(teacher), lines(teacher.with_suffix(".jsonl"))
    alone = lambda rs: vectors([[[r["text"]]] for r in rs])
    read, y, block = read_single(data)
    single, talk, new = Rows(read, block, alone(read)), rows_of_talk(debates_of(data), vectors), rows_of_talk(debates_of(data, True), vectors)
    dev = lines(data / "claims/ct24-devtest.jsonl")
    dev = Rows(dev, [0] * len(dev), alone(dev))
    known = ~np.isin(block, UNSEEN_BLOCKS)
    texts = [s for item in items for paragraph in item for s in paragraph]
    model, readers = learn_claims(single, (texts, vectors(items)), talk, known, said)
    read_vectors = lambda rows: claims_encoder.read(model, readers, [claims_encoder.cut(t) for t in rows.text], rows.v)
    model.put(tensors)
    for name, part in (("vector", model), ("readers", readers)):
        put_vector_model(f"claims.{name}", *claims_encoder.head(part), tensors)
    word, of_words, of_vectors = WordsOfClaims(single, talk), words_of_unseen(single, talk), read_vectors(single)
    parts_of_model("claims", tensors, [word.idf], np.vstack([single.numbers, talk.numbers]), word.mean, word.sd, word.w, word.b, word.SHARE)
    mix = tensors["claims.mix"] = mixes(of_words, of_vectors, y, known)
    sums = [of_vectors[~known] @ mix[0, 1:] + mix[0, 0], of_vectors[~known] @ mix[1, 1:] + mix[1, 0], of_words @ mix[2, 1:3] + mix[2, 0]]
    of = y[~known], y[~known], y
    heat = tensors["claims.calibration"] = np.array([calibration(s, t) for s, t in zip(sums, of)], np.float32)
    print("  mixes of talk, other text, words alone, sentences of talk\n", np.round(mix, 3))
    print("  debates nothing was trained on: mean precision", mean_precision(read_vectors(new) @ mix[3, 1:], new))
    of_dev = read_vectors(dev), read_vectors(dev), np.c_[word(dev), np.zeros(len(dev.y))]
    for name, m, s, t, o, (slope, shift) in zip(("talk", "other text", "words alone"), mix, sums, of, of_dev, heat):
        print(f"  {name}: ClaimBuster, unseen blocks: F1 {f1_score(t, s > 0):.4f} average precision {average_precision_score(t, s):.4f}")
        bins = reliability(slope * s + shift, t)
        print("    reliability (from, how many, mean score, share worth checking)", bins)
        if plot and name == "talk":
            draw_reliability(bins, plot)
        print("    the list begins at", round(float(1 / (1 + np.exp(-shift))), 3))
        s = o @ m[1:] + m[0]
        print(f"    development: F1 {f1_score(dev.y, s > 0):.4f} average precision {average_precision_score(dev.y, s):.4f} confusion",
              [[int(((dev.y == i) & ((s > 0) == j)).sum()) for j in (0, 1)] for i in (0, 1)])


class WordsOfAnswers:
    """Degrees and techniques over words and numbers, linear."""
    SHARE = 0.3

    def __init__(self, rows):
        self.idf = [idf_of(t) for t in rows.tf]
        self.mean, self.sd = rows.numbers.mean(0), rows.numbers.std(0) + 1e-6
        x = self.columns(rows)
        degree, technique = linear(x, rows.degree, 0.3, True), linear(x, rows.technique, 1, True)
        self.w, self.b = np.concatenate([degree[0], technique[0]]), np.concatenate([degree[1], technique[1]])

    def columns(self, rows):
        numbers = (rows.numbers - self.mean) / self.sd * self.SHARE
        return hstack([weigh(t, i) for t, i in zip(rows.tf, self.idf)] + [csr_matrix(numbers)]).tocsr()

    def __call__(self, rows):
        return self.columns(rows) @ self.w.T + self.b

    def put(self, tensors):
        parts_of_model("answers", tensors, self.idf, None, self.mean, self.sd, self.w, self.b, self.SHARE)


class ForestOfAnswers:
    """The same over the numbers alone: boosted trees."""
    LEAVES = 10

    def __init__(self, rows):
        self.degree = self.grow(rows.numbers, rows.degree, 70, 0.8)
        self.technique = self.grow(rows.numbers, rows.technique, 50, 0.6)

    def grow(self, x, y, rounds, balance):
        """A class counts by its rarity to the power `balance`."""
        n = np.bincount(y)
        model = HistGradientBoostingClassifier(max_iter=rounds, learning_rate=0.06, max_leaf_nodes=self.LEAVES, min_samples_leaf=25, l2_regularization=3, random_state=SEED)
        return model.fit(x, y, sample_weight=((len(y) / n / len(n)) ** balance)[y])

    def __call__(self, rows):
        return np.hstack([m.decision_function(rows.numbers) for m in (self.degree, self.technique)])

    def put(self, tensors):
        """Of the outputs in turn, tree by tree, LEAVES * 2 - 1 nodes each: the number asked (-1: a leaf), the value that it is at most to go to the first of two
        neighbouring nodes (of a leaf its share in the sum), that node."""
        size = 2 * self.LEAVES - 1
        begins, number, value, down, bias = [0], [], [], [], []
        for m in (self.degree, self.technique):
            for k in range(m.n_trees_per_iteration_):
                for trees in m._predictors:
                    nodes = trees[k].nodes
                    order, at, rows = [0], 0, np.zeros((3, size))
                    rows[0] = -1
                    while at < len(order):
                        node = nodes[order[at]]
                        if node["is_leaf"]:
                            rows[1, at] = node["value"]
                        else:
                            rows[:, at] = node["feature_idx"], node["num_threshold"], len(order)
                            order += [node["left"], node["right"]]
                        at += 1
                    for column, row in zip((number, value, down), rows):
                        column.append(row)
                begins.append(len(number))
                bias.append(m._baseline_prediction[0, k])
        tensors |= {"answers.trees.number": np.array(number, np.int8), "answers.trees.value": np.array(value, np.float32),
                    "answers.trees.down": np.array(down, np.int8), "answers.trees.bias": np.array(bias, np.float32),
                    "answers.trees.count": np.diff(begins).astype(np.int8)}


class VectorOfAnswers:
    """The same over vectors of the question and of the answer's sentences: nets of one hidden layer, their outputs' mean."""
    HIDDEN, NETS, SHARPNESS = 96, 2, 4

    def __init__(self, rows, rounds=10, rate=1e-3):
        import torch
        from torch import nn
        torch.set_num_threads(1)
        self.center = np.concatenate([v[1:] for v in rows.vectors]).mean(0)
        x = self.inputs(rows)
        self.mean, self.factor = x.mean(0), 1 / (x.std(0) + 1e-4)
        x = torch.tensor((x - self.mean) * self.factor)
        kinds = [(torch.tensor(y), torch.tensor((len(y) / (n := np.bincount(y)) / len(n)) ** balance, dtype=torch.float32))
                 for y, balance in ((rows.degree, 0.8), (rows.technique, 0.6))]
        nets = []
        for k in range(self.NETS):
            torch.manual_seed(SEED + k)
            net = nn.Sequential(nn.Dropout(0.2), nn.Linear(x.shape[1], self.HIDDEN), nn.ReLU(), nn.Dropout(0.5), nn.Linear(self.HIDDEN, len(DEGREES) + len(TECHNIQUES)))
            optimizer = torch.optim.AdamW(net.parameters(), rate, weight_decay=0.3)
            schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=rounds * (len(x) // 64) + 1, pct_start=0.2)
            for _ in range(rounds):
                order = torch.randperm(len(x))
                for i in range(0, len(x) - 63, 64):
                    at = order[i:i + 64]
                    optimizer.zero_grad()
                    s = net(x[at]).split((len(DEGREES), len(TECHNIQUES)), 1)
                    sum(nn.functional.cross_entropy(o, y[at], w, label_smoothing=0.1) for o, (y, w) in zip(s, kinds)).backward()
                    optimizer.step()
                    schedule.step()
            nets.append([net[i].get_parameter(name).detach().double().numpy() for i in (1, 4) for name in ("weight", "bias")])
        self.hidden, self.hidden_bias = (np.concatenate([n[i] for n in nets]) for i in (0, 1))
        self.out, self.out_bias = np.hstack([n[2] for n in nets]) / len(nets), np.mean([n[3] for n in nets], 0)

    def inputs(self, rows):
        """The question's vector, the first sentence's, their mean, their mean by nearness to the question."""
        out = []
        unit = lambda v: v / (np.linalg.norm(v, axis=-1, keepdims=True) + 1e-6)
        for v in rows.vectors:
            q, s = v[0] - self.center, v[1:] - self.center
            if not len(s):
                s = np.zeros((1, len(q)))
            near = unit(s) @ unit(q)
            weight = np.exp(self.SHARPNESS * near)
            out.append(np.concatenate([q, s[0], s.mean(0), weight @ s / weight.sum()]))
        return np.array(out, np.float32)

    def __call__(self, rows):
        x = (self.inputs(rows) - self.mean) * self.factor
        return np.maximum(x @ self.hidden.T + self.hidden_bias, 0) @ self.out.T + self.out_bias

    def put(self, tensors):
        put_vector_model("answers.vector", (self.hidden, self.hidden_bias), (self.out, self.out_bias), tensors)
        tensors |= {f"answers.vector.{name}": value.astype(np.float32) for name, value in (("center", self.center), ("mean", self.mean), ("factor", self.factor))}


class AnswerRows:
    """Questions beside their answers: words of the fields, numbers, vectors (the question's, then those of the answer's sentences) and labels."""
    def __init__(self, rows, vectors, idf=None, hash_=Hash(BUCKETS["answers"])):
        texts = [(r["question"], r["interview_answer"], r["interview_question"]) for r in rows]
        fields = [answer_words(*t) for t in texts]
        self.tf = [counts([f[i] for f in fields], BUCKETS["answers"], hash_) for i in range(len(ANSWER_FIELDS))]
        self.idf = idf_of(self.tf[1]) if idf is None else idf
        read = AnswerNumbers(self.idf, hash_)
        self.numbers = np.array([read(*t) for t in texts])
        self.vectors = list(self.read_vectors(texts, vectors))
        self.degree = np.array([DEGREES.index(r["clarity"]) for r in rows])
        self.techniques = [[i for i, t in enumerate(TECHNIQUES) if any(t in e for e in r["evasion"])] for r in rows]
        self.technique = np.array([t[0] for t in self.techniques])

    @staticmethod
    def read_vectors(texts, vectors):
        """Questions alone; answers behind the turns that ask."""
        items = {}
        cut = lambda text: [s.decode("utf-8", "replace").strip() for s in sentences(text.encode())]
        for question, answer, asked in texts:
            items[question] = [[" ".join(question.split())]]
            items[answer, asked] = [cut(asked), cut(answer)]
        items = {key: [p for p in item if p] for key, item in items.items()}
        ends = np.cumsum([sum(map(len, item)) for item in items.values()])
        every = vectors(list(items.values()))[:, :WIDTH]
        of = dict(zip(items, np.split(every, ends[:-1])))
        for question, answer, asked in texts:
            n = len(cut(answer))
            yield np.concatenate([of[question], of[answer, asked][len(of[answer, asked]) - n:]])

    def __getitem__(self, at):
        out = copy.copy(self)
        at = np.flatnonzero(at)
        out.tf, out.numbers, out.degree, out.technique = [t[at] for t in self.tf], self.numbers[at], self.degree[at], self.technique[at]
        out.vectors = [self.vectors[i] for i in at]
        return out


ANSWER_MODELS = (WordsOfAnswers, ForestOfAnswers, VectorOfAnswers)


def in_log(s):
    """Degrees and techniques of outputs, each in log probabilities."""
    return [t - np.logaddexp.reduce(t, 1, keepdims=True) for t in (s[:, :len(DEGREES)], s[:, len(DEGREES):])]


def joint(outputs, mix):
    """Of each technique: what the models say of it and of its degree, by the weights of `mix`."""
    return sum(d[:, DEGREE_OF] * a + t * b for (d, t), (a, b) in zip(map(in_log, outputs), mix[:-1].reshape(-1, 2)))


def degrees_of(s, heat):
    """Log probabilities of degrees: by the best technique of each."""
    of = np.array(DEGREE_OF)
    best = heat * np.stack([s[:, of == k].max(1) for k in range(len(DEGREES))], 1)
    return best - np.logaddexp.reduce(best, 1, keepdims=True)


def macro(gold, found):
    """Of techniques where any of a row's is right, else the first is what it should have been."""
    return f1_score([f if f in g else g[0] for f, g in zip(found, gold)], found, average="macro")


def report_answers(name, s, heat, rows):
    p = np.exp(degrees_of(s, heat))
    d, sure = p.argmax(1), p.max(1)
    print(f"answers, {name}: degrees {f1_score(rows.degree, d, average='macro'):.4f} {np.round(f1_score(rows.degree, d, average=None), 3)}",
          f"techniques {macro(rows.techniques, s.argmax(1)):.4f}")
    bins = [(lo, (sure >= lo) & (sure < lo + 0.1)) for lo in np.arange(0.3, 1, 0.1)]
    print("  reliability (from, how many, share right)", [(round(float(lo), 1), int(b.sum()), round(float((d == rows.degree)[b].mean()), 2)) for lo, b in bins if b.any()])
    print("  confusion", [[int(((rows.degree == i) & (d == j)).sum()) for j in range(len(DEGREES))] for i in range(len(DEGREES))])


def fit_answers(data, vectors, tensors, folds=3):
    given = [lines(data / f"answers/clarity-{part}.jsonl") for part in ("train", "dev")]
    train = AnswerRows(given[0], vectors)
    dev = AnswerRows(given[1], vectors, train.idf)
    fold = np.array([sum(r["url"].encode()) % folds for r in given[0]])
    unseen = [np.zeros((len(fold), len(DEGREES) + len(TECHNIQUES))) for _ in ANSWER_MODELS]
    for k in range(folds):
        for out, model in zip(unseen, ANSWER_MODELS):
            out[fold == k] = model(train[fold != k])(train[fold == k])
    models = [model(train) for model in ANSWER_MODELS]
    for model in models:
        model.put(tensors)
    mixes = []
    for name, use in (("with vectors", (1, 1, 1)), ("words alone", (1, 1, 0))):
        # How much degrees have to say beside techniques: what is best for both, on interviews that the models have not seen.
        def mix_of(share, heat=1.0):
            return np.array([u * x for u in use for x in (share, 1)] + [heat], np.float32)
        def both(share):
            s = joint(unseen, mix_of(share))
            return f1_score(train.degree, degrees_of(s, 1).argmax(1), average="macro") + macro(train.techniques, s.argmax(1))
        share = max((0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.5), key=both)
        s = joint(unseen, mix_of(share))
        heat = max(np.arange(0.1, 3, 0.05), key=lambda h: degrees_of(s, h)[np.arange(len(fold)), train.degree].mean())
        mixes.append(mix_of(share, heat))
        print("answers", name, "share of the degrees", share, "heat", round(float(heat), 2))
        report_answers("interviews not seen", s, heat, train)
        report_answers("development", joint([m(dev) for m in models], mixes[-1]), heat, dev)
    tensors["answers.mix"] = np.array(mixes)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--to", type=Path, required=True)
    a.add_argument("--weights", type=Path, required=True, help="of the encoder")
    a.add_argument("--vectors", type=Path, default=Path("build/quoth_vectors"), help="the program of vectors.cc")
    a.add_argument("--teacher", type=Path, default=Path("train/cache/teacher.npz"), help="what teacher.py wrote: for claims")
    a.add_argument("--plot", type=Path, help="where to draw how reliable the scores of claims in talk are (SVG)")
    a.add_argument("--only", choices=("claims", "answers"), help="keep the rest of the file that is there")
    args = a.parse_args()
    tensors, metadata = {}, {"format": FORMAT}
    if args.only:
        tensors = load_file(args.to)
        with safe_open(args.to, "np") as f:
            metadata = f.metadata()
    other = {"claims": "answers.", "answers": "claims."}.get(args.only, "none")
    tensors = {k: v for k, v in tensors.items() if k.startswith(other)}
    vectors = lambda items: vectors_of(args.vectors, args.weights, items)
    if args.only != "claims":
        fit_answers(args.data, vectors, tensors)
    if args.only != "answers":
        fit_claims(args.data, vectors, tensors, args.teacher, args.plot)
    metadata["weights"] = hashlib.sha256(args.weights.read_bytes()).hexdigest()
    save_file({k: np.ascontiguousarray(v) for k, v in tensors.items()}, args.to, metadata)
    args.to.chmod(0o644)


if __name__ == "__main__":
    main()
