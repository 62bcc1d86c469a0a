import itertools

import numpy as np
import pytest

from train import coreference as c

GOLD = [{"a", "b", "c"}, {"d", "e", "f", "g"}]
FOUND = [{"a", "b"}, {"c", "d"}, {"f", "g", "h", "i"}]       # the worked example of the reference scorer's paper


def test_the_worked_example():
    r, R, p, P = c.muc(GOLD, FOUND)
    assert (r / R, p / P) == (pytest.approx(0.40), pytest.approx(0.40))
    r, R, p, P = c.b_cubed(GOLD, FOUND)
    assert (r / R, p / P) == (pytest.approx(0.42, abs=.005), pytest.approx(0.50))
    r, R, p, P = c.ceaf_e(GOLD, FOUND)
    assert (r / R, p / P) == (pytest.approx(0.65), pytest.approx(0.43, abs=.005))


def test_nothing_and_everything():
    for f in (c.muc, c.b_cubed, c.ceaf_e):
        assert c.f1(*f(GOLD, GOLD)) == pytest.approx(100)
        assert c.f1(*f(GOLD, [])) == 0


def test_assignment_is_the_cheapest():
    rng = np.random.default_rng(1)
    for n, m in ((1, 1), (3, 3), (2, 5), (5, 2), (4, 4)):
        cost = rng.normal(size=(n, m))
        pairs = c.assignment(cost)
        wide = cost if n <= m else cost.T
        best = min(sum(wide[i, j] for i, j in enumerate(p)) for p in itertools.permutations(range(wide.shape[1]), wide.shape[0]))
        assert sum(cost[i, j] for i, j in pairs) == pytest.approx(best)
        assert len(set(pairs)) == min(n, m)
