"""Scenarios from their YAML files: papers built by hand from short names, and what the claim must come to.

A paper is the name of a builder, alone or with fields of its own; `paper: {type: …}` is a paper of any type. A field may
be `{check: value}` for one that a person must look at, or `{hidden: true}` for one that could not be read; `faults` lie
on the whole picture, and `screen: true` gives it the shape of a phone's screen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from storage.model.checklist import Assessment
from storage.model.claim import ClaimType
from storage.model.document import Document, Page, Quality, QualityFault, QualityGrade
from storage.model.document_type import DocumentType
from storage.model.reading import Reading
from tests.validators import builders
from tests.validators.builders import a_document, a_fault, a_field, a_reading, doubtful

FOLDER = Path(__file__).parent
_BUILDERS = (
    *("portrait", "emblem", "both_faces", "bank_card", "bill", "record", "fee_list"),
    *("stay_bill", "discharge", "stay_list"),
)
_OF_THE_PICTURE = ("type", "faults", "screen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Asks by label, questions, what is in review; `accepts` of some asks; words that the message has or has not."""

    asks: Mapping[str, str] = field(default_factory=dict)
    questions: Sequence[str] = ()
    review: Sequence[str] = ()
    accepts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sides: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pages: Mapping[str, Sequence[int]] = field(default_factory=dict)
    waived: Sequence[str] = ()
    says: Sequence[str] = ()
    silent: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A claim in steps: what was handed in until then, and what must come of it."""

    name: str
    claim_types: tuple[ClaimType, ...]
    facts: Mapping[str, Any]
    steps: tuple[tuple[tuple[Document, ...], Expected], ...]

    def readings(self, step: int) -> list[Reading]:
        papers = [paper for documents, _ in self.steps[: step + 1] for paper in documents]
        return [a_reading(number, paper) for number, paper in enumerate(papers, 1)]


def scenarios() -> Iterator[Scenario]:
    """All of all files, in order."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for raw in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")):
            yield _scenario(raw)


def _scenario(raw: Mapping[str, Any]) -> Scenario:
    parts = [raw, *raw.get("then", ())]
    return Scenario(
        name=raw["name"],
        claim_types=tuple(ClaimType(code) for code in raw["claim"]),
        facts=raw.get("facts", {}),
        steps=tuple(
            (tuple(_paper(one) for one in part.get("papers", ())), Expected(**part.get("expect", {})))
            for part in parts
        ),
    )


def _paper(raw: str | Mapping[str, Any]) -> Document:
    name, given = (raw, {}) if isinstance(raw, str) else next(iter(raw.items()))
    fields = {key: _value(value) for key, value in (given or {}).items() if key not in _OF_THE_PICTURE}
    if name == "paper":
        paper = a_document(DocumentType(given["type"]), fields)
    else:
        assert name in _BUILDERS, f"no builder {name}"
        paper = getattr(builders, name)(**fields)
    gone = {key for key, value in fields.items() if value is None}
    paper = replace(paper, fields={key: cell for key, cell in paper.fields.items() if key not in gone})
    if (given or {}).get("screen"):
        paper = replace(paper, pages=(Page(page=1, width=1080, height=2340),))
    faults = (given or {}).get("faults", ())
    if not faults:
        return paper
    issues = tuple(a_fault(QualityFault(fault)) for fault in faults)
    return replace(paper, quality=Quality(QualityGrade.POOR, issues))


def _value(raw: Any) -> Any:
    if isinstance(raw, Mapping) and "check" in raw:
        return doubtful(raw["check"])
    if isinstance(raw, Mapping) and "hidden" in raw:
        return a_field(None)
    return raw


def told(assessment: Assessment) -> Expected:
    """What the claim came to, in the same form."""
    asked = [item for item in assessment.items if item.state.is_ask]
    return Expected(
        asks={builders.label_of(item): item.state.value for item in asked},
        questions=builders.question_keys(assessment),
        review=sorted(builders.in_review(assessment)),
        accepts={builders.label_of(item): [kind.value for kind in item.accepts] for item in asked},
        sides={builders.label_of(item): list(item.ask.sides) for item in asked if item.ask.sides},
        pages={builders.label_of(item): list(item.ask.pages) for item in asked if item.ask.pages},
        waived=[builders.label_of(item) for item in assessment.items if item.state.value == "waived"],
    )
