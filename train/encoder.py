"""A BERT of 6 layers and width 384 over windows laid end to end: no padding, no masks.

A passage is read in windows of at most WINDOW pieces, each between [CLS] and [SEP], that overlap by 2 * MARGIN pieces;
of each pair, the first half of the overlap is taken from the earlier window. The heads see one vector a piece of the
passage and know nothing of windows.
"""
import torch
import torch.nn.functional as F
from torch import nn

from . import pieces as p

WIDTH, LAYERS, HEADS, INNER, POSITIONS, WORDS, EPSILON = 384, 6, 12, 1536, 512, 30522, 1e-12
WINDOW, MARGIN = 320, 32


def windows(n: int) -> list[tuple[int, int, int, int]]:
    """(begin, end, first piece taken, one past the last taken) of each window over `n` pieces."""
    out, begin, taken = [], 0, 0
    while True:
        end = min(n, begin + WINDOW)
        last = end == n
        upto = n if last else end - MARGIN
        out.append((begin, end, taken, upto))
        if last:
            return out
        taken, begin = upto, upto - MARGIN


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, x, lengths, dropout):
        q, k, v = (f(x).view(-1, HEADS, WIDTH // HEADS).transpose(0, 1) for f in (self.query, self.key, self.value))
        mixed = [F.scaled_dot_product_attention(a[None], b[None], c[None])[0]
                 for a, b, c in zip(*(t.split(lengths, 1) for t in (q, k, v)))]
        x = self.norm(x + F.dropout(self.output(torch.cat(mixed, 1).transpose(0, 1).reshape(-1, WIDTH)), dropout, self.training))
        return self.outer_norm(x + F.dropout(self.outer(F.gelu(self.inner(x))), dropout, self.training))


class Encoder(nn.Module):
    def __init__(self, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases, self.gaps = nn.Embedding(p.N_CASE, WIDTH), nn.Embedding(p.N_GAP, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = dropout
        nn.init.normal_(self.cases.weight, std=0.01)
        nn.init.normal_(self.gaps.weight, std=0.01)
        self.words.weight.requires_grad_(False)

    def start_from(self, path):
        """Takes the weights of a BERT in safetensors; its first token type goes into the positions."""
        from safetensors.torch import load_file
        w = load_file(path)
        with torch.no_grad():
            self.words.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
            names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
                     "output": "attention.output.dense", "norm": "attention.output.LayerNorm",
                     "inner": "intermediate.dense", "outer": "output.dense", "outer_norm": "output.LayerNorm"}
            pairs = [(self.norm, "embeddings.LayerNorm")]
            for i, layer in enumerate(self.layers):
                pairs += [(getattr(layer, ours), f"encoder.layer.{i}.{theirs}") for ours, theirs in names.items()]
            for module, name in pairs:
                module.weight.copy_(w[name + ".weight"])
                module.bias.copy_(w[name + ".bias"])

    def forward(self, passages) -> list[torch.Tensor]:
        """One matrix a passage, a row a piece."""
        ids, cases, gaps, places, lengths, taken, at = [], [], [], [], [], [], 0
        for passage in passages:
            rows = []
            for begin, end, low, high in windows(len(passage)):
                n = end - begin
                ids += [p.CLS, *passage.id[begin:end].tolist(), p.SEP]
                cases += [0, *passage.case[begin:end].tolist(), 0]
                gaps += [0, *passage.gap[begin:end].tolist(), 0]
                places += range(n + 2)
                lengths.append(n + 2)
                rows.append(torch.arange(at + 1 + low - begin, at + 1 + high - begin))
                at += n + 2
            taken.append(torch.cat(rows))
        x = self.words(torch.tensor(ids)) + self.positions(torch.tensor(places))
        x = x + self.cases(torch.tensor(cases)) + self.gaps(torch.tensor(gaps))
        x = F.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, lengths, self.dropout)
        return [x[rows].float() for rows in taken]
