"""Appendix A's golden scenarios from pictures to exact items and questions: a wrong ask and a missed ask both fail."""

import re
from collections.abc import Iterator

import pytest

from tests.journeys.scenarios import Desk, is_drawable
from tests.recorded import read_specimen
from tests.validators.scenarios.reading import Scenario, scenarios

GOLDEN = [scenario for scenario in scenarios() if re.match(r"G\d+ ", scenario.name)]


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    yield Desk(read_specimen)


@pytest.mark.parametrize("scenario", GOLDEN, ids=lambda scenario: scenario.name.split()[0])
def test_a_golden_scenario_asks_for_exactly_what_is_missing(scenario: Scenario, desk: Desk) -> None:
    assert desk.faults(scenario) == []


def test_all_golden_scenarios_of_lists_can_be_drawn() -> None:
    """G16 and G18 are about clocks and a person's later ask, not about papers."""
    numbers = {int(scenario.name.split()[0][1:]) for scenario in GOLDEN if is_drawable(scenario)}
    assert numbers == set(range(1, 21)) - {16, 18}
