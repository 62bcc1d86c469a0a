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

    def forward(self, x, groups):
        """`groups`: (how many windows, how long) of the windows of one length, which lie together."""
        q, k, v = self.query(x), self.key(x), self.value(x)
        mixed, at = [], 0
        for many, long in groups:
            a, b, c = (t[at:at + many * long].view(many, long, HEADS, -1).transpose(1, 2).reshape(many * HEADS, long, -1)
                       for t in (q, k, v))
            weights = torch.bmm(a * (WIDTH // HEADS) ** -0.5, b.transpose(1, 2)).softmax(-1)
            mixed.append(torch.bmm(weights, c).view(many, HEADS, long, -1).transpose(1, 2).reshape(many * long, WIDTH))
            at += many * long
        x = self.norm(x + self.output(torch.cat(mixed)))
        return self.outer_norm(x + self.outer(F.gelu(self.inner(x))))


class Encoder(nn.Module):
    def __init__(self, layers=LAYERS):
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases, self.gaps = nn.Embedding(p.N_CASE, WIDTH), nn.Embedding(p.N_GAP, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        nn.init.normal_(self.cases.weight, std=0.01)
        nn.init.normal_(self.gaps.weight, std=0.01)
        self.words.weight.requires_grad_(False)

    def start_from(self, w):
        """Takes the weights of a BERT by their usual names; its first token type goes into the positions. Of more layers than these, the first."""
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
        cut = [(i, *w) for i, passage in enumerate(passages) for w in windows(len(passage))]
        order = sorted(range(len(cut)), key=lambda k: cut[k][2] - cut[k][1])
        ids, cases, gaps, places, groups, taken = [], [], [], [], [], {}
        for k in order:
            i, begin, end, low, high = cut[k]
            taken[k] = torch.arange(len(ids) + 1 + low - begin, len(ids) + 1 + high - begin)
            n, passage = end - begin + 2, passages[i]
            ids += [p.CLS, *passage.id[begin:end].tolist(), p.SEP]
            cases += [0, *passage.case[begin:end].tolist(), 0]
            gaps += [0, *passage.gap[begin:end].tolist(), 0]
            places += range(n)
            if groups and groups[-1][1] == n:
                groups[-1] = (groups[-1][0] + 1, n)
            else:
                groups.append((1, n))
        x = self.words(torch.tensor(ids)) + self.positions(torch.tensor(places))
        x = self.norm(x + self.cases(torch.tensor(cases)) + self.gaps(torch.tensor(gaps)))
        for layer in self.layers:
            x = layer(x, groups)
        rows = [[] for _ in passages]
        for k in range(len(cut)):
            rows[cut[k][0]].append(taken[k])
        return [x[torch.cat(r)].float() for r in rows]
