#!/usr/bin/env python3
"""Reported speech in texts that are not as they should be, and what is rare in transcripts. Usage: quotes_input_test.py QUOTH [unittest arguments]; 77 is the exit
status where there are no weights."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

QUOTH = os.path.abspath(sys.argv.pop(1))


def run(*arguments, given="", status=0):
    done = subprocess.run([QUOTH, *arguments], input=given, capture_output=True, text=True)
    assert done.returncode == status, (done.returncode, done.stderr)
    return done.stdout


def annotate(**text):
    return json.loads(run("annotate", given=json.dumps({"id": "a", **text}) + "\n"))


def words(record, spans):
    return " ... ".join(record["text"][begin:end] for begin, end in spans)


class BadInput(unittest.TestCase):
    def contents(self, record):
        return [words(record, quote["content"]) for quote in record["quotes"]]

    def store(self, text):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = pathlib.Path(folder.name)
        (path / "talk.txt").write_text(text)
        run("--store", str(path / "s.db"), "--quiet", "add", str(path / "talk.txt"))
        return str(path / "s.db")

    def test_one_word(self):
        record = annotate(text="The mayor was asked twice. \"Never,\" said Ann Reed.")
        self.assertIn("\"Never,\"", self.contents(record))

    def test_five_thousand_words(self):
        speech = " ".join(f"We counted boat {i} in the harbour." for i in range(800))
        record = annotate(text=f"Ann Reed read out a statement. She said: \"{speech}\" Then she left.")
        (quote,) = [q for q in record["quotes"] if q["kind"] == "direct"]
        self.assertEqual(words(record, quote["content"]), f"\"{speech}\"")

    def test_another_language(self):
        text = "Der Bürgermeister sagte: „Der Hafen bleibt zu.“ 市長は「港は閉まったままだ」と述べた。"
        record = annotate(text=text)
        self.assertEqual([c for c in self.contents(record) if "Hafen" in c], ["„Der Hafen bleibt zu.“"])

    def test_control_characters(self):
        store = self.store("ANN REED: The clerk said \u001b[31mthat the har\u0007bour\u001b[0m was shut.\n\nTOM HALE: Who said it?\n")
        for page in (run("--store", store, "quotes"), run("--store", store, "show", "1", "--layer", "quotes")):
            self.assertIn("was shut", page)
            self.assertFalse([c for c in page if ord(c) < 32 and c != "\n"])

    def test_an_empty_store(self):
        store = self.store("ANN REED: Tom Hale said that the quay was sold.\n\nTOM HALE: When?\n")
        run("--store", store, "remove", "1")
        self.assertEqual(run("--store", store, "quotes"), "")
        self.assertEqual(run("--store", store, "--json", "quotes", "--matrix"), "")

    def test_an_article_is_read_as_well_as_an_interview(self):
        said = "The meeting was short. Tom Hale told the council that the quay was sold in secret. Nobody answered."
        for record in (annotate(text=said, layout="prose"), annotate(turns=[{"speaker": "Ann Reed", "text": said}])):
            (quote,) = record["quotes"]
            self.assertEqual(words(record, quote["content"]), "the quay was sold in secret")
            self.assertEqual(words(record, quote["source"]), "Tom Hale")

    def test_a_hundred_unclosed_marks(self):
        text = "\n\n".join(f"Ann Reed said: \"We counted boat {i} and went home." for i in range(100))
        started = time.monotonic()
        record = annotate(text=text)
        self.assertLess(time.monotonic() - started, 20)
        for quote in record["quotes"]:
            self.assertNotIn("\n\n", words(record, quote["content"]), "none runs on over what another says")
        self.assertGreater(len(record["quotes"]), 80)

    def test_a_chain_of_many_hands_is_a_tree(self):
        people = ["the clerk", "the cook", "the pilot", "the doctor", "the judge", "the lawyer", "the nurse", "the mayor",
                  "the teacher", "the painter", "the porter", "the sailor"]
        chain = "".join(f"{who} said that " for who in people) + "the bridge was shut"
        store = self.store(f"ANN REED: Yesterday {chain}.\n\nTOM HALE: Who said it?\n")
        rows = [json.loads(line) for line in run("--store", store, "quotes", "--json").splitlines()]
        self.assertGreater(max(len(row["chain"]) for row in rows), 10)
        self.assertEqual({row["source"] for row in rows}, set(people))
        page = run("--store", store, "quotes")
        self.assertLessEqual(max(map(len, page.splitlines())), 80)
        for who in people:
            self.assertIn(who, page)


class Rare(unittest.TestCase):
    def quotes(self, *turns):
        record = annotate(turns=[{"speaker": speaker, "text": text} for speaker, text in turns])
        names = {"speaker": lambda h: record["speakers"][h]["name"], "entity": lambda h: record["entities"][h]["name"],
                 "unnamed": lambda span: words(record, [span])}
        return {words(record, q["cue"]): (words(record, q["content"]), [names[k](h) for k, h in q["holder"].items()][0])
                for q in record["quotes"]}

    def test_what_a_document_condemns(self):
        quotes = self.quotes(("Ann Reed", "They signed a joint statement, which condemned the attack on the lock and reaffirmed support "
                                          "for the treaty."))
        self.assertEqual(quotes["condemned"], ("the attack on the lock", "a joint statement"))
        self.assertEqual(quotes["reaffirmed"], ("support for the treaty", "a joint statement"))

    def test_he_and_she_by_given_names(self):
        quotes = self.quotes(("Ann Reed", "I met Otto Pell and Maria Low in the harbour. She told me that the lock was shut. "
                                          "He denied that it was ever open."))
        self.assertEqual(quotes["told"], ("the lock was shut", "Maria Low"))
        self.assertEqual(quotes["denied"], ("it was ever open", "Otto Pell"))

    def test_he_is_who_was_said_to_say_something(self):
        quotes = self.quotes(("Ann Reed", "What does your neighbour across the bay want?"),
                             ("Bo Lind", "I can only repeat what President T.Hale said when the children asked him whether Chancellor O.Berg is his rival or his "
                                         "friend. He declared that \"he is a rival, a strong rival, but we can sail together\"."))
        self.assertEqual(quotes["declared"][1], "T.Hale")

    def test_what_is_known_reports_where_somebody_gives_it(self):
        quotes = self.quotes(("Ann Reed", "My deputy, Maria Low, gave facts that we sell timber to the islands. You cannot hide the fact that it is wet."))
        self.assertEqual(quotes, {"gave facts": ("we sell timber to the islands", "Maria Low")})

    def test_a_lone_first_name_is_the_speaker(self):
        quotes = self.quotes(("Ann Reed", "Will you sell the quay?"), ("Otto Pell", "Never."),
                             ("Tom Hale", "Otto has said that he would sell it tomorrow."))
        self.assertEqual(quotes["has said"][1], "Otto Pell")


if json.loads(run("annotate", given='{"id": "a", "text": "Yes."}\n'))["quoth"]["weights"] is None:
    sys.exit(77)
unittest.main()
