#!/usr/bin/env python3
"""Installs into a folder that is gone afterwards, and fails where something is not where Debian expects it, or the
installed program does not run. Usage: check_install.py BUILD"""
import pathlib
import subprocess
import sys
import tempfile

EXPECTED = ["bin/quoth", "share/man/man1/quoth.1", "share/doc/quoth/LICENSE", "share/doc/quoth/README.md"]

if (pathlib.Path(__file__).parent.parent / "models/quoth.safetensors").exists():
    EXPECTED += ["share/quoth/quoth.safetensors", "share/quoth/README.md"]

with tempfile.TemporaryDirectory() as prefix:
    subprocess.run(["cmake", "--install", sys.argv[1], "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
    found = sorted(path.relative_to(prefix).as_posix() for path in pathlib.Path(prefix).rglob("*") if path.is_file())
    if found != sorted(EXPECTED):
        sys.exit(f"installed: {found}\nexpected:  {sorted(EXPECTED)}")
    version = subprocess.run([prefix + "/bin/quoth", "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout
    if not version.startswith("quoth "):
        sys.exit(f"quoth --version says: {version}")
