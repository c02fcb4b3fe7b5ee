"""Claims by another hand: their papers, read and judged, ask for exactly what their maker says."""

from dataclasses import replace

import pytest

from tests.journeys.check import assess_claim, in_review, question_keys
from tests.specimens.claims import MadeClaim
from tests.specimens.others.claims import HeldBackClaim, claims

SEED = 5
DOUBTED = {"card_and_page": {"bank_card"}}
"""A name without a label beside it is looked at by a person before the customer hears that a card is another's."""


def _named(made: HeldBackClaim) -> MadeClaim:
    papers = tuple(
        replace(paper, name=f"other-{made.name}/{number}.{paper.type.value}")
        for number, paper in enumerate(made.claim.papers)
    )
    return MadeClaim(facts=made.claim.facts, papers=papers)


@pytest.mark.parametrize("made", claims(SEED), ids=lambda made: made.name)
def test_exactly_what_is_missing_is_asked_for(made: HeldBackClaim) -> None:
    assessment = assess_claim(_named(made))
    doubted = DOUBTED.get(made.name, set())
    asked = [item for item in assessment.items if item.state.is_ask]
    wanted = [one for one in made.asks if not doubted & set(one.accepts)]
    assert [(item.state, item.ask.pages) for item in asked] == [(one.state, one.pages) for one in wanted]
    for item, ask in zip(asked, wanted, strict=True):
        assert set(ask.accepts) <= set(item.accepts)
    assert question_keys(assessment) == []
    assert in_review(assessment) == doubted
