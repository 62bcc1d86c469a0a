"""One file of weights for the program: `safetensors`, with vocabulary, labels and measures inside it; and its card."""
import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import save_file

from . import encoder, model, pieces, quantise
from .score import opened
from .weights_file import settle

LIMIT = 30 * 10**6
# source: licence, whether it allows commercial use, what of the model it shaped
DATA = {
    "all-MiniLM-L6-v2 (first weights, vocabulary)": ("Apache-2.0", True, "encoder, encoder of claims"),
    "bge-small-en-v1.5 (first weights of the teachers)": ("MIT", True, "claims"),
    "UD English EWT": ("CC BY-SA 4.0", True, "syntax"),
    "Universal NER on EWT": ("CC BY-SA 4.0", True, "names"),
    "Wikigold": ("CC BY 4.0", True, "names"),
    "WNUT 2017": ("CC BY 4.0", True, "names"),
    "ClaimBuster": ("CC BY 4.0", True, "claims"),
    "UD English GUM, without reddit": ("annotations CC BY 4.0, some texts non-commercial", False, "syntax, mentions"),
    "re3d": ("per source", False, "names"),
    "PolNeAR": ("none stated", False, "quotes"),
    "CheckThat! 2019 and 2020": ("free for research", False, "claims"),
    "CLARITY": ("CC BY-NC-ND 4.0", False, "answers")}


def tensors(net: model.Model) -> dict[str, torch.Tensor]:
    """Those of `quantise.tensors`, the vocabulary and the lemmas."""
    out = quantise.tensors(net, net.encoder.words)
    out["vocabulary"] = _lines(model.vocabulary().pieces)
    if "syntax" in net.heads:
        out["heads.syntax.lemmas"] = _lines(net.known["syntax"]["lemmas"])
    return out


def _lines(lines: list[str]) -> torch.Tensor:
    return torch.frombuffer(bytearray("\n".join(lines).encode()), dtype=torch.uint8)


def card(path: Path, measures: dict, scores: dict | None) -> str:
    data, sha = path.read_bytes(), hashlib.sha256(path.read_bytes()).hexdigest()
    used = {n: d for n, d in DATA.items() if d[1] or not measures["open"]}
    lines = ["# Weights", "",
             "Made by the trainer in `train/`, whose README says how; the program reads them as they are.", "",
             "| file | bytes | sha256 |", "|---|---|---|", f"| `{path.name}` | {len(data):,} | `{sha}` |"]
    readings = path.with_name("readings.safetensors")
    if readings.exists():
        lines += [f"| `{readings.name}` | {readings.stat().st_size:,} | `{hashlib.sha256(readings.read_bytes()).hexdigest()}` |", "",
                  "The readings of claims and answers, fitted by `train/readings.py` to these weights on ClaimBuster, CheckThat! and CLARITY, of claims also on what teachers said of "
                  "sentences of EWT, GUM and PolNeAR; the", "program is built with them."]
    lines += ["",
             f"One encoder (6 layers, width 384) and the heads {', '.join(measures['tasks'])}; int8 weights within 7 bits, float scales.",
             f"Seed {measures['seed']}, {measures['step']} steps, data {'that allows commercial use only' if measures['open'] else 'in full: **for research**, since some sources below do not allow more or do not say'}.",
             "", "## Data", "", "| source | licence | commercial use | shaped |", "|---|---|---|---|"]
    lines += [f"| {n} | {licence} | {'yes' if free else 'no, or not stated'} | {part} |" for n, (licence, free, part) in used.items()]
    if scores:
        lines += ["", "## Scores", "", "On the development files, with weights and inputs rounded as the program rounds them "
                  "(`python -m train score --dev --quantised`):", "", "| layer | figure | |", "|---|---|---|"]
        lines += [f"| {task} | {name} | {value:.3g} |" if value < 1 else f"| {task} | {name} | {value:.1f} |"
                  for task, figures in scores.items() for name, value in figures.items()]
    return "\n".join(lines) + "\n"


def export(args):
    net, path = opened(args.checkpoint), Path(args.to)
    saved = torch.load(args.checkpoint, weights_only=False)
    measures = {"width": encoder.WIDTH, "layers": encoder.LAYERS, "heads": encoder.HEADS, "inner": encoder.INNER,
                "epsilon": encoder.EPSILON, "window": encoder.WINDOW, "margin": encoder.MARGIN,
                "cls": pieces.CLS, "sep": pieces.SEP, "unknown": pieces.UNK, "step": saved["state"]["step"],
                "seed": saved["seed"], "open": saved["open"], "tasks": list(net.heads)}
    labels = {task: {k: v for k, v in known.items() if k != "lemmas"} for task, known in net.known.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors(net), path, {"format": "quoth 1", "measures": json.dumps(measures), "labels": json.dumps(labels)})
    settle(path)
    if path.stat().st_size > LIMIT:
        path.unlink()
        raise SystemExit("more than 30 MB")
    scores = json.loads(Path(args.scores).read_text()) if args.scores else None
    text = card(path, measures, scores)
    path.with_name("README.md").write_text(text, encoding="utf-8")
    print(text)
