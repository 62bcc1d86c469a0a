#!/usr/bin/env python3
"""Keeps the order of the modules: a folder of src/ includes only those before it, siblings do not see each other, and
each third-party header stays in the folders named here. Usage: check_includes.py ROOT"""
import pathlib
import re
import sys

# Each row sees the rows above it, and itself; names in one row are siblings.
ROWS = [["base"], ["text"], ["record", "model"], ["read", "annotate", "store", "write"], ["search", "verify"], ["engine"], ["page"], ["server"], ["cli"]]

# Third-party header (a prefix of what stands between the brackets) -> the folders that may include it.
THIRD_PARTY = {
    "CLI/": ["cli"],
    "cmark-gfm": ["read/markdown"],
    "dnnl.hpp": ["model"],
    "fmt/": [""],
    "gmock/": [""],
    "gtest/": [""],
    "gumbo.h": ["read/html"],
    "hwy/": ["model"],
    "microhttpd.h": ["server"],
    "openssl/": ["base"],
    "rapidcheck": [""],
    "simdjson.h": ["read", "model"],
    "sqlite3.h": ["store", "search"],
    "tl/expected.hpp": ["base"],
    "unicode/": ["text"],
    "zlib.h": ["server"],
}

# What the system gives: C++'s own headers have no dot; of POSIX and Linux, these.
SYSTEM = re.compile(r"[a-z_0-9]+|(sys|linux)/[a-z_]+\.h|(arpa/inet|dirent|errno|fcntl|poll|pthread|pwd|netinet/in|signal|spawn|termios|unistd)\.h")


def remark(folder, include, is_ours, allowed):
    """Why a file in `folder` (relative to src/) may not include this; None if it may."""
    if is_ours:
        module = include.split("/")[0]
        return None if module in allowed else f"{folder} may not see {module}"
    for prefix, homes in THIRD_PARTY.items():
        if include.startswith(prefix):
            at_home = any(not home or folder == home or folder.startswith(home + "/") for home in homes)
            return None if at_home else f"<{include}> belongs in {', '.join(homes)}"
    return None if SYSTEM.fullmatch(include) else f"<{include}> is not in the list of tools/check_includes.py"


def main(root):
    sources = pathlib.Path(root) / "src"
    allowed, seen = {}, ["testing"]  # tests/testing/ is what the tests of every module share
    for row in ROWS:
        for module in row:
            allowed[module] = set(seen) | {module}
        seen += row
    wrong = 0
    for path in sorted(p for p in sources.rglob("*") if p.suffix in (".h", ".cc", ".in", ".def")):
        folder = path.relative_to(sources).parent.as_posix()
        module = folder.split("/")[0]
        if module not in allowed:
            sys.exit(f"src/{module} has no place in the order of tools/check_includes.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            why = match and remark(folder, match[2], match[1] == '"', allowed[module])
            if why:
                print(f"{path}:{number}: {why}")
                wrong += 1
    sys.exit(wrong > 0)


main(sys.argv[1])
