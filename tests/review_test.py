#!/usr/bin/env python3
"""Reviews as a newsroom makes them, through the program. Usage: review_test.py QUOTH [unittest arguments]"""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

QUOTH = os.path.abspath(sys.argv.pop(1))

HARBOUR = """Title: The harbour
Date: 4 March 2021

ANN REED: Who closed the harbour in the spring, and what did that cost us?

TOM HALE: The council closed it. It cost us nine million crowns, and nobody was asked.

ANN REED: Will it open again?

TOM HALE: In May, when the harbour is dredged.
"""
COST = "It cost us nine million crowns"


class Reviews(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="quoth-review-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.write(HARBOUR)
        self.quoth("add", "harbour.txt")
        self.cost = self.position(1, COST)

    def write(self, text):
        (self.folder / "harbour.txt").write_text(text)

    def quoth(self, *arguments, status=0):
        environment = {**os.environ, "QUOTH_WEIGHTS": "none"}
        done = subprocess.run([QUOTH, "--store", "quoth.db", *map(str, arguments)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, env=environment, cwd=self.folder)
        self.assertEqual(done.returncode, status, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def rows(self, *arguments):
        return [json.loads(line) for line in self.quoth("--json", *arguments).stdout.splitlines()]

    def position(self, record, words):
        begin = self.rows("export", record)[0]["text"].index(words)
        return f"{record}:{begin}-{begin + len(words)}"

    def verdict(self, rating, author, *more):
        self.quoth("review", "verdict", self.cost, rating, "--author", author, "--why", "The accounts say so", "--evidence",
                   "https://example.org/accounts", "--evidence", "8.9 million in all", *more)

    def test_from_the_queue_to_the_verdict(self):
        self.quoth("review", "state", self.cost, "shortlisted", "--author", "Ann")
        self.quoth("review", "assign", 1, "Tom", "--author", "Ann")
        self.verdict("Mostly right", "Tom")
        self.quoth("review", "state", 1, "checked", "--author", "Tom")
        [item] = self.rows("review")
        self.assertEqual((item["state"], item["assignee"], item["version"]), ("checked", "Tom", 4))
        self.assertEqual(item["words"], COST)
        self.assertEqual(item["place"]["how"], "in place")
        [verdict] = item["verdicts"]
        self.assertEqual(verdict["evidence"], [{"url": "https://example.org/accounts", "quotation": None},
                                               {"url": None, "quotation": "8.9 million in all"}])
        self.assertEqual(self.rows("review", "--state", "dropped"), [])
        self.assertEqual(len(self.rows("review", "--assignee", "tom", "--record", "harbour.txt")), 1)
        shown = self.quoth("review").stdout
        self.assertIn("Tom: Mostly right", shown)
        self.assertIn("It cost us nine", shown)

    def test_history_and_undo(self):
        self.verdict("Wrong", "Tom")
        self.quoth("review", "undo", self.cost, "--author", "Ann", "--why", "The wrong year")
        [item] = self.rows("review", "history", 1)
        self.assertEqual(item["verdicts"], [])
        self.assertEqual([(e["field"], e["holds"], e["author"]) for e in item["history"]],
                         [("verdict", False, "Tom"), (None, True, "Ann")])
        self.assertIn("(taken back)", self.quoth("review", "history", 1).stdout)

    def test_corrections(self):
        self.quoth("review", "state", self.cost, "new")
        self.quoth("review", "correct", 1, "span", COST + ", and nobody was asked", "--why", "One claim")
        self.quoth("review", "correct", "1:t1", "speaker", "Tom Hale senior", "--why", "His father spoke")
        claim, turn = self.rows("review")
        self.assertEqual(claim["words"], COST + ", and nobody was asked")
        self.assertEqual(claim["bound"]["words"], COST)
        self.assertEqual(turn["speaker"]["value"], "Tom Hale senior")
        self.assertEqual(self.rows("show", 1)[0]["speakers"][1]["name"], "Tom Hale")

    def test_two_at_once(self):
        self.verdict("Wrong", "Tom", "--seen", "0")
        failed = self.quoth("review", "state", 1, "dropped", "--seen", "0", "--author", "Ann", status=1)
        self.assertIn("quoth: review.stale: review 1 is at version 1, not 0; Tom: verdict (look", failed.stderr)
        self.quoth("review", "state", 1, "checked", "--seen", "1", "--author", "Ann")

    def test_what_is_refused(self):
        for arguments, status, code in [
            (("state", self.cost, "finished"), 2, "review.invalid: there is no state finished (new, shortlisted,"),
            (("state", self.cost, "checked", "--author", ""), 2, "review.invalid: the author is empty"),
            (("verdict", self.cost, "Wrong", "--why", "So"), 2, "review.invalid: a verdict needs evidence"),
            (("verdict", self.cost, "Wrong", "--evidence", "8.9"), 2, "review.invalid: the reason is missing"),
            (("verdict", self.cost, "Wrong", "--why", "So", "--evidence", "javascript://x"), 2, "review.invalid"),
            (("verdict", self.cost, "\x1b[2J", "--why", "So", "--evidence", "8.9"), 2, "review.invalid"),
            (("state", "1:t99", "checked"), 1, "review.not_found"),
            (("state", "1:0-99999", "checked"), 2, "review.invalid"),
            (("state", "7", "checked"), 1, "review.not_found"),
            (("state", "nothing", "checked"), 2, "review.invalid"),
            (("undo", self.cost, "--why", "So"), 1, "review.not_found"),
        ]:
            self.assertIn(code, self.quoth("review", *arguments, status=status).stderr, arguments)
        self.assertEqual(self.quoth("review", "--state", "x", status=2).stdout, "")
        self.assertEqual(self.rows("review"), [])

    def test_a_corrected_transcript(self):
        self.verdict("Wrong", "Tom")
        self.quoth("refresh", 1)
        self.assertEqual(self.rows("review")[0]["place"]["how"], "in place")
        self.write(HARBOUR.replace("The council closed it.", "The town council closed it."))
        self.quoth("add", "harbour.txt")
        self.quoth("remove", 1)
        place = self.rows("review")[0]["place"]
        self.assertEqual((place["how"], place["record"], place["text"]), ("moved", 2, COST))
        self.write(HARBOUR.replace("nine million", "ninety million"))
        self.quoth("add", "harbour.txt")
        self.quoth("remove", 2)
        place = self.rows("review", "--lost")[0]["place"]
        self.assertEqual((place["how"], place["text"]), ("changed", "It cost us ninety million crowns"))
        exported = self.quoth("export", "--as", "claimreview")
        self.assertNotIn("ClaimReview", exported.stdout)
        self.assertIn("the verdict of review 1 is held back: the words that it judges are changed", exported.stderr)
        self.quoth("remove", 3)
        self.assertEqual(self.rows("review")[0]["place"], {"how": "lost", "record": None})
        failed = self.quoth("review", "verdict", 1, "Right", "--why", "So", "--evidence", "8.9", status=1)
        self.assertIn("review.lost", failed.stderr)

    def test_claimreview(self):
        self.quoth("review", "state", self.position(1, "The council closed it"), "checked")
        self.verdict("Wrong </script>", "Tom")
        line = self.quoth("export", "--as", "claimreview", 1).stdout
        self.assertNotIn("<", line)
        page = json.loads(line)
        self.assertEqual(page["@context"], "https://schema.org")
        plain, judged = page["@graph"]
        self.assertEqual((plain["@type"], plain["text"]), ("Claim", "The council closed it"))
        self.assertNotIn("reviewRating", plain)
        self.assertEqual(judged["@type"], "ClaimReview")
        self.assertEqual(judged["claimReviewed"], COST)
        self.assertEqual(judged["author"], {"@type": "Person", "name": "Tom"})
        self.assertEqual(judged["reviewRating"], {"@type": "Rating", "alternateName": "Wrong </script>"})
        self.assertEqual(judged["itemReviewed"]["author"], {"@type": "Person", "name": "Tom Hale"})
        self.assertEqual(judged["itemReviewed"]["datePublished"], "2021-03-04")
        self.assertRegex(judged["itemReviewed"]["appearance"]["identifier"], "^sha256:[0-9a-f]{64}#char=[0-9]+,[0-9]+$")

    def test_claims_that_nobody_has_reviewed(self):
        for number, words in enumerate(["The council closed it", COST]):
            begin, end = self.position(1, words).partition(":")[2].split("-")
            database = sqlite3.connect(self.folder / "quoth.db")
            with database:
                database.execute("INSERT INTO claims VALUES (1, ?, 1, ?, ?, 0.9, NULL, 1, NULL, NULL, NULL, NULL, ?)",
                                 (number, begin, end, words))
            database.close()
        self.assertEqual(len(self.rows("claims", "--unreviewed")), 2)
        self.assertIn("1:c1", self.quoth("claims").stdout)
        self.quoth("review", "state", "1:c1", "shortlisted")
        [left] = self.rows("claims", "--unreviewed")
        self.assertEqual(left["claim"], 0)
        self.assertEqual(len(self.rows("claims")), 2)

    def put_answer(self):
        """An answer as the program would have found it."""
        text = self.rows("export", 1)[0]["text"]
        question, reply = text.index("Will it open again?"), text.index("In May")
        database = sqlite3.connect(self.folder / "quoth.db")
        with database:
            database.execute("INSERT OR REPLACE INTO answers VALUES (1, 0, 1, ?, ?, NULL, 'ambivalent', 'general', 0.5, 1, NULL, 2, 3, NULL)",
                             (question, question + len("Will it open again?")))
            database.execute("DELETE FROM answers WHERE number > 0")
            database.execute("DELETE FROM answer_evidence")
            database.execute("INSERT INTO answer_evidence VALUES (1, 0, 0, ?, ?)", (reply, reply + len("In May")))
        database.close()

    def test_a_corrected_reading_is_shown_everywhere(self):
        self.put_answer()
        self.assertEqual(len(self.rows("answers", "--unreviewed")), 1)
        self.quoth("review", "correct", "1:a0", "reading", "explicit", "--author", "Ann", "--why", "May it is")
        [answer] = self.rows("answers", "--reviewed")
        self.assertEqual((answer["clarity"], answer["technique"], answer["unsure"]), ("clear reply", "explicit", False))
        self.assertEqual(answer["review"]["machine"], {"clarity": "ambivalent", "technique": "general", "unsure": True})
        self.assertEqual(answer["review"]["reading"]["author"], "Ann")
        self.assertEqual(self.rows("answers", "--unreviewed"), [])
        self.assertIn("explicit · corrected by Ann", self.quoth("answers").stdout)
        self.assertIn(",explicit,0.5,0,In May,,new,Ann\n", self.quoth("answers", "--csv").stdout)
        self.assertEqual([hit["turn"] for hit in self.rows("search", "answer:reply")], [3])
        self.assertEqual(self.rows("search", "answer:ambivalent"), [])
        self.assertEqual(self.rows("answers", "--summary")[0]["clear_reply"], 1)

    def test_a_corrected_claim_is_shown_everywhere(self):
        self.quoth("review", "state", self.cost, "shortlisted", "--author", "Ann")
        longer = COST + ", and nobody was asked"
        self.quoth("review", "correct", 1, "span", longer, "--why", "One claim", "--author", "Ann")
        self.quoth("review", "correct", 1, "speaker", "The harbour board", "--why", "Its report says so", "--author", "Ann")
        [claim] = self.rows("claims", "--state", "shortlisted")
        self.assertEqual((claim["text"], claim["holder"]), (longer, "The harbour board"))
        self.assertEqual(claim["review"]["span"]["words"], longer)
        self.assertIsNone(claim["review"]["machine"], "only people found it")
        shown = self.quoth("claims").stdout
        self.assertIn("Tom Hale < The harbour board", shown)
        self.assertIn("shortlisted · corrected by Ann", shown)
        self.assertIn(",shortlisted,,", self.quoth("claims", "--csv").stdout)
        self.assertEqual([hit["turn"] for hit in self.rows("search", "claim:shortlisted by:board")], [1])
        self.assertEqual(self.rows("search", "claim:dropped"), [])

    def test_a_corrected_speaker_is_shown_everywhere(self):
        self.quoth("review", "correct", "1:t1", "speaker", "Dora Falk", "--why", "The label is misprinted", "--author", "Ann")
        self.assertIn("Dora Falk", self.quoth("show", 1).stdout)
        self.assertEqual([hit["turn"] for hit in self.rows("search", "council", "--speaker", "Dora Falk")], [1])
        [record] = self.rows("export", 1)
        self.assertEqual(record["turns"][1]["speaker"], 1)
        self.assertEqual(record["turns"][1]["review"]["speaker"]["name"], "Dora Falk")
        self.quoth("review", "undo", 1, "--why", "The other one was right")
        self.assertEqual([hit["turn"] for hit in self.rows("search", "council", "--speaker", "Tom Hale")], [1])
        self.assertIsNone(self.rows("export", 1)[0]["turns"][1]["review"]["speaker"])

    def test_agreement(self):
        for words, ann, tom in [("The council closed it", "Right", "right"), (COST, "Wrong", "Right"),
                                ("nobody was asked", "Wrong", "Wrong"), ("In May", "Right", None)]:
            self.cost = self.position(1, words)
            self.verdict(ann, "Ann")
            if tom:
                self.verdict(tom, "Tom")
        [agreement] = self.rows("agreement")
        self.assertEqual((agreement["items"], agreement["alpha"]["values"]), (4, 6))
        [pair] = agreement["pairs"]
        self.assertEqual(pair["people"], ["Ann", "Tom"])
        self.assertEqual(pair["items"], 3)
        self.assertAlmostEqual(pair["kappa"], (2 / 3 - 4 / 9) / (1 - 4 / 9))
        self.assertIn("0.400  Cohen's kappa: Ann, Tom; 3 both judged", self.quoth("agreement", "ann", "tom").stdout)
        self.assertIn("undefined  Krippendorff", self.quoth("agreement", "--on", "clarity").stdout)
        self.assertIn("review.not_found", self.quoth("agreement", "Dora", status=1).stderr)


if __name__ == "__main__":
    unittest.main()
