import numpy as np
import torch

from train import encoder, quantise
from train.corpus import Document, Passage


def test_windows_take_every_piece_once():
    for n in (1, 319, 320, 321, 576, 577, 5000):
        w = encoder.windows(n)
        assert [p for _, _, low, high in w for p in range(low, high)] == list(range(n))
        assert all(e - b <= encoder.WINDOW for b, e, _, _ in w)
        assert all((b == 0 or low - b >= encoder.MARGIN) and (e == n or e - high >= encoder.MARGIN) for b, e, low, high in w)


def test_company_changes_nothing(vocabulary):
    torch.manual_seed(0)
    net = encoder.Encoder()
    passages = [Passage(Document(str(i), "", t, vocabulary.cut(t))) for i, t in enumerate(("The mayor said it.", "we sold boats . " * 100, "We sold it all."))]
    with torch.no_grad():
        together = net(passages)
        for passage, x in zip(passages, together):
            assert x.shape == (len(passage), encoder.WIDTH)
            assert torch.allclose(net([passage])[0], x, atol=1e-5)


def test_rounded_weights_stay_near_and_within_seven_bits():
    torch.manual_seed(0)
    linear = torch.nn.Linear(384, 50)
    q, scale = quantise.rows(linear.weight.data, quantise.MOST_WEIGHT)
    assert q.abs().max() <= 63 and torch.allclose(q * scale[:, None], linear.weight.data, atol=float(scale.max()) / 2 + 1e-6)
    x = torch.randn(7, 384)
    assert (quantise._Rounded(linear)(x) - linear(x)).abs().max() < 0.1


def test_the_exported_file_says_what_is_in_it(tmp_path, vocabulary, monkeypatch):
    import json
    from types import SimpleNamespace

    from safetensors import safe_open

    from train import export, model, tasks
    known = {"names": tasks.load()["names"].KINDS}
    net = model.Model(known)
    torch.save({"mean": net.state_dict(), "known": known, "state": {"step": 5}, "seed": 1, "open": True}, tmp_path / "c.pt")
    monkeypatch.setattr(model, "vocabulary", lambda: vocabulary)
    export.export(SimpleNamespace(checkpoint=tmp_path / "c.pt", to=tmp_path / "m" / "quoth.safetensors", scores=None))
    with safe_open(tmp_path / "m" / "quoth.safetensors", "pt") as f:
        assert json.loads(f.metadata()["labels"]) == known
        assert f.get_tensor("encoder.layers.5.inner.weight").dtype == torch.int8
        assert f.get_tensor("encoder.layers.5.inner.scale").shape == (1536,)
        assert bytes(f.get_tensor("vocabulary").tolist()).decode().split("\n") == vocabulary.pieces
    card = (tmp_path / "m" / "README.md").read_text()
    assert "EWT" in card and "PolNeAR" not in card
