"""Text to word pieces: BERT's uncased WordPiece with offsets, and what its lower-casing loses as two extra features.

A text is cut at white space, around every punctuation mark, and at the few places inside a word where Universal
Dependencies may begin a new word ("do|n't", "can|not", "gon|na"). Each such *atom* is lower-cased, stripped of accents
and cut greedily into the longest pieces of the vocabulary. Whether an atom begins a word is decided later, by the model.

Every piece has
  id     its number in the vocabulary
  case   0 no letters, 1 lower, 2 Capitalised (or one capital), 3 ALL CAPITALS, 4 mIxed
  gap    what stands before it: 0 nothing, 1 spaces, 2 a line break, 3 a blank line (or the start of the text)
  first  whether it begins an atom
  begin, end  its code points
"""
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CLS, SEP, MASK, UNK = 101, 102, 103, 100
N_CASE, N_GAP = 5, 4
NO_LETTERS, LOWER, CAPITAL, UPPER, MIXED = range(5)

# Words that Universal Dependencies may split where no mark shows it, with the places of the cuts.
_SPLIT_WORDS = """
    can|not gon|na wan|na got|ta lem|me gim|me du|n|no out|ta kin|da sor|ta ought|a could|a should|a would|a must|a
    might|a i|m i|ve you|re you|ve you|ll they|re they|ve that|s what|s it|s he|s she|s there|s here|s let|s who|s
    where|s how|s do|nt does|nt did|nt ca|nt wo|nt is|nt are|nt was|nt were|nt could|nt would|nt should|nt have|nt
    has|nt had|nt ai|nt must|nt need|nt t|is t|was any|way a|lot a|while all|right"""
SPLIT = {w.replace("|", ""): [i - k for k, i in enumerate(j for j, c in enumerate(w) if c == "|")]
         for w in _SPLIT_WORDS.split()}
_CLOCK = re.compile(r"\d+(?=(?:am|pm)$)")


def _is_punct(c: str) -> bool:
    o = ord(c)
    if 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126:
        return True
    return o > 127 and unicodedata.category(c)[0] == "P"


def _is_space(c: str) -> bool:
    return c in " \t\n\r\f\v\u2028\u2029\x1c\x1d\x1e\x1f\x85" or (ord(c) > 127 and unicodedata.category(c) == "Zs")


def _is_control(c: str) -> bool:
    return c in "\0\ufffd" or (not _is_space(c) and unicodedata.category(c) in ("Cc", "Cf", "Cn", "Co", "Cs"))


def _is_ideograph(c: str) -> bool:
    o = ord(c)
    return (0x4E00 <= o <= 0x9FFF or 0x3400 <= o <= 0x4DBF or 0x20000 <= o <= 0x2CEAF or 0xF900 <= o <= 0xFAFF
            or 0x2F800 <= o <= 0x2FA1F)


def _cut_words(text: str):
    """Yields (begin, end) of atoms in order."""
    n, i = len(text), 0
    while i < n:
        c = text[i]
        if _is_space(c) or _is_control(c):
            i += 1
            continue
        if _is_punct(c) or _is_ideograph(c):
            yield i, i + 1
            i += 1
            continue
        j = i
        while j < n and not (_is_space(text[j]) or _is_punct(text[j]) or _is_ideograph(text[j])):
            j += 1
        word = text[i:j].lower()
        cuts = SPLIT.get(word, [])
        if word[-1] == "n" and j - i > 1 and text[j:j + 2].lower() in ("'t", "\u2019t", "`t") and not (
                j + 2 < n and text[j + 2].isalnum()):
            cuts = [j - i - 1]                              # do|n't
        elif clock := _CLOCK.match(word):
            cuts = [clock.end()]                            # 2:00|pm
        for a, b in zip([0, *cuts], [*cuts, j - i]):
            yield i + a, i + b
        i = j


def case_of(s: str) -> int:
    letters = [c for c in s if c.isalpha()]
    if not letters:
        return NO_LETTERS
    up = sum(c.isupper() for c in letters)
    if up == 0:
        return LOWER
    if letters[0].isupper() and up == 1:
        return CAPITAL
    return UPPER if up == len(letters) else MIXED


@dataclass
class Pieces:
    id: np.ndarray
    case: np.ndarray
    gap: np.ndarray
    first: np.ndarray
    begin: np.ndarray
    end: np.ndarray

    def __len__(self) -> int:
        return len(self.id)

    def starts(self) -> dict[int, int]:
        """Code point where a piece begins -> index of the piece."""
        return {int(b): i for i, b in enumerate(self.begin)}


class Vocabulary:
    """Requires: a file with one piece a line, in the order of their numbers."""

    def __init__(self, path):
        self.pieces = Path(path).read_text(encoding="utf-8").split("\n")
        if self.pieces and not self.pieces[-1]:
            self.pieces.pop()
        self.number = {p: i for i, p in enumerate(self.pieces)}

    def cut(self, text: str) -> Pieces:
        cols = ([], [], [], [], [], [])
        last = 0
        for b, e in _cut_words(text):
            between = text[last:b]
            if last == 0:
                gap = 3
            elif not between:
                gap = 0
            else:
                breaks = between.count("\n")
                gap = 3 if breaks > 1 else 2 if breaks else 1 if any(map(_is_space, between)) else 0
            last = e
            for k, (i, pb, pe) in enumerate(self._pieces(text, b, e)):
                for col, v in zip(cols, (i, case_of(text[pb:pe]), gap if k == 0 else 0, k == 0, pb, pe)):
                    col.append(v)
        dtypes = (np.int32, np.int8, np.int8, bool, np.int32, np.int32)
        return Pieces(*(np.array(c, t) for c, t in zip(cols, dtypes)))

    def _pieces(self, text, b, e):
        """The longest pieces of one atom, from the left; [UNK] for all of it where some part has none."""
        norm, at = [], []                                   # normalised characters, and whose they are
        for i in range(b, e):
            if _is_control(text[i]):
                continue
            for c in unicodedata.normalize("NFD", text[i].lower()):
                if unicodedata.category(c) != "Mn":
                    norm.append(c)
                    at.append(i)
        if not norm:
            return [(UNK, b, e)]
        s, out, i = "".join(norm), [], 0
        if len(s) > 100:
            return [(UNK, b, e)]
        while i < len(s):
            j = len(s)
            while j > i and (("##" if i else "") + s[i:j]) not in self.number:
                j -= 1
            if j == i:
                return [(UNK, b, e)]
            out.append((self.number[("##" if i else "") + s[i:j]], b if i == 0 else at[i], e if j == len(s) else at[j]))
            i = j
        return [(n, pb, max(pe, pb)) for n, pb, pe in out]
