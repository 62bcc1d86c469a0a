"""Coreference chains and mentions of the program's records against GUM: CoNLL F1 as the CoNLL-2012 reference defines it.

    python -m train.chains items GUM.conllu [--turns] > items.jsonl     the texts, as prose or with their turns
    quoth annotate < items.jsonl > records.jsonl
    python -m train.chains score GUM.conllu records.jsonl [--turns]     a line a genre, all, and talk

A mention is its phrase. Chains of one mention count on neither side; a mention of two entities is the first one's.
"""
import argparse
import json
import sys
from collections import Counter, defaultdict

from . import conllu, coreference
from .tasks import f1
from .tasks.mentions import TYPES, entities

MEASURES = ("muc", "b_cubed", "ceaf_e")
TALK = ("interview", "speech", "court", "conversation")


def with_turns(doc: conllu.Document) -> list[dict]:
    """The document's turns; its words' code points become those of the turns joined by a blank line."""
    turns, text = [], ""
    for k, (first, last) in enumerate(doc.sentences):
        words = doc.words[first:last]
        said = doc.text[words[0].begin:words[-1].end]
        speaker = doc.speakers[k]
        new = not turns or turns[-1]["speaker"] != speaker
        if not new:
            gap = doc.text[doc.words[first - 1].end:words[0].begin]
            turns[-1]["text"] += gap + said
        else:
            gap = "\n\n" if turns else ""
            turns.append({"speaker": speaker, "text": said})
        shift = len(text) + len(gap) - words[0].begin
        text += gap + said
        for w in words:
            w.begin, w.end = w.begin + shift, w.end + shift
    doc.text = text
    return turns


def items(path, turns: bool):
    for doc in conllu.read(path):
        if turns and any(doc.speakers):
            yield {"id": doc.id, "turns": with_turns(doc)}
        else:
            yield {"id": doc.id, "text": doc.text, "layout": "prose"}


def gold_chains(doc: conllu.Document) -> dict[tuple[int, int], str]:
    """The entity of each span, and the spans in the order of the text."""
    out = {}
    for i, j, group, kind in entities(doc.words):
        if "[" not in group and kind in TYPES:
            out.setdefault((doc.words[i].begin, doc.words[j].end), group)
    return out


def found_chains(record) -> dict[tuple[int, int], int]:
    out = {}
    for number, entity in enumerate(record.get("entities", [])):
        for mention in entity["mentions"]:
            out.setdefault(tuple(mention["phrase"]), number)
    return out


def chains(owners) -> list[set]:
    by = defaultdict(set)
    for span, owner in owners.items():
        by[owner].add(span)
    return [c for c in by.values() if len(c) > 1]


def count(gold, found) -> Counter:
    counts = Counter(right=len(set(gold) & set(found)), found=len(found), gold=len(gold))
    a, b = chains(gold), chains(found)
    for measure in MEASURES:
        for k, v in zip(("r", "R", "p", "P"), getattr(coreference, measure)(a, b)):
            counts[measure + k] += v
    return counts


def line(name, c) -> str:
    of = [coreference.f1(*(c[m + k] for k in ("r", "R", "p", "P"))) for m in MEASURES]
    parts = "  ".join(f"{m} {100 * c[m + 'r'] / max(1, c[m + 'R']):.1f}/{100 * c[m + 'p'] / max(1, c[m + 'P']):.1f}/{v:.1f}"
                      for m, v in zip(MEASURES, of))
    return (f"{name:14s} CoNLL F1 {sum(of) / 3:5.2f}   {parts}   "
            f"mentions {f1(c['right'], c['found'], c['gold']):.1f} ({c['found']} found, {c['gold']} gold)")


def score(path, records, turns: bool) -> list[str]:
    with open(records, encoding="utf-8") as f:
        found = {r["id"]: r for r in map(json.loads, f)}
    by_genre = defaultdict(Counter)
    for doc in conllu.read(path):
        if turns and any(doc.speakers):
            with_turns(doc)
        record = found[doc.id]
        assert record["text"] == doc.text, doc.id
        by_genre[doc.id.split("_")[1]] += count(gold_chains(doc), found_chains(record))
    out = [line(genre, c) for genre, c in sorted(by_genre.items())]
    out.append(line("talk", sum((by_genre[g] for g in TALK), Counter())))
    out.append(line("all", sum(by_genre.values(), Counter())))
    return out


def main():
    top = argparse.ArgumentParser(prog="python -m train.chains", description=__doc__,
                                  formatter_class=argparse.RawDescriptionHelpFormatter)
    top.add_argument("what", choices=["items", "score"])
    top.add_argument("gold")
    top.add_argument("records", nargs="?")
    top.add_argument("--turns", action="store_true", help="give the turns of those documents that have speakers")
    args = top.parse_args()
    if args.what == "items":
        for item in items(args.gold, args.turns):
            print(json.dumps(item, ensure_ascii=False))
    else:
        print(*score(args.gold, args.records, args.turns), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
