#!/usr/bin/env python3
"""Reported speech in transcripts, against what people found in them by hand (tests/golden/quotes).

Usage: quotes_gold_test.py QUOTH SAMPLES GOLD; 77 is the exit status where there are no weights. Prints how many contents overlap
one found by half, and of those how many sources, holders and parents are right: for each transcript, for the samples that the rules
were made beside, and for the transcripts beside the golds, which were annotated before and looked at after.
"""
import json
import pathlib
import re
import subprocess
import sys

SAMPLES = {"kittiwake-bank": "interview/kittiwake-bank.txt", "saltry-dam": "press/saltry-dam.txt",
           "port-ansel-mayor": "debate/port-ansel-mayor.txt", "harrow-bridge": "inquiry/harrow-bridge.rst"}
APART = ("corran-well", "anselma-grounding")
LINE = re.compile(r"\{(.*?)\} \*(.*?)\* ((?:\[.*?\] ?)+)= ([^,;]+)(?:, (\d+))?(; weak)?$")
LEAST = {"recall": 0.9, "precision": 0.75, "source": 0.85, "holder": 0.75, "parent": 0.7}
FIRST_PERSON = {"i", "we", "me", "us", "my", "our"}


def read_gold(path):
    quotes = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        match = LINE.fullmatch(line)
        assert match, line
        quotes.append({"source": match[1], "content": re.findall(r"\[(.*?)\](?= |$)", match[3]), "holders": match[4].strip().split(" | "),
                       "parent": int(match[5]) if match[5] else None, "weak": bool(match[6])})
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


def find_near(words, folded, begin, end):
    """-> where `words` stand outside of folded[begin:end], nearest to it, rather before than after"""
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", folded[:end + 200])
             if m.end() <= begin or m.start() >= end]
    return min(found, key=lambda at: begin - at[1] if at[1] <= begin else at[0] - end + 60, default=None)


def place(quotes, text):
    """Finds the spans of the gold, which stand in the order of the text."""
    folded, places = fold(text)
    at = -1
    for quote in quotes:
        first, last = quote["content"][0], quote["content"][-1]
        begin = folded.find(first, at + 1, at + 2000)
        if begin < 0:
            begin = folded.find(first, max(0, at - 250))
        assert begin >= 0, quote
        end = folded.find(last, begin) + len(last)
        source = find_near(quote["source"], folded, begin, begin + len(first)) if quote["source"] else None
        quote["hull"] = (places[begin], places[end - 1] + 1)
        quote["at"] = (places[source[0]], places[source[1] - 1] + 1) if source else None
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
    counts = {"gold": 0, "found": 0, "right": 0, "source": 0, "holder": 0, "nested": 0, "parent": 0}
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
        name = name_of(record, quote["holder"])
        counts["holder"] += any(same_name(holder, name) for holder in g["holders"])
        if g["parent"] is not None:
            counts["nested"] += 1
            counts["parent"] += quote["parent"] is not None and quote["parent"] == of.get(g["parent"])
    weak = {of[i] for i, g in enumerate(gold) if g["weak"] and i in of}
    for j, quote in enumerate(found):
        mine = "".join(text[b:e] for b, e in quote["source"]).lower() in FIRST_PERSON
        if j in weak or j not in used and (quote["self"] or mine):
            continue
        counts["found"] += 1
        if j not in used:
            print("  too many: ", text[slice(*quote["content"][0])][:90].replace("\n", " "))
    return counts


def add_up(quoth, files, gold):
    total = {}
    for name, file in files.items():
        run = subprocess.run([quoth, "annotate", file], stdout=subprocess.PIPE, check=True)
        record = json.loads(run.stdout)
        if record["quoth"]["weights"] is None:
            sys.exit(77)
        print(name)
        counts = compare(record, read_gold(gold / f"{name}.gold"))
        print(" ", counts)
        total = {key: total.get(key, 0) + value for key, value in counts.items()}
    shares = {"recall": total["right"] / total["gold"], "precision": total["right"] / total["found"],
              "source": total["source"] / total["right"], "holder": total["holder"] / total["right"],
              "parent": total["parent"] / total["nested"]}
    print({key: round(share, 3) for key, share in shares.items()})
    return [key for key, least in LEAST.items() if shares[key] < least]


def main(quoth, samples, gold):
    gold = pathlib.Path(gold)
    failures = add_up(quoth, {name: f"{samples}/{file}" for name, file in SAMPLES.items()}, gold)
    failures += add_up(quoth, {name: gold / f"{name}.txt" for name in APART}, gold)
    assert not failures, failures


if __name__ == "__main__":
    main(*sys.argv[1:])
