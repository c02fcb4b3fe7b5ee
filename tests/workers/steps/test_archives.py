"""A ZIP or a mail is opened: each file in it is an original of its own, read as any other, once whatever happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from extractors.formats.members import Member, Unpacked, unpack
from extractors.limits import Limits
from storage.errors import StoreUnavailable
from storage.model.claim import ClaimState
from storage.model.document import Document
from storage.model.reading import Reading, ReadingStatus
from storage.model.submission import Original, OriginalState
from storage.verify import Fault, verify_claim
from tests.specimens.hostile import zip_of
from tests.specimens.hostile_archives import flagged, nested
from tests.specimens.hostile_mails import mixed, part, text
from tests.validators.builders import adult_papers
from tests.workers.readers import Replays
from tests.workers.world import World
from workers.errors import StepFailed
from workers.steps import keep_members, read_original

PAPERS = adult_papers()


def zip_with(world: World, *papers: Document, extra: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    files = [(f"{number}.jpg", b"paper %d" % number) for number, _ in enumerate(papers)]
    for (_, content), paper in zip(files, papers, strict=True):
        world.reader.papers[content] = (paper,)
    return zip_of(*files, *extra)


def test_the_papers_in_a_zip_complete_a_claim(world: World) -> None:
    claim_id = world.open_claim()
    archive_id = world.put(claim_id, "材料.zip", zip_with(world, *PAPERS))
    world.finish(claim_id)
    world.run()
    archive, *members = _originals(world, claim_id)
    assert (archive.id, archive.state, archive.media_type) == (
        archive_id,
        OriginalState.READ,
        "application/zip",
    )
    assert [one.parent_id for one in members] == [archive_id] * len(PAPERS)
    assert [one.name for one in members] == [f"{number}.jpg" for number, _ in enumerate(PAPERS)]
    assert {one.state for one in members} == {OriginalState.READ}
    reading = _reading(world, archive_id)
    assert (reading.status, reading.documents) == (ReadingStatus.READ, ())
    assert reading.members == tuple(one.name for one in members)
    assert world.state(claim_id) is ClaimState.COMPLETE
    assert len(world.messages(claim_id)) == 1
    assert _faults(world, claim_id) == []


def test_the_papers_attached_to_a_mail_are_read(world: World) -> None:
    claim_id = world.open_claim()
    world.reader.papers[b"paper"] = (PAPERS[0],)
    mail_id = world.put(claim_id, "转发.eml", mixed(text(), part(b"paper", "发票.jpg")))
    world.run()
    mail, paper = _originals(world, claim_id)
    assert (mail.media_type, paper.name, paper.parent_id) == ("message/rfc822", "发票.jpg", mail_id)
    assert world.reader.read == ["发票.jpg"]


def test_every_step_twice_doubles_nothing(world: World) -> None:
    claim_id = world.open_claim()
    world.put(claim_id, "材料.zip", zip_with(world, *PAPERS[:3]))
    world.run(times=2)
    assert len(_originals(world, claim_id)) == 4
    assert world.actions(claim_id).count("original.received") == 4
    assert world.actions(claim_id).count("original.read") == 4


def test_killed_after_the_bytes_are_safe_and_before_they_are_recorded(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = world.open_claim()
    archive_id = world.put(claim_id, "材料.zip", zip_with(world, *PAPERS[:3]))
    _killed_in(world, archive_id, monkeypatch, (read_original, "settle_opened"))
    assert len(_originals(world, claim_id)) == 1
    assert len(list(world.services.store.originals.names("main", claim_id))) == 4
    world.clock.move(minutes=10)
    world.do("read_original", archive_id)
    world.run()
    assert [one.state for one in _originals(world, claim_id)] == [OriginalState.READ] * 4
    assert _faults(world, claim_id) == []


def test_killed_in_the_middle_of_recording_leaves_nothing_half_done(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = world.open_claim()
    archive_id = world.put(claim_id, "材料.zip", zip_with(world, *PAPERS[:3]))
    _killed_in(world, archive_id, monkeypatch, (keep_members, "enter_read"))
    assert len(_originals(world, claim_id)) == 1
    world.clock.move(minutes=10)
    world.do("read_original", archive_id)
    world.run()
    assert len(_originals(world, claim_id)) == 4


def test_who_lost_the_lease_records_nothing(world: World) -> None:
    claim_id = world.open_claim()
    archive_id = world.put(claim_id, "材料.zip", zip_with(world, *PAPERS[:3]))

    class Slow(Replays):
        def unpack(self, content: bytes) -> Unpacked | None:
            world.clock.move(minutes=10)
            world.do("read_original", archive_id, reader=world.reader)
            return super().unpack(content)

    world.do("read_original", archive_id, reader=Slow())
    assert len(_originals(world, claim_id)) == 4
    assert world.actions(claim_id).count("original.received") == 4


def test_bytes_that_the_claim_has_already_stay_the_original_they_were(world: World) -> None:
    claim_id = world.open_claim()
    content = zip_with(world, *PAPERS[:2])
    known_id = world.put(claim_id, "earlier.jpg", b"paper 0")
    world.put(claim_id, "材料.zip", content)
    world.put(claim_id, "又一个.zip", zip_of(("again.jpg", b"paper 1"), ("0.jpg", b"paper 0")))
    world.run()
    assert [one.name for one in _originals(world, claim_id)] == [
        "earlier.jpg",
        "材料.zip",
        "又一个.zip",
        "1.jpg",
    ]
    with world.services.store.read() as uow:
        assert uow.originals.get(known_id).parent_id is None


def test_a_paper_that_was_set_aside_and_comes_again_in_a_zip_counts_again(world: World) -> None:
    claim_id = world.open_claim()
    content = zip_with(world, PAPERS[0])
    world.put(claim_id, "earlier.jpg", b"paper 0")
    world.run()
    with world.services.store.write() as uow:
        (paper,) = uow.documents.of_claim(claim_id)
        uow.documents.withdraw(paper.id, uow.now)
        uow.audit.append(claim_id, "link:x", "document.withdrawn", paper.id)
    world.put(claim_id, "材料.zip", content)
    world.run()
    with world.services.store.read() as uow:
        assert uow.documents.get(paper.id).withdrawn_at is None
    assert _faults(world, claim_id) == []


def test_a_member_that_cannot_be_taken_out_is_named_and_the_others_are_read(world: World) -> None:
    claim_id = world.open_claim()
    bad = (("太深.zip", nested(1)), ("锁.zip", flagged(1)))
    archive_id = world.put(claim_id, "材料.zip", zip_with(world, PAPERS[0], extra=bad))
    world.run()
    reading = _reading(world, archive_id)
    assert reading.status is ReadingStatus.PARTIAL
    assert reading.reason is not None
    assert reading.reason.code == "unread_members"
    assert "太深.zip/inner.zip" in reading.reason.message
    assert "锁.zip/bill.png" in reading.reason.message
    assert reading.members == ("0.jpg",)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (flagged(1), "encrypted_file"),
        (zip_of(), "empty_file"),
        (zip_of(("a.png", bytes(64 << 20))), "unsafe_content"),
    ],
)
def test_an_archive_of_which_nothing_can_be_taken_out_is_refused(
    world: World, content: bytes, code: str
) -> None:
    claim_id = world.open_claim()
    archive_id = world.put(claim_id, "材料.zip", content)
    world.run()
    reading = _reading(world, archive_id)
    assert reading.status is ReadingStatus.REFUSED
    assert reading.reason is not None
    assert (reading.reason.code, reading.media_type) == (code, "application/zip")
    assert len(_originals(world, claim_id)) == 1


def test_files_beyond_what_a_claim_takes_are_named(tmp_path: Path) -> None:
    world = World(tmp_path, most_originals=3)
    claim_id = world.open_claim()
    archive_id = world.put(claim_id, "材料.zip", zip_with(world, *PAPERS[:4]))
    world.run()
    assert [one.name for one in _originals(world, claim_id)] == ["材料.zip", "0.jpg", "1.jpg"]
    reason = _reading(world, archive_id).reason
    assert reason is not None
    assert "2.jpg" in reason.message
    assert _faults(world, claim_id) == []


def test_where_there_is_too_little_room_nothing_is_counted_and_it_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = world.open_claim()
    archive_id = world.put(claim_id, "材料.zip", zip_with(world, PAPERS[0]))
    with monkeypatch.context() as full:
        full.setattr(world.services.store.originals, "free_bytes", lambda: 1000)
        world.do("read_original", archive_id)
    assert (world.original(archive_id).state, world.original(archive_id).attempts) == (
        OriginalState.RECEIVED,
        0,
    )
    world.clock.move(minutes=1)
    world.run()
    assert len(_originals(world, claim_id)) == 2


def test_a_file_that_another_upload_took_back_is_stored_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = world.open_claim()
    archive_id = world.put(claim_id, "材料.zip", zip_with(world, PAPERS[0]))
    monkeypatch.setattr(read_original, "_PAUSES", (0.0,))
    with _file_lost(world, monkeypatch), pytest.raises(StepFailed):
        world.do("read_original", archive_id)
    world.clock.move(minutes=10)
    world.do("read_original", archive_id)
    world.run()
    assert _faults(world, claim_id) == []
    assert len(_originals(world, claim_id)) == 2


def test_the_fake_opens_as_the_real_one_does() -> None:
    content = zip_of(("a.jpg", b"a"))
    assert Replays().unpack(content) == unpack(content, Limits.default())
    assert unpack(content, Limits.default()) == Unpacked("application/zip", (Member("a.jpg", b"a"),))


@contextmanager
def _file_lost(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as lost:
        lost.setattr(keep_members, "_demand_there", _gone)
        yield


def _gone(*_: object) -> None:
    raise StoreUnavailable("An upload of the same file broke off at this moment.")


def _killed_in(
    world: World, archive_id: str, monkeypatch: pytest.MonkeyPatch, place: tuple[ModuleType, str]
) -> None:
    """Reads the archive until that function is called."""
    with monkeypatch.context() as broken:
        broken.setattr(*place, _killed)
        with pytest.raises(KeyboardInterrupt):
            world.do("read_original", archive_id)


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def _faults(world: World, claim_id: str) -> list[Fault]:
    """But for those of the door of these tests, which enters less than the real one."""
    uploaded = {one.id for one in _originals(world, claim_id) if one.parent_id is None}
    found = verify_claim(world.services.store, claim_id)
    return [fault for fault in found if fault.where not in uploaded and not fault.where.startswith("sub_")]


def _originals(world: World, claim_id: str) -> list[Original]:
    with world.services.store.read() as uow:
        return uow.originals.of_claim(claim_id)


def _reading(world: World, original_id: str) -> Reading:
    with world.services.store.read() as uow:
        stored = uow.readings.of_original(original_id)
    assert stored is not None
    return stored.reading
