"""Fits the linear models over words that read claims and answers, and writes models/readings.safetensors.

    python -m train.readings --data ../shared/data --to models/readings.safetensors --items > items.jsonl
    python -m train annotate --checkpoint C < items.jsonl > records.jsonl
    python -m train.readings --data ../shared/data --to models/readings.safetensors --records records.jsonl

What each computes is in README.md, "Readings". The second command asks the encoder of a checkpoint about sentences that no
head was trained on, to fit how much it is to say beside the words.
"""
import argparse
import json
import re
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score

from .tasks.answers import DEGREE_OF, DEGREES, TECHNIQUES
from .tasks.claims import UNSEEN

BUCKETS = {"claims": 1 << 15, "answers": 1 << 14}
FORMAT = "quoth readings 1"
TOKEN = re.compile(rb"[a-z0-9'\x80-\xff]+|[?$%]")
YES = {b"yes", b"yeah", b"yep", b"sure", b"absolutely", b"correct", b"right", b"definitely", b"certainly", b"indeed"}
NO = {b"no", b"nope", b"not", b"never", b"none"}
STOP = set(b"the a an of to in and or is are was were be been do does did that this it you i we he she they on for with as at by from about have has had will would what how why when who which if not no can could should there inquiring asking question regarding whether".split())
ANSWER_FIELDS = ["question", "answer", "first", "asked", "last", "best"]


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


def answer_parts(question, answer, asked):
    """-> the words of the fields, and the dense readings."""
    q, a, iq = words(plain(question)), words(plain(answer)), words(plain(asked))
    ss = [words(s) for s in sentences(plain(answer))]
    content = [w for w in q if w not in STOP]
    share = lambda ws: sum(w in ws for w in content) / max(1, len(content))
    overlap = [share(set(s)) for s in ss]
    order = sorted(range(len(ss)), key=lambda i: (-overlap[i], i))[:2]
    best = [w for i in sorted(order) for w in ss[i]]
    first12, first30, joined = a[:12], b" ".join(a[:30]), b" ".join(a)
    dense = [share(set(a)), overlap[0] if ss else 0, np.log1p(len(a)), np.log1p(len(q)), np.log1p(len(iq)),
             bool(a) and a[0] in YES, bool(a) and a[0] in NO, b"yes" in first12, b"no" in first12,
             b"?" in a[:20], np.log1p(a.count(b"?")), iq.count(b"?"), b"don't know" in joined, b"not going to" in first30,
             b"i don't" in first30, len(iq) / (len(q) + 1), overlap[order[0]] if ss else 0, order[0] / len(ss) if ss else 0,
             b"you know" in first30, b"i think" in first30, b"i'm not" in joined, b"i can't" in joined]
    return [q, a, a[:25], iq, a[-25:], best], [float(x) for x in dense]


def linear(x, y, c, balanced):
    """-> weights [outputs, columns], biases [outputs]: one output for two classes, else one a class."""
    m = LogisticRegression(C=c, max_iter=150, class_weight="balanced" if balanced else None).fit(x, y)
    return m.coef_, m.intercept_


def quantised(w):
    """[outputs, columns] -> I8 [columns, outputs], scale an output."""
    scale = np.abs(w).max(1) / 127 + 1e-12
    return np.ascontiguousarray(np.rint(w / scale[:, None]).astype(np.int8).T), scale.astype(np.float32)


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


