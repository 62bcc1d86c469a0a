"""The files of the repository, without asking git (a release may have none)."""
import pathlib

OUTSIDE = {".git", ".venv", "__pycache__", "node_modules", "checkpoints", "cache", ".cache"}


def files(root):
    """Every file that is ours, sorted: no build folders, nothing that git ignores by name."""
    root = pathlib.Path(root)
    found = []
    for entry in sorted(root.iterdir()):
        if entry.name in OUTSIDE or entry.name.startswith("build") or entry.is_symlink():
            continue
        found += files(entry) if entry.is_dir() else [entry]
    return found
