"""All documents of all tasks; what two tasks say of one document is laid over it. Kept in train/cache."""
import hashlib
import pickle
from pathlib import Path

from . import conllu, model, pieces, tasks

HERE = Path(__file__).parent


def _kept(name, module, data, vocabulary, open_only, part):
    """The task's documents, from the cache where neither the data's place nor the code has changed."""
    code = b"".join(Path(m.__file__).read_bytes() for m in (module, pieces, conllu))
    key = hashlib.sha256(code + f"{Path(data).resolve()} {open_only} {part}".encode()).hexdigest()[:16]
    path = HERE / "cache" / f"{name}-{part}-{key}.pickle"
    if path.exists():
        with open(path, "rb") as f:
            return pickle.load(f)
    read = module.read(Path(data), vocabulary.cut, open_only, part)
    path.parent.mkdir(exist_ok=True)
    for old in path.parent.glob(f"{name}-{part}-*.pickle"):
        old.unlink()
    with open(path, "wb") as f:
        pickle.dump(read, f)
    return read


def load(data, open_only=False, names=tasks.NAMES, part="train"):
    """-> documents, what each head must know, vocabulary."""
    documents, known, vocabulary = {}, {}, model.vocabulary()
    for n, module in tasks.load(names).items():
        found, k = _kept(n, module, data, vocabulary, open_only, part)
        if not found:
            continue
        known[n] = k
        for d in found:
            have = documents.setdefault(d.id, d)
            if have is not d:
                if have.text != d.text:
                    raise ValueError(f"two texts of {d.id}")
                have.gold.update(d.gold)
                have.cuts = d.cuts if have.cuts is None else have.cuts
    return list(documents.values()), known, vocabulary