def fit_claims(data, tensors):
    hash_ = Hash(BUCKETS["claims"])
    dev, apart = lines(data / "claims/ct24-devtest.jsonl"), lines(data / "claims/claimbuster-groundtruth.jsonl")
    debates = {p: lines(p) for f in ("ct2019", "ct2020") for p in sorted((data / "claims" / f).glob("*.jsonl"))}
    unseen = {letters(r["text"]) for r in dev + apart} | {letters(r["text"]) for p, rs in debates.items() if p.stem in UNSEEN for r in rs}
    single = [r for r in lines(data / "claims/claimbuster-train.jsonl") if letters(r["text"]) not in unseen]
    seen = {letters("".join(r["text"] for r in rs[:40])): rs for p, rs in debates.items() if p.stem not in UNSEEN}
    talk = [r for rs in seen.values() for r in rs if letters(r["text"]) not in unseen or len(r["text"]) < 25]
    tf = counts([words(plain(r["text"])) for r in single + talk], BUCKETS["claims"], hash_)
    idf = idf_of(tf[:len(single)])
    dense = np.array([claim_dense(r["text"]) for r in single + talk])
    mean, sd, share = dense.mean(0), dense.std(0), 0.3
    make = lambda t, d: hstack([weigh(t, idf), csr_matrix((d - mean) / sd * share)]).tocsr()
    x = make(tf, dense)
    y = np.array([r["label"] for r in single + talk])
    n = len(single)
    worth, taken = linear(x[:n], y[:n], 1, False), linear(x[n:], y[n:], 1, True)
    w, b = np.concatenate([worth[0], taken[0]]), np.concatenate([worth[1], taken[1]])
    parts_of_model("claims", tensors, [idf], dense, mean, sd, w, b, share)
    read = lambda rs: make(counts([words(plain(r["text"])) for r in rs], BUCKETS["claims"], hash_), np.array([claim_dense(r["text"]) for r in rs])) @ w.T + b
    return read, dev, apart, {p: rs for p, rs in debates.items() if p.stem in UNSEEN}


def mean_precision(read, debates, mix):
    out = {}
    for p, rs in debates.items():
        y = [r["label"] for r in rs]
        if any(y):
            out.setdefault(p.parent.name, []).append(average_precision_score(y, read(rs) @ mix))
    return {k: round(float(np.mean(v)), 4) for k, v in out.items()}


def fit_answers(data, tensors):
    hash_ = Hash(BUCKETS["answers"])
    train, dev = lines(data / "answers/clarity-train.jsonl"), lines(data / "answers/clarity-dev.jsonl")
    parts = {k: [answer_parts(r["question"], r["interview_answer"], r["interview_question"]) for r in rs] for k, rs in (("train", train), ("dev", dev))}
    tf = {k: [counts([p[0][f] for p in ps], BUCKETS["answers"], hash_) for f in range(len(ANSWER_FIELDS))] for k, ps in parts.items()}
    idfs = [idf_of(t) for t in tf["train"]]
    dense = {k: np.array([p[1] for p in ps]) for k, ps in parts.items()}
    mean, sd, share = dense["train"].mean(0), dense["train"].std(0) + 1e-6, 0.3
    x = {k: hstack([weigh(t, i) for t, i in zip(tf[k], idfs)] + [csr_matrix((dense[k] - mean) / sd * share)]).tocsr() for k in parts}
    y3 = np.array([DEGREES.index(r["clarity"]) for r in train])
    y9 = np.array([next(i for i, t in enumerate(TECHNIQUES) if t in str(r["evasion"])) for r in train])
    fold = np.array([sum(r["url"].encode()) % 5 for r in train])
    of = np.array(DEGREE_OF)
    g3 = np.array([DEGREES.index(r["clarity"]) for r in dev])
    g9 = [[i for i, t in enumerate(TECHNIQUES) if any(t in e for e in r["evasion"])] for r in dev]

    def fit(rows):
        a, b = linear(x["train"][rows], y3[rows], 0.3, True), linear(x["train"][rows], y9[rows], 1, True)
        return np.concatenate([a[0], b[0]]), np.concatenate([a[1], b[1]])

    cv = np.zeros((len(train), 12))
    for k in range(5):
        w, b = fit(fold != k)
        cv[fold == k] = x["train"][fold == k] @ w.T + b
    w, b = fit(fold >= 0)
    s = x["dev"] @ w.T + b

    def degrees(s, mix, heat):
        t = s[:, 3:] - np.logaddexp.reduce(s[:, 3:], 1, keepdims=True)
        d = s[:, :3] + mix * np.stack([np.logaddexp.reduce(t[:, of == k], 1) for k in range(3)], 1)
        d *= heat
        return np.exp(d - np.logaddexp.reduce(d, 1, keepdims=True)), t

    mix = max((0, .1, .2, .3, .5, .7), key=lambda m: f1_score(y3, degrees(cv, m, 1)[0].argmax(1), average="macro"))
    heat = min(np.arange(.5, 6, .1), key=lambda h: -np.log(degrees(cv, mix, h)[0][np.arange(len(train)), y3]).mean())
    tensors["answers.mix"] = np.array([mix, heat], np.float32)
    parts_of_model("answers", tensors, idfs, dense, mean, sd, w, b, share)
    for name, scores, gold, nine in (("cross-validated", cv, y3, [[k] for k in y9]), ("development", s, g3, g9)):
        p, t = degrees(scores, mix, heat)
        d = p.argmax(1)
        free = t.argmax(1)
        within = np.where(of[None, :] == d[:, None], t, -1e9).argmax(1)
        nines = [f1_score([q if q in g else g[0] for q, g in zip(e, nine)], e, average="macro") for e in (free, within)]
        sure = p.max(1)
        bins = [(float(lo), int(((sure >= lo) & (sure < lo + .1)).sum()), round(float((d == gold)[(sure >= lo) & (sure < lo + .1)].mean()), 3))
                for lo in np.arange(.3, 1, .1) if ((sure >= lo) & (sure < lo + .1)).any()]
        print("answers", name, "three", round(f1_score(gold, d, average="macro"), 4), np.round(f1_score(gold, d, average=None), 3), "nine free, within the degree",
              np.round(nines, 4), "mix", mix, "heat", round(float(heat), 1), "\n  reliability", bins)
        print("  confusion", np.array([[int(((gold == i) & (d == j)).sum()) for j in range(3)] for i in range(3)]).tolist())


