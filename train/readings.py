"""Fits the readings of claims and answers that are part of the program, and writes models/readings.safetensors.

    cmake --build build --target quoth_vectors
    python -m train.readings --data ../shared/data --weights models/quoth.safetensors --to models/readings.safetensors

What each computes is in README.md, "Readings". Those of claims are of the weights they were fitted to, and to be fitted again to others;
with --only answers or claims the rest of the file stays.
"""
import argparse
import hashlib
import json
import re
import subprocess
from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import load_file, save_file
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, fbeta_score

from .tasks.answers import DEGREE_OF, DEGREES, TECHNIQUES
from .tasks.claims import UNSEEN

BUCKETS = {"claims": 1 << 15, "answers": 1 << 15}
FORMAT = "quoth readings 1"
TOKEN = re.compile(rb"[a-z0-9'\x80-\xff]+|[?$%]")
YES = {b"yes", b"yeah", b"yep", b"sure", b"absolutely", b"correct", b"right", b"definitely", b"certainly", b"indeed"}
NO = {b"no", b"nope", b"not", b"never", b"none"}
STOP = set(b"the a an of to in and or is are was were be been do does did that this it you i we he she they on for with as at by from about have has had will would what how why when who which if not no can could should there inquiring asking question regarding whether".split())
ANSWER_FIELDS = ["question", "answer", "first", "asked", "best"]


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
    return [q, a, a[:25], iq, best], [float(x) for x in dense]


def linear(x, y, c, balanced):
    """-> weights [outputs, columns], biases [outputs]: one output for two classes, else one a class."""
    m = LogisticRegression(C=c, max_iter=100, class_weight="balanced" if balanced else None).fit(x, y)
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


WIDTH, HIDDEN = 384, 128
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


class VectorOfClaims:
    """The same two over vectors, with a hidden layer that both share."""
    def __init__(self, single, talk, rounds=8, rate=2e-3):
        import torch
        from torch import nn
        torch.manual_seed(SEED)
        torch.set_num_threads(1)
        x = np.vstack([single.v, talk.v])
        mean, sd = x.mean(0), x.std(0) + 1e-5
        x = torch.tensor((x - mean) / sd)
        y = torch.tensor(np.concatenate([single.y, talk.y]), dtype=torch.float32)
        output = torch.tensor([0] * len(single.y) + [1] * len(talk.y))
        rare = float(np.sqrt((1 - talk.y.mean()) / talk.y.mean()))       # what is taken up is rare: it counts more
        weight = torch.where((output == 1) & (y == 1), rare, 1.0)
        net = nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * WIDTH, HIDDEN), nn.ReLU(), nn.Dropout(0.4), nn.Linear(HIDDEN, 2))
        steps = rounds * (len(x) // 256)
        optimizer = torch.optim.AdamW(net.parameters(), rate, weight_decay=0.1)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1, pct_start=0.2)
        for _ in range(rounds):
            order = torch.randperm(len(x))
            for i in range(0, len(x) - 255, 256):
                at = order[i:i + 256]
                optimizer.zero_grad()
                s = net(x[at]).gather(1, output[at, None])[:, 0]
                nn.functional.binary_cross_entropy_with_logits(s, y[at], weight[at]).backward()
                optimizer.step()
                schedule.step()
        hidden, out = (net[i].weight.detach().double().numpy() for i in (1, 4))
        self.hidden, self.out = hidden / sd, out
        self.hidden_bias = net[1].bias.detach().numpy() - self.hidden @ mean
        self.out_bias = net[4].bias.detach().numpy()

    def __call__(self, rows):
        return np.maximum(rows.v @ self.hidden.T + self.hidden_bias, 0) @ self.out.T + self.out_bias

    def put(self, tensors):
        for name, w, b in (("hidden", self.hidden, self.hidden_bias), ("out", self.out, self.out_bias)):
            q, scale = quantised(w)
            tensors |= {f"claims.vector.{name}.weight": np.ascontiguousarray(q.T), f"claims.vector.{name}.scale": scale,
                        f"claims.vector.{name}.bias": b.astype(np.float32)}


