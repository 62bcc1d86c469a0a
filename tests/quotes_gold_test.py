#!/usr/bin/env python3
"""Reported speech in samples, against what people found in them by hand (tests/golden/quotes).

Usage: quotes_gold_test.py QUOTH SAMPLES GOLD; 77 is the exit status where there are no weights. Prints, for each sample and for
all, how many contents overlap one found by half, and of those how many sources and holders are right.
"""
import json
import pathlib
import re
import subprocess
import sys

SAMPLES = {"kittiwake-bank": "interview/kittiwake-bank.txt", "saltry-dam": "press/saltry-dam.txt",
           "port-ansel-mayor": "debate/port-ansel-mayor.txt", "harrow-bridge": "inquiry/harrow-bridge.rst"}
LINE = re.compile(r"\{(.*?)\} \*(.*?)\* ((?:\[.*?\] ?)+)= ([^,;]+)(?:, (\d+))?(; weak)?$")
LEAST = {"recall": 0.9, "precision": 0.75, "source": 0.85, "holder": 0.75}
FIRST_PERSON = {"i", "we", "me", "us", "my", "our"}


def read_gold(path):
    quotes = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        match = LINE.fullmatch(line)
        assert match, line
        quotes.append({"source": match[1], "content": re.findall(r"\[(.*?)\](?= |$)", match[3]), "holder": match[4].strip(),
                       "parent": match[5] and int(match[5]), "weak": bool(match[6])})
    return quotes


def fold(text):
    """-> the text with white space folded, and the place of each of its characters"""
    out, places = [], []
    for i, c in enumerate(text):
        if c.isspace():
            if out and out[-1] == " ":
                continue
            c = " "
        out.append(c)
        places.append(i)
    return "".join(out), places


def place(quotes, text):
    """Finds the spans of the gold, which stand in the order of the text."""
    folded, places = fold(text)
    at = 0
    for quote in quotes:
        begin = folded.find(quote["content"][0], max(0, at - 250))
        assert begin >= 0, quote
        last = folded.find(quote["content"][-1], begin)
        end = last + len(quote["content"][-1])
        source = max(folded.rfind(quote["source"], 0, end), folded.find(quote["source"], begin, end + 200)
                     if folded.rfind(quote["source"], max(0, begin - 200), begin) < 0 else -1) if quote["source"] else -1
        quote["hull"] = (places[begin], places[end - 1] + 1)
        quote["at"] = (places[source], places[source + len(quote["source"]) - 1] + 1) if source >= 0 else None
        at = begin


def hull(spans):
    return min(b for b, _ in spans), max(e for _, e in spans)


def overlap(a, b):
    inside = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, inside) / (max(a[1], b[1]) - min(a[0], b[0]))


def name_of(record, holder):
    if "speaker" in holder:
        return record["speakers"][holder["speaker"]]["name"]
    return record["entities"][holder["entity"]]["name"] if "entity" in holder else "-"


def same_name(a, b):
    words = [{w for w in re.findall(r"\w+", x.lower())} - {"the", "mr", "mrs", "of"} for x in (a, b)]
    return a == b or bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])


def compare(record, gold):
    text = record["text"]
    place(gold, text)
    found = [q for q in record["quotes"] if q["kind"] != "scare"]
    pairs = sorted(((overlap(g["hull"], hull(q["content"])), i, j) for i, g in enumerate(gold) for j, q in enumerate(found)),
                   reverse=True)
    of, used = {}, set()
    for share, i, j in pairs:
        if share >= 0.5 and i not in of and j not in used:
            of[i] = j
            used.add(j)
    counts = {"gold": 0, "found": 0, "right": 0, "source": 0, "holder": 0}
    for i, g in enumerate(gold):
        if g["weak"]:
            continue
        counts["gold"] += 1
        if i not in of:
            print("  not found:", g["content"][0][:90])
            continue
        quote = found[of[i]]
        counts["right"] += 1
        source = not g["at"] and not quote["source"] or g["at"] and any(
            b < g["at"][1] and g["at"][0] < e for b, e in quote["source"])
        counts["source"] += bool(source)
        counts["holder"] += same_name(g["holder"], name_of(record, quote["holder"]))
    weak = {of[i] for i, g in enumerate(gold) if g["weak"] and i in of}
    for j, quote in enumerate(found):
        mine = "".join(text[b:e] for b, e in quote["source"]).lower() in FIRST_PERSON
        if j in weak or j not in used and (quote["self"] or mine):
            continue
        counts["found"] += 1
        if j not in used:
            print("  too many: ", text[slice(*quote["content"][0])][:90].replace("\n", " "))
    return counts


def main(quoth, samples, gold):
    total = {}
    for name, file in SAMPLES.items():
        run = subprocess.run([quoth, "annotate", f"{samples}/{file}"], stdout=subprocess.PIPE, check=True)
        record = json.loads(run.stdout)
        if record["quoth"]["weights"] is None:
            return 77
        print(name)
        counts = compare(record, read_gold(pathlib.Path(gold) / f"{name}.gold"))
        print(" ", counts)
        total = {key: total.get(key, 0) + value for key, value in counts.items()}
    shares = {"recall": total["right"] / total["gold"], "precision": total["right"] / total["found"],
              "source": total["source"] / total["right"], "holder": total["holder"] / total["right"]}
    print({key: round(share, 3) for key, share in shares.items()})
    failures = [key for key, least in LEAST.items() if shares[key] < least]
    assert not failures, failures
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
