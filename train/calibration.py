"""Fits what the scores of mentions and of their links stand for, on the held-out part of GUM's training file.

    python -m train.calibration items GUM-train.conllu > items.jsonl
    quoth annotate --layers tokens,entities < items.jsonl > records.jsonl   with weights that are not calibrated
    python -m train.calibration fit GUM-train.conllu records.jsonl WEIGHTS  writes into the weights, prints a table
    python -m train.calibration table GUM-dev.conllu records.jsonl          the table alone, of any file and weights

A mention is right where its phrase is one of GUM's. A link is right where the mention is of the same entity as most of
those before it that GUM has; links of mentions that GUM has not are left out.
"""
import argparse
import json
import sys
import zlib
from collections import Counter

import numpy as np

from . import conllu
from .chains import gold_chains
from .weights_file import settle

# What weights without a calibration give to links by name and by the same words: these mark them.
BY_NAME, BY_WORDS = 0.97, 0.8
LEAST = 5e-4


def held_out(path):
    return [d for d in conllu.read(path) if zlib.crc32(f"gum/{d.id}".encode()) % 20 == 7]


def outcomes(documents, records):
    """(score, right) of all mentions, and of all links."""
    mentions, links = [], []
    found = {r["id"]: r for r in records}
    for doc in documents:
        gold = gold_chains(doc)
        for entity in found[doc.id]["entities"]:
            before = Counter()
            for mention in entity["mentions"]:
                group = gold.get(tuple(mention["phrase"]))
                mentions.append((mention["score"], group is not None))
                if group is None:
                    continue
                if "link" in mention and before:
                    links.append((mention["link"], group == before.most_common(1)[0][0]))
                before[group] += 1
    return mentions, links


def platt(pairs) -> list[float]:
    """Slope and shift of the line over the logit that makes the outcomes likeliest, by Newton's method."""
    score = np.clip(np.array([s for s, _ in pairs]), LEAST, 1 - LEAST)
    right = np.array([r for _, r in pairs], float)
    x = np.stack([np.log(score / (1 - score)), np.ones(len(score))], 1)
    line = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ line))
        line -= np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + 1e-6 * np.eye(2), x.T @ (p - right))
    return [round(float(v), 4) for v in line]


def table(name, pairs) -> str:
    """How often what has a score of about so much is right, and by how much the scores are off on the whole."""
    rows, off = [], 0.0
    score, right = np.array([s for s, _ in pairs]), np.array([r for _, r in pairs], float)
    for k in range(10):
        inside = (score >= k / 10) & ((score < (k + 1) / 10) | (k == 9))
        if inside.any():
            off += abs(score[inside].mean() - right[inside].mean()) * inside.sum() / len(score)
            rows.append(f"  {k / 10:.1f} to {(k + 1) / 10:.1f}  {inside.sum():6d}  said {score[inside].mean():.2f}  right {right[inside].mean():.2f}")
    return "\n".join([f"{name}: {len(pairs)}, off by {off:.3f}", *rows])


def share(pairs) -> float:
    return round((sum(r for _, r in pairs) + 1) / (len(pairs) + 2), 3)


def fit(documents, records, weights) -> None:
    mentions, links = outcomes(documents, records)
    by = {mark: [p for p in links if p[0] == mark] for mark in (BY_NAME, BY_WORDS)}
    by_model = [p for p in links if p[0] not in by]
    found = {"mention": platt(mentions), "link": platt(by_model), "by_name": share(by[BY_NAME]), "by_words": share(by[BY_WORDS])}
    settle(weights, calibration=json.dumps(found))
    print(json.dumps(found))
    print(table("mentions", mentions), table("links by the model", by_model), sep="\n")


def main():
    top = argparse.ArgumentParser(prog="python -m train.calibration", description=__doc__,
                                  formatter_class=argparse.RawDescriptionHelpFormatter)
    top.add_argument("what", choices=["items", "fit", "table"])
    top.add_argument("gold")
    top.add_argument("records", nargs="?")
    top.add_argument("weights", nargs="?")
    args = top.parse_args()
    if args.what == "items":
        for doc in held_out(args.gold):
            print(json.dumps({"id": doc.id, "text": doc.text, "layout": "prose"}, ensure_ascii=False))
        return
    with open(args.records, encoding="utf-8") as f:
        records = [json.loads(line) for line in f]
    if args.what == "fit":
        fit(held_out(args.gold), records, args.weights)
    else:
        documents = list(conllu.read(args.gold))
        print(*map(table, ("mentions", "links"), outcomes(documents, records)), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
