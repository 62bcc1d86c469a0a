#!/usr/bin/env python3
"""Runs clang-tidy over the sources, as .clang-tidy says, several of a folder at a time, so that what they include is read
once. What passed once is not looked at again until a file of the batch, or a header that it includes, changes.
Usage: check_tidy.py ROOT BUILD"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

import compiled

root, build = map(pathlib.Path, sys.argv[1:])
folder = build / "tidy"
SIZE = 8  # as CMAKE_UNITY_BUILD_BATCH_SIZE of the presets: the same sources together
INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.M)


def closure(path, seen):
    """Adds `path` and all of our own headers that it includes to `seen`."""
    if path in seen or not path.exists():
        return
    seen.add(path)
    for name in INCLUDE.findall(path.read_bytes()):
        closure(root / "src" / name.decode(), seen)


def fingerprint(batch):
    seen = {root / ".clang-tidy"}
    for path in batch:
        closure(path, seen)
    digest = hashlib.sha256()
    for file in sorted(seen):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def batches(sources):
    """The sources of src/ in the order of their folders, at most SIZE of those that are compiled the same way at a time, each
    with a name and how its first is compiled."""
    ways = {}
    for path, entry in sources:
        if path.is_relative_to(root / "src") and not path.name.endswith("_test.cc"):
            module = path.relative_to(root / "src").parts[0]
            ways.setdefault((module, entry["command"].split(" -o ")[0]), {})[str(path)] = entry
    for number, ((module, _), entries) in enumerate(sorted(ways.items())):
        paths = sorted(entries)
        for first in range(0, len(paths), SIZE):
            batch = [pathlib.Path(path) for path in paths[first:first + SIZE]]
            yield f"{module}_{number}_{first // SIZE}", batch, entries[paths[first]]


def write_batches(todo):
    """Writes a source a batch, which includes all of it, and how each is compiled."""
    commands = []
    folder.mkdir(exist_ok=True)
    for name, batch, entry in todo:
        together = folder / f"{name}.cc"
        together.write_text("".join(f'#include "{path}"\n' for path in batch))
        commands.append({**entry, "file": str(together), "command": entry["command"].replace(entry["file"], str(together))})
    (folder / "compile_commands.json").write_text(json.dumps(commands))


def check(name):
    command = ["clang-tidy-14", "-p", str(folder), "--quiet", str(folder / f"{name}.cc")]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return done.returncode, done.stdout


def main():
    todo = list(batches(compiled.sources(build)))
    memory = build / "tidy.json"
    passed = json.loads(memory.read_text()) if memory.exists() else {}
    prints = {name: fingerprint(batch) for name, batch, _ in todo}
    n_all = len(todo)
    todo = [each for each in todo if passed.get(each[0]) != prints[each[0]]]
    write_batches(todo)
    print(f"{len(todo)} of {n_all} batches to look at")
    wrong = False
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        names = [name for name, _, _ in todo]
        for name, (status, output) in zip(names, pool.map(check, names)):
            if status:
                print(output)
                wrong = True
            else:
                passed[name] = prints[name]
                memory.write_text(json.dumps(passed))  # at once, so that a run that is cut short is not lost
    return wrong or not n_all


if __name__ == "__main__":
    sys.exit(main())
