"""What an operator's Prometheus scrapes: counts over all claims in its text format 0.0.4. No ids, no names, no values of papers.

>>> print(family("claims_told", "Claims that a message has left for.", [({}, 3)]), end="")
# HELP claims_told Claims that a message has left for.
# TYPE claims_told gauge
claims_told 3
>>> sample("claims_clocks", {"clock": "decision", "state": "near"}, 0.5)
'claims_clocks{clock="decision",state="near"} 0.5'
"""

from collections.abc import Iterable, Iterator, Mapping

from storage.measures import Measures
from storage.model.claim import ClaimState
from storage.model.records import MessageCause, MessageState
from storage.model.submission import OriginalState
from storage.unit_of_work import UnitOfWork
from validators.clocks.calendar import load_calendar
from validators.clocks.clock import ClockName, ClockState
from validators.clocks.counting import day_of
from validators.clocks.lanes import LaneName

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Samples = Iterable[tuple[Mapping[str, str], float]]


def metrics(uow: UnitOfWork) -> str:
    """All families, as at the unit's moment."""
    measures = uow.measures.now()
    return "".join((*_counted(measures), *_clocks(uow), *_shares(measures)))


def family(name: str, about: str, samples: Samples) -> str:
    """One metric with its help and all its samples."""
    lines = [f"# HELP {name} {about}", f"# TYPE {name} gauge"]
    return "\n".join((*lines, *(sample(name, labels, value) for labels, value in samples))) + "\n"


def sample(name: str, labels: Mapping[str, str], value: float) -> str:
    """Labels hold codes only, which need no escaping."""
    told = ",".join(f'{label}="{code}"' for label, code in labels.items())
    return f"{name}{{{told}}} {value:g}" if told else f"{name} {value:g}"


def _counted(measures: Measures) -> Iterator[str]:
    """Each with every code there is, also those that count none: a series that is missing tells nothing."""
    for name, about, label, codes, counts in (
        ("claims_by_state", "Claims.", "state", ClaimState, measures.claims),
        ("claims_originals", "Files as received.", "state", OriginalState, measures.originals),
        ("claims_messages", "Messages, by state.", "state", MessageState, measures.messages),
        ("claims_messages_by_cause", "Messages, by cause.", "cause", MessageCause, measures.causes),
    ):
        yield family(name, about, [({label: code}, counts.get(code, 0)) for code in codes])


def _clocks(uow: UnitOfWork) -> Iterator[str]:
    counted, lanes = uow.clocks.counted(uow.now), uow.clocks.lanes()
    pairs = [(clock.value, state.value) for clock in ClockName for state in ClockState]
    samples = [({"clock": clock, "state": state}, counted.get((clock, state), 0)) for clock, state in pairs]
    yield family("claims_clocks", "Clocks of claims, as the sweep last saw them.", samples)
    in_lanes = [({"lane": lane.value}, lanes.get(lane, 0)) for lane in LaneName]
    yield family("claims_in_lane", "Claims with running clocks that come before others.", in_lanes)
    missing = len(load_calendar().missing(day_of(uow.now)))
    yield family("claims_calendar_years_missing", "Years without a calendar of working days.", [({}, missing)])


def _shares(measures: Measures) -> Iterator[str]:
    """What has nothing to be a share of is left out."""
    for name, about, value in (
        ("claims_told", "Claims that a message has left for.", measures.told),
        ("claims_requests", "Messages that left and asked for something.", measures.requests),
        ("claims_requests_per_claim", "Requests for each claim that was told.", measures.requests_per_claim),
        ("claims_with_our_miss", "Claims asked for what could have been asked before.", measures.with_our_miss),
        ("claims_our_miss_ratio", "Their share of the claims that were told.", measures.our_miss_share),
        ("claims_complete_at_first", "Claims complete at first submission.", measures.complete_at_first),
        ("claims_complete_at_first_ratio", "Their share.", measures.complete_at_first_share),
        ("claims_items", "Items that apply, by the latest assessments.", measures.items),
        ("claims_items_in_review", "Those with a person of ours.", measures.in_review),
        ("claims_items_in_review_ratio", "Their share.", measures.in_review_share),
        ("claims_lookups_saved", "Items not asked for because the insurer knew.", measures.looked_up),
    ):
        if value is not None:
            yield family(name, about, [({}, value)])
