"""The header of a `safetensors` file in one settled order, so that the same weights are the same bytes."""
import json
from pathlib import Path


def settle(path, **metadata) -> None:
    """Writes the header of the file again: metadata first and by name, with those given; tensors as they lie."""
    data = Path(path).read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8:8 + size])
    texts = {**header.pop("__metadata__", {}), **metadata}
    settled = {"__metadata__": dict(sorted(texts.items())),
               **dict(sorted(header.items(), key=lambda item: item[1]["data_offsets"]))}
    line = json.dumps(settled, separators=(",", ":"), ensure_ascii=False).encode()
    line += b" " * (-len(line) % 8)
    Path(path).write_bytes(len(line).to_bytes(8, "little") + line + data[8 + size:])
