#!/usr/bin/env python3
"""Reads the samples that are annotated in tests/golden/readings and compares times (docs/times.md), quantities and stances
(docs/quantities-and-stance.md), and claims (docs/readings.md).

usage: readings_test.py [--all] QUOTH SOURCE_ROOT

Prints precision, recall and F1 of each sample and fails where one falls below what the rules hold whatever the weights. Of claims, which
are annotated with their worth (3: first on the list; 2: on it; 1: could be checked), the share of those of 2 and 3 among as many first ranked
as are annotated.
--all prints each difference too. Ends with 77 where there are no weights.
"""
import json
import pathlib
import re
import subprocess
import sys

# Least F1 of a sample.
LEAST = {"time": 0.75, "quantity": 0.85, "stance": 0.6}
LEAST_CLAIMS = 0.7
KEYS = {"time": "times", "quantity": "quantities", "stance": "stances"}
SURENESS = {"hedge", "booster", "denial", "evidential"}


def folded(text):
    return re.sub(r"\s+", " ", text)


def gold_of(path):
    """-> the sample's name; (layer, words with brackets, fields) of each line"""
    lines = path.read_text(encoding="utf-8").splitlines()
    sample = re.match(r"# (samples/[^,]+),", lines[0]).group(1)
    return sample, [[part.strip() for part in line.split(" | ")] for line in lines[1:] if line]


def place(text, words):
    """The span of what stands in double brackets in `words`, in folded text."""
    words = words.replace("⏎⏎", " ")
    begin, end = words.index("[["), words.index("]]") - 2
    plain = words.replace("[[", "").replace("]]", "")
    at = text.find(plain)
    assert at >= 0, f"not in the sample: {plain}"
    assert text.find(plain, at + 1) < 0, f"twice in the sample: {plain}"
    return at + begin, at + end


def overlap(a, b):
    inside = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, inside) / (max(a[1], b[1]) - min(a[0], b[0]))


def value_is(wanted, quantity):
    if ".." in wanted:
        return [quantity["low"], quantity["high"]] == [float(x) for x in wanted.split("..")]
    got = quantity["value"]
    return isinstance(got, (int, float)) and abs(got - float(wanted)) <= 1e-3 * max(1, abs(float(wanted)))


def said(found):
    return f"{found.get('kind') or found.get('type')} {found.get('value')}"


def same(layer, fields, found):
    if layer == "time":
        return found["value"] == fields
    fields = fields.split()
    if layer == "stance":
        return found["kind"] == fields[0]
    return value_is(fields[1], found)


def spans_in_folded(text, found):
    out = []
    for f in found:
        before = folded(text[: f["begin"]] + "|")[:-1]
        out.append((len(before), len(before) + len(folded(text[f["begin"] : f["end"]]))))
    return out


def claims_found(record, gold, report):
    """-> of the claims that belong on a list, how many are found, how many there are; None where none are annotated"""
    wanted = [(int(worth), words) for kind, words, worth in gold if kind == "claim"]
    first = sorted(record["claims"], key=lambda claim: -claim["score"])[: len(wanted)]
    spans = spans_in_folded(record["text"], first)
    n_found, n_listed = 0, 0
    for worth, words in wanted:
        at = place(folded(record["text"]), words)
        if worth < 2:
            continue
        n_listed += 1
        best = max(spans, key=lambda span: overlap(at, span), default=(0, 0))
        if overlap(at, best) >= 0.5:
            n_found += 1
            spans.remove(best)
        else:
            report(f"  missed claim: {words} ({worth})")
    return (n_found, n_listed) if wanted else None


def compare(record, gold, layer, report):
    """-> how many are right, found, wanted"""
    text = folded(record["text"])
    found = [f for f in record[KEYS[layer]] if layer != "stance" or f["kind"] in SURENESS]
    spans = spans_in_folded(record["text"], found)
    used, right, wanted = set(), 0, 0
    for kind, words, fields in gold:
        if kind != layer:
            continue
        wanted += 1
        at = place(text, words)
        fits = [i for i, span in enumerate(spans) if i not in used and overlap(at, span) >= (0.5 if layer == "stance" else 1e-9)]
        best = max(fits, key=lambda i: overlap(at, spans[i]), default=None)
        if best is None:
            report(f"  missed {layer}: {words} ({fields})")
            continue
        used.add(best)
        if same(layer, fields, found[best]) or layer == "stance":
            right += 1
        if not same(layer, fields, found[best]):
            report(f"  other {layer}: {words} ({fields}), not {said(found[best])}")
    for i, f in enumerate(found):
        if i not in used:
            b, e = spans[i]
            report(f"  beyond {layer}: {text[max(0, b - 30):b]}[[{text[b:e]}]]{text[e:e + 30]} ({said(f)})")
    return right, len(found), wanted


def main(arguments):
    report = print if "--all" in arguments else lambda line: None
    quoth, root = [a for a in arguments if a != "--all"]
    failures = 0
    for path in sorted(pathlib.Path(root, "tests/golden/readings").glob("*.txt")):
        sample, gold = gold_of(path)
        run = subprocess.run([quoth, "annotate", f"{root}/{sample}"], stdout=subprocess.PIPE, check=True)
        record = json.loads(run.stdout)
        if record["quoth"]["weights"] is None:
            return 77
        for layer, least in LEAST.items():
            right, found, wanted = compare(record, gold, layer, report)
            f1 = 2 * right / (found + wanted)
            print(f"{path.stem:32} {layer:9} {100 * f1:5.1f}  ({right} right of {found} found, {wanted} wanted)")
            failures += f1 < least
        claims = claims_found(record, gold, report)
        if claims:
            print(f"{path.stem:32} claims    {100 * claims[0] / claims[1]:5.1f}  ({claims[0]} of {claims[1]} among the first)")
            failures += claims[0] < LEAST_CLAIMS * claims[1]
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
