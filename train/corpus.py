"""Documents with what is annotated on them, and the passages that training draws from them."""
import random
import zlib
from dataclasses import dataclass, field

import numpy as np

from . import pieces as p

PASSAGE = 576        # most pieces of one passage


@dataclass
class Document:
    """`gold` holds a value a task, in indices of pieces. `cuts` are pieces at which a passage may begin."""
    id: str
    source: str
    text: str
    pieces: p.Pieces
    gold: dict = field(default_factory=dict)
    cuts: np.ndarray | None = None

    def held_out(self) -> bool:
        """A twentieth of the training data serves for choices; what stands before a # in the id stays together."""
        return zlib.crc32(self.id.split("#")[0].encode()) % 20 == 7


class Passage:
    """A part of a document, perhaps without some of its pieces: pieces `low` to `high`, of which `kept` are left."""

    def __init__(self, doc: Document, low: int = 0, high: int | None = None):
        self.doc, self.low, self.high = doc, low, len(doc.pieces) if high is None else high
        self.kept = np.arange(self.low, self.high)
        cols = doc.pieces
        self.id, self.case, self.gap = (c[self.low:self.high].copy() for c in (cols.id, cols.case, cols.gap))
        self.first = cols.first[self.low:self.high]
        self.voice = "as written"          # or "lower", "upper": what became of the letters' case
        self._count()

    def __len__(self) -> int:
        return len(self.kept)

    def _count(self):
        here = np.zeros(self.high - self.low + 1, np.int64)
        here[1 + self.kept - self.low] = 1
        self._before = here.cumsum()

    def at(self, i):
        """Pieces of the document -> places in the passage (of the next kept piece, where it was dropped)."""
        return self._before[np.clip(np.asarray(i) - self.low, 0, self.high - self.low)]

    def drop(self, gone: np.ndarray):
        """What follows a dropped piece keeps the larger of the two gaps, so that no words run together."""
        gap = self.gap.copy()
        for i in np.flatnonzero(gone[:-1]):
            gap[i + 1] = max(gap[i], gap[i + 1])
        left = ~gone
        self.id, self.case, self.gap, self.first = self.id[left], self.case[left], gap[left], self.first[left]
        self.kept = self.kept[left]
        self._count()


def roughen(passage: Passage, rng: random.Random, is_mark: np.ndarray):
    """What transcripts do to text: capitals lost or everywhere, punctuation lost, lines wrapped, paragraphs run on.

    `is_mark` says of each number in the vocabulary whether it is a punctuation mark."""
    lost = rng.random()
    letters = passage.case != p.NO_LETTERS
    if lost < 0.06:
        passage.case[letters], passage.voice = p.LOWER, "lower"
    elif lost < 0.075:
        passage.case[letters], passage.voice = p.UPPER, "upper"
    share = 1.0 if lost < 0.03 else 0.3 if lost > 0.96 else 0.0
    if share:
        marks = is_mark[passage.id]
        free = marks & (np.append(passage.gap[1:], 3) > 0)      # not "3.5", not "don't"
        gone = free & (np.array([rng.random() for _ in range(len(marks))]) < share)
        if not gone.all():
            passage.drop(gone)
    if rng.random() < 0.1:
        run_on = (passage.gap > 1) & (np.array([rng.random() for _ in range(len(passage))]) < 0.5)
        passage.gap[run_on] = 1
    elif rng.random() < 0.06:
        width, column = rng.randint(8, 16), 0
        for i in np.flatnonzero(passage.gap == 1):
            column += 1
            if column % width == 0:
                passage.gap[i] = 2
    hidden = np.array([rng.random() for _ in range(len(passage))]) < 0.03
    passage.id[hidden] = p.MASK


def passages(doc: Document, rng: random.Random | None) -> list[Passage]:
    """The document in parts of at most PASSAGE pieces, cut at other places each time `rng` is asked."""
    n, out, low = len(doc.pieces), [], 0
    cuts = doc.cuts if doc.cuts is not None else np.flatnonzero(doc.pieces.gap == 3)
    while low < n:
        most = PASSAGE
        if rng and not out and n > PASSAGE:
            most = rng.randint(PASSAGE // 4, PASSAGE)
        high = n
        if n - low > most:
            at = cuts[(cuts > low) & (cuts <= low + most)]
            high = int(at[-1]) if len(at) else low + most
        out.append(Passage(doc, low, high))
        low = high
    return out


class Mixture:
    """An endless, reproducible stream of batches over all documents: a round takes `share[source]` of each source.

    A share above 1 takes documents several times a round."""

    def __init__(self, documents, shares, is_mark, pieces_per_batch, seed):
        self.by_source = {}
        for d in documents:
            self.by_source.setdefault(d.source, []).append(d)
        self.shares, self.is_mark, self.most, self.seed = shares, is_mark, pieces_per_batch, seed

    def round(self, number: int) -> list[list[Passage]]:
        rng, drawn = random.Random(self.seed * 1000 + number), []
        for source in sorted(self.by_source):
            docs, share = self.by_source[source], self.shares.get(source, 1.0)
            take = docs * int(share) + rng.sample(docs, round(len(docs) * (share % 1)))
            for d in take:
                drawn += passages(d, rng)
        rng.shuffle(drawn)
        batches, batch, size = [], [], 0
        for passage in drawn:
            if batch and size + len(passage) > self.most:
                batches.append(batch)
                batch, size = [], 0
            batch.append(passage)
            size += len(passage)
        batches.append(batch)
        return batches

    def roughened(self, batch: list[Passage], step: int) -> list[Passage]:
        """Requires: called once for a batch."""
        rng = random.Random(self.seed * 1_000_003 + step)
        for passage in batch:
            roughen(passage, rng, self.is_mark)
        return batch
