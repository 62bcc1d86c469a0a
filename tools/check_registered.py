#!/usr/bin/env python3
"""Fails where a *_test.cc or a fuzz target on disk is compiled by no target. Usage: check_registered.py ROOT BUILD"""
import pathlib
import sys

from compiled import sources

root, build = map(pathlib.Path, sys.argv[1:])
compiled = {path.resolve() for path, _ in sources(build)}
on_disk = [*(root / "src").rglob("*_test.cc"), *(root / "tests").rglob("*_test.cc"), *(root / "fuzz").glob("*_fuzz.cc")]
missing = sorted(str(path) for path in on_disk if path.resolve() not in compiled)
for path in missing:
    print(f"{path} is in no target; run cmake again, or see cmake/module.cmake")
sys.exit(bool(missing))
