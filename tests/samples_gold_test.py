#!/usr/bin/env python3
"""Reads every sample with the program and compares it with tests/golden/samples.jsonl: who said which words, the date, the
title, the exchanges.

usage: samples_gold_test.py QUOTH SAMPLES GOLD
"""
import json
import re
import subprocess
import sys

SOUND = re.compile(r"\s*[\[(][^\])]*[\])]\s*")
# Remarks between candidates may be paired in more than one way.
EXCHANGES_F1 = 0.97


def words(text):
    return re.findall(r"[^\W_]+", text.lower())


def letters(text):
    return "".join(c for c in (text or "").casefold() if c.isalpha())


def said(record, turn):
    return words(" ".join(SOUND.sub(" ", record["text"][b:e]) for b, e in turn["spans"]))


def compare(gold, record):
    """-> what differs, in words"""
    turns = record["turns"]
    if len(turns) != len(gold["turns"]):
        yield f"{len(turns)} turns, not {len(gold['turns'])}"
        return
    for n, (want, got) in enumerate(zip(gold["turns"], turns)):
        if words(SOUND.sub(" ", want["text"])) != said(record, got):
            yield f"turn {n} has other words"
        speaker = record["speakers"][got["speaker"]]
        names = {letters(x) for x in [speaker["name"], *speaker["labels"]]}
        if not names & {letters(x) for x in [want["speaker"], *want.get("aka", [])]}:
            yield f"turn {n} is said by {speaker['name']}, not {want['speaker']}"
    if record["meta"]["date"] != gold["date"]:
        yield f"date {record['meta']['date']}, not {gold['date']}"
    titles = [gold["title"], *gold.get("title_aka", [])]
    if words(record["meta"]["title"] or "") not in [words(t) for t in titles]:
        yield f"title {record['meta']['title']!r}, not {gold['title']!r}"


def main(quoth, samples, gold_file):
    failures = 0
    found = expected = right = 0
    with open(gold_file, encoding="utf-8") as lines:
        for gold in map(json.loads, lines):
            run = subprocess.run([quoth, "annotate", f"{samples}/{gold['file']}"], stdout=subprocess.PIPE, check=False)
            record = json.loads(run.stdout)
            for difference in compare(gold, record):
                print(f"{gold['file']}: {difference}")
                failures += 1
            pairs = [{(tuple(x["question"]), tuple(x["answer"])) for x in exchanges}
                     for exchanges in (gold["exchanges"], record["exchanges"])]
            right += len(pairs[0] & pairs[1])
            expected += len(pairs[0])
            found += len(pairs[1])
    f1 = 2 * right / max(1, found + expected)
    print(f"exchanges F1 {f1:.3f} ({right} right, {found} found, {expected} expected)")
    return 1 if failures or f1 < EXCHANGES_F1 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
