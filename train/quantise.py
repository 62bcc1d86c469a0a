"""Weights as the program keeps them: whole numbers of 7 bits with a float scale a row.

An AVX2 instruction adds two products of 8 bits in 16: within -63 .. 63 a weight cannot make it saturate.
"""
import torch
import torch.nn.functional as F
from torch import nn

MOST_WEIGHT, MOST_WORD = 63, 127


def rows(weight: torch.Tensor, most: int) -> tuple[torch.Tensor, torch.Tensor]:
    """-> int8 numbers and a float scale a row, so that numbers * scale is nearly `weight`."""
    scale = weight.abs().amax(1).clamp(min=1e-8) / most
    return (weight / scale[:, None]).round().clamp(-most, most).to(torch.int8), scale.float()


def tensors(net: nn.Module, words: nn.Module | None = None) -> dict[str, torch.Tensor]:
    """Linear layers: name.weight int8 [out, in], name.scale float [out], name.bias float [out]. Word embeddings: int8 and a scale
    a row. All else float."""
    out, done = {}, set()
    for name, module in net.named_modules():
        if isinstance(module, nn.Linear) or (words is not None and module is words):
            most = MOST_WORD if module is words else MOST_WEIGHT
            out[name + ".weight"], out[name + ".scale"] = rows(module.weight.data, most)
            done.add(name + ".weight")
    for name, value in net.state_dict().items():
        if name not in done:
            out[name] = value.float().contiguous()
    return out


class _Rounded(nn.Module):
    """A linear layer as the program computes it: input rows in 8 bits by their largest value, exact sums, float scales."""

    def __init__(self, linear):
        super().__init__()
        q, scale = rows(linear.weight.data, MOST_WEIGHT)
        self.weight, self.scale, self.bias = q.float(), scale, linear.bias

    def forward(self, x):
        step = x.abs().amax(-1, keepdim=True).clamp(min=1e-8) / 127
        y = F.linear((x / step).round(), self.weight) * step * self.scale
        return y if self.bias is None else y + self.bias


def rounded(model: nn.Module) -> nn.Module:
    """The model, or an encoder, with every linear layer and the word embeddings rounded. Changes the model."""
    words = getattr(model, "encoder", model).words
    q, scale = rows(words.weight.data, MOST_WORD)
    words.weight.data = q.float() * scale[:, None]
    for module in list(model.modules()):
        for n, child in list(module.named_children()):
            if isinstance(child, nn.Linear):
                setattr(module, n, _Rounded(child))
    return model
