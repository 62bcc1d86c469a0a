#!/usr/bin/env python3
"""`quoth verify` as a user meets it, and the misquotations of the samples that were written by hand.
Usage: verify_test.py ROOT QUOTH [unittest arguments]"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv.pop(1)).resolve()
QUOTH = os.path.abspath(sys.argv.pop(1))

HARBOUR = """Title: The harbour
Date: 4 March 2021

ANN REED: Who closed the harbour in the spring?

TOM HALE: The council did. The harbour is not theirs, and we told them so. My father used to say, "Never sell a quay to a man in a hurry."

ANN REED: Will it open again?

TOM HALE: In May, when the harbour is dredged.
"""


def quoth(*arguments, given="", status=0):
    run = subprocess.run([QUOTH, *arguments], input=given, capture_output=True, text=True)
    assert run.returncode == status, (run.returncode, run.stderr)
    return run


def plain(text):
    return text.replace("’", "'")


class Verify(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.talk = self.folder / "harbour.txt"
        self.talk.write_text(HARBOUR)

    def ask(self, words, *options):
        run = quoth("verify", "--json", "--in", str(self.talk), *options, "--", words)
        return json.loads(run.stdout)

    def test_tells_who_said_it_to_which_question(self):
        verdict = self.ask("the harbour is not theirs – and we told them so", "--speaker", "Hale")
        match = verdict["matches"][0]
        self.assertEqual(verdict["status"], "verbatim")
        self.assertEqual((match["speaker"], match["turn"], match["by"]), ("Tom Hale", 1, "speaker"))
        self.assertFalse(verdict["speaker_differs"])
        self.assertEqual(match["answers"]["text"], "Who closed the harbour in the spring?")
        text = json.loads(quoth("annotate", str(self.talk)).stdout)["text"]
        self.assertEqual(text[match["begin"]:match["end"]], match["text"])

    def test_a_missing_not_is_located_and_marked(self):
        quote = "The harbour is theirs, and we told them so."
        verdict = self.ask(quote)
        match = verdict["matches"][0]
        self.assertEqual(verdict["status"], "altered")
        (difference,) = match["differences"]
        self.assertTrue(difference["negation"])
        begin, end = difference["source"]
        self.assertEqual(match["text"][begin - match["begin"]:end - match["begin"]], "not")
        self.assertEqual(difference["quote"], [quote.index("theirs")] * 2)

    def test_the_words_of_others_are_reported(self):
        verdict = self.ask("Never sell a quay to a man in a hurry", "--speaker", "Ann Reed")
        self.assertEqual(verdict["matches"][0]["by"], "reported")
        self.assertTrue(verdict["speaker_differs"])

    def test_a_single_word_says_how_often(self):
        verdict = self.ask("harbour")
        self.assertEqual((verdict["status"], verdict["occurrences"]), ("verbatim", 4), "said three times, and the title")
        page = quoth("verify", "--in", str(self.talk), "harbour").stdout
        self.assertIn("occurs 4 times", page)

    def test_bad_quotations_get_clear_answers(self):
        lines = [
            {"id": "long", "quote": "we told them " * 1700},
            {"id": "foreign", "quote": "Der Hafen gehört ihnen nicht, 港はあなたのものではありません."},
            {"id": "controls", "quote": "The har\u0000bour \u0007is\u001b[31m not\ttheirs"},
            {"id": "none", "quote": " – … \" "},
            {"id": "huge", "quote": "word " * 9000},
            {"quote": 5},
            {"id": "marks", "quote": "\"" * 100 + "[[[...the harbour is not theirs"},
        ]
        run = quoth("verify", "--json", "--in", str(self.talk), "-", status=1,
                    given="".join(json.dumps(line) + "\n" for line in lines) + "nonsense\n")
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual([a.get("status") or a["error"]["code"] for a in answers],
                         ["not found", "not found", "altered", "input.empty", "input.too_large", "json.field", "verbatim",
                          "json.syntax"])
        page = quoth("verify", "--in", str(self.talk), "is\u001b[31m not theirs").stdout
        self.assertNotIn("\u001b", page)

    def test_an_empty_store(self):
        (self.folder / "empty").mkdir()
        verdict = json.loads(quoth("verify", "--json", "--in", str(self.folder / "empty"), "any words at all").stdout)
        self.assertEqual((verdict["status"], verdict["matches"]), ("not found", []))
        missing = quoth("--store", str(self.folder / "none.db"), "verify", "words", status=1)
        self.assertIn("store.not_found", missing.stderr)

    def test_prose_has_words_that_nobody_says(self):
        prose = self.folder / "prose.txt"
        prose.write_text("The board met on Tuesday.\n\nReed said: \"We will not sell it to anybody.\" Then she left.\n")
        verdict = json.loads(quoth("verify", "--json", "--in", str(prose), "We will not sell it to anybody").stdout)
        match = verdict["matches"][0]
        self.assertEqual((verdict["status"], match["turn"], match["speaker"], match["by"]),
                         ("verbatim", None, None, "reported"))

    def test_two_transcripts_of_one_talk(self):
        other = self.folder / "other.txt"
        other.write_text(HARBOUR.replace("The council did.", "The town council did."))
        run = quoth("verify", "--json", "--in", str(self.talk), str(other), "In May, when the harbour is dredged")
        self.assertEqual(len(json.loads(run.stdout)["matches"]), 2)

    def test_an_article_worst_first(self):
        draft = self.folder / "draft.txt"
        draft.write_text("Hale was blunt. \"In May, when the harbour is dredged,\" he said.\n\n"
                         "\"The harbour is theirs, and we told them so,\" said Tom Hale.\n\n"
                         "“Will it open again?” asked Hale. The “whole quay must be burned down by Sunday” view is his.\n")
        run = quoth("verify", "--json", "--article", str(draft), "--in", str(self.talk))
        checked = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual([c["status"] for c in checked], ["altered", "verbatim", "not found", "verbatim"])
        self.assertEqual(checked[0]["speaker"], "Tom Hale")
        self.assertTrue(checked[1]["speaker_differs"])
        self.assertIn(checked[3]["speaker"], ("Hale", "Tom Hale"), "the article's name, or the fullest that it gives him")
        page = quoth("verify", "--article", str(draft), "--in", str(self.talk)).stdout
        self.assertIn("4 quotations", page)
        self.assertLessEqual(max(map(len, page.splitlines())), 80)

    def test_misquotations_written_by_hand(self):
        cases = [json.loads(line) for line in (ROOT / "tests/golden/verify/misquotations.jsonl").open()]
        given = "".join(json.dumps({"id": c["id"], "quote": c["quote"]}) + "\n" for c in cases)
        run = quoth("verify", "--json", "--in", *map(str, sorted((ROOT / "samples").glob("*/*"))), "-", given=given)
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual([a["id"] for a in answers], [c["id"] for c in cases])
        wrong = [c["quote"] for c, a in zip(cases, answers) if a["status"] not in c["status"]]
        self.assertLessEqual(len(wrong), len(cases) // 100, wrong)
        lost = []
        for case, answer in zip(cases, answers):
            if answer["status"] == "verbatim":
                self.assertIn("verbatim", case["status"], case["quote"])
            if answer["status"] == "altered" and "differences" in case and not self.differences_are_right(case, answer):
                lost.append(case["quote"])
        self.assertLessEqual(len(lost), len(cases) // 100, lost)

    def differences_are_right(self, case, answer):
        match = next(m for m in answer["matches"] if m["record"].endswith(case["file"]))
        found = {}
        for d in match["differences"]:
            (qb, qe), (sb, se) = d["quote"], d["source"]
            words = case["quote"][qb:qe], plain(match["text"][sb - match["begin"]:se - match["begin"]])
            found[words] = {flag for flag in ("negation", "number", "name") if d[flag]}
        for d in case["differences"]:
            words, flags = (d["quote"], d["source"]), set(d.get("flags", []))
            if words not in found or not flags <= found[words] or ("negation" in found[words]) != ("negation" in flags):
                return False
        return True

    def test_a_stream_needs_no_more_memory_for_more_lines(self):
        peaks = []
        for n in (200, 4000):
            lines = (self.folder / f"{n}.jsonl")
            with lines.open("w") as out:
                for i in range(n):
                    out.write(json.dumps({"id": str(i), "quote": f"the harbour is not theirs number {i}"}) + "\n")
            with lines.open() as given, (self.folder / "out").open("w") as out:
                process = subprocess.Popen([QUOTH, "verify", "--json", "--in", str(self.talk), "-"], stdin=given, stdout=out)
                _, status, usage = os.wait4(process.pid, 0)
            self.assertEqual(status, 0)
            self.assertEqual(sum(1 for _ in (self.folder / "out").open()), n)
            peaks.append(usage.ru_maxrss)
        if not os.environ.get("QUOTH_SANITIZE"):
            self.assertLess(peaks[1], peaks[0] * 1.25 + 2000, peaks)


unittest.main()
