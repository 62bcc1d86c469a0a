#!/usr/bin/env python3
"""Fails where a file of the repository names a machine: paths of somebody's disk, hosts that packages came from, numbers
of a tracker that the reader cannot see. Usage: check_words.py ROOT"""
import re
import sys

import tree

# By the ends of their names, so that none stands here whole.
REGISTRIES = {"org": ("pypi", "pythonhosted", "npmjs", r"proxy\.golang"), "com": ("npmjs",), "dev": ("pkg",), "io": ("crates",)}
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.$~}])/(work|root|home|Users|mnt)/\w"),
    "a host of a package registry": re.compile(
        r"\b(" + "|".join(rf"{name}\.{end}" for end, names in REGISTRIES.items() for name in names) + r"|artifactory)\b", re.I),
    "an issue number": re.compile(r"\b(issue|ticket|PR|pull request) *#?\d+\b|(?<=[\s(])#\d+\b(?!;)", re.I),
}
TEXTS = ("samples/", "tests/golden/", "fuzz/corpus/")  # words of transcripts, not ours about the project

wrong = 0
for path in tree.files(sys.argv[1]):
    name = path.relative_to(sys.argv[1]).as_posix()
    if name.startswith(TEXTS) or name in ("LICENSE", "tools/check_words.py") or path.suffix in (".safetensors", ".png"):
        continue
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        for what, pattern in FORBIDDEN.items():
            if pattern.search(line):
                print(f"{name}:{number}: {what}: {line.strip()[:100]}")
                wrong += 1
sys.exit(wrong > 0)
