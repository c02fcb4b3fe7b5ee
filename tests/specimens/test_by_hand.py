"""Forms filled by hand: they draw without the fonts that only measuring fetches, and those are locked by hash."""

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from storage.model.document_type import DocumentType
from tests.specimens.by_hand import LAYOUTS, pen


def test_without_the_fonts_a_form_is_drawn_with_the_font_of_signatures(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pen, "FOLDER", tmp_path)
    draw = LAYOUTS[DocumentType.CLAIM_FORM]["hand_form"]
    once, again, another = (np.asarray(draw(Random(seed)).pictures[0]) for seed in (1, 1, 2))
    assert np.array_equal(once, again)
    assert not np.array_equal(once, another)


def test_the_fonts_are_locked_by_hash_and_no_address_is_named() -> None:
    lock = json.loads((Path(pen.__file__).parent / "package-lock.json").read_text("utf-8"))
    fonts = {name: one for name, one in lock["packages"].items() if name}
    assert len(fonts) == 3
    assert all(one["integrity"].startswith("sha512-") and "OFL-1.1" in one["license"] for one in fonts.values())
    assert "://" not in json.dumps(lock)
