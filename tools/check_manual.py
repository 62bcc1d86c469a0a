#!/usr/bin/env python3
"""Keeps the manual page whole: mandoc finds no fault in it, and it has every command that `quoth --help` names and no
other. Usage: check_manual.py ROOT PROGRAM"""
import pathlib
import re
import subprocess
import sys

page = pathlib.Path(sys.argv[1]) / "docs/quoth.1"
lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(page)])
text = subprocess.run([sys.argv[2], "--help"], stdout=subprocess.PIPE, text=True, check=True).stdout
of_program = set(re.findall(r"^  ([a-z]+)  ", text.partition("Subcommands:")[2], re.M))
of_page = set(re.findall(r"^\.It Cm (\w+)", page.read_text(), re.M))
for command in sorted(of_program ^ of_page):
    print(f"{command} is only in {'the program' if command in of_program else 'docs/quoth.1'}")
sys.exit(lint.returncode != 0 or of_program != of_page)
