"""A small invented world: a vocabulary of letters and a few words, and one tiny file of each kind of data."""
import json

import pytest
import torch

from train import pieces

torch.set_num_threads(1)
WORDS = "the mayor said that bridge was closed she did n ' t know . , \" ann reed harbour can not why is it we sold boats".split()

SYNTAX = """# newdoc id = {id}
# newpar
# sent_id = {id}-1
# text = Ann Reed said that it wasn't closed.
1	Ann	Ann	PROPN	NNP	Number=Sing	3	nsubj	_	Entity=(1-person-new-nnnnn-cf1-1,2-coref
2	Reed	Reed	PROPN	NNP	Number=Sing	1	flat	_	Entity=1)
3	said	say	VERB	VBD	Tense=Past	0	root	_	_
4	that	that	SCONJ	IN	_	8	mark	_	_
5	it	it	PRON	PRP	_	8	nsubj:pass	_	Entity=(2-place-new-nnnnn-cf2-1-sgl)
6-7	wasn't	_	_	_	_	_	_	_	_
6	was	be	AUX	VBD	Tense=Past	8	aux:pass	_	_
7	n't	not	PART	RB	_	8	advmod	_	_
8	closed	close	VERB	VBN	Tense=Past	3	ccomp	_	SpaceAfter=No
9	.	.	PUNCT	.	_	3	punct	_	_

# newpar
# sent_id = {id}-2
# text = She sold boats.
1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv:act-nnnnn-cf1-1-ana)
2	sold	sell	VERB	VBD	Tense=Past	0	root	_	_
3	boats	boat	NOUN	NNS	Number=Plur	2	obj	_	Entity=(3-object-new-nnnnn-cf2-1-sgl)|SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

"""
TALK = "\"The bridge was closed,\" said Ann Reed. The mayor did not know why."


@pytest.fixture(scope="session")
def vocabulary(tmp_path_factory):
    lines = [f"[unused{i}]" for i in range(30522)]
    for i, s in ((0, "[PAD]"), (100, "[UNK]"), (101, "[CLS]"), (102, "[SEP]"), (103, "[MASK]")):
        lines[i] = s
    letters = [chr(c) for c in range(33, 127) if not chr(c).isupper()]
    for i, s in enumerate(letters + ["##" + c for c in letters if c.isalnum()] + [w for w in WORDS if len(w) > 1], 1000):
        lines[i] = s
    path = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return pieces.Vocabulary(path)


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    root = tmp_path_factory.mktemp("data")
    for folder in ("syntax", "entities/wikigold", "entities/re3d", "quotes", "claims/ct2019", "claims/ct2020", "answers"):
        (root / folder).mkdir(parents=True)

    def rows(path, *values):
        (root / path).write_text("".join(json.dumps(v) + "\n" for v in values), encoding="utf-8")
    for source in ("ewt", "gum"):
        (root / f"syntax/{source}-train.conllu").write_text("".join(SYNTAX.format(id=f"{source}{i}") for i in range(4)), encoding="utf-8")
    iob = lambda i: f"# sent_id = ewt{i}-1\n1\tAnn\tB-PER\t-\tx\n2\tReed\tI-PER\t-\tx\n" + "".join(
        f"{k}\t{w}\tO\t-\tx\n" for k, w in enumerate("said that it was n't closed .".split(), 3)) + "\n"
    (root / "entities/uner-ewt-train.iob2").write_text("".join(map(iob, range(4))), encoding="utf-8")
    (root / "entities/wikigold/wikigold.conll.txt").write_text("Ann I-PER\nReed I-PER\nsold O\nboats O\n. O\n\n" * 3, encoding="utf-8")
    (root / "entities/wnut17-train.conll").write_text("Ann\tB-person\nReed\tI-person\nsold\tO\n\n" * 3, encoding="utf-8")
    (root / "entities/re3d/a.conll").write_text("Harbour\tB-Location\nclosed\tO\n\n", encoding="utf-8")
    at = lambda s: [TALK.index(s), TALK.index(s) + len(s)]
    rows("quotes/polnear-train.jsonl", *({"id": str(i), "date": None, "text": TALK, "quotes": [
        {"source": [at("Ann Reed")], "cue": [at("said")], "content": [at("\"The bridge was closed,\"")]},
        {"source": [at("The mayor")], "cue": [at("did not know")], "content": [at("why")]}]} for i in range(3)))
    debate = [{"line": i, "speaker": "REED", "text": f"We sold {i} boats.", "label": i % 2} for i in range(4)]
    rows("claims/ct2019/20160101_a.jsonl", *debate)
    rows("claims/ct2020/20160101_a.jsonl", *debate)
    rows("claims/ct2020/20170126_Trump_ABC.jsonl", {"line": 1, "speaker": "REED", "text": "Nobody closed it.", "label": 1})
    rows("claims/claimbuster-train.jsonl", {"id": "1", "text": "We sold nine boats.", "label": 1},
         {"id": "2", "text": "nobody closed it", "label": 1}, {"id": "3", "text": "She did not know.", "label": 0})
    for f in ("claimbuster-groundtruth", "ct24-devtest"):
        rows(f"claims/{f}.jsonl", {"id": "9", "text": "Why is it closed?", "label": 0})
    rows("answers/clarity-train.jsonl", *({"id": f"a{i}", "url": f"u{i}", "question": "Why is it closed?", "interview_answer": "We did not know. " * 40,
                                           "clarity": "Clear Non-Reply", "evasion": ["Claims ignorance"]} for i in range(3)))
    return root
