import itertools

import numpy as np

from train import decode


def best_by_trying(scores):
    n = scores.shape[0]
    best, found = -1e18, None
    for heads in itertools.product(range(n + 1), repeat=n):
        if heads.count(0) != 1 or any(h == i + 1 for i, h in enumerate(heads)):
            continue
        def reaches(i, steps=0):
            return i == 0 or (steps <= n and reaches(heads[i - 1], steps + 1))
        if all(reaches(i) for i in range(1, n + 1)):
            value = sum(scores[i, h] for i, h in enumerate(heads))
            if value > best:
                best, found = value, heads
    return best, found


def test_trees_are_the_best_there_are():
    rng = np.random.default_rng(3)
    for n in (1, 2, 3, 4, 5):
        for _ in range(40):
            scores = rng.normal(size=(n, n + 1))
            heads = decode.tree(scores)
            value = sum(scores[i, h + 1] for i, h in enumerate(heads))
            assert heads.count(-1) == 1
            assert abs(value - best_by_trying(scores)[0]) < 1e-9


def test_tags_go_on_only_with_what_has_begun():
    scores = np.log(np.array([[.1, .1, .8], [.2, .1, .7], [.6, .3, .1], [.5, .1, .4]]))
    tags = decode.best_tags(scores, [1])
    assert tags == [1, 2, 0, 0]
    assert decode.spans(tags) == [(0, 2, 0)]
    assert decode.spans([1, 1, 2, 3, 4, 0, 3]) == [(0, 1, 0), (1, 3, 0), (3, 5, 1), (6, 7, 1)]
