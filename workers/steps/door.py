"""The door of every step: its ids in each line of the log, and no words of an exception behind it.

What an exception says may hold what a paper says, and the queue keeps the text of what failed. So what leaves here is a
code, as `StepRefused` (never tried again) or `StepFailed`.

>>> with step("assess_claim", "clm_1", "trc_1"):
...     raise ValueError("张悦 13800000000")
Traceback (most recent call last):
    ...
workers.errors.StepFailed: The step failed. It is tried again.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from storage.errors import PermanentError, TransientError
from workers.errors import StepFailed, StepRefused
from workers.logs import about

_log = structlog.get_logger()


@contextmanager
def step(name: str, subject: str, trace: str) -> Iterator[None]:
    """Around one run of a step. Raises `StepRefused` or `StepFailed`, for whatever was raised inside."""
    with about(trace=trace, step=name, subject=subject):
        started = time.monotonic()
        try:
            yield
        except PermanentError as error:
            _log.error("step.refused", code=error.code, exc_info=error)
            raise StepRefused(error.code) from None
        except TransientError as error:
            _log.warning("step.failed", code=error.code, exc_info=error)
            raise StepFailed(error.code) from None
        except Exception as error:  # the door: see above
            _log.error("step.broke", exc_info=error)
            raise StepFailed("unexpected") from None
        _log.info("step.done", seconds=time.monotonic() - started)
