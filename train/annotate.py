"""What the float model reads, as records of `quoth annotate`: for scoring, and as the reference for the program.

It knows no layout, and no turns beyond joining them by blank lines.
"""
import json

import torch

from . import model
from .corpus import Document, Passage
from .score import opened
from .tasks import answers, claims

DEGREES = ["clear reply", "ambivalent", "clear non-reply"]


def record(net, cut, item: dict) -> dict:
    turns = item.get("turns")
    text = "\n\n".join(t["text"] for t in turns) if turns else item["text"]
    out = {"id": item["id"], "text": text, "speakers": [], "sentences": [], "entities": [], "quotes": [], "answers": [],
           "tokens": {k: [] for k in ("begin", "end", "lemma", "upos", "xpos", "feats", "head", "deprel")}}
    passage = Passage(Document(item["id"], "", text, cut(text)))
    if not len(passage):
        return out
    if not item.get("ask"):
        reading = net.read(passage, [n for n in net.heads if n != "answers"])
        for w in reading["syntax"]["words"]:
            for k, column in out["tokens"].items():
                column.append(w[k])
        worth = reading.get("claims") or [(0.0, 0.0)] * len(reading["syntax"]["spans"])
        out["sentences"] = [{"begin": b, "end": e, "check_worthiness": w[claims.WORTH], "taken_up": w[claims.TAKEN_UP]}
                            for (b, e), w in zip(reading["syntax"]["spans"], worth)]
        out["entities"] = [{"name": text[n["begin"]:n["end"]], "type": n["type"],
                            "mentions": [{"begin": n["begin"], "end": n["end"], "kind": "name", "score": n["score"]}]}
                           for n in reading.get("names") or []]
        out["mentions"] = reading.get("mentions") or []
        out["quotes"] = reading.get("quotes") or []
    for k, question in enumerate(item.get("ask") or []):
        pair, pieces, n = answers.pair(question, turns[-1]["text"] if turns else text, cut)
        document = Document("", "", pair, pieces, {answers.name: answers.Gold(n, 0, [0])})
        if not 0 < n < len(pieces):
            continue
        said = net.read(Passage(document), ["answers"])["answers"]
        degree, technique = (max(range(len(p)), key=p.__getitem__) for p in (said["degree"], said["technique"]))
        out["answers"].append({"ask": k, "question": None, "clarity": DEGREES[degree], "score": said["degree"][degree],
                               "technique": answers.TECHNIQUES[technique].lower().split("/")[0]})
    return out


def stream(args, lines, to):
    torch.set_num_threads(args.threads)
    net, vocabulary = opened(args.checkpoint, args.quantised), model.vocabulary()
    for line in lines:
        if line.strip():
            print(json.dumps(record(net, vocabulary.cut, json.loads(line)), ensure_ascii=False), file=to, flush=True)
