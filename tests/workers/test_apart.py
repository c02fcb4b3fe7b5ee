"""Work in a fork: its answer and its errors come back, its imports and its end do not."""

import os
import signal
import sys

import pytest

from storage.errors import PermanentError, SchemaWrong
from workers.apart import apart


def test_what_was_imported_there_is_not_here() -> None:
    name = "this"
    sys.modules.pop(name, None)
    assert apart(lambda: str(bool(__import__(name)))) == "True"
    assert name not in sys.modules


def test_an_error_of_ours_comes_back_with_its_words() -> None:
    def work() -> str:
        raise SchemaWrong("The database is of an older version.")

    with pytest.raises(PermanentError) as caught:
        apart(work)
    assert caught.value.code == "schema_wrong"
    assert (
        caught.value.message == "The database is of an older version." and "db upgrade" in caught.value.remedy
    )


def test_another_error_comes_back_without_its_words() -> None:
    with pytest.raises(PermanentError) as caught:
        apart(lambda: str(int("张悦")))
    assert caught.value.message == "Something went wrong (ValueError)."


def test_a_fork_that_is_killed_is_an_error() -> None:
    with pytest.raises(PermanentError, match="killed"):
        apart(lambda: str(os.kill(os.getpid(), signal.SIGKILL)))