def read_claims(data, vectors):
    """-> ClaimBuster, debates to train on; the development file, debates nothing is trained on."""
    folder = data / "claims"
    dev, apart = lines(folder / "ct24-devtest.jsonl"), lines(folder / "claimbuster-groundtruth.jsonl")
    debates = {p: lines(p) for f in ("ct2019", "ct2020") for p in sorted((folder / f).glob("*.jsonl"))}
    new = {p: rs for p, rs in debates.items() if p.stem in UNSEEN}
    unseen = {letters(r["text"]) for r in dev} | {letters(r["text"]) for rs in new.values() for r in rs}
    single = [r for r in lines(folder / "claimbuster-train.jsonl") + apart if letters(r["text"]) not in unseen and words(plain(r["text"]))]
    single.sort(key=lambda r: int(r["id"]))            # as they were said: debates lie together
    known = {}
    for p, rs in debates.items():
        if p not in new and sum(r["label"] for r in rs) >= max(8, 0.006 * len(rs)):
            known.setdefault(letters("".join(r["text"] for r in rs[:40])), (p.stem, rs))
    alone = lambda rs: vectors([[[r["text"]]] for r in rs])

    def talk(events):
        items, rows, event = [], [], []
        for name, rs in events:
            item, kept = paragraphs(rs)
            items.append(item)
            rows += [rs[i] for i in kept]
            event += [name] * len(kept)
        return Rows(rows, event, vectors(items))

    blocks = np.arange(len(single)) * 12 // len(single)
    return (Rows(single, blocks, alone(single)), talk(known.values()), Rows(dev, [0] * len(dev), alone(dev)),
            talk([(f"{p.parent.name}/{p.stem}", rs) for p, rs in new.items()]))


def mean_precision(scores, rows):
    out = {}
    for event in sorted(set(rows.event)):
        at = rows.event == event
        if rows.y[at].any():
            out.setdefault(event.split("/")[0], []).append(average_precision_score(rows.y[at], scores[at]))
    return {k: round(float(np.mean(v)), 4) for k, v in out.items()}


def readings_of_unseen(single, talk, folds=3):
    """What words and vectors of models that have not seen its event say of each sentence: [words, words, vector, vector]."""
    names = sorted(set(talk.event))
    fold_of = {n: i % folds for i, n in enumerate(names)}
    a, b = single.event % folds, np.array([fold_of[n] for n in talk.event])
    outs = np.zeros((len(single.y), 4)), np.zeros((len(talk.y), 4))
    for k in range(folds):
        models = [m(single[a != k], talk[b != k]) for m in (WordsOfClaims, VectorOfClaims)]
        for out, rows, fold in zip(outs, (single, talk), (a, b)):
            out[fold == k] = np.hstack([m(rows[fold == k]) for m in models])
    return outs


def best_cut(s, y, beta=1.5):
    """Where F is best, recall counting `beta` times: a claim that is not listed is lost, one too many is passed over."""
    return max(np.quantile(s, np.linspace(0.4, 0.98, 200)), key=lambda c: fbeta_score(y, s > c, beta=beta))


def mixes(single, talk, of_single, of_talk):
    """Three mixes (Readings in word_model.h): talk, other text, words alone. The factors are those that judge unseen events
    best; the constant puts the sum at 0 where `best_cut` is."""
    def mix(x, y):
        m = LogisticRegression(C=1).fit(x, y)
        s = x @ m.coef_[0]
        return np.concatenate([[-best_cut(s, y)], m.coef_[0]])

    other, alone = mix(of_single, single.y), np.concatenate([mix(of_single[:, :2], single.y), [0, 0]])
    # How much of what was taken up is to be added in talk: where the mean precision on whole events is best.
    taken = LogisticRegression(C=1, class_weight="balanced").fit(of_talk, talk.y).coef_[0]
    def precision(share):
        s = of_talk @ (other[1:] + share * taken)
        return np.mean([average_precision_score(talk.y[talk.event == e], s[talk.event == e]) for e in set(talk.event) if talk.y[talk.event == e].any()])
    share = max((0, .5, 1, 2, 4, 8), key=precision)
    factors = other[1:] + share * taken
    s = of_single @ factors
    # As far apart as the other's sums, so that the sigmoid says as much.
    heat = (of_single @ other[1:]).std() / s.std()
    in_talk = np.concatenate([[-best_cut(heat * s, single.y, 2.5)], heat * factors])
    print("claims: share of what was taken up", share, "mean precision on unseen events", [round(float(precision(k)), 4) for k in (0, .5, 1, 2, 4, 8)])
    return np.array([in_talk, other, alone], np.float32)


