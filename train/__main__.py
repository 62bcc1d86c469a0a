"""python -m train fit | score | annotate | export"""
import argparse
import json
import sys

from . import tasks


def main():
    top = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    p = commands.add_parser("fit", help="train all tasks together, or go on")
    p.add_argument("--data", default="../shared/data")
    p.add_argument("--name", default="joint", help="folder under train/checkpoints")
    p.add_argument("--tasks", type=lambda s: tuple(s.split(",")), default=tasks.NAMES)
    p.add_argument("--steps", type=int, default=6000)
    p.add_argument("--pieces", type=int, default=1800, help="word pieces a batch")
    p.add_argument("--rate", type=float, default=3e-4)
    p.add_argument("--head-rate", type=float, default=2e-3)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--score-every", type=int, default=500)
    p.add_argument("--open", action="store_true", help="leave out data whose licence forbids commercial use or is not stated")
    p.add_argument("--all", action="store_true", help="train on the held-out part as well")
    p.add_argument("--start-from", help="a checkpoint to take what weights fit from")
    p = commands.add_parser("score", help="figures on the held-out part of the training data, or on the development files")
    p.add_argument("--data", default="../shared/data")
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--quantised", action="store_true", help="with the weights rounded as they are exported")
    p.add_argument("--dev", action="store_true", help="the development files, for final figures only")
    p.add_argument("--tasks", type=lambda s: tuple(s.split(",")))
    p.add_argument("--only", default="", help="documents whose name has this pattern")
    p.add_argument("--threads", type=int, default=1)
    p = commands.add_parser("annotate", help="JSON lines in, records out, as `quoth annotate` has them: the reference for the program")
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--quantised", action="store_true")
    p.add_argument("--threads", type=int, default=1)
    p = commands.add_parser("export", help="int8 weights for the program")
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--to", default="models/quoth.safetensors")
    p.add_argument("--scores", help="what `score --dev --quantised` printed, for the card")
    args = top.parse_args()
    if args.command == "fit":
        from .fit import fit
        fit(args)
    elif args.command == "score":
        from .score import figures
        print(json.dumps(figures(args), indent=1, default=float))
    elif args.command == "annotate":
        from .annotate import stream
        stream(args, sys.stdin, sys.stdout)
    else:
        from .export import export
        export(args)


main()
