"""Trains all tasks together. Stops and goes on at any time: a checkpoint every ten minutes, and when told to stop."""
import copy
import json
import signal
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from . import data, model, tasks
from .corpus import Mixture
from .pieces import _is_punct

HERE = Path(__file__).parent
SAVE_EVERY, AVERAGE = 600, 0.998


def rate(step: int, steps: int) -> float:
    """A short rise, a plateau, and a straight fall over the last third: a plateau can be prolonged."""
    return min(1.0, (step + 1) / 100, max(0.02, (steps - step) / (steps / 3)))


def few(documents, most=8000):
    """At most that many pieces of a source: enough to watch by."""
    size, out = {}, []
    for d in documents:
        if size.get(d.source, 0) + len(d.pieces) <= most:
            size[d.source] = size.get(d.source, 0) + len(d.pieces)
            out.append(d)
    return out


def fit(args):
    torch.set_num_threads(args.threads)
    model.seeded(args.seed)
    folder = HERE / "checkpoints" / args.name
    folder.mkdir(parents=True, exist_ok=True)
    documents, known, vocabulary = data.load(args.data, args.open, args.tasks)
    net = model.Model(known)
    net.encoder.start_from(load_file(model.start_folder() / "model.safetensors"))
    state = {"step": 0, "round": 0, "batch": 0}
    heads = [p for n, p in net.named_parameters() if p.requires_grad and (n.startswith("heads.") or ".cases." in n or ".gaps." in n)]
    body = [p for n, p in net.named_parameters() if p.requires_grad and not (n.startswith("heads.") or ".cases." in n or ".gaps." in n)]
    optimiser = torch.optim.AdamW([{"params": body, "lr": args.rate}, {"params": heads, "lr": args.head_rate}],
                                  weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    base = [args.rate, args.head_rate]
    mean = copy.deepcopy(net)
    last = folder / "last.pt"
    if last.exists():
        saved = torch.load(last, weights_only=False)
        net.load_state_dict(saved["net"])
        mean.load_state_dict(saved["mean"])
        optimiser.load_state_dict(saved["optimiser"])
        torch.set_rng_state(saved["random"])
        state = saved["state"]
        print(f"goes on from step {state['step']}", flush=True)
    elif args.start_from:
        saved = torch.load(args.start_from, weights_only=False)
        have = {n: w for n, w in saved["net"].items() if n in net.state_dict() and net.state_dict()[n].shape == w.shape}
        print("new weights:", sorted({".".join(n.split(".")[:2]) for n in net.state_dict() if n not in have}), flush=True)
        net.load_state_dict(have, strict=False)
        mean.load_state_dict(have, strict=False)
    is_mark = np.array([len(p) == 1 and _is_punct(p) for p in vocabulary.pieces])
    training = [d for d in documents if not d.held_out() or args.all]
    mixture = Mixture(training, tasks.SHARES, is_mark, args.pieces, args.seed)
    parameters, averages = [p for p in net.parameters() if p.requires_grad], [p for p, q in zip(mean.parameters(), net.parameters()) if q.requires_grad]

    def save(name="last.pt"):
        torch.save({"net": net.state_dict(), "mean": mean.state_dict(), "optimiser": optimiser.state_dict(), "known": known,
                    "random": torch.get_rng_state(), "state": state, "seed": args.seed, "open": args.open}, folder / "new.pt")
        (folder / "new.pt").rename(folder / name)

    stop = []
    signal.signal(signal.SIGTERM, lambda *_: stop.append(1))
    log = open(folder / "log.jsonl", "a", encoding="utf-8")
    started = saved_at = time.time()
    seen, sums, batches, at = 0, {}, None, None
    net.train()
    while state["step"] < args.steps and not stop:
        if at != state["round"]:
            batches, at = mixture.round(state["round"]), state["round"]
        batch = mixture.roughened(batches[state["batch"]], state["step"])
        for group, r in zip(optimiser.param_groups, base):
            group["lr"] = r * rate(state["step"], args.steps)
        losses = net.losses(batch)
        optimiser.zero_grad()
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 2.0)
        optimiser.step()
        keep = min(AVERAGE, (1 + state["step"]) / (10 + state["step"]))
        with torch.no_grad():
            torch._foreach_lerp_(averages, parameters, 1 - keep)
        seen += sum(map(len, batch))
        for n, v in losses.items():
            sums.setdefault(n, []).append(v.item())
        state["step"] += 1
        state["batch"] += 1
        if state["batch"] == len(batches):
            state["round"], state["batch"] = state["round"] + 1, 0
        if state["step"] % 20 == 0:
            line = {"step": state["step"], "round": round(state["round"] + state["batch"] / len(batches), 3),
                    "pieces a second": round(seen / (time.time() - started)), **{n: round(sum(v) / len(v), 4) for n, v in sums.items()}}
            sums = {}
            print(json.dumps(line), file=log, flush=True)
        if state["step"] == args.steps - args.steps // 3:
            save("plateau.pt")                             # from here the same run can be prolonged
        if time.time() - saved_at > SAVE_EVERY:
            save()
            saved_at = time.time()
        if state["step"] % args.score_every == 0:
            save()
            began = time.time()
            line = {"step": state["step"], "held out": model.score(mean, few(d for d in documents if d.held_out()))}
            started += time.time() - began
            print(json.dumps(line, default=float), file=log, flush=True)
    save()
