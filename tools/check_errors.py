#!/usr/bin/env python3
"""Keeps docs/errors.md the table of src/base/errors.def. Usage: check_errors.py ROOT [--update]"""
import pathlib
import re
import sys

HEAD = """# Errors

Every error of the program, the HTTP interface and the records of `quoth annotate` has a code of this table. Codes are
stable: scripts may match on them. On the command line an error reads `quoth: CODE: message (hint)`; the exit status is 1
where an input failed and 2 where the command was not understood.

This page is the table of `src/base/errors.def`; `tools/check_errors.py . --update` writes it.
"""


def page(definitions):
    lines = [HEAD.rstrip()]
    for line in definitions.splitlines():
        if heading := re.fullmatch(r"// (\w[^.]*)", line):
            lines += ["", f"## {heading[1]}", "", "| code | exit | HTTP | what to do |", "|---|---|---|---|"]
        elif row := re.fullmatch(r'QUOTH_ERROR\(\w+, "([\w.]+)", (\d), (\d+), "((?:[^"\\]|\\.)*)"\)', line):
            hint = row[4].replace('\\"', '"').replace("|", "\\|")
            lines.append(f"| `{row[1]}` | {row[2]} | {row[3]} | {hint} |")
        elif line.startswith("QUOTH_ERROR"):
            sys.exit(f"errors.def: a row that no reader of this table understands: {line}")
    return "\n".join(lines) + "\n"


root = pathlib.Path(sys.argv[1])
document = root / "docs/errors.md"
definitions = (root / "src/base/errors.def").read_text()
wanted = page(re.sub(r"\A(//.*\n)+", "", definitions))
if "--update" in sys.argv:
    document.write_text(wanted)
elif document.read_text() != wanted:
    sys.exit("docs/errors.md is not the table of errors.def; run tools/check_errors.py . --update")
