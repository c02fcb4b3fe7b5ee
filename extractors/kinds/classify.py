"""What a page is: titles, anchors, columns and structure vote, and the votes become a confidence.

Every type gathers points; the chance of a type is its share of `exp(points)`, with `other` holding a fixed stake, so
one good title or several anchors are needed to beat "a readable paper of no known type".

>>> from extractors.page import Line
>>> from storage.model.extraction import Box, Source
>>> page = ReadPage(number=1, width=400, height=300, turn=0, source=Source.OCR,
...                 lines=(Line("出 院 小 结", Box(100, 10, 300, 50)), Line("出院诊断:肺炎", Box(10, 80, 150, 100))))
>>> verdict = classify(page)
>>> verdict.type.value, verdict.confidence > 0.9
('discharge', True)
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.kinds import legibility, titles
from extractors.kinds.cues import CueBook, Cues, shipped
from extractors.kinds.evidence import Evidence
from extractors.kinds.folding import near
from extractors.page import ReadPage
from storage.model.document_type import DocumentType

TITLE = 6.0
"""Points of a perfect title."""
MOST_ANCHORS = 7.0
"""The most that anchors, columns and patterns may add up to before they count by a third."""
STAKE = 3.0
"""Points that `other` holds from the start."""
ACCEPT_AT = 0.6
"""The lowest confidence at which a type is given; below it the page is `other` and marked as doubtful."""
_FUZZY_FROM = 6


@dataclass(frozen=True, slots=True)
class Verdict:
    """`runner_up` is the next best type, if any; `is_doubtful` marks an `other` that was nearly something."""

    type: DocumentType
    confidence: float
    runner_up: DocumentType | None = None
    is_doubtful: bool = False


def classify(page: ReadPage, book: CueBook | None = None) -> Verdict:
    """The type of one page, with a confidence. Never raises for what is on the page."""
    chances = _chances(points(Evidence.of(page), book or shipped()))
    ranked = sorted(chances, key=lambda type: -chances[type])
    best, runner_up = ranked[0], ranked[1] if len(ranked) > 1 else None
    if best is not DocumentType.OTHER and chances[best] >= ACCEPT_AT:
        return Verdict(best, round(chances[best], 4), _named(runner_up))
    unknown = legibility.judge(page)
    if unknown is not DocumentType.OTHER:
        return Verdict(unknown, 0.9)
    guess = next((type for type in ranked if type is not DocumentType.OTHER), None)
    doubt = chances[guess] if guess else 0.0
    return Verdict(DocumentType.OTHER, round(1 - doubt, 4), guess, is_doubtful=doubt >= 0.2)


def points(evidence: Evidence, book: CueBook) -> dict[DocumentType, float]:
    """What speaks for each type, less what speaks against it."""
    titled = titles.find(evidence.strips, book)
    return {
        type: TITLE * titled.get(type, 0.0) + _gentle(_for(cues, evidence)) - _against(cues, evidence)
        for type, cues in book.items()
    }


def _for(cues: Cues, evidence: Evidence) -> float:
    anchors = sum(weight * _presence(phrase, evidence) for phrase, weight in cues.anchors.items())
    patterns = sum(
        one.weight
        for one in cues.patterns
        if evidence.line_count <= one.at_most_lines and one.find.search(evidence.text)
    )
    columns = sum(one.weight for one in cues.columns if _heads(one.words, one.at_least, evidence))
    return anchors + patterns + columns


def _against(cues: Cues, evidence: Evidence) -> float:
    return sum(weight for phrase, weight in cues.negatives.items() if phrase in evidence.running)


def _presence(phrase: str, evidence: Evidence) -> float:
    strange = len(frozenset(phrase) - evidence.letters)
    if strange == 0 and phrase in evidence.running:
        return 1.0
    is_close = len(phrase) >= _FUZZY_FROM and strange <= 1 and near(evidence.running, phrase) is not None
    return 0.8 if is_close else 0.0


def _heads(words: tuple[str, ...], at_least: int, evidence: Evidence) -> bool:
    following = (*evidence.rows[1:], "")
    return any(
        sum(word in row + below for word in words) >= at_least
        for row, below in zip(evidence.rows, following, strict=False)
    )


def _gentle(sum_of_anchors: float) -> float:
    over = max(0.0, sum_of_anchors - MOST_ANCHORS)
    return min(sum_of_anchors, MOST_ANCHORS) + over / 3


def _chances(scores: Mapping[DocumentType, float]) -> dict[DocumentType, float]:
    stakes = {type: math.exp(min(score, 60.0)) for type, score in scores.items() if score > 0.5}
    stakes[DocumentType.OTHER] = math.exp(STAKE)
    whole = sum(stakes.values())
    return {type: stake / whole for type, stake in stakes.items()}


def _named(type: DocumentType | None) -> DocumentType | None:
    return None if type is DocumentType.OTHER else type
