"""A task is one file: its data, its head, its loss, its metric, its decoding.

A task is a module with
  name        what its gold is called in `Document.gold` and its weights begin with
  read(data, cut, open_only, part)  -> documents with gold, and what the head must know of them (label inventories);
                                       `part` is "train", or "dev" for the final figures
  Head(known) an nn.Module with
    loss(vectors, passages)    -> the mean loss over what the passages hold, or None
    read(vectors, passage, readings)  -> its reading of a passage that is a whole document (plain lists), given those
                                         of the tasks before it
    score(gold, reading, counts)   adds to a Counter
  figures(counts) -> {name: figure}, the one to choose checkpoints by first

`vectors` are the encoder's, one row a piece; `passages` those of the batch that have gold of the task.
"""
from importlib import import_module

# How many times a round takes the documents of a source. Claims and answers are large and easy.
SHARES = {"ewt": 3.0, "gum": 2.0, "wikigold": 1.0, "wnut": 0.3, "re3d": 0.5, "polnear": 1.0, "claimbuster": 0.08, "debates": 0.02,
          "clarity": 0.12}
# Losses count by the share of a batch's pieces that they speak of; these two say one thing of many pieces.
WEIGHTS = {"claims": 3.0, "answers": 3.0}

NAMES = ("syntax", "names", "mentions", "quotes", "claims", "answers")


def load(names=NAMES):
    return {n: import_module(f"{__name__}.{n}") for n in names}


def f1(right, found, gold):
    return 200.0 * right / max(1, found + gold)
