"""Searches that turn scores into structures."""
import numpy as np


def tree(scores: np.ndarray) -> list[int]:
    """The best arborescence with one child of the root (Chu-Liu/Edmonds).

    `scores[d, h]` is that of head `h` for word `d`; head 0 is the root, head i + 1 is word i. Returns a head a word,
    -1 for the root's child."""
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -1e9)
    full[1:, :] = scores
    full[np.arange(n + 1), np.arange(n + 1)] = -1e9
    heads = full.argmax(1)
    if (heads[1:] == 0).sum() == 1 and not _cycle(heads):
        return [int(h) - 1 for h in heads[1:]]
    # Each word in turn as the root's only child would be exact; the likeliest few are enough.
    best, found = None, None
    for r in np.argsort(-full[1:, 0])[:5] + 1:
        s = full.copy()
        s[1:, 0] = -1e9
        s[r, :] = -1e9
        s[r, 0] = 0.0
        h = _edmonds(s)
        value = full[np.arange(1, n + 1), h[1:]].sum()
        if best is None or value > best:
            best, found = value, h
    return [int(h) - 1 for h in found[1:]]


def _cycle(heads):
    """The nodes of one cycle that does not pass the root, or None."""
    colour = np.zeros(len(heads), int)
    colour[0] = -1
    for start in range(1, len(heads)):
        path, v = [], start
        while colour[v] == 0:
            colour[v] = start
            path.append(v)
            v = heads[v]
        if colour[v] == start:
            return path[path.index(v):]
        for u in path:
            colour[u] = -1
    return None


def _edmonds(s):
    n = s.shape[0]
    heads = s.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    c = len(rest)                                            # the contracted node, last
    small = np.full((c + 1, c + 1), -1e9)
    small[:c, :c] = s[np.ix_(rest, rest)]
    cycle = np.array(cycle)
    kept = s[cycle, heads[cycle]]
    enter = s[np.ix_(cycle, rest)] - kept[:, None]           # breaking the cycle at a node
    small[c, :c] = enter.max(0) + kept.sum()
    leave = s[np.ix_(rest, cycle)]
    small[:c, c] = leave.max(1)
    small[np.arange(c + 1), np.arange(c + 1)] = -1e9
    sub = _edmonds(small)
    out = heads.copy()
    for i, v in enumerate(rest):
        if v:
            out[v] = cycle[leave[i].argmax()] if sub[i] == c else rest[sub[i]]
    entry = sub[c]
    broken = cycle[enter[:, entry].argmax()]
    out[broken] = rest[entry]
    return out


def best_tags(scores: np.ndarray, begins: list[int]) -> list[int]:
    """The best sequence of tags where tag t + 1 may only follow t or t + 1, for each t in `begins`. Tag 0 is outside.

    `scores[i, t]`; higher is better. Tags: 0, then begin and inside of each kind."""
    n, t = scores.shape
    allowed = np.zeros((t, t))
    for b in begins:
        allowed[:, b + 1] = -1e9
        allowed[b, b + 1] = allowed[b + 1, b + 1] = 0.0
    best = scores[0].copy()
    for b in begins:
        best[b + 1] = -1e9
    back = np.zeros((n, t), int)
    for i in range(1, n):
        m = best[:, None] + allowed
        back[i] = m.argmax(0)
        best = m.max(0) + scores[i]
    out = [int(best.argmax())]
    for i in range(n - 1, 0, -1):
        out.append(int(back[i, out[-1]]))
    return out[::-1]


def spans(tags: list[int]) -> list[tuple[int, int, int]]:
    """(begin, end, kind) of tags 0 outside, 2 * kind + 1 begin, 2 * kind + 2 inside."""
    out, begin = [], None
    for i, t in enumerate([*tags, 0]):
        if begin is not None and (t == 0 or t % 2 == 1):
            out.append((begin, i, (tags[begin] - 1) // 2))
            begin = None
        if t % 2 == 1:
            begin = i
    return out
