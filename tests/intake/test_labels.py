"""A labelled folder is read as the contract says, and a broken one is named by its line."""

from pathlib import Path

import pytest

from intake.measure.labels import load
from storage.errors import PermanentError


def test_rows_become_labelled_files(tmp_path: Path) -> None:
    (tmp_path / "manifest.jsonl").write_text(
        '{"path": "a.png", "doc_type": "bank_card", "fields": {"card_number": "1"}, "ambiguous": ["card_kind"]}\n\n'
        '{"path": "b.bin", "doc_type": "hostile", "file_included": false}\n',
        "utf-8",
    )
    first, second = load(tmp_path)
    assert first.documents[0].fields == {"card_number": "1"}
    assert first.ambiguous == {"card_kind"}
    assert second.is_hostile and not second.is_included


@pytest.mark.parametrize(
    "line", ["{", '{"path": "a"}', "[]", '{"path": "a", "doc_type": "x", "documents": [1]}']
)
def test_a_broken_row_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "manifest.jsonl").write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(PermanentError, match="line 2"):
        load(tmp_path)


def test_a_folder_without_manifest_is_said(tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match=r"manifest\.jsonl"):
        load(tmp_path)
