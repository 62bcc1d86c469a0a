#!/usr/bin/env python3
"""Checks what the program writes against docs/record.schema.json and docs/record.md.

Usage: record_schema_test.py [--update] ROOT QUOTH FILE...

FILE...: inputs that records are made of. --update writes the outputs of the examples in docs/record.md anew.
"""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

import jsonschema

EXAMPLE = re.compile(r"```json input\n(.*?)```\n\n```json output\n(.*?)```", re.S)


# What the examples show: they are the same whatever weights are installed.
LAYERS_OF_RULES = "blocks,turns,exchanges,sentences,diagnostics"


def annotate(quoth, *arguments, lines="", environment=None):
    """The lines that `quoth annotate` writes."""
    run = subprocess.run([quoth, "annotate", *arguments], input=lines.encode(), stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, env={**os.environ, **(environment or {})})
    return [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]


def strict(schema):
    """The schema with no room for fields that it does not name: the program must not write any."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(value) for key, value in schema.items()}
    if "properties" in schema and "oneOf" not in schema:
        closed.setdefault("additionalProperties", False)
    return closed


def check_spans(record):
    """What a schema cannot say: spans are of the text, indices are of their layers."""
    text = record["text"]

    def check(begin, end):
        assert 0 <= begin <= end <= len(text), (record["id"], begin, end)

    for layer in ("blocks", "turns", "sentences"):
        last = 0
        for part in record.get(layer, []):
            check(part["begin"], part["end"])
            assert part["begin"] >= last, (record["id"], layer, part)
            last = part["begin"]
    for turn in record.get("turns", []):
        for speaker in [turn["speaker"], *turn["also"]]:
            assert speaker is None or speaker < len(record["speakers"]), turn
        if turn["label"]:
            check(*turn["label"])
        for begin, end in turn["spans"]:
            assert turn["begin"] <= begin < end <= turn["end"], turn
    for exchange in record.get("exchanges", []):
        assert all(turn < len(record["turns"]) for turn in exchange["question"] + exchange["answer"]), exchange
    for i, claim in enumerate(record.get("claims", [])):
        check(claim["begin"], claim["end"])
        assert 0 < claim["score"] < 1 and (claim["same_as"] is None or claim["same_as"] < i), claim
    for i, answer in enumerate(record.get("answers", [])):
        assert (answer["question"] is None) != (answer["ask"] is None), answer
        assert answer["again"] is None or answer["again"] < i, answer
        for begin, end in [*answer["evidence"], *([answer["question"]] if answer["question"] else [])]:
            check(begin, end)
            assert begin < end, answer
    for evidence in record["meta"]["evidence"].values():
        if isinstance(evidence, list):
            check(*evidence)


def plain(data):
    """Line breaks of a wrapped paragraph are spaces in the text."""
    return data.replace(b"\n", b" ")


def check_source_map(record, source):
    """Runs cover the text without a gap, and what was copied is in the file."""
    text, runs = record["text"], record["source_map"]
    if runs and len(runs[0]) == 7:
        return
    at = 0
    copied = 0
    for text_begin, text_end, source_begin, source_end in runs:
        assert text_begin == at < text_end, (record["id"], text_begin, at)
        at = text_end
        assert source_begin <= source_end <= len(source)
        words = text[text_begin:text_end].encode()
        if plain(source[source_begin:source_end]) == plain(words):
            copied += len(words)
    assert at == len(text), record["id"]
    assert record["sha256"] == hashlib.sha256(source).hexdigest(), record["id"]
    assert copied > len(text.encode()) / 2, (record["id"], copied)


def check_files(quoth, files, validator):
    records = annotate(quoth, "--source-map", *files)
    assert [record["id"] for record in records] == files
    for path, record in zip(files, records):
        assert "error" not in record, record
        validator.validate(record)
        check_spans(record)
        check_language(record)
        check_source_map(record, pathlib.Path(path).read_bytes())
    fewer = annotate(quoth, "--layers", "sentences,turns", *files)
    for record, all_layers in zip(fewer, records):
        validator.validate(record)
        assert set(record) == {"quoth", "id", "sha256", "text", "meta", "speakers", "turns", "sentences"}, set(record)
        assert all(record[key] == all_layers[key] for key in record), record["id"]


def example(quoth, line):
    return annotate(quoth, "--layers", LAYERS_OF_RULES, lines=line, environment={"QUOTH_WEIGHTS": "none"})


def check_language(record):
    """Columns of one length; a tree for each sentence; words within their sentences."""
    tokens = record["tokens"]
    n = len(tokens["begin"])
    assert all(len(column) == n for column in tokens.values()), record["id"]
    if record["quoth"]["weights"] is None:
        assert n == 0 and "language.no_weights" in [remark["code"] for remark in record["diagnostics"]], record["id"]
        return
    at = 0
    for sentence in record["sentences"]:
        first = at
        while at < n and tokens["end"][at] <= sentence["end"]:
            assert sentence["begin"] <= tokens["begin"][at] < tokens["end"][at], (record["id"], at)
            at += 1
        heads = tokens["head"][first:at]
        assert heads.count(-1) == 1 and tokens["deprel"][first:at].count("root") == 1, (record["id"], sentence)
        for word in range(first, at):  # every way up ends at the root
            steps = 0
            while tokens["head"][word] >= 0:
                word, steps = tokens["head"][word], steps + 1
                assert first <= word < at and steps <= at - first, (record["id"], sentence)
    assert at == n, record["id"]
    for entity in record["entities"]:
        assert entity["mentions"] and (entity["speaker"] is None or entity["speaker"] < len(record["speakers"])), entity
        for mention in entity["mentions"]:
            begin, end = mention["phrase"]
            assert begin <= mention["begin"] < mention["end"] <= end <= len(record["text"]), entity


def check_examples(quoth, page, validator, inputs, update):
    text = page.read_text(encoding="utf-8")

    def output(match):
        (record,) = example(quoth, match[1])
        return match[0][:match.start(2) - match.start()] + layout(record) + "```"

    if update:
        page.write_text(EXAMPLE.sub(output, text), encoding="utf-8")
        return
    examples = EXAMPLE.findall(text)
    assert len(examples) == text.count("```json input") >= 4, len(examples)
    for line, expected in examples:
        (record,) = example(quoth, line)
        assert json.loads(expected) == record, "docs/record.md: run this test with --update\n" + layout(record)
        validator.validate(record)
        if "error" in record:
            try:
                assert not inputs.is_valid(json.loads(line)), line
            except json.JSONDecodeError:
                pass
        else:
            inputs.validate(json.loads(line))
            check_spans(record)


def layout(record):
    """The record for a reader: a line for each key, and for each entry of a layer."""
    lines = []
    for key, value in record.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            entries = ",\n".join("   " + json.dumps(entry, ensure_ascii=False) for entry in value)
            lines.append(f'{json.dumps(key)}: [\n{entries}]')
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{" + ",\n ".join(lines) + "}\n"


def main():
    arguments = sys.argv[1:]
    update = arguments[:1] == ["--update"]
    root, quoth, *files = arguments[update:]
    docs = pathlib.Path(root) / "docs"
    schema = json.loads((docs / "record.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    closed = strict(schema)
    validator = jsonschema.Draft202012Validator(closed)
    inputs = jsonschema.Draft202012Validator({**closed, "oneOf": [{"$ref": "#/$defs/input"}]})
    check_examples(quoth, docs / "record.md", validator, inputs, update)
    assert files, "no files given"
    check_files(quoth, files, validator)


if __name__ == "__main__":
    main()
