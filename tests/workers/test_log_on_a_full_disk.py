"""A log that cannot be written is lost, and nothing else is."""

import subprocess
import sys
from pathlib import Path

from tests.tree import ROOT

LOGS = """
import logging, structlog
from workers import logs
logs.set_up("json")
for number in range(1000):
    structlog.get_logger().info("worker.started", number=number)
    logging.getLogger("library").warning("said %s", number)
print("went on")
"""


def test_work_goes_on_where_the_log_has_no_room() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", LOGS], cwd=ROOT, stdout=subprocess.PIPE, stderr=full, check=False
        )
    assert done.stdout == b"went on\n"