def logit(p):
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.log(p / (1 - p))


def mix_of(x, y):
    """A constant and a weight a column whose sum is above 0 where F1 is best."""
    m = LogisticRegression(C=1).fit(x, y)
    s = m.decision_function(x)
    cuts = np.sort(s)[:-1]
    best = max(cuts, key=lambda c: f1_score(y, s > c))
    return np.concatenate([[m.intercept_[0] - best], m.coef_[0]])


def fit_mixes(data, records, tensors, read, dev, apart, debates):
    """The mixes of words and encoder, fitted on ClaimBuster's ground truth, which nothing else is trained on."""
    known = {r["text"]: r["sentences"] for r in map(json.loads, open(records, encoding="utf-8"))} if records else {}

    def encoder(rs):
        most = lambda r, k: max((s[k] for s in known[r["text"]]), default=0)
        return logit(np.array([[most(r, "check_worthiness"), most(r, "taken_up")] for r in rs]))

    kept = {letters(r["text"]) for r in dev}
    apart = [r for r in apart if letters(r["text"]) not in kept]
    y, yd = (np.array([r["label"] for r in rs]) for rs in (apart, dev))
    words, words_dev = read(apart), read(dev)
    alone = np.concatenate([mix_of(words, y), [0, 0]])
    both = mix_of(np.hstack([words, encoder(apart)]), y) if known else alone
    tensors["claims.mix"] = np.array([both, alone], np.float32)
    x = words_dev @ alone[1:3] + alone[0]
    print("claims by words alone: F1", round(f1_score(yd, x > 0), 4), "average precision", round(average_precision_score(yd, x), 4))
    print("  mixes", both, alone, "debates by words alone", mean_precision(read, debates, alone[1:3]))


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--to", type=Path, required=True)
    a.add_argument("--only", choices=("claims", "answers"), help="keep the rest of the file that is there")
    a.add_argument("--items", action="store_true", help="print what `python -m train annotate` is to read for --records")
    a.add_argument("--records", type=Path, help="what it made of them; needed for claims")
    args = a.parse_args()
    if args.items:
        for r in lines(args.data / "claims/claimbuster-groundtruth.jsonl"):
            print(json.dumps({"id": r["id"], "text": r["text"]}))
        return
    tensors = load_file(args.to) if args.only and args.to.exists() else {}
    if args.only != "claims":
        fit_answers(args.data, tensors)
    if args.only != "answers":
        fit_mixes(args.data, args.records, tensors, *fit_claims(args.data, tensors))
    save_file(tensors, args.to, {"format": FORMAT})


if __name__ == "__main__":
    main()
