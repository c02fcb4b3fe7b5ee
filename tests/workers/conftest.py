"""An installation of its own for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workers.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.services.store.database.close()
