"""Teachers of check-worthiness: deep encoders that are fitted on ClaimBuster's sentences and then say of many more how likely they are to be
worth checking. The program's own encoder of claims (claims_encoder.py) learns from what they say.

    python -m train.teacher --data ../shared/data --program build/quoth --start bge-small-en-v1.5.onnx --to train/cache/teacher.npz

`--start`: bge-small-en-v1.5 (12 layers of width 384, MIT) as ONNX; README.md says where it lies. Each teacher takes some 20 minutes of a core, and
12 more to read all sentences; `--seeds` says how many there are.
"""
import argparse
import copy
import json
import subprocess
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from . import encoder, pieces
from .model import vocabulary
from .readings import debates_of, letters, lines, paragraphs, plain, read_single, words

LAYERS, WIDTH = 12, encoder.WIDTH
UNSEEN_BLOCKS = (5, 11)          # of the twelve of ClaimBuster: no teacher sees their labels, so that scores can be calibrated on them


def read_onnx(path):
    """The weights of a BERT under the names of `Encoder.start_from`."""
    import onnx
    from onnx import numpy_helper
    graph = onnx.load(path).graph
    given = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    out = {k: v for k, v in given.items() if k.startswith(("embeddings.", "encoder."))}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in given:
            out[node.name.strip("/").removesuffix("/MatMul").replace("/", ".") + ".weight"] = given[node.input[1]].T
    return {k: torch.tensor(np.array(v)) for k, v in out.items()}


class Teacher(nn.Module):
    """Two logits a sentence: worth checking, taken up by checkers of debates."""
    def __init__(self, weights):
        super().__init__()
        self.encoder = encoder.Encoder(LAYERS)
        self.encoder.start_from(weights)
        self.attend, self.hidden, self.out = nn.Linear(WIDTH, 1), nn.Linear(2 * WIDTH, 256), nn.Linear(256, 2)

    def forward(self, batch):
        with torch.autocast("cpu", torch.bfloat16):
            rows = self.encoder(batch)
        x = torch.relu(self.hidden(F.dropout(pooled(rows, self.attend), 0.2, self.training)))
        return self.out(F.dropout(x, 0.2, self.training))


def batches(texts, size, shuffle):
    """Numbers of texts, those of one length together, of `size` pieces at most."""
    order = np.random.permutation(len(texts)) if shuffle else np.arange(len(texts))
    out = []
    for at in range(0, len(order), 3000):
        out.append([])
        n = 0
        for i in sorted(order[at:at + 3000], key=lambda i: len(texts[i])):
            if n + len(texts[i]) + 2 > size and out[-1]:
                out.append([])
                n = 0
            out[-1].append(int(i))
            n += len(texts[i]) + 2
    if shuffle:
        np.random.shuffle(out)
    return out


def masked(text, share):
    """The same pieces, some of them hidden."""
    out = copy.copy(text)
    out.id = np.where(np.random.rand(len(text)) < share, pieces.MASK, text.id)
    return out


class RunningMean:
    """Of a model's weights over the steps: what is scored and kept."""
    def __init__(self, model, most):
        self.model, self.mean, self.most, self.steps = model, copy.deepcopy(model).eval(), most, 0

    @torch.no_grad()
    def step(self):
        self.steps += 1
        share = min(self.most, (1 + self.steps) / (10 + self.steps))
        for mean, now in zip(self.mean.parameters(), self.model.parameters()):
            if now.requires_grad:
                mean.lerp_(now, 1 - share)


def pooled(texts, attend):
    """Of the rows of each text their mean, and beside it their sum by the softmax of `attend`."""
    return torch.stack([torch.cat([rows.mean(0), attend(rows)[:, 0].softmax(0) @ rows]) for rows in texts])


def optimizer_of(model, rate, head_rate):
    """The encoder learns at `rate`, all else at `head_rate`."""
    own = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    return torch.optim.AdamW([{"params": own, "lr": rate}, {"params": heads, "lr": head_rate}], weight_decay=0.01)


def falling(optimizer, steps, rise=0.06):
    return torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min(1, i / (rise * steps)) * max(0, (steps - i) / steps))


