"""The scenarios of the lists from made papers: drawn, truly read, judged, held against what they must come to.

Their papers are those of `tests/validators/scenarios`, drawn by `tests/specimens/scripted`, so a scenario is written
once. A paper that cannot be drawn (a value that was half read) leaves its scenario out.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from storage.model.checklist import Assessment
from storage.model.document import Document
from storage.model.reading import Reading
from tests.specimens.scripted import can_draw, drawn, is_screen, said
from tests.specimens.sheet import Specimen
from tests.validators.builders import TODAY
from tests.validators.scenarios.reading import Expected, Scenario, told
from validators.facts.load import facts_from
from validators.lists.checklist import assumed
from workers.pipeline import check_claim, validated

Read = Callable[[Specimen], list[Reading]]


def is_drawable(scenario: Scenario) -> bool:
    return all(can_draw(document) for documents, _ in scenario.steps for document in documents)


class Desk:
    """Draws and reads each paper once, however many scenarios hand it in."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self.assessments: list[Assessment] = []
        self._known: dict[str, list[Reading]] = {}

    def faults(self, scenario: Scenario) -> list[str]:
        """What the scenario came to and should not have, a line each; none is right."""
        readings: list[Reading] = []
        seen: dict[str, int] = {}
        faults: list[str] = []
        for step, (documents, expected) in enumerate(scenario.steps, start=1):
            for document in documents:
                readings += self._readings(document, seen, len(readings) + 1)
            found = _assessed(scenario, readings)
            faults += [f"step {step}: {fault}" for fault in _compared(found, expected)]
            self.assessments.append(found)
        return faults

    def _readings(self, document: Document, seen: dict[str, int], number: int) -> list[Reading]:
        """The same paper handed in twice is drawn twice, in other letters."""
        key = f"{document.type.value}.{_digest(document)}"
        seen[key] = seen.get(key, 0) + 1
        name = f"scenario/{key}.{seen[key]}"
        if name not in self._known:
            found = self._read(drawn(document, name, seed=seen[key]))
            self._known[name] = [validated(reading, TODAY) for reading in found]
        return [_numbered(reading, number + at) for at, reading in enumerate(self._known[name])]


def _digest(document: Document) -> str:
    """Names a paper by what is drawn of it."""
    faults = [issue.fault.value for issue in document.quality.issues]
    faults += ["screen"] if is_screen(document) else []
    drawn_of_it = json.dumps([said(document), faults], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(drawn_of_it.encode()).hexdigest()[:8]


def _numbered(reading: Reading, number: int) -> Reading:
    documents = tuple(replace(one, id=f"f{number}.d{at}") for at, one in enumerate(reading.documents, start=1))
    return replace(reading, documents=documents)


def _assessed(scenario: Scenario, readings: Sequence[Reading]) -> Assessment:
    known = {} if "event.cause" in assumed(scenario.claim_types) else {"event.cause": "disease"}
    return check_claim(
        readings,
        claim_types=scenario.claim_types,
        facts=facts_from({**known, **scenario.facts}),
        today=TODAY,
        locale="zh-CN",
    ).assessment


def _compared(assessment: Assessment, expected: Expected) -> list[str]:
    found, text = told(assessment), assessment.message.text
    pairs = {
        "asks": (dict(found.asks), dict(expected.asks)),
        "questions": (sorted(found.questions), sorted(expected.questions)),
        "in review": (sorted(found.review), sorted(expected.review)),
        "accepts": ({key: found.accepts.get(key) for key in expected.accepts}, dict(expected.accepts)),
        "sides": (dict(found.sides), dict(expected.sides)),
        "pages": (dict(found.pages), dict(expected.pages)),
        "does not say": ([words for words in expected.says if words not in text], []),
        "says": ([words for words in expected.silent if words in text], []),
    }
    return [f"{what}: {got}, not {wanted}" for what, (got, wanted) in pairs.items() if got != wanted]
