"""From the verdicts on single papers to one: the best of them, enough of them, all of a set.

>>> best_of([]).state.value, joined([best_of([])]).state.value
('missing', 'missing')
"""

from collections.abc import Sequence
from dataclasses import replace

from storage.model.checklist import ItemState
from validators.items.candidates import Candidate
from validators.items.verdict import Verdict

Judged = tuple[Candidate, Verdict]


def best_of(judged: Sequence[Judged]) -> Verdict:
    """What serves or may serve first; else what an unknown fact holds up; else what to ask."""
    return enough_of(judged, 1)


def enough_of(judged: Sequence[Judged], at_least: int) -> Verdict:
    """The worst of the so many best papers, each counted once; missing where there are fewer."""
    ranked = sorted(judged, key=lambda pair: (_is_of_no_use(pair[1]), pair[1].order, pair[0].places))
    chosen: list[Judged] = []
    for candidate, verdict in ranked:
        if not any(set(candidate.ids) & set(other.ids) for other, _ in chosen):
            chosen.append((candidate, verdict))
    if len(chosen) < at_least:
        found = tuple(one for candidate, _ in chosen for one in candidate.ids)
        return Verdict(state=ItemState.MISSING, reason="missing", documents=found if at_least > 1 else ())
    verdict = chosen[at_least - 1][1]
    ids = dict.fromkeys(one for _, each in chosen[:at_least] for one in each.documents)
    return replace(verdict, documents=tuple(ids))


def joined(verdicts: Sequence[Verdict]) -> Verdict:
    """A set serves if each of it does: the worst, with the papers of all."""
    worst = max(verdicts, key=lambda verdict: verdict.order)
    return replace(
        worst, documents=tuple(dict.fromkeys(one for verdict in verdicts for one in verdict.documents))
    )


def _is_of_no_use(verdict: Verdict) -> bool:
    return verdict.state.is_ask or verdict.state is ItemState.UNKNOWN_FACT
