import numpy as np
import pytest

from train import model, pieces


def shown(vocabulary, text):
    return [text[b:e] for b, e in zip(*(c.tolist() for c in (vocabulary.cut(text).begin, vocabulary.cut(text).end)))]


def test_words_are_cut_where_a_word_may_begin(vocabulary):
    atoms = lambda t: [t[b:e] for b, e in pieces._cut_words(t)]
    assert atoms("She didn't know.") == ["She", "did", "n", "'", "t", "know", "."]
    assert atoms("I cannot, it's 2:00pm") == ["I", "can", "not", ",", "it", "'", "s", "2", ":", "00", "pm"]
    assert atoms("du\u2019n dunno") == ["du", "\u2019", "n", "du", "n", "no"]


def test_case_gap_and_offsets(vocabulary):
    text = "The MAYOR  said\nthat\n\n\u00c9l 5"
    p = vocabulary.cut(text)
    first = p.first
    assert p.gap[first].tolist() == [3, 1, 1, 2, 3, 1]
    assert p.case[first].tolist() == [pieces.CAPITAL, pieces.UPPER, pieces.LOWER, pieces.LOWER, pieces.CAPITAL, pieces.NO_LETTERS]
    assert [vocabulary.pieces[i] for i in p.id] == ["the", "mayor", "said", "that", "e", "##l", "5"]
    assert [text[b:e] for b, e in zip(p.begin, p.end)] == ["The", "MAYOR", "said", "that", "\u00c9", "l", "5"]


def test_what_has_no_pieces_is_unknown(vocabulary):
    assert vocabulary.cut("\u4e16 " + "a" * 101).id.tolist() == [pieces.UNK, pieces.UNK]
    assert len(vocabulary.cut(" \u200b\n")) == 0


def test_as_the_reference_cuts():
    tokenizers = pytest.importorskip("tokenizers")
    try:
        folder = model.start_folder()
    except SystemExit:
        pytest.skip("no first weights installed")
    reference = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    reference.no_padding()
    reference.no_truncation()
    ours = model.vocabulary()
    for text in ("The mayor of S\u00e3o Tom\u00e9 said: \u201cNo!\u201d", "3.5% of 12,000 (or \u00a37bn) - caf\u00e9\u0301s\u2026", "\u4e16\u754c a\u00adb\u200dc",
                 "\U0001f642 ok", "Stra\u00dfe \u0130stanbul \ufb01ne", "x" * 150, "a\tb\u00a0c\u2003d\ufeff", "e.g. U.S.-led 1990s"):
        e = reference.encode(text, add_special_tokens=False)
        p = ours.cut(text)
        assert p.id.tolist() == e.ids, text
        if 0 not in np.array(e.offsets).sum(1):
            assert list(zip(p.begin.tolist(), p.end.tolist()))[:3] == e.offsets[:3], text
