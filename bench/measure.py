"""What the benches share: running a program and seeing what it took."""
import os
import subprocess
import time


def run(command, read_output):
    """Runs `command`, hands its standard output, chunk by chunk, to `read_output`. Gives (seconds, peak memory in
    bytes); the time of the reading here is in it, so keep that quick. Fails where the program does."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    while chunk := process.stdout.read(1 << 20):
        read_output(chunk)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")
    return seconds, usage.ru_maxrss * 1024
