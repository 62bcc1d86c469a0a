"""The encoder of claims: two narrow layers over single sentences, and what is worth checking in their vectors beside those of the shared
encoder. It learns from teachers (teacher.py), from ClaimBuster's readers, and from what checkers of debates took up. Beside it, a network
over the shared vectors alone that has learned from the readers.

What the program computes is in README.md, "Readings".
"""
import copy

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from . import quantise
from .encoder import WIDTH, Encoder
from .model import start_folder, vocabulary
from .teacher import RunningMean, batches, falling, logits, masked, optimizer_of, pooled

LAYERS, INNER, POSITIONS, HIDDEN = 2, 512, 128, 128
WORTH, TAKEN_UP = 0, 1        # outputs


class ClaimsEncoder(nn.Module):
    """Two logits of a sentence: worth checking, as teachers see it; taken up by checkers of debates."""
    def __init__(self, mean, factor):
        super().__init__()
        self.encoder = Encoder(LAYERS)
        self.encoder.start_from(load_file(start_folder() / "model.safetensors"))
        for layer in self.encoder.layers:
            narrow(layer)
        self.attend, self.hidden, self.out = nn.Linear(WIDTH, 1), nn.Linear(4 * WIDTH, HIDDEN), nn.Linear(HIDDEN, 2)
        self.register_buffer("mean", mean)
        self.register_buffer("factor", factor)

    def forward(self, batch, shared):
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            rows = self.encoder(batch)
        x = torch.cat([pooled(rows, self.attend), F.dropout((shared - self.mean) * self.factor, 0.1, self.training)], 1)
        return self.out(F.dropout(torch.relu(self.hidden(x)), 0.1, self.training))

    def put(self, tensors):
        for name, value in quantise.tensors(self).items():
            if name == "encoder.positions.weight":
                value = value[:POSITIONS]
            if name.startswith(("encoder.", "attend.")) and name != "encoder.words.weight":      # the words are the shared encoder's
                tensors[f"claims.{name}"] = value.numpy()
        tensors |= {"claims.vector.mean": self.mean.numpy(), "claims.vector.factor": self.factor.numpy()}


class Readers(nn.Module):
    """One logit of a sentence, by its shared vectors: worth checking, as ClaimBuster's readers say."""
    def __init__(self, mean, factor):
        super().__init__()
        self.hidden, self.out = nn.Linear(2 * WIDTH, HIDDEN), nn.Linear(HIDDEN, 1)
        self.register_buffer("mean", mean)
        self.register_buffer("factor", factor)

    def forward(self, shared):
        x = F.dropout((shared - self.mean) * self.factor, 0.1, self.training)
        return self.out(F.dropout(torch.relu(self.hidden(x)), 0.4, self.training))[:, 0]


def fit_readers(shared, y, mean, factor, seed, rounds=8, rate=2e-3):
    torch.manual_seed(seed)
    model, x, y = Readers(mean, factor), torch.tensor(shared), torch.tensor(y, dtype=torch.float32)
    optimizer = torch.optim.AdamW(model.parameters(), rate, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=rounds * (len(x) // 256) + 1, pct_start=0.2)
    for _ in range(rounds):
        for at in torch.randperm(len(x)).split(256)[:len(x) // 256]:
            optimizer.zero_grad()
            F.binary_cross_entropy_with_logits(model(x[at]), y[at]).backward()
            optimizer.step()
            schedule.step()
    return model.eval()


def head(model):
    """-> weights and biases of the hidden layer and of the outputs."""
    return [[p.detach().double().numpy() for p in layer.parameters()] for layer in (model.hidden, model.out)]


def narrow(layer):
    """Keeps the inner units that weigh most."""
    size = layer.inner.weight.norm(dim=1) * layer.outer.weight.norm(dim=0)
    kept = size.topk(INNER).indices.sort().values
    inner, outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
    with torch.no_grad():
        inner.weight.copy_(layer.inner.weight[kept])
        inner.bias.copy_(layer.inner.bias[kept])
        outer.weight.copy_(layer.outer.weight[:, kept])
        outer.bias.copy_(layer.outer.bias)
    layer.inner, layer.outer = inner, outer


def cut(text, known=vocabulary()):
    """The pieces of a sentence, the first as many as are read together."""
    text = known.cut(text)
    for name in ("id", "case", "gap", "first", "begin", "end"):
        setattr(text, name, getattr(text, name)[:POSITIONS - 2])
    return text


def fit(texts, shared, targets, weights, seed, rounds=2, rate=4e-4):
    """`targets`: what each output is to be of each text, 0 to 1; `weights`: how much that counts, 0 where nobody knows."""
    torch.manual_seed(seed)
    np.random.seed(seed)
    shared, targets, weights = (torch.tensor(x, dtype=torch.float32) for x in (shared, targets, weights))
    model = ClaimsEncoder(shared.mean(0), 1 / (shared.std(0) + 1e-5))
    mean = RunningMean(model, 0.995)
    optimizer = optimizer_of(model, rate, 2e-3)
    steps = rounds * len(batches(texts, 2400, True))
    schedule = falling(optimizer, steps)
    for batch in (b for _ in range(rounds) for b in batches(texts, 2400, True)):
        optimizer.zero_grad()
        s = model([masked(texts[i], 0.03) for i in batch], shared[batch])
        losses = F.binary_cross_entropy_with_logits(s, targets[batch], reduction="none")
        (weights[batch] * losses).sum(1).mean().backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        mean.step()
    return mean.mean


def read(model, readers, texts, shared):
    """The logits of both, with weights and inputs of the layers rounded as the program rounds them."""
    model = copy.deepcopy(model)
    quantise.rounded(model.encoder)
    with torch.no_grad():
        return np.c_[logits(model, texts, torch.tensor(shared)), readers(torch.tensor(shared)).numpy()]
