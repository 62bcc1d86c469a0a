"""How well coreference chains agree: MUC, B-cubed and CEAF-e as the CoNLL-2012 reference defines them.

A chain is a set of hashable mentions. Mentions are those of the chains given: leave single mentions out, or not.
"""
import numpy as np


def _owner(chains):
    return {m: i for i, c in enumerate(chains) for m in c}


def muc(gold, found):
    """-> right, found, gold links, as (numerator of recall, denominator, numerator of precision, denominator)."""
    def half(a, b):
        owner, right, total = _owner(b), 0, 0
        for c in a:
            parts = {owner.get(m, ("alone", m)) for m in c}
            right += len(c) - len(parts)
            total += len(c) - 1
        return right, total
    return (*half(gold, found), *half(found, gold))


def b_cubed(gold, found):
    def half(a, b):
        owner, right, total = _owner(b), 0.0, 0
        for c in a:
            shared = {}
            for m in c:
                if m in owner:
                    shared[owner[m]] = shared.get(owner[m], 0) + 1
            right += sum(n * n for n in shared.values()) / len(c)
            total += len(c)
        return right, total
    return (*half(gold, found), *half(found, gold))


def ceaf_e(gold, found):
    if not gold or not found:
        return 0.0, len(gold), 0.0, len(found)
    owner = _owner(found)
    similar = np.zeros((len(gold), len(found)))
    for i, c in enumerate(gold):
        for m in c:
            if m in owner:
                similar[i, owner[m]] += 1
        similar[i] = 2 * similar[i] / (len(c) + np.array([len(f) for f in found]))
    best = sum(similar[i, j] for i, j in assignment(-similar))
    return best, len(gold), best, len(found)


def assignment(cost: np.ndarray) -> list[tuple[int, int]]:
    """The cheapest one-to-one pairing of rows and columns (Hungarian method with potentials)."""
    turned = cost.shape[0] > cost.shape[1]
    c = cost.T if turned else cost
    n, m = c.shape
    u, v, match, way = np.zeros(n + 1), np.zeros(m + 1), np.zeros(m + 1, int), np.zeros(m + 1, int)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, used = np.full(m + 1, np.inf), np.zeros(m + 1, bool)
        while True:
            used[j0] = True
            i0 = match[j0]
            free = np.flatnonzero(~used[1:]) + 1
            now = c[i0 - 1, free - 1] - u[i0] - v[free]
            better = now < least[free]
            least[free[better]], way[free[better]] = now[better], j0
            j1 = free[least[free].argmin()]
            delta = least[j1]
            u[match[used]] += delta
            v[used] -= delta
            least[free] -= delta
            j0 = j1
            if match[j0] == 0:
                break
        while j0:
            match[j0] = match[way[j0]]
            j0 = way[j0]
    pairs = [(int(match[j]) - 1, j - 1) for j in range(1, m + 1) if match[j]]
    return [(j, i) for i, j in pairs] if turned else pairs


def f1(r, r_of, p, p_of):
    recall, precision = r / r_of if r_of else 0.0, p / p_of if p_of else 0.0
    return 200 * recall * precision / (recall + precision) if recall + precision else 0.0
