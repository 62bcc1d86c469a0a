#!/usr/bin/env python3
"""Runs clang-tidy over the sources, as .clang-tidy says. What passed once is not looked at again until the file, or a
header that it includes, changes. Usage: check_tidy.py ROOT BUILD"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

root, build = map(pathlib.Path, sys.argv[1:])
INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.M)


def closure(path, seen):
    """Adds `path` and all of our own headers that it includes to `seen`."""
    if path in seen or not path.exists():
        return
    seen.add(path)
    for name in INCLUDE.findall(path.read_bytes()):
        closure(root / "src" / name.decode(), seen)


def fingerprint(path):
    seen = {root / ".clang-tidy"}
    closure(path, seen)
    digest = hashlib.sha256()
    for file in sorted(seen):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def check(path):
    command = ["clang-tidy-14", "-p", str(build), "--quiet", str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return done.returncode, done.stdout


def main():
    compiled = json.loads((build / "compile_commands.json").read_text())
    files = sorted({pathlib.Path(entry["file"]) for entry in compiled})
    files = [file for file in files if file.is_relative_to(root / "src") and not file.name.endswith("_test.cc")]
    memory = build / "tidy.json"
    passed = json.loads(memory.read_text()) if memory.exists() else {}
    prints = {file: fingerprint(file) for file in files}
    todo = [file for file in files if passed.get(str(file)) != prints[file]]
    print(f"{len(todo)} of {len(files)} files to look at")
    wrong = False
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for file, (status, output) in zip(todo, pool.map(check, todo)):
            if status:
                print(output)
                wrong = True
            else:
                passed[str(file)] = prints[file]
                memory.write_text(json.dumps(passed))  # at once, so that a run that is cut short is not lost
    return wrong or not files


if __name__ == "__main__":
    sys.exit(main())