@torch.no_grad()
def logits(model, texts, *inputs):
    of = batches(texts, 3000, False)
    out = np.concatenate([model([texts[i] for i in batch], *(x[batch] for x in inputs)).float().numpy() for batch in of])
    return out[np.argsort(np.concatenate(of))]


def fit(weights, single, y, talk, taken, seed, rounds=2):
    torch.manual_seed(seed)
    np.random.seed(seed)
    model = Teacher(weights)
    mean = RunningMean(model, 0.99)
    optimizer = optimizer_of(model, 7e-5, 1e-3)
    steps = rounds * len(batches(single, 1200, True))
    schedule, debates = falling(optimizer, steps), []
    y, taken = torch.tensor(y, dtype=torch.float32), torch.tensor(taken, dtype=torch.float32)
    for step, batch in enumerate(b for _ in range(rounds) for b in batches(single, 1200, True)):
        optimizer.zero_grad()
        F.binary_cross_entropy_with_logits(model([masked(single[i], 0.1) for i in batch])[:, 0], y[batch]).backward()
        if step % 2:
            debates = debates or batches(talk, 1200, True)
            batch = debates.pop()
            (0.5 * F.binary_cross_entropy_with_logits(model([talk[i] for i in batch])[:, 1], taken[batch], 1 + 4 * taken[batch])).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        mean.step()
    return mean.mean


def sentences_to_teach(data, program):
    """Items as vectors.cc reads them: debates; then answers, news and other texts, whose sentences the program parts."""
    items = [paragraphs(rows)[0] for _, rows in debates_of(data)]
    texts = list(dict.fromkeys(r["interview_answer"] for r in lines(data / "answers/clarity-train.jsonl")))
    texts += [r["text"] for r in lines(data / "quotes/polnear-train.jsonl")]
    for name in ("gum", "ewt"):
        for document in (data / f"syntax/{name}-train.conllu").read_text(encoding="utf-8").split("# newdoc")[1:]:
            texts.append(" ".join(line[8:].strip() for line in document.splitlines() if line.startswith("# text =")))
    given = "".join(json.dumps({"id": str(i), "text": t, "layout": "prose"}) + "\n" for i, t in enumerate(texts))
    out = subprocess.run([program, "annotate", "--layers", "sentences"], input=given.encode(), stdout=subprocess.PIPE, check=True).stdout
    apart = {letters(r["text"]) for r in lines(data / "claims/ct24-devtest.jsonl")} | {letters(r["text"]) for _, rows in debates_of(data, True) for r in rows}
    for record in map(json.loads, out.decode().splitlines()):
        text = texts[int(record["id"])]
        said = [text[s["begin"]:s["end"]].replace("\n", " ") for s in record["sentences"]]
        said = [s for s in said if words(plain(s)) and letters(s) not in apart]
        items += [[said[i:i + 40]] for i in range(0, len(said), 40)]
    return items


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--program", type=Path, required=True)
    a.add_argument("--start", type=Path, required=True)
    a.add_argument("--to", type=Path, required=True, help="what they say; the sentences go beside it, as .jsonl")
    a.add_argument("--seeds", type=int, default=2)
    args = a.parse_args()
    torch.set_num_threads(1)
    cut = vocabulary().cut
    items = sentences_to_teach(args.data, args.program)
    args.to.parent.mkdir(parents=True, exist_ok=True)
    args.to.with_suffix(".jsonl").write_text("".join(json.dumps(i) + "\n" for i in items), encoding="utf-8")
    single, y, block = read_single(args.data)
    known = ~np.isin(block, UNSEEN_BLOCKS)
    debates = [r for _, rows in debates_of(args.data) for r in rows if words(plain(r["text"]))]
    talk, taken = [cut(r["text"]) for r in debates], [r["label"] for r in debates]
    of_single = [cut(r["text"]) for r in single]
    of_items = [cut(s) for item in items for paragraph in item for s in paragraph]
    weights, said = read_onnx(args.start), []
    for seed in range(1, args.seeds + 1):
        teacher = fit(weights, [t for t, k in zip(of_single, known) if k], y[known], talk, taken, seed)
        said.append((logits(teacher, of_single), logits(teacher, of_items)))
        np.savez(args.to, single=np.mean([s for s, _ in said], 0), items=np.mean([i for _, i in said], 0))
        print("teacher", seed, flush=True)


if __name__ == "__main__":
    main()
