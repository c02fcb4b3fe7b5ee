"""The page over the real application, on a fresh installation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.pages.phone import Phone


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Phone]:
    held = Phone(tmp_path)
    yield held
    held.house.close()
