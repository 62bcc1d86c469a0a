#!/usr/bin/env python3
"""How long a PDF takes against plain `pdftotext -bbox-layout` on it, which reads it at least once.
Usage: pdf.py PROGRAM [PROGRAM OF ANOTHER BUILD] [--files FILE...] [--runs N]
Without files, one is made up: a talk of 200 pages. Every run is checked: a made up talk must give all its turns, other
files the same text in every run."""
import argparse
import json
import pathlib
import statistics
import tempfile
import textwrap

import measure
import transcript

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("programs", nargs="+")
parser.add_argument("--files", nargs="+", default=[])
parser.add_argument("--runs", type=int, default=5)
arguments = parser.parse_args()

PAGES, LINES = 200, 46


def pdf_string(text):
    return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ") Tj"


def page_stream(lines, number):
    """A page with a running head: lines of (bold label or "", text)."""
    parts = ["BT /F1 9 Tf 72 800 Td (A talk with Ann Reed) Tj ET", f"BT /F1 9 Tf 290 30 Td ({number}) Tj ET"]
    for row, (label, text) in enumerate(lines):
        bold = f"/F2 11 Tf {pdf_string(label + ': ')} " if label else ""
        parts.append(f"BT 72 {770 - 15 * row} Td {bold}/F1 11 Tf {pdf_string(text)} ET")
    return "\n".join(parts).encode("latin-1")


def write_pdf(path):
    """A talk of PAGES pages. Gives the number of its turns."""
    lines, n_turns = [], 0
    for label, text in transcript.turns():
        if len(lines) >= PAGES * LINES:
            break
        wrapped = textwrap.wrap(text, 72)
        lines += [(label if i == 0 else "", line) for i, line in enumerate(wrapped)] + [("", "")]
        n_turns += 1
    pages = [lines[i:i + LINES] for i in range(0, len(lines), LINES)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
                   b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(len(pages))), len(pages)),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold >>"]
    for i, page in enumerate(pages):
        stream = page_stream(page, i + 1)
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                       b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (6 + 2 * i))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    path.write_bytes(out)
    return n_turns


def record_of(program, path):
    chunks = []
    cost = measure.run([program, "annotate", "--layers", "turns", str(path)], chunks.append)
    return cost, json.loads(b"".join(chunks))


def median(costs, name):
    return statistics.median(getattr(cost, name) for cost in costs)


def compare(path, wanted):
    command = ["pdftotext", "-bbox-layout", str(path), "-"]
    plain = [measure.run(command, lambda chunk: None) for _ in range(arguments.runs)]
    for program in arguments.programs:
        costs, records = zip(*(record_of(program, path) for _ in range(arguments.runs)))
        if len({record["text"] for record in records}) != 1:
            raise SystemExit(f"{program}: {path.name}: the text differs from run to run")
        n_turns = len(records[0]["turns"])
        if wanted is not None and n_turns != wanted:
            raise SystemExit(f"{program}: {n_turns} turns of {wanted}")
        row = [median(part, name) for name in ("wall", "cpu") for part in (plain, costs)]
        print(f"{row[0]:8.3f} {row[1]:8.3f} {row[1] / row[0]:6.2f}   {row[2]:8.3f} {row[3]:8.3f} {row[3] / row[2]:6.2f}   "
              f"{max(cost.peak for cost in costs) / 1e6:8.0f} {n_turns:6}  {path.name}  {program}", flush=True)


print(f"{'wall s:':>8} {'':>8} {'':>6}   {'cpu s:':>8}")
print(f"{'poppler':>8} {'quoth':>8} {'ratio':>6}   {'poppler':>8} {'quoth':>8} {'ratio':>6}   {'peak MB':>8} {'turns':>6}  file, program")
if arguments.files:
    for file in arguments.files:
        compare(pathlib.Path(file), None)
else:
    with tempfile.TemporaryDirectory() as folder:
        made_up = pathlib.Path(folder) / "talk.pdf"
        compare(made_up, write_pdf(made_up))
