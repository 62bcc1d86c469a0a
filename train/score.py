"""Figures on the held-out part of the training data, to choose by; or on the development files, to tell."""
import re

import torch

from . import data, model
from .quantise import rounded


def opened(path, quantised=False) -> model.Model:
    """The averaged weights of a checkpoint, ready to read."""
    saved = torch.load(path, weights_only=False)
    net = model.Model(saved["known"])
    net.load_state_dict(saved["mean"])
    net.eval()
    return rounded(net) if quantised else net


def figures(args):
    torch.set_num_threads(args.threads)
    net = opened(args.checkpoint, args.quantised)
    documents, _, _ = data.load(args.data, names=args.tasks or tuple(net.heads), part="dev" if args.dev else "train")
    return model.score(net, [d for d in documents if (args.dev or d.held_out()) and re.search(args.only, d.id)], args.tasks)
