#!/usr/bin/env python3
"""Fails where clang-format would change a C++ file. Usage: check_format.py ROOT"""
import subprocess
import sys

import tree

files = [str(path) for path in tree.files(sys.argv[1]) if path.suffix in (".h", ".cc")]
if not files:
    sys.exit("no C++ files found")
sys.exit(subprocess.run(["clang-format-14", "--dry-run", "--Werror", *files]).returncode)
