"""What the asks of a claim hang on, written down with the assessment: so that a later one can say what is new.

The names that the conditions of each row look at, with what was known under them in the whole claim, or for that person
and occasion. And who is who, which visits and stays there are, which papers, which lists.

>>> from validators.facts.load import Facts
>>> dossier = Dossier.gather((), Facts(), dt.date(2026, 4, 10))
>>> basis = basis_of([ClaimType.OUTPATIENT_MEDICAL], {}, dossier)
>>> sorted(basis), basis["occasions"][0]
(['facts', 'further', 'implies', 'known', 'lists', 'occasions', 'papers', 'people', 'rows'], 'visit:1 None None 0')
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from storage.model.claim import ClaimType
from validators.claim import further
from validators.claim.dossier import Dossier
from validators.claim.evidence import Spot, look_up
from validators.facts.known import catalogue
from validators.lists.checklist import load_checklist
from validators.lists.requirement import Requirement
from validators.papers.visits import Visit

Key = tuple[str, str, str]
"""An item: its key, person and scope."""
CONTRADICTED = ("insured.name", "claim.amount")
"""Facts that no row hangs on and papers may contradict: then they are asked for."""
Known = Mapping[Key, Mapping[str, str]]


def known_of(names: Sequence[str], spot: Spot) -> dict[str, str]:
    """What these names tell at that spot, as text."""
    return {name: str(look_up(name, spot)) for name in names}


@cache
def names_of_rows(claim_type: ClaimType, on: dt.date | None) -> Mapping[str, tuple[str, ...]]:
    """By key in that list: every name that decides whether its rows apply and are met without a paper."""
    found: dict[str, tuple[str, ...]] = {}
    for row in load_checklist(claim_type, on).requirements:
        found[row.key] = tuple(dict.fromkeys((*found.get(row.key, ()), *_names(row))))
    return found


@cache
def spot_names_of_rows(claim_type: ClaimType, on: dt.date | None) -> Mapping[str, tuple[str, ...]]:
    """Of those names only the ones whose value is not the same all over the claim."""
    return {
        key: tuple(name for name in names if _is_of_a_spot(name))
        for key, names in names_of_rows(claim_type, on).items()
    }


def basis_of(
    claim_types: Sequence[ClaimType], known: Known, dossier: Dossier, on: dt.date | None = None
) -> dict[str, Any]:
    """As JSON. `known`: by item, as `known_of` tells it."""
    lists = [load_checklist(claim_type, on) for claim_type in claim_types]
    rows: dict[str, list[str]] = {}
    for claim_type in claim_types:
        for key, names in names_of_rows(claim_type, on).items():
            rows[key] = list(dict.fromkeys((*rows.get(key, ()), *names)))
    for key in {key for key, _, _ in known if key.startswith(further.PREFIX)}:
        rows[key] = [further.FACT]
    of_rows = {name for names in rows.values() for name in names if not _is_of_a_spot(name)}
    facts = {*of_rows, *CONTRADICTED}
    return {
        "lists": [f"{checklist.id}@{checklist.version}" for checklist in lists],
        "implies": {
            row.key: row.implies for checklist in lists for row in checklist.requirements if row.implies
        },
        "rows": rows,
        "facts": {name: str(dossier.facts.get(name)) for name in sorted(facts)},
        "known": {"|".join(key): dict(values) for key, values in known.items()},
        "further": further.told_of(dossier.facts),
        "occasions": [_told(one) for one in (*dossier.visits, *dossier.stays)],
        "people": {person: list(names) for person, names in dossier.people.names.items() if names},
        "papers": [paper.id for paper in dossier.papers],
    }


@cache
def _is_of_a_spot(name: str) -> bool:
    return name == "si.settled" or not (name in catalogue() or name.startswith("lookup."))


def _told(one: Visit) -> str:
    return f"{one.scope} {one.start} {one.end} {len(one.bills)}"


def _names(row: Requirement) -> Iterator[str]:
    parts = (*row.accepts, *(part for group in row.together for part in group))
    for condition in (row.when, row.waive_when, *(part.when for part in parts)):
        yield from sorted(condition.names) if condition else ()
    yield from (row.wait.since,) if row.wait else ()
    yield from (row.answer,) if row.answer else ()
    yield from (f"lookup.{row.lookup}",) if row.lookup else ()
    yield "held"
