"""What a build compiles, from its compile_commands.json."""
import json
import pathlib
import re

INCLUDE = re.compile(r'^#include "([^"]+)"', re.M)


def sources(build):
    """(source, how it is compiled). Of a file that CMake wrote for a unity build, all that it includes."""
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["file"])
        together = INCLUDE.findall(path.read_text()) if path.parent.name == "Unity" else [path]
        yield from ((pathlib.Path(name), entry) for name in together)
