"""One service that most journeys share; each finds it sound."""

from collections.abc import Iterator

import pytest

from tests.journeys.service.serving import Serving
from tests.journeys.service.serving import serving as served


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with served(tmp_path_factory.mktemp("s")) as one:
        yield one


@pytest.fixture
def serving(shared: Serving) -> Serving:
    """Two workers, an API and a queue, all alive; whatever the test before did to them."""
    shared.until_sound()
    return shared
