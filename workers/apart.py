"""Work whose imports are not to stay: done in a fork of this process, which is gone when it is done.

A supervisor runs for months and needs no database. For a process without other threads only.

>>> apart(lambda: "done")
'done'
"""

import json
import os
import sys
from collections.abc import Callable

from storage.errors import ClaimsError, PermanentError

_MOST_BYTES = 60_000


def apart(work: Callable[[], str]) -> str:
    """What the work answers (a short text). Raises `PermanentError` with code and words of whatever it raised."""
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(writing, _told(work))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(pid, 0)
    if status or not told:
        raise PermanentError(
            "work_lost", "A part of the start was killed.", "Try again; then see `claims doctor`."
        )
    answer = json.loads(told)
    if isinstance(answer, str):
        return answer
    raise PermanentError(*answer)


def _told(work: Callable[[], str]) -> bytes:
    try:
        answer: str | list[str] = work()
    except ClaimsError as error:
        answer = [error.code, error.message, error.remedy]
    except Exception as error:  # the door of the fork: nothing of the parent's may go on in it
        answer = ["internal_error", f"Something went wrong ({type(error).__name__}).", "Run `claims doctor`."]
    sys.stdout.flush()
    sys.stderr.flush()
    return json.dumps(answer).encode()[:_MOST_BYTES]
