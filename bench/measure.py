"""What the benches share: running a program and seeing what it took."""
import collections
import os
import subprocess
import time

# wall and cpu in seconds (cpu does not depend on what else the machine does), peak memory in bytes
Cost = collections.namedtuple("Cost", "wall cpu peak")


def run(command, read_output):
    """Runs `command`, hands its standard output, chunk by chunk, to `read_output`. Gives what it took, the programs
    that it ran included. Fails where the program does."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    while chunk := process.stdout.read(1 << 20):
        read_output(chunk)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
