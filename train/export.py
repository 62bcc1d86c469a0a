"""One file of weights for the program: `safetensors`, with vocabulary, labels and measures inside it."""
import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

from . import encoder, model, pieces, quantise
from .score import opened

LIMIT = 30 * 2**20


def tensors(net: model.Model) -> dict[str, torch.Tensor]:
    """Linear layers: name.weight int8 [out, in], name.scale float [out], name.bias float [out]. Word embeddings: int8 and a scale
    a row. All else float."""
    out, done = {}, set()
    for name, module in net.named_modules():
        if isinstance(module, nn.Linear) or module is net.encoder.words:
            most = quantise.MOST_WORD if module is net.encoder.words else quantise.MOST_WEIGHT
            out[name + ".weight"], out[name + ".scale"] = quantise.rows(module.weight.data, most)
            done.add(name + ".weight")
    for name, value in net.state_dict().items():
        if name not in done:
            out[name] = value.float().contiguous()
    text = "\n".join(model.vocabulary().pieces).encode()
    out["vocabulary"] = torch.frombuffer(bytearray(text), dtype=torch.uint8)
    return out


def export(args):
    net, path = opened(args.checkpoint), Path(args.to)
    saved = torch.load(args.checkpoint, weights_only=False)
    measures = {"width": encoder.WIDTH, "layers": encoder.LAYERS, "heads": encoder.HEADS, "inner": encoder.INNER,
                "epsilon": encoder.EPSILON, "window": encoder.WINDOW, "margin": encoder.MARGIN,
                "cls": pieces.CLS, "sep": pieces.SEP, "unknown": pieces.UNK, "step": saved["state"]["step"],
                "seed": saved["seed"], "open": saved["open"], "tasks": list(net.heads)}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors(net), path, {"format": "quoth 1", "measures": json.dumps(measures), "labels": json.dumps(net.known)})
    size = path.stat().st_size
    print(f"{path}: {size:,} bytes, sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")
    if size > LIMIT:
        raise SystemExit("more than 30 MB")
