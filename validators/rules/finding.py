"""How the rules say what they found, and the figures and words they go by, as data in `rules.toml`.

>>> found("V24", Outcome.HUMAN, "death_date", "日期的先后不对。", ()).documents, figure("report_working_days")
((), 10)
"""

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from storage.model.document_type import DocumentType
from storage.model.finding import Finding, Outcome
from validators.papers.paper import Paper

_DATA = Path(__file__).with_name("rules.toml")


def found(rule: str, outcome: Outcome, field: str | None, detail: str, papers: Iterable[Paper]) -> Finding:
    """A finding that names the papers concerned."""
    ids = tuple(paper.id for paper in papers)
    return Finding(rule=rule, outcome=outcome, field=field, detail=detail, documents=ids)


def figure(name: str) -> int:
    """A number of days or the like."""
    return int(_data()[name])


def amount(name: str) -> Decimal:
    """In yuan."""
    return Decimal(_data()[name])


def hospital_words(name: str) -> tuple[str, ...]:
    """What names of hospitals and their kinds hold."""
    return tuple(_data()["hospitals"][name])


def again(name: str) -> int:
    """A figure of the rule across claims."""
    return int(_data()["again"][name])


def everybodys() -> frozenset[DocumentType]:
    """Papers that people rightly send with every claim."""
    return frozenset(DocumentType(code) for code in _data()["again"]["everybodys"])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
