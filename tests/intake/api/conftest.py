"""A fresh installation for every test that asks for one."""

import io
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.intake.api.house import House
from workers import logs


@pytest.fixture(autouse=True)
def log() -> Iterator[io.StringIO]:
    """What the installation logs, as it would."""
    written, root = io.StringIO(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    logs.set_up("json", written)
    yield written
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers, root.level = handlers, level
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = House(tmp_path)
    yield opened
    opened.close()
