"""`claims stats`: how often customers are asked, how often too late, and how much is done without them or us.

>>> percent(0.125), percent(None)
('12.5 %', '')
"""

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from storage.measures import Measures


def stats(as_json: Annotated[bool, typer.Option("--json", help="Machine output.")] = False) -> None:
    """Counts over all claims, as `/metrics` has them."""
    from intake.cli import tables
    from workers.bootstrap import build
    from workers.settings import Settings

    with build(Settings.load()).store.read() as uow:
        measures = uow.measures.now()
    if as_json:
        print(json.dumps(data_of(measures)))
    else:
        tables.show_rows("Claims", _rows(measures))


def data_of(measures: "Measures") -> dict[str, float | None]:
    """As JSON; a share of nothing is null."""
    return {
        "claims": sum(measures.claims.values()),
        "told": measures.told,
        "requests": measures.requests,
        "requests_per_claim": measures.requests_per_claim,
        "our_misses": measures.our_misses,
        "held": measures.held,
        "our_miss_share": measures.our_miss_share,
        "complete_at_first": measures.complete_at_first,
        "complete_at_first_share": measures.complete_at_first_share,
        "items": measures.items,
        "in_review": measures.in_review,
        "in_review_share": measures.in_review_share,
        "lookups_saved": measures.looked_up,
    }


def percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"


def _rows(measures: "Measures") -> list[dict[str, object]]:
    per_claim = measures.requests_per_claim
    return [
        {"what": what, "count": count, "share": share}
        for what, count, share in (
            ("claims", sum(measures.claims.values()), ""),
            ("claims that a message has left for", measures.told, ""),
            (
                "requests, and for each of these claims",
                measures.requests,
                f"{per_claim:.2f}" if per_claim else "",
            ),
            ("messages that asked too late", measures.our_misses, percent(measures.our_miss_share)),
            ("of these held for a reason", measures.held, ""),
            (
                "claims complete at first submission",
                measures.complete_at_first,
                percent(measures.complete_at_first_share),
            ),
            ("items that apply", measures.items, ""),
            ("of these with a person of ours", measures.in_review, percent(measures.in_review_share)),
            ("of these not asked for: looked up", measures.looked_up, ""),
        )
    ]
