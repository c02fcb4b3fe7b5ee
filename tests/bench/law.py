"""The law of one message over thousands of random claims of every claim type; `make test` walks some hundreds.

`python -m tests.bench.law` takes 300 claims a type and law, each judged before and after one more paper came, and after the
papers came in another order and twice; `--claims 3000` takes more. Exits 1 with the smallest claim that breaks the law.
"""

import argparse
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.model.claim import ClaimType
from tests.validators import test_law as law
from tests.validators.law import CHOICES, FACTS, POOL
from validators.lists.checklist import supported

ADDED = st.sampled_from(sorted(POOL))
LAWS: tuple[tuple[Callable[..., None], tuple[st.SearchStrategy[Any], ...]], ...] = (
    (law.test_what_is_asked_later_was_asked_or_in_review_before_unless_a_fact_is_new, (CHOICES, FACTS, ADDED)),
    (law.test_an_accepted_item_stays_accepted_unless_a_fact_is_new, (CHOICES, FACTS, ADDED)),
    (law.test_who_sends_what_is_asked_for_is_not_asked_for_it_again, (CHOICES, FACTS)),
    (law.test_order_and_duplicates_never_matter, (CHOICES, FACTS, st.randoms(use_true_random=False))),
    (law.test_doubt_never_asks, (CHOICES, FACTS)),
    (law.test_doubt_in_one_paper_asks_for_nothing_new, (CHOICES, FACTS, ADDED)),
    (law.test_the_message_asks_exactly_for_the_open_items_and_puts_every_question, (CHOICES, FACTS)),
    (law.test_the_fingerprint_is_equal_exactly_when_what_is_asked_is_equal, (CHOICES, CHOICES, FACTS)),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.law", description=__doc__)
    parser.add_argument("--claims", type=int, default=300, help="random claims a claim type and law")
    given_claims = parser.parse_args().claims
    broken = 0
    for claim_type in supported():
        started = time.monotonic()
        held = sum(holds(walked(check, claim_type, drawn, given_claims)) for check, drawn in LAWS)
        broken += len(LAWS) - held
        told = f"{held} of {len(LAWS)} laws held on {given_claims} claims each"
        print(f"{claim_type.value}: {told} ({time.monotonic() - started:.0f} s)", flush=True)
    return 1 if broken else 0


def holds(walk: Callable[[], None]) -> bool:
    """Prints the smallest claim that breaks the law."""
    try:
        walk()
    except AssertionError:
        traceback.print_exc(limit=-1)
        return False
    return True


def walked(
    check: Callable[..., None], claim_type: ClaimType, drawn: tuple[st.SearchStrategy[Any], ...], claims: int
) -> Callable[[], None]:
    """The property of the suite, over that many claims of that type, alone or with one other type."""
    others = [one for one in supported() if one is not claim_type]
    types = st.lists(st.sampled_from(others), max_size=1).map(lambda more: [claim_type, *more])
    walk = given(types, *drawn)(check.hypothesis.inner_test)  # type: ignore[attr-defined]
    many = settings(max_examples=claims, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    return many(walk)


if __name__ == "__main__":
    sys.exit(main())
