"""CoNLL-U documents as text with words laid over it by code points."""
from dataclasses import dataclass, field


@dataclass
class Word:
    begin: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int          # index in the document, -1 for a root
    deprel: str
    sentence: int
    misc: str


@dataclass
class Document:
    id: str
    text: str = ""
    words: list[Word] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)   # first word, one past the last
    sentence_ids: list[str] = field(default_factory=list)
    speakers: list[str | None] = field(default_factory=list)         # of each sentence


def read(path) -> list[Document]:
    docs, rows, meta = [], [], {}
    with open(path, encoding="utf-8") as f:
        for line in list(f) + ["\n"]:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                docs.append(Document(line.split("=", 1)[1].strip()))
            elif line.startswith("# newpar"):
                meta["newpar"] = True
            elif line.startswith("# speaker ="):
                meta["speaker"] = line.split("=", 1)[1].strip()
            elif line.startswith("# sent_id"):
                meta["sent_id"] = line.split("=", 1)[1].strip()
            elif not line:
                if rows:
                    _append(docs[-1], rows, meta)
                rows, meta = [], {}
            elif line[0] != "#":
                cols = line.split("\t")
                if "." not in cols[0]:
                    rows.append(cols)
    return docs


def _append(doc: Document, rows, meta):
    if doc.text:
        doc.text += "\n\n" if meta.get("newpar") else " "
    base, text, spans, i = len(doc.text), "", {}, 0
    while i < len(rows):
        cols = rows[i]
        begin = base + len(text)
        text += cols[1]
        if "-" in cols[0]:                       # several words written as one: by their letters where those add up
            a, b = map(int, cols[0].split("-"))
            words = rows[i + 1:i + 2 + b - a]
            add_up = "".join(w[1] for w in words).lower() == cols[1].lower()
            for w in words:
                spans[w[0]] = (begin, begin + len(w[1])) if add_up else (begin, begin + len(cols[1]))
                begin += len(w[1]) if add_up else 0
            i += len(words)
        else:
            spans[cols[0]] = (begin, begin + len(cols[1]))
        if "SpaceAfter=No" not in cols[9].split("|"):
            text += " "
        i += 1
    doc.text += text.rstrip(" ")
    first = len(doc.words)
    for c in rows:
        if "-" not in c[0]:
            head = int(c[6])
            doc.words.append(Word(*spans[c[0]], c[1], c[2], c[3], c[4], c[5], first + head - 1 if head else -1, c[7],
                                  len(doc.sentences), c[9]))
    doc.sentences.append((first, len(doc.words)))
    doc.sentence_ids.append(meta.get("sent_id"))
    doc.speakers.append(meta.get("speaker"))
