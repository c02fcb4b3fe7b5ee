"""A disk that is full: uploads are refused whole, nothing is half there, what was promised is kept, and room mends all."""

import contextlib
import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.service.customers import Customer
from tests.journeys.service.disks import may_mount, small_disk
from tests.journeys.service.papers import FEE_LIST, all_but_the_fee_list, one_paper, papers
from tests.journeys.service.processes import is_waiting, until
from tests.journeys.service.serving import Serving, go_on, serving

pytestmark = pytest.mark.enable_socket

_SIZE = 48_000_000


def test_everything_on_a_disk_that_fills_up(tmp_path: Path) -> None:
    """Data, database, queue and logs together; a reading ends meanwhile."""
    if not may_mount():
        pytest.skip("no right to mount a small disk here; the limit on file sizes is tested instead")
    with small_disk(tmp_path / "data", _SIZE), serving(tmp_path) as own:
        own.until_sound()
        customer, sent = Customer(own), all_but_the_fee_list()
        promised = customer.submit(one_paper(held=True))
        reader, scratch = own.holding()
        with _filled(own.data):
            go_on(scratch)
            statuses = {customer.send(*sent).status_code for _ in range(3)}
            assert statuses <= {503, 507} and 507 in statuses
            _assert_nothing_half_there(own, customer, promised)
            assert _drafts(own) == set()
            assert own.door().get("/healthz").status_code == 200
            until(
                lambda: (scratch / "read").exists() and is_waiting(reader),
                what="an answer that nobody can keep",
            )
        until(lambda: own.door().get("/readyz").status_code == 200, what="a sound service")
        kept = customer.submit(*sent, *papers(FEE_LIST))
        customer.finish()
        customer.until_sent()
        customer.assert_whole([*promised, *kept])
        assert (customer.asks(), own.original(promised[0]).attempts) == ({}, 1)
        verified = own.claims("audit verify")
        assert (verified.returncode, "still being received" in verified.stdout) == (0, False), verified.stdout


def test_room_that_runs_out_in_the_middle_of_an_upload(serving: Serving) -> None:
    """By a limit on the size of files, which every user may set: the fourth file of five does not fit."""
    customer, sent, left = Customer(serving), all_but_the_fee_list(), _drafts(serving)
    too_large = max(sent, key=lambda paper: len(paper.content))
    with _files_at_most(serving, len(too_large.content) - 1):
        refused = customer.send(*sent)
        assert (refused.status_code, refused.json()["code"]) == (507, "store_full")
        _assert_nothing_half_there(serving, customer, [])
        assert _drafts(serving) <= left, "what others left, broken off by a kill, is swept later"
    kept = customer.submit(*sent)
    customer.finish()
    customer.until_sent()
    customer.assert_whole(kept)


def _assert_nothing_half_there(serving: Serving, customer: Customer, promised: list[str]) -> None:
    """No row, no entry, and no file that nothing records."""
    assert [original.id for original in customer.originals()] == promised
    assert customer.actions().count("submission.received") == len(promised)
    stored = set(serving.services.store.originals.names("main", customer.claim_id))
    assert stored == {original.sha256 for original in customer.originals()}


def _drafts(serving: Serving) -> set[Path]:
    return set((serving.data / "originals" / ".incoming").iterdir())


@contextlib.contextmanager
def _filled(folder: Path) -> Iterator[None]:
    """To the last block."""
    ballast = folder / "ballast"
    file = os.open(ballast, os.O_WRONLY | os.O_CREAT)
    try:
        for size in (65_536, 512):
            with contextlib.suppress(OSError):
                while True:
                    os.write(file, bytes(size))
        yield
    finally:
        os.close(file)
        ballast.unlink()


@contextlib.contextmanager
def _files_at_most(serving: Serving, size: int) -> Iterator[None]:
    """For the API alone: no file may grow beyond that (setrlimit(2), EFBIG)."""
    api = serving.part("api")
    before = resource.prlimit(api, resource.RLIMIT_FSIZE)
    resource.prlimit(api, resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.prlimit(api, resource.RLIMIT_FSIZE, before)
