"""What the benches of the web share: a store of its own and a server over it, for a while."""
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import urllib.request

SAMPLES = pathlib.Path(__file__).parent.parent / "samples"


class Served:
    """`with Served(program, paths) as server`: the files of `paths` added to a new store, and served on this machine."""

    def __init__(self, program, paths=(SAMPLES,)):
        self.program = program
        self.paths = paths

    def __enter__(self):
        # As many connections as the server takes need as many descriptors.
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="quoth-served-"))
        self.quoth = [self.program, "--store", str(self.folder / "quoth.db"), "--quiet"]
        self.add(self.paths)
        self.start()
        return self

    def add(self, paths, **environment):
        subprocess.run([*self.quoth, "add", *map(str, paths)], check=True, env={**os.environ, **environment})

    def start(self):
        self.process = subprocess.Popen([*self.quoth, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip().rstrip("/")
        self.port = int(re.search(r":(\d+)$", self.url)[1])

    def kill(self):
        """As a loss of power would."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()
            self.process.stdout.close()
        shutil.rmtree(self.folder)

    def json(self, path, body=None, headers={}):
        request = urllib.request.Request(self.url + path, body, headers, method="GET" if body is None else "POST")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def records(self):
        """Of each record what its address calls it, the longest first."""
        listed = self.json("/api/v1/records?limit=500")["records"]
        return [record["record"] for record in sorted(listed, key=lambda record: -record["words"])]

    def memory(self):
        """Resident bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024

    def cpu(self):
        """Seconds of processor time so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
