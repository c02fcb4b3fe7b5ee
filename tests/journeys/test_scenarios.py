"""The scenarios from pictures to exact items and questions: a wrong ask and a missed ask both fail."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.journeys.scenarios import Desk, is_drawable
from tests.recorded import read_specimen
from tests.validators.scenarios.reading import Scenario, scenarios
from validators.lists.checklist import supported

DRAWABLE = [scenario for scenario in scenarios() if is_drawable(scenario)]


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    yield Desk(read_specimen)


@pytest.mark.parametrize("scenario", DRAWABLE, ids=lambda scenario: scenario.name)
def test_a_scenario_asks_for_exactly_what_is_missing(scenario: Scenario, desk: Desk) -> None:
    assert desk.faults(scenario) == []


def test_all_golden_scenarios_of_lists_and_many_more_of_each_claim_type_are_read() -> None:
    """Appendix A's G16 and G18 are about clocks and a person's later ask, not about papers."""
    golden = {int(found[1]) for one in DRAWABLE if (found := re.match(r"G(\d+) ", one.name))}
    assert golden == set(range(1, 21)) - {16, 18}
    others = [one for one in DRAWABLE if not re.match(r"G\d+ ", one.name)]
    of_type = Counter(type for one in others for type in one.claim_types)
    assert len(others) >= 40 and set(of_type) >= set(supported()) and min(of_type.values()) >= 2
