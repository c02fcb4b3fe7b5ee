"""Every scenario to exact items and questions: a wrong ask and a missed ask both fail."""

import pytest

from storage.model.checklist import Assessment
from tests.validators.builders import judge
from tests.validators.scenarios.reading import Scenario, scenarios, told

ALL = list(scenarios())


def assessed(scenario: Scenario, step: int) -> Assessment:
    return judge(scenario.readings(step), scenario.facts, claim_types=scenario.claim_types)


@pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario.name)
def test_a_scenario_asks_for_exactly_what_is_missing(scenario: Scenario) -> None:
    for step, (_, expected) in enumerate(scenario.steps):
        assessment = assessed(scenario, step)
        found = told(assessment)
        assert (found.asks, sorted(found.questions), found.review) == (
            dict(expected.asks),
            sorted(expected.questions),
            sorted(expected.review),
        )
        assert {key: found.accepts[key] for key in expected.accepts} == dict(expected.accepts)
        assert dict(found.sides) == dict(expected.sides)
        assert dict(found.pages) == dict(expected.pages)
        assert set(expected.waived) <= set(found.waived)
        assert all(words in assessment.message.text for words in expected.says)
        assert not [words for words in expected.silent if words in assessment.message.text]
        is_open = bool(found.asks or found.questions or found.review)
        assert assessment.is_complete is not is_open


@pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario.name)
def test_a_later_step_asks_for_nothing_that_was_not_asked_or_in_review(scenario: Scenario) -> None:
    for step in range(1, len(scenario.steps)):
        before, after = told(assessed(scenario, step - 1)), told(assessed(scenario, step))
        assert set(after.asks) <= {*before.asks, *before.review}


def test_there_are_scenarios_of_every_claim_type_and_each_has_its_own_name() -> None:
    names = [scenario.name for scenario in ALL]
    assert len(set(names)) == len(names) >= 60
    assert len({kind for scenario in ALL for kind in scenario.claim_types}) == 10
