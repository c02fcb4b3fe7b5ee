"""Rows that want each such paper to be good: all bills of a claim, not just one of them (OM1).

Pictures of one bill count once, and a bad picture of a bill that is also there in a good one is forgotten.

>>> judge_every([]).state.value
'missing'
"""

from collections.abc import Sequence
from dataclasses import replace

from storage.model.checklist import ItemState
from validators.items.candidates import Candidate
from validators.items.verdict import Verdict
from validators.papers.bills import is_same_bill, is_shade_of, surely_read
from validators.papers.paper import Paper

Judged = tuple[Candidate, Verdict]


def judge_every(judged: Sequence[Judged]) -> Verdict:
    """The worst of the bills, each at its best picture; bills of other people do not count beside good ones."""
    bests = sorted((_best(group) for group in _groups(judged)), key=lambda pair: pair[0].places)
    good = [pair for pair in bests if pair[1].is_good]
    rest = [pair for pair in bests if not pair[1].is_good]
    open_ones = [pair for pair in rest if not _is_told_by(pair, good)]
    if not bests:
        return Verdict(state=ItemState.MISSING, reason="missing")
    if not good:
        return _join(min(bests, key=_order)[1], [])
    return _join(max((*good, *open_ones), key=_order)[1], good)


def _groups(judged: Sequence[Judged]) -> list[list[Judged]]:
    groups: list[list[Judged]] = []
    for pair in sorted(judged, key=lambda pair: (_paper(pair).shown, pair[0].places)):
        group = next((group for group in groups if any(_is_same(pair, other) for other in group)), None)
        if group is None:
            groups.append([pair])
        else:
            group.append(pair)
    return groups


def _is_same(one: Judged, other: Judged) -> bool:
    return is_same_bill(_paper(one), _paper(other))


def _best(group: Sequence[Judged]) -> Judged:
    if len(group) == 1:
        return group[0]
    return min(
        group, key=lambda pair: (pair[1].rank, -surely_read(_paper(pair)), _paper(pair).shown, pair[0].places)
    )


def _is_told_by(bad: Judged, good: Sequence[Judged]) -> bool:
    if bad[1].state is ItemState.WRONG_PERSON:
        return bool(good)
    return any(is_shade_of(_paper(bad), _paper(pair)) for pair in good)


def _join(verdict: Verdict, good: Sequence[Judged]) -> Verdict:
    ids = [one for candidate, _ in good for one in candidate.ids]
    return replace(verdict, documents=tuple(dict.fromkeys((*ids, *verdict.documents))))


def _order(pair: Judged) -> tuple[object, ...]:
    return pair[1].order, pair[0].places


def _paper(pair: Judged) -> Paper:
    return pair[0].papers[0]