def reliability(s, y):
    p = 1 / (1 + np.exp(-s))
    bins = [(p >= lo) & (p < lo + 0.1) for lo in np.arange(0, 1, 0.1)]
    return [(round(float(lo), 1), int(b.sum()), round(float(p[b].mean()), 2), round(float(y[b].mean()), 2)) for lo, b in zip(np.arange(0, 1, 0.1), bins) if b.any()]


def fit_claims(data, vectors, tensors):
    single, talk, dev, new = read_claims(data, vectors)
    of_single, of_talk = readings_of_unseen(single, talk)
    mix = mixes(single, talk, of_single, of_talk)
    word, vector = WordsOfClaims(single, talk), VectorOfClaims(single, talk)
    parts_of_model("claims", tensors, [word.idf], np.vstack([single.numbers, talk.numbers]), word.mean, word.sd, word.w, word.b, word.SHARE)
    vector.put(tensors)
    tensors["claims.mix"] = mix
    print("  mixes of talk, other text, words alone\n", np.round(mix, 3))
    for name, m in zip(("talk", "other text", "words alone"), mix):
        s = of_single @ m[1:] + m[0]
        print(f"  {name}: ClaimBuster, unseen blocks: F1 {f1_score(single.y, s > 0):.4f} average precision {average_precision_score(single.y, s):.4f}")
        print("    reliability (from, how many, mean score, share worth checking)", reliability(s, single.y))
        s = np.hstack([word(dev), vector(dev)]) @ m[1:] + m[0]
        print(f"    development: F1 {f1_score(dev.y, s > 0):.4f} average precision {average_precision_score(dev.y, s):.4f} confusion",
              [[int(((dev.y == i) & ((s > 0) == j)).sum()) for j in (0, 1)] for i in (0, 1)])
        print("    debates nothing was trained on: mean precision", mean_precision(np.hstack([word(new), vector(new)]) @ m[1:], new))


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
    fold = np.array([sum(r["url"].encode()) % 3 for r in train])
    of = np.array(DEGREE_OF)
    g3 = np.array([DEGREES.index(r["clarity"]) for r in dev])
    g9 = [[i for i, t in enumerate(TECHNIQUES) if any(t in e for e in r["evasion"])] for r in dev]

    def fit(rows):
        a, b = linear(x["train"][rows], y3[rows], 0.3, True), linear(x["train"][rows], y9[rows], 1, True)
        return np.concatenate([a[0], b[0]]), np.concatenate([a[1], b[1]])

    cv = np.zeros((len(train), 12))
    for k in range(3):
        w, b = fit(fold != k)
        cv[fold == k] = x["train"][fold == k] @ w.T + b
    w, b = fit(fold >= 0)
    s = x["dev"] @ w.T + b

    def degrees(s, mix, heat):
        t = s[:, 3:] - np.logaddexp.reduce(s[:, 3:], 1, keepdims=True)
        d = s[:, :3] + mix * np.stack([np.logaddexp.reduce(t[:, of == k], 1) for k in range(3)], 1)
        d *= heat
        return np.exp(d - np.logaddexp.reduce(d, 1, keepdims=True)), t

    mix = max((0, .1, .2, .3), key=lambda m: f1_score(y3, degrees(cv, m, 1)[0].argmax(1), average="macro"))
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


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--to", type=Path, required=True)
    a.add_argument("--weights", type=Path, help="of the encoder; needed for claims")
    a.add_argument("--vectors", type=Path, default=Path("build/quoth_vectors"), help="the program of vectors.cc")
    a.add_argument("--only", choices=("claims", "answers"), help="keep the rest of the file that is there")
    args = a.parse_args()
    tensors, metadata = {}, {"format": FORMAT}
    if args.only:
        tensors = load_file(args.to)
        with safe_open(args.to, "np") as f:
            metadata = f.metadata()
    other = {"claims": "answers.", "answers": "claims."}.get(args.only, "none")
    tensors = {k: v for k, v in tensors.items() if k.startswith(other)}
    if args.only != "claims":
        fit_answers(args.data, tensors)
    if args.only != "answers":
        fit_claims(args.data, lambda items: vectors_of(args.vectors, args.weights, items), tensors)
        metadata["weights"] = hashlib.sha256(args.weights.read_bytes()).hexdigest()
    save_file({k: np.ascontiguousarray(v) for k, v in tensors.items()}, args.to, metadata)
    args.to.chmod(0o644)


if __name__ == "__main__":
    main()
