#!/usr/bin/env python3
"""The commands of the store as a user meets them. Usage: store_commands_test.py QUOTH [unittest arguments]"""
import json
import os
import pathlib
import pty
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest

QUOTH = os.path.abspath(sys.argv.pop(1))

HARBOUR = """Title: The harbour
Date: 4 March 2021

ANN REED: Who closed the harbour in the spring?

TOM HALE: The council did. The harbour is not theirs, and we told them so.

ANN REED: Will it open again?

TOM HALE: In May, when the harbour is dredged.
"""
FERRY = """ANN REED: When does the ferry leave the harbour?

T. HALE: At noon. The ferry has never left late.

ANN REED: Who is its captain?

T. HALE: I am.
"""


class StoreCommands(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="quoth-store-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.store = self.folder / "quoth.db"
        self.talks = self.folder / "talks"
        self.talks.mkdir()
        self.write("harbour.txt", HARBOUR)
        self.write("ferry.txt", FERRY)

    def write(self, name, text):
        path = self.talks / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def run_quoth(self, *arguments, status=0, **options):
        environment = {**os.environ, "XDG_DATA_HOME": str(self.folder / "data"), **options.pop("env", {})}
        done = subprocess.run([QUOTH, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              env=environment, cwd=self.folder, **options)
        self.assertEqual(done.returncode, status, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def quoth(self, *arguments, **options):
        return self.run_quoth("--store", self.store, *arguments, **options)

    def rows(self, *arguments):
        return [json.loads(line) for line in self.quoth("--json", *arguments).stdout.splitlines()]

    def sql(self, statement):
        database = sqlite3.connect(self.store)
        with database:
            found = database.execute(statement).fetchall()
        database.close()
        return found

    # add

    def test_a_folder_is_added_in_the_order_of_names_and_only_once(self):
        self.write("deep/copy.txt", HARBOUR)
        self.write(".hidden.txt", "nobody reads this")
        first = self.quoth("add", "talks")
        self.assertEqual([line.split()[2:] for line in first.stdout.splitlines()],
                         [["added", "talks/deep/copy.txt"], ["added", "talks/ferry.txt"],
                          ["already", "there", "talks/harbour.txt"]])
        self.assertIn("2 added, 1 already there", first.stderr)
        self.assertIn("3 already there", self.quoth("add", "talks").stderr)
        self.assertEqual(len(self.rows("list")), 2)

    def test_numbers_are_the_same_for_any_number_of_jobs(self):
        for i in range(30):
            self.write(f"{i:02}.txt", FERRY.replace("noon", f"{i} o'clock") * (30 - i))
        self.quoth("--jobs", 8, "add", "talks")
        self.assertEqual([row["id"] for row in self.rows("list")],
                         [f"talks/{name}" for name in sorted(os.listdir(self.talks))])

    def test_what_fails_is_listed_at_the_end_and_the_rest_goes_on(self):
        self.write("empty.txt", "")
        self.write("binary.txt", bytes(range(256)) * 8)
        done = self.quoth("add", "talks", "missing.txt", status=1)
        self.assertEqual(len(self.rows("list")), 2)
        errors = [line for line in done.stderr.splitlines() if re.match(r"quoth: \w+\.\w+: ", line)]
        self.assertEqual(sorted(re.findall(r"quoth: ([\w.]+):", "\n".join(errors))),
                         ["input.binary", "input.empty", "input.not_found"])
        for name in ("empty.txt", "binary.txt", "missing.txt"):
            self.assertEqual(sum(name in error for error in errors), 1, errors)
        self.assertIn("2 added, 3 failed", done.stderr)

    def test_json_has_a_line_for_each_file(self):
        self.write("empty.txt", "")
        lines = [json.loads(line) for line in self.quoth("--json", "add", "talks", status=1).stdout.splitlines()]
        self.assertEqual([line["id"] for line in lines], ["talks/empty.txt", "talks/ferry.txt", "talks/harbour.txt"])
        self.assertEqual(lines[0]["error"]["code"], "input.empty")
        self.assertEqual([line["number"] for line in lines[1:]], [1, 2])

    def test_standard_input_and_what_the_file_does_not_say(self):
        self.quoth("add", "-", "--date", "2020-02-01", "--title", "The ferry", "--outlet", "The Gazette", "--speaker",
                   "T. HALE=Thomas Hale", input=FERRY)
        (row,) = self.rows("list")
        self.assertEqual((row["title"], row["date"], row["id"]), ("The ferry", "2020-02-01", "-"))
        self.assertIn("Thomas Hale", row["speakers"])
        self.assertEqual(self.sql("SELECT name FROM outlets"), [("The Gazette",)])
        self.quoth("refresh", 1)
        (again,) = self.rows("list")
        self.assertEqual(again, row)

    def test_quiet_says_nothing(self):
        done = self.quoth("--quiet", "add", "talks")
        self.assertEqual((done.stdout, done.stderr), ("", ""))

    def test_a_terminal_gets_a_bar_that_goes_away(self):
        for i in range(20):
            self.write(f"{i:02}.txt", FERRY.replace("noon", f"{i} o'clock"))
        try:
            ours, theirs = pty.openpty()
        except OSError:
            self.skipTest("this system gives no pseudo terminal")
        process = subprocess.Popen([QUOTH, "--store", self.store, "add", self.talks], stdout=theirs, stderr=theirs)
        os.close(theirs)
        seen = b""
        try:
            while chunk := os.read(ours, 65536):
                seen += chunk
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        self.assertEqual(process.wait(), 0)
        self.assertRegex(seen.decode(), r"22/22 .*files/s .*left")
        self.assertRegex(seen.decode(), "\r\x1b\\[Kquoth: 22 added\r\n$")

    def test_ctrl_c_keeps_what_was_reported(self):
        for i in range(400):
            self.write(f"{i:03}.txt", FERRY.replace("noon", f"{i} o'clock") * 20)
        process = subprocess.Popen([QUOTH, "--store", self.store, "add", self.talks], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate()
        self.assertEqual(process.returncode, 1)
        self.assertIn("quoth: interrupted:", errors)
        n_reported = len((first + output).splitlines())
        self.assertLess(n_reported, 402)
        self.assertEqual(len(self.rows("list")), n_reported)
        self.assertIn("402", self.quoth("add", "talks").stderr.replace(
            f"{402 - n_reported} added, {n_reported} already there", "402"))

    def test_a_reader_that_goes_away_loses_nothing(self):
        command = f"'{QUOTH}' --store '{self.store}' add '{self.talks}' | head -0"
        subprocess.run(command, shell=True, check=True, stderr=subprocess.DEVNULL)
        self.assertEqual(len(self.rows("list")), 2)

    def test_a_folder_that_cannot_be_read(self):
        closed = self.talks / "closed"
        closed.mkdir(mode=0)
        user = {}
        if os.geteuid() == 0:
            user = {"user": 65534}
            for path in (self.folder, self.talks):
                path.chmod(0o777)
            try:
                subprocess.run([QUOTH, "--version"], check=True, stdout=subprocess.DEVNULL, user=65534)
            except OSError:
                self.skipTest("another user cannot run the program here")
        done = self.quoth("add", "talks", status=1, **user)
        self.assertIn("quoth: input.unreadable: cannot read talks/closed: Permission denied", done.stderr)
        self.assertIn("2 added, 1 failed", done.stderr)

    # list, show, remove, refresh, export

    def test_list_fits_eighty_columns(self):
        self.quoth("add", "talks", "--title", "A very long title that goes on and on " * 5)
        lines = self.quoth("list").stdout.splitlines()
        self.assertEqual(len(lines), 3)
        self.assertTrue(all(len(line) <= 80 for line in lines), lines)
        self.assertTrue(lines[1].endswith("…"))

    def test_records_are_named_in_four_ways(self):
        self.quoth("add", "talks")
        (ferry, harbour) = self.rows("list")
        for name in ("1", "ferry.txt", "talks/ferry.txt", ferry["sha256"][:12]):
            self.assertIn("never left late", self.quoth("show", name).stdout)
        self.assertIn("quoth: record.not_found:", self.quoth("show", "77", status=1).stderr)
        self.write("deep/ferry.txt", FERRY + "\nANN REED: Thank you.\n")
        self.quoth("add", "talks/deep")
        self.assertIn("quoth: record.ambiguous:", self.quoth("show", "ferry.txt", status=1).stderr)

    def test_show_reads_a_file_that_is_in_no_store(self):
        self.assertIn("never left late", self.quoth("show", "talks/ferry.txt").stdout)
        self.assertFalse(self.store.exists())

    def test_remove(self):
        self.quoth("add", "talks")
        done = self.quoth("remove", "ferry.txt", "77", status=1)
        self.assertIn("record.not_found", done.stderr)
        self.assertEqual([row["number"] for row in self.rows("list")], [2])
        self.assertEqual(self.rows("search", "ferry"), [])

    def test_refresh_without_a_record_takes_those_of_another_version(self):
        self.quoth("add", "talks")
        self.assertIn("nothing to do", self.quoth("refresh").stderr)
        self.sql("UPDATE records SET quoth_version = '0.0.1' WHERE number = 2")
        self.assertIn("1 refreshed", self.quoth("refresh").stderr)
        self.assertEqual({row["version"] for row in self.rows("list")}, {self.rows("list")[0]["version"]})

    def test_refresh_loses_nothing_that_weights_made(self):
        none = {"QUOTH_WEIGHTS": str(self.folder / "none.safetensors")}
        self.quoth("add", "talks", env=none)
        self.sql("UPDATE records SET weights = 'aa' WHERE number = 1")
        self.assertIn("nothing to do", self.quoth("refresh", env=none).stderr)
        done = self.quoth("refresh", 1, 2, status=1, env=none)
        self.assertIn("quoth: model.missing:", done.stderr)
        self.assertIn("1 refreshed, 1 failed", done.stderr)
        self.assertEqual(self.sql("SELECT weights FROM records WHERE number = 1"), [("aa",)])

    def test_layers_of_a_record(self):
        none = {"QUOTH_WEIGHTS": str(self.folder / "none.safetensors")}
        self.quoth("add", "talks", env=none)
        for record in (1, "talks/ferry.txt"):
            for layer in ("entities", "tokens"):
                self.assertIn("without weights", self.quoth("show", record, "--layer", layer, env=none).stdout)
                (row,) = map(json.loads, self.quoth("--json", "show", record, "--layer", layer, env=none).stdout.splitlines())
                self.assertIn(layer, row)
                self.assertNotIn("turns", row)
        self.quoth("show", 1, "--layer", "no such layer", status=2)
        self.sql("INSERT INTO entities VALUES (2, 0, 'Harbour Council', 'ORG', NULL)")
        begin = json.loads(self.quoth("export", 2).stdout)["text"].index("council")
        self.sql(f"INSERT INTO mentions VALUES (2, 0, 0, 1, {begin}, {begin + 7}, 'name', {begin}, {begin + 7}, 0.5, 0.25, 1)")
        page = self.quoth("show", 2, "--layer", "entities").stdout
        self.assertRegex(page, r"Organisations\n +1  Harbour Council\n +also council\n +first, turn 1, .*: The council did")
        self.assertEqual(json.loads(self.quoth("--json", "show", 2, "--layer", "entities").stdout)["entities"][0]["mentions"],
                         [{"begin": begin, "end": begin + 7, "kind": "name", "phrase": [begin, begin + 7], "score": 0.5, "link": 0.25,
                           "includes_speaker": True}])

    def test_quotes_and_who_quoted_whom(self):
        none = {"QUOTH_WEIGHTS": str(self.folder / "none.safetensors")}
        self.quoth("add", "talks", env=none)
        self.assertEqual(self.rows("quotes"), [])
        text = json.loads(self.quoth("export", 2).stdout)["text"]
        begin = text.index("council")
        self.sql(f"INSERT INTO quotes VALUES (2, 0, 1, {begin}, {begin + 7}, 'direct', 'statement', 0, 0, NULL, NULL, NULL,"
                 " NULL, NULL, 0.5, 'a, b', 'council')")
        self.sql(f"INSERT INTO quote_spans VALUES (2, 0, 'content', 0, {begin}, {begin + 7})")
        (row,) = self.rows("quotes", 2)
        self.assertEqual((row["content"], row["begin"], row["kind"], row["turn"]), ("council", begin, "direct", 1))
        self.assertIn(f"{' < '.join(row['chain'])}: council (direct)", self.quoth("quotes").stdout)
        header, line = self.quoth("quotes", "--csv").stdout.splitlines()
        self.assertEqual(len(header.split(",")), len(line.split(",")))
        (pair,) = self.rows("quotes", "--matrix")
        self.assertEqual((pair["speaker"], pair["holder"], pair["quotes"]), (row["speaker"], row["holder"], 1))
        self.assertEqual(self.quoth("quotes", "--matrix", "--csv").stdout.splitlines()[0], "speaker,holder,quotes,records")
        self.assertIn("council", self.quoth("show", 2, "--layer", "quotes").stdout)

    def test_claims_are_ranked_and_filtered(self):
        none = {"QUOTH_WEIGHTS": str(self.folder / "none.safetensors")}
        self.quoth("add", "talks", env=none)
        self.assertEqual(self.rows("claims"), [])
        text = json.loads(self.quoth("export", 2).stdout)["text"]
        begin = text.index("council")
        for number, score in ((0, 0.6), (1, 0.9)):
            self.sql(f"INSERT INTO claims VALUES (2, {number}, 1, {begin}, {begin + 7}, {score}, NULL, 0, NULL, NULL, NULL, NULL,"
                     " 'the council, \"closed\"')")
        self.sql("INSERT INTO claim_kinds VALUES (2, 1, 'event')")
        first, second = self.rows("claims")
        self.assertEqual((first["score"], first["kinds"], second["score"]), (0.9, ["event"], 0.6))
        self.assertEqual([row["claim"] for row in self.rows("claims", 2, "--kind", "event")], [1])
        self.assertEqual([row["claim"] for row in self.rows("claims", "--least", "0.7")], [1])
        self.assertEqual(self.rows("claims", 1), [])
        self.assertEqual(len(self.rows("claims", "--limit", 1)), 1)
        page = self.quoth("claims").stdout
        self.assertRegex(page, r"^   1  0\.90  the council")
        self.assertTrue(all(len(line) <= 80 for line in page.splitlines()))
        self.assertIn('"the council, ""closed""",0.9,event', self.quoth("claims", "--csv").stdout)
        self.quoth("claims", "--kind", "rumour", status=2)
        self.assertIn("usage.invalid", self.quoth("claims", "--from", "last year", status=2).stderr)
        self.assertEqual(self.rows("claims", "--same")[0]["same"], [])

    def test_answers_stand_beside_their_questions(self):
        none = {"QUOTH_WEIGHTS": str(self.folder / "none.safetensors")}
        self.quoth("add", "talks", env=none)
        rows = self.rows("answers")
        self.assertTrue(rows)
        for row in rows:
            record = json.loads(self.quoth("export", row["record"]).stdout)
            self.assertEqual(" ".join(record["text"][row["begin"]:row["end"]].split()), row["question"])
            self.assertTrue(row["evidence"])
        page = self.quoth("answers").stdout
        self.assertIn("  Q  ", page)
        self.assertIn("_" + rows[0]["evidence"][0].split()[0], page)
        self.assertTrue(all(len(line) <= 80 for line in page.splitlines()))
        header, *lines = self.quoth("answers", "--csv").stdout.splitlines()
        self.assertEqual((len(lines), header.split(",")[0]), (len(rows), "record"))
        some = self.rows("answers", "--clarity", rows[0]["clarity"])
        self.assertTrue(some and all(row["clarity"] == rows[0]["clarity"] for row in some))
        speakers = [row for row in self.rows("answers", "--summary") if "speaker" in row]
        self.assertEqual(sum(row["questions"] for row in speakers), len(rows))
        self.assertIn("Who asks", self.quoth("answers", "--summary").stdout)
        self.assertEqual(self.rows("answers", "--speaker", "nobody of that name"), [])

    def test_export_gives_the_bytes_of_annotate(self):
        self.quoth("add", "talks")
        annotated = self.run_quoth("annotate", "--source-map", "talks/ferry.txt", "talks/harbour.txt").stdout
        self.assertEqual(self.quoth("export", "--as", "json").stdout, annotated)
        self.assertEqual(self.quoth("export", 2).stdout, annotated.splitlines(keepends=True)[1])
        self.assertEqual(self.quoth("export", "--as", "no such format", status=2).stdout, "")

    # people

    def test_corrections_show_everywhere_and_outlive_refreshing(self):
        self.quoth("add", "talks")
        names = [row["name"] for row in self.rows("people")]
        reed, tom, thomas = (next(n for n in names if n.lower() == who) for who in ("ann reed", "tom hale", "t. hale"))
        self.quoth("people", "merge", tom, thomas)
        self.quoth("people", "rename", tom, "Thomas Hale", "--author", "desk")
        self.quoth("refresh", 1, 2)
        self.assertEqual(sorted(row["name"] for row in self.rows("people")), sorted([reed, "Thomas Hale"]))
        (hale,) = [row for row in self.rows("people") if row["name"] == "Thomas Hale"]
        self.assertEqual((hale["records"], hale["turns"], hale["words"]), (2, 4, 30))
        for number in (1, 2):
            self.assertIn("Thomas Hale", self.quoth("show", number).stdout)
            record = json.loads(self.quoth("export", number).stdout)
            self.assertIn("Thomas Hale", [speaker["name"] for speaker in record["speakers"]])
        self.assertTrue(all("Thomas Hale" in row["speakers"] for row in self.rows("list")))
        self.assertEqual(len(self.rows("search", "the", "--speaker", "thomas hale")), 3)
        self.quoth("people", "split", "Thomas Hale", "Tim Hale", "ferry.txt")
        self.assertEqual([hit["speaker"] for hit in self.rows("search", "noon OR may")], ["Tim Hale", "Thomas Hale"])
        self.assertEqual(self.sql("SELECT kind, new_name FROM corrections ORDER BY id"),
                         [("merge", tom), ("rename", "Thomas Hale"), ("split", "Tim Hale")])
        self.assertEqual(self.sql("SELECT author FROM corrections WHERE kind = 'rename'"), [("desk",)])
        self.assertIn("person.not_found", self.quoth("people", "rename", "Nobody", "X", status=1).stderr)
        self.assertIn("person.exists", self.quoth("people", "rename", "Tim Hale", reed, status=1).stderr)

    # search

    def test_concordance_lines_align_the_match(self):
        self.quoth("add", "talks")
        lines = [line for line in self.quoth("search", "harbour").stdout.splitlines() if line.startswith(" ")]
        self.assertEqual(len(lines), 4)
        self.assertTrue(all(len(line) <= 80 for line in lines), lines)
        self.assertEqual(len({line.index("harbour") for line in lines}), 1, lines)

    def test_hits_say_who_when_and_where(self):
        self.quoth("add", "talks")
        (hit,) = self.rows("search", '"harbour is dredged"')
        self.assertEqual((hit["record"], hit["id"], hit["date"], hit["page"]),
                         (2, "talks/harbour.txt", "2021-03-04", None))
        self.assertEqual(hit["speaker"].lower(), "tom hale")
        text = json.loads(self.quoth("export", 2).stdout)["text"]
        self.assertEqual([text[b:e] for b, e in hit["matches"]], ["harbour is dredged"])
        self.assertEqual(self.rows("search", "harbour", "--from", "2021-03", "--to", "2021-03-04", "--limit", "1")[0]["record"], 2)
        self.assertEqual(self.rows("search", "harbour", "--to", "2020"), [])

    def test_parts_that_are_no_words(self):
        self.quoth("add", "talks")
        self.quoth("search", "lemma:close", "OR", 'entity:"Harbour Board"', "OR upos:PROPN")
        done = self.quoth("search", "harbour upos:NAME", status=2)
        self.assertIn("quoth: query.syntax: there is no part of speech NAME", done.stderr)
        self.assertEqual(done.stderr.splitlines()[2].index("^") - done.stderr.splitlines()[1].index("NAME"), 0)

    def test_a_malformed_query_is_pointed_at(self):
        self.quoth("add", "talks")
        done = self.quoth("search", 'häfen "unclosed', status=2)
        lines = done.stderr.splitlines()
        self.assertTrue(lines[0].startswith("quoth: query.unclosed_quote: "))
        self.assertEqual(lines[1][lines[2].index("^")], '"')
        self.assertIn("usage.invalid", self.quoth("search", "a", "--from", "May", status=2).stderr)

    # stores that cannot be used

    def test_no_store_yet(self):
        for command in (["list"], ["people"], ["search", "a"], ["export"], ["refresh"], ["remove", "1"], ["show", "1"]):
            self.assertIn("quoth: store.not_found:", self.quoth(*command, status=1).stderr)
        self.assertFalse(self.store.exists())

    def test_the_default_store_is_in_the_data_folder(self):
        self.run_quoth("add", "talks")
        self.assertTrue((self.folder / "data/quoth/quoth.db").exists())

    def test_foreign_newer_damaged_and_unwritable(self):
        self.store.write_bytes(b"not a database at all, but some text of another program" * 100)
        self.assertIn("quoth: store.foreign:", self.quoth("add", "talks", status=1).stderr)
        self.store.unlink()
        self.quoth("add", "talks")
        self.sql("PRAGMA user_version = 99")
        self.assertIn("quoth: store.newer:", self.quoth("list", status=1).stderr)
        self.sql("PRAGMA user_version = 1")
        with open(self.store, "r+b") as file:
            file.seek(100)
            file.write(b"\xee" * 3000)
        self.assertIn("quoth: store.damaged:", self.quoth("list", status=1).stderr)
        self.assertEqual(self.quoth("doctor", status=1).stdout.count("wrong"), 1)
        self.assertIn("quoth: store.unwritable:",
                      self.run_quoth("--store", "no/such/folder/quoth.db", "add", "talks", status=1).stderr)

    def test_a_locked_store(self):
        self.quoth("add", "talks/ferry.txt")
        other = sqlite3.connect(self.store, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        done = self.quoth("add", "talks", status=1)
        self.assertIn("quoth: store.locked:", done.stderr)
        self.assertNotIn("interrupted", done.stderr)
        self.assertEqual(len(self.rows("list")), 1)
        other.execute("ROLLBACK")
        self.quoth("add", "talks")

    def test_a_full_disk(self):
        def little_room():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

        self.quoth("add", "talks/ferry.txt")
        for i in range(40):
            self.write(f"{i:02}.txt", FERRY.replace("noon", f"{i} o'clock") * 100)
        done = self.quoth("--jobs", 1, "add", "talks", status=1, preexec_fn=little_room)
        self.assertIn("quoth: store.full:", done.stderr)
        self.assertEqual(done.stderr.count("store.full"), 1)
        self.assertEqual(len(self.rows("list")), len(done.stdout.splitlines()) + 1)
        self.assertEqual(self.sql("PRAGMA integrity_check"), [("ok",)])

    def test_programs_that_make_the_store_and_add_to_it_at_once(self):
        for i in range(8):
            self.write(f"{i}.txt", FERRY.replace("noon", f"{i} o'clock"))
        processes = [subprocess.Popen([QUOTH, "--quiet", "--store", self.store, "add", self.talks / f"{i}.txt"])
                     for i in range(8)]
        self.assertEqual([process.wait() for process in processes], [0] * 8)
        self.assertEqual(len(self.rows("list")), 8)
        self.assertEqual(self.sql("PRAGMA journal_mode"), [("wal",)])

    def test_a_store_on_a_medium_that_cannot_be_written(self):
        if os.geteuid() != 0:
            self.skipTest("needs another user")
        self.quoth("add", "talks")
        self.store.chmod(0o444)
        self.folder.chmod(0o555)
        try:
            subprocess.run([QUOTH, "--version"], check=True, stdout=subprocess.DEVNULL, user=65534)
        except OSError:
            self.skipTest("another user cannot run the program here")
        for command in (["list"], ["search", "harbour"], ["people"], ["show", 1], ["doctor"]):
            self.quoth(*command, user=65534)
        self.assertIn("quoth: store.unwritable:", self.quoth("remove", 1, status=1, user=65534).stderr)

    def test_doctor(self):
        self.quoth("add", "talks")
        found = {row["what"]: row for row in self.rows("doctor")}
        self.assertTrue(found["records"]["found"].startswith("2 with 8 turns"))
        self.assertTrue(all(row["ok"] for row in found.values()), found)
        self.assertIn("none at", self.quoth("doctor", env={"QUOTH_WEIGHTS": "/nowhere"}).stdout)
        damaged = self.write("weights", "no weights")
        self.assertIn("wrong weights", self.quoth("doctor", status=1, env={"QUOTH_WEIGHTS": str(damaged)}).stdout)
        done = self.quoth("doctor", status=1, env={"PATH": "/nowhere"})
        self.assertIn("wrong pdftotext", done.stdout)


if __name__ == "__main__":
    unittest.main()
