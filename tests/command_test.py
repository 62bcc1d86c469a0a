#!/usr/bin/env python3
"""quoth annotate as a process: bad input, streams that break, signals. Usage: command_test.py QUOTH [unittest options]"""
import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest

QUOTH = sys.argv.pop(1)
TALK = "ANN REED: Will the ferry sail?\n\nBO HALE: It will, on Sunday.\n\nANN REED: Who pays?\n\nBO HALE: The island does.\n"


def annotate(*arguments, data=b"", **options):
    run = subprocess.run([QUOTH, "annotate", *arguments], input=data, capture_output=True, timeout=120, **options)
    run.lines = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]
    return run


def shell(command, **options):
    return subprocess.run(["bash", "-c", command], capture_output=True, timeout=120, **options)


def item(number, text="It sails on Sunday."):
    return json.dumps({"id": str(number), "text": text, "layout": "prose"}).encode() + b"\n"


class Lines(unittest.TestCase):
    def test_broken_line_in_the_middle(self):
        run = annotate(data=item(1) + b'{"id": "2", "text":\n' + item(3))
        self.assertEqual(run.returncode, 1)
        self.assertEqual([line["id"] for line in run.lines], ["1", None, "3"])
        self.assertEqual((run.lines[1]["line"], run.lines[1]["error"]["code"]), (2, "json.syntax"))
        self.assertRegex(run.stderr.decode(), r"^quoth: json\.syntax: line 2: .* \(.*\)\n$")

    def test_fields(self):
        for line, code, known in [
            (b'{"id": "a"}', "json.field", "a"),
            (b'{"id": "a", "text": "x", "turns": []}', "json.field", "a"),
            (b'{"id": "a", "text": "x", "text": "y"}', "json.field", "a"),
            (b'{"id": "a", "text": 5}', "json.field", "a"),
            (b'{"id": "a", "text": "x", "date": "yesterday"}', "json.field", "a"),
            (b'{"id": "a", "text": "x", "layout": "verse"}', "json.field", "a"),
            (b'{"id": "a", "turns": [{"speaker": "B"}]}', "json.field", "a"),
            (b'{"id": "a", "turns": [{"text": "x", "role": "king"}]}', "json.field", "a"),
            (b'{"id": 5, "text": "x"}', "json.field", None),
            (b'{"text": "x"}', "json.field", None),
            (b"[]", "json.syntax", None),
            (b"\0", "json.syntax", None),
            (b'{"id": "a", "text": "\xff"}', "input.encoding", None),
            (b'{"id": "a", "text": ' + b"[" * 100000, "json.syntax", None),
        ]:
            with self.subTest(line[:60]):
                run = annotate(data=line + b"\n")
                self.assertEqual(run.returncode, 1)
                (answer,) = run.lines
                self.assertEqual((answer["id"], answer["error"]["code"]), (known, code))

    def test_text_is_kept_to_the_character(self):
        text = "  a\t\u00e9\r\n\r\n\r\n<b>\0\u2028\U0001f600 \u0301 &amp; \ufeff "
        run = annotate(data=item(1, text))
        self.assertEqual(run.returncode, 0)
        self.assertEqual(run.lines[0]["text"], text)

    def test_turns_are_joined_by_a_blank_line(self):
        turns = [{"speaker": "A", "text": " Who? "}, {"speaker": None, "text": ""}, {"text": "He.\n\nShe."}]
        (record,) = annotate(data=json.dumps({"id": "t", "turns": turns}).encode()).lines
        self.assertEqual(record["text"], "\n\n".join(turn["text"] for turn in turns))

    def test_lone_surrogate(self):
        run = annotate(data=b'{"id": "\\ud83d\\ude00", "text": "a\\ud800b\\\\ud800 \\udc00\\ud83d\\ude00"}')
        (record,) = run.lines
        self.assertEqual(run.returncode, 0)
        self.assertEqual(record["id"], "\U0001f600")
        self.assertEqual(record["text"], "a\ufffdb\\ud800 \ufffd\U0001f600")
        self.assertIn("text.replaced", [remark["code"] for remark in record["diagnostics"]])

    def test_line_ends_blank_lines_and_a_mark(self):
        run = annotate(data=b"\xef\xbb\xbf" + item(1).strip() + b"\r\n\r\n   \n" + item(2).strip())
        self.assertEqual([line["id"] for line in run.lines], ["1", "2"])

    def test_a_line_of_100_mb(self):
        run = annotate("--layers", "turns", data=item(1) + item(2, "It sails on Sunday. " * 5_000_000) + item(3))
        self.assertEqual(run.returncode, 0)
        self.assertEqual([line["id"] for line in run.lines], ["1", "2", "3"])
        self.assertEqual(len(run.lines[1]["text"]), 100_000_000)

    def test_an_answer_comes_before_the_next_line(self):
        with subprocess.Popen([QUOTH, "annotate"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for number in range(3):
                process.stdin.write(item(number))
                process.stdin.flush()
                self.assertEqual(json.loads(process.stdout.readline())["id"], str(number))

    def test_the_same_for_any_number_of_jobs(self):
        data = b"".join(item(n, TALK * (n % 7)) if n % 5 else b"broken\n" for n in range(400))
        outputs = {annotate("--jobs", jobs, data=data).stdout for jobs in ("1", "2", "7")}
        self.assertEqual(len(outputs), 1)
        self.assertEqual(outputs.pop().count(b"\n"), 400)

    @unittest.skipIf(os.environ.get("QUOTH_SANITIZE"), "the address sanitizer keeps freed memory")
    def test_memory_does_not_grow_with_the_stream(self):
        peak = {}
        for n in (2_000, 20_000):
            feed = f"for i in range({n}): print('{{\"id\":\"'+str(i)+'\",\"layout\":\"prose\",\"text\":\"'+'It sails. '*200+'\"}}')"
            code = ("import resource, subprocess, sys; p = subprocess.Popen([sys.executable, '-c', sys.argv[2]], "
                    "stdout=subprocess.PIPE); subprocess.run([sys.argv[1], 'annotate', '--layers', 'turns'], "
                    "stdin=p.stdout, stdout=subprocess.DEVNULL); p.wait(); "
                    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
            run = subprocess.run([sys.executable, "-c", code, QUOTH, feed], capture_output=True, timeout=120)
            peak[n] = int(run.stdout)
        self.assertLess(peak[20_000], 2 * peak[2_000])


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name, data=None):
        path = os.path.join(self.folder.name, name)
        if data is not None:
            with open(path, "wb") as file:
                file.write(data)
        return path

    def test_what_fails_is_told_and_the_rest_goes_on(self):
        talk = self.path("talk.txt", TALK.encode())
        huge = self.path("huge.txt", b"")
        os.truncate(huge, 2 << 30)
        files = [self.path("missing"), talk, self.folder.name, self.path("empty.txt", b""), huge, talk + "/x"]
        run = annotate("--jobs", "3", *files)
        self.assertEqual(run.returncode, 1)
        self.assertEqual([line["id"] for line in run.lines], files)
        codes = ["input.not_found", None, "input.is_folder", "input.empty", "input.too_large", "input.not_found"]
        self.assertEqual([line.get("error", {}).get("code") for line in run.lines], codes)
        told = run.stderr.decode().splitlines()
        self.assertEqual(len(told), 5)
        for line, code, path in zip(told, filter(None, codes), [files[0], *files[2:]]):
            self.assertTrue(line.startswith(f"quoth: {code}: {path}: "), line)
            self.assertTrue(line.endswith(")"), line)

    @unittest.skipIf(os.geteuid() == 0 and not os.path.exists("/usr/bin/setpriv"), "root reads everything")
    def test_unreadable(self):
        secret = self.path("secret.txt", TALK.encode())
        os.chmod(secret, 0)
        os.chmod(self.folder.name, 0o755)
        other = ["setpriv", "--reuid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        run = subprocess.run([*other, QUOTH, "annotate", secret], capture_output=True)
        if run.returncode in (126, 127):
            self.skipTest("the program lies where others cannot run it")
        self.assertEqual(json.loads(run.stdout)["error"]["code"], "input.unreadable")

    def test_pipe(self):
        fifo = self.path("fifo")
        os.mkfifo(fifo)
        with subprocess.Popen([QUOTH, "annotate", fifo], stdout=subprocess.PIPE) as process:
            with open(fifo, "w") as file:
                file.write(TALK)
            self.assertEqual(len(json.loads(process.stdout.read())["turns"]), 4)

    def test_a_name_that_is_not_utf8(self):
        path = os.fsencode(self.path("talk")) + b"\xff.txt"
        with open(path, "wb") as file:
            file.write(TALK.encode())
        run = annotate(path)
        self.assertEqual(run.returncode, 0)
        self.assertTrue(run.lines[0]["id"].endswith("talk\ufffd.txt"))

    def test_given(self):
        talk = self.path("talk.txt", TALK.encode())
        (record,) = annotate("--date", "2019-06-03", "--title", "Ferry", "--outlet", "The Pier",
                             "--speaker", "ANN REED=Annabel Reed", talk).lines
        self.assertEqual((record["meta"]["date"], record["meta"]["title"]), ("2019-06-03", "Ferry"))
        self.assertEqual(record["meta"]["evidence"]["date"], "given")
        self.assertEqual([outlet["name"] for outlet in record["meta"]["outlets"]], ["The Pier"])
        self.assertIn("Annabel Reed", [speaker["name"] for speaker in record["speakers"]])


class Streams(unittest.TestCase):
    def test_nobody_reads(self):
        run = shell(f"for i in $(seq 20000); do echo '{{\"id\":\"'$i'\",\"text\":\"It sails.\"}}'; done "
                    f"| {QUOTH} annotate | head -1 | wc -l; echo ${{PIPESTATUS[1]}}")
        self.assertEqual((run.stdout.split(), run.stderr), ([b"1", b"0"], b""))

    def test_closed_and_full(self):
        for streams, code in [("<&-", "input.unreadable"), (">&-", "output.failed"), ("> /dev/full", "output.failed")]:
            with self.subTest(streams):
                run = shell(f"{'' if '<' in streams else 'echo {} | '}{QUOTH} annotate {streams}")
                self.assertEqual(run.returncode, 1)
                self.assertIn(f"quoth: {code}: ", run.stderr.decode())

    def test_interrupt_finishes_lines(self):
        with subprocess.Popen([QUOTH, "annotate"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            process.stdin.write(item(1))
            process.stdin.flush()
            first = process.stdout.readline()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 1)
        self.assertEqual(json.loads(first)["id"], "1")
        self.assertEqual(out, b"")
        self.assertTrue(err.startswith(b"quoth: interrupted: "), err)

    def test_interrupt_under_load(self):
        data = b"".join(item(n, TALK * 20) for n in range(5000))
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            with subprocess.Popen([QUOTH, "annotate", "--jobs", "4"], stdin=file, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE) as process:
                first = process.stdout.readline()
                process.send_signal(signal.SIGTERM)
                out = process.stdout.read()
        self.assertEqual(process.returncode, 1)
        ids = [json.loads(line)["id"] for line in (first + out).splitlines()]
        self.assertEqual(ids, [str(n) for n in range(len(ids))])
        self.assertLess(len(ids), 5000)


class Usage(unittest.TestCase):
    def test_bad_usage(self):
        for arguments in (["--layers", "turns,tea"], ["--jobs", "0"], ["--date", "soon"], ["--speaker", "Ann"],
                          ["--speaker", "=Ann"], ["--nonsense"]):
            with self.subTest(arguments):
                run = annotate(*arguments, "no-file")
                self.assertEqual((run.returncode, run.stdout), (2, b""))
                self.assertTrue(run.stderr.startswith(b"quoth: usage.invalid: "), run.stderr)
        self.assertIn(b"sentences", annotate("--layers", "tea").stderr)

    def test_layers_that_are_always_there_may_be_named(self):
        (record,) = annotate("--layers", "text,meta,speakers", data=item(1)).lines
        self.assertEqual(set(record), {"quoth", "id", "sha256", "text", "meta", "speakers"})

    def test_help_fits_one_screen(self):
        commands = subprocess.run([QUOTH, "--help"], capture_output=True, text=True)
        self.assertEqual(commands.returncode, 0)
        names = [line.split()[0] for line in commands.stdout.partition("Subcommands:")[2].splitlines() if line.strip()]
        self.assertIn("annotate", names)
        for name in [None, *names]:
            run = subprocess.run([QUOTH, *filter(None, [name]), "--help"], capture_output=True, text=True)
            self.assertEqual(run.returncode, 0)
            lines = run.stdout.splitlines()
            self.assertLessEqual(len(lines), 40, name)
            self.assertLessEqual(max(map(len, lines)), 120, name)

    def test_version(self):
        run = subprocess.run([QUOTH, "--version"], capture_output=True, text=True)
        self.assertRegex(run.stdout, r"^quoth \d+\.\d+\.\d+\n$")


if __name__ == "__main__":
    unittest.main()
