#!/usr/bin/env python3
"""What the program reads with weights: the same bytes on all processors and for any number of threads, and nearly what the
trainer's float model reads.

Usage: language_test.py ROOT QUOTH; 77 is the exit status where there are no weights.

`tests/golden/language/reference.jsonl` is the output of `python -m train annotate --checkpoint C < items.jsonl` for the
checkpoint that the weights were exported from, led by a line {"weights": SHA-256 of the weights}.
"""
import json
import os
import pathlib
import subprocess
import sys

# Shares of the reference's words, and of what is right about them, that the program must find.
LEAST = {"words": 0.995, "upos": 0.985, "lemma": 0.985, "head": 0.97, "deprel": 0.97, "sentences": 0.9, "names": 0.85}


def annotate(quoth, items, *arguments, **environment):
    run = subprocess.run([quoth, "annotate", *arguments], input=items, stdout=subprocess.PIPE, check=True,
                         env={**os.environ, **environment})
    return run.stdout


def check_same_bytes(quoth, items):
    """ONEDNN_MAX_CPU_ISA bounds what oneDNN takes; the kernels between its products have a test of their own."""
    many = items * 12  # so that threads meet
    best = annotate(quoth, many, "--jobs", "1")
    for isa in ("AVX2", "AVX512_CORE", "AVX512_CORE_VNNI"):
        assert annotate(quoth, many, "--jobs", "1", ONEDNN_MAX_CPU_ISA=isa) == best, isa
    for jobs in ("2", "5"):
        assert annotate(quoth, many, "--jobs", jobs) == best, jobs
    long = json.dumps({"id": "long", "layout": "prose",
                       "text": "\n\n".join(json.loads(line).get("text", "") for line in many.splitlines())}).encode()
    assert annotate(quoth, long, "--jobs", "3") == annotate(quoth, long, "--jobs", "1"), "threads over windows"


def parts(record):
    """What is compared, as sets of things with their places."""
    tokens = record["tokens"]
    places = list(zip(tokens["begin"], tokens["end"]))
    sets = {"words": set(places)}
    for column in ("upos", "lemma", "deprel"):
        sets[column] = set(zip(places, tokens[column]))
    sets["head"] = {(place, None if head < 0 else places[head]) for place, head in zip(places, tokens["head"])}
    sets["sentences"] = {(s["begin"], s["end"]) for s in record["sentences"]}
    sets["names"] = {(m["begin"], m["end"], e["type"]) for e in record["entities"] if e["type"] in ("PER", "ORG", "LOC")
                     for m in e["mentions"] if m["kind"] == "name"}
    return sets


def check_reference(records, references):
    found, wanted = dict.fromkeys(LEAST, 0), dict.fromkeys(LEAST, 0)
    for record, reference in zip(records, references, strict=True):
        assert record["text"] == reference["text"], record["id"]
        ours, theirs = parts(record), parts(reference)
        for what in LEAST:
            found[what] += len(ours[what] & theirs[what])
            wanted[what] += max(len(ours[what]), len(theirs[what]))
    shares = {what: found[what] / wanted[what] for what in LEAST}
    assert all(shares[what] >= least for what, least in LEAST.items()), shares


def check_bullets(quoth):
    """Whatever the weights make of a list that was run into one line, its bullets begin sentences."""
    text = "\u2022 9. The nets and oars \u2022 10. The second boat, if there is one"
    item = json.dumps({"id": "list", "layout": "prose", "text": text}).encode()
    begins = [sentence["begin"] for sentence in json.loads(annotate(quoth, item))["sentences"]]
    assert begins == [0, text.index("\u2022", 1)], begins


def main():
    root, quoth = sys.argv[1:]
    folder = pathlib.Path(root) / "tests/golden/language"
    items = (folder / "items.jsonl").read_bytes()
    records = [json.loads(line) for line in annotate(quoth, items).splitlines()]
    weights = records[0]["quoth"]["weights"]
    if weights is None:
        assert all("language.no_weights" in [d["code"] for d in r["diagnostics"]] for r in records)
        sys.exit(77)
    head, *references = [json.loads(line) for line in (folder / "reference.jsonl").read_text("utf-8").splitlines()]
    assert head["weights"] == weights, "reference.jsonl is of other weights; make it anew"
    check_reference(records, references)
    check_bullets(quoth)
    check_same_bytes(quoth, items)


if __name__ == "__main__":
    main()
