"""A labelled folder: `manifest.jsonl`, one row a file, in the contract's types, field names and value forms.

A row has `path`, `doc_type`, `fields`, optionally `documents` (several papers in one picture), `ambiguous`
(fields that are not counted), `item_count` (how many rows `items` has, where they are not labelled one by
one) and `file_included: false` where only the label is there. `doc_type: hostile`
marks a file that must merely be answered cleanly.

>>> row = parse_row({"path": "a.png", "doc_type": "bank_card", "fields": {"card_number": "6217001234567890122"}})
>>> row.documents[0].type, row.is_hostile
('bank_card', False)
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.errors import PermanentError


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    type: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledFile:
    path: str
    documents: tuple[LabelledDocument, ...]
    ambiguous: frozenset[str]
    is_hostile: bool = False
    is_included: bool = True
    item_count: int | None = None


def load(folder: Path) -> list[LabelledFile]:
    """The rows of `folder/manifest.jsonl`. Raises `PermanentError` with the line where a row is broken."""
    manifest = folder / "manifest.jsonl"
    if not manifest.is_file():
        raise PermanentError(
            "manifest_missing",
            f"There is no manifest.jsonl in {folder}.",
            "Give a labelled folder: manifest.jsonl with path, doc_type and fields a row.",
        )
    rows = []
    for number, line in enumerate(manifest.read_text("utf-8").splitlines(), start=1):
        if line.strip():
            rows.append(_row(line, manifest, number))
    return rows


def parse_row(row: Mapping[str, Any]) -> LabelledFile:
    listed = row.get("documents") or [{"doc_type": row["doc_type"], "fields": row.get("fields") or {}}]
    return LabelledFile(
        path=row["path"],
        documents=tuple(LabelledDocument(one["doc_type"], one.get("fields") or {}) for one in listed),
        ambiguous=frozenset(row.get("ambiguous") or ()),
        is_hostile=row["doc_type"] == "hostile",
        is_included=row.get("file_included", True),
        item_count=row.get("item_count"),
    )


def _row(line: str, manifest: Path, number: int) -> LabelledFile:
    try:
        return parse_row(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PermanentError(
            "manifest_broken", f"{manifest}, line {number}: {error!r}.", "Mend that row."
        ) from error
