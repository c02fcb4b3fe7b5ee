"""The log: one JSON object a line on standard error, of what `workers.log_forms` lets through and nothing else.

An exception is its type and the lines it passed, never its words: they may hold what a paper says. What libraries say is
the template of their sentence without the values, and where it was said.

>>> try:
...     int("张悦")
... except ValueError as error:
...     without_words(error)["error"]
'builtins.ValueError'
"""

import logging
import sys
import threading
import time
import traceback
from collections.abc import MutableMapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO, cast

import structlog
from structlog.contextvars import bound_contextvars, merge_contextvars

from workers.log_forms import LIBRARY, listed

Event = MutableMapping[str, Any]

_MOST_PLACES = 12
_PAUSE = 60.0
_QUIETER = {"alembic": logging.WARNING, "dramatiq.broker": logging.ERROR}
"""Libraries that say at every start what is as it should be."""


def set_up(log_format: str, stream: TextIO | None = None, **always: str) -> None:
    """From here on all logs of this process go this way: ours, the libraries', and errors that nobody caught.

    `log_format` is `json` or `console`; the stream is standard error unless it is given. `always` stands in every line.
    """

    def with_always(logger: object, method: str, event: Event) -> Event:
        return {**always, **event}

    plain = structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            with_always,
            merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            _without_words,
            _only_what_is_listed,
            plain if log_format == "console" else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=cast(TextIO, _Patient(stream or sys.stderr))),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.INFO, handlers=[_Libraries()], force=True)
    for name, level in _QUIETER.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(True)
    sys.excepthook = _broke
    threading.excepthook = lambda caught: _broke(caught.exc_type, caught.exc_value, caught.exc_traceback)
    sys.unraisablehook = lambda caught: _broke(caught.exc_type, caught.exc_value, caught.exc_traceback)


def about(**ids: str) -> AbstractContextManager[None]:
    """Every line within carries these ids."""
    return bound_contextvars(**ids)


def without_words(error: BaseException, depth: int = 3) -> dict[str, Any]:
    """The type of an exception, and file names and line numbers on its way, the innermost last; the same of its cause."""
    frames = traceback.extract_tb(error.__traceback__, limit=-_MOST_PLACES)
    told: dict[str, Any] = {
        "error": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames],
    }
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return {**told, "cause": without_words(cause, depth - 1)} if cause and depth else told


def _without_words(logger: object, method: str, event: Event) -> Event:
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event.update(without_words(error))
    return event


def _only_what_is_listed(logger: object, method: str, event: Event) -> Event:
    return listed(event)


class _Patient:
    """A stream whose lines may get lost: a log on a full disk is no reason to refuse a paper."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


class _Libraries(logging.Handler):
    """Python's own logging, as lines of this log; what one place says again and again, once a minute."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[tuple[str, str, int], float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        place, now = (record.name, record.pathname, record.lineno), time.monotonic()
        if now - self._said.get(place, -_PAUSE) < _PAUSE:
            return
        self._said[place] = now
        template = {"said": record.msg} if isinstance(record.msg, str) and record.args else {}
        structlog.get_logger().log(
            max(record.levelno // 10 * 10, logging.INFO),
            LIBRARY,
            logger=record.name,
            at=[f"{record.filename}:{record.lineno}"],
            **({"exc_info": record.exc_info[1]} if record.exc_info else {}),
            **template,
        )


def _broke(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if not isinstance(error, KeyboardInterrupt):
        structlog.get_logger().critical("process.broke", exc_info=error)
