"""What another claim has too is found for reviewers, and neither the customer nor a log hears of it."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from storage.errors import SealBroken
from storage.model.document import Document
from storage.model.document_type import DocumentType
from storage.model.print import PagePrint
from storage.model.reading import Reading
from storage.readings import Readings
from tests.validators.builders import a_paper, adult_papers, bill, discharge, portrait, record
from tests.workers.readers import Replays
from tests.workers.world import World

CODE = hashlib.sha256(b"01,101,31060126,0012345678,439.94,20260405").hexdigest()
PAGE = PagePrint(page=1, words=tuple(range(100)), figures=(1, 2, 3), telling=(7, 8, 9))
CROPPED = replace(PAGE, words=tuple(range(4, 90)), figures=(1, 2), telling=(8, 9, 11))
SAME_FORM = replace(PAGE, words=tuple(range(40, 140)), figures=(4, 5, 6))


class Prints(Replays):
    """Replays, with a print of the first page of some files."""

    def __init__(self) -> None:
        super().__init__()
        self.prints: dict[str, PagePrint] = {}

    def attempt(self, content: bytes, *, name: str, file_number: int) -> Reading:
        reading = super().attempt(content, name=name, file_number=file_number)
        found = self.prints.get(name)
        return replace(reading, prints=(found,) if found else ())


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.reader = Prints()
    return made


def _claim(world: World, *papers: Document, print: PagePrint | None = None) -> str:
    """A claim with a file for each paper; the print is that of the last."""
    claim = world.open_claim({"insured.name": "张悦"})
    for number, paper in enumerate(papers, 1):
        world.upload(claim, f"{claim}-{number}.jpg", paper)
    if print:
        assert isinstance(world.reader, Prints)
        world.reader.prints[f"{claim}-{len(papers)}.jpg"] = print
    world.run()
    world.finish(claim)
    world.run()
    return claim


def _told(world: World, claim: str) -> list[str]:
    return [one["detail"] for one in world.assessment(claim)["findings"] if one["rule"] == "V17"]


def test_the_same_bill_in_another_claim_is_a_finding_with_its_id(world: World) -> None:
    first = _claim(world, *adult_papers())
    assert _told(world, first) == []
    second = _claim(world, bill(), record())
    assert _told(world, second) == [f"同一号码的票据也在赔案 {first} 里。"]
    other = _claim(world, bill(number="0012345679"))
    assert _told(world, other) == []


def test_the_customer_reads_the_same_bytes_with_and_without_the_suspicion(
    world: World, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = (portrait(), bill(number="0099999999"), record())
    plain = _claim(world, *papers, print=PAGE)
    again = _claim(world, *papers, print=PAGE)
    found = world.assessment(again)
    assert [finding["outcome"] for finding in found["findings"] if finding["rule"] == "V17"] == ["human"] * 2
    one, other = (world.messages(claim)[-1].message for claim in (plain, again))
    assert (one.text, one.sms, one.subject) == (other.text, other.sms, other.subject)
    for name in ("items", "questions", "deficiencies", "received", "under_review"):
        assert _without_ids(world.assessment(plain)[name]) == _without_ids(found[name])
    said = caplog.text + "".join(capsys.readouterr())
    assert "同一" not in said
    assert not any(plain in line and again in line for line in said.splitlines())
    assert "同一" not in str([event.data for event in _events(world, again)])


def test_a_picture_is_known_again_and_the_same_form_is_not(world: World) -> None:
    first = _claim(world, record(), print=PAGE)
    assert _told(world, _claim(world, record(), print=SAME_FORM)) == []
    again = _claim(world, record(), print=CROPPED)
    assert _told(world, again) == [f"同一张图也在赔案 {first} 里。"]
    documents = [one["documents"] for one in world.assessment(again)["findings"] if one["rule"] == "V17"]
    assert len(documents[0]) == 1


def test_papers_that_people_rightly_send_again_are_none(world: World) -> None:
    for _ in range(2):
        claim = _claim(world, portrait(), print=PAGE)
        assert _told(world, claim) == []


def test_a_code_under_another_name_is_told_and_one_that_many_papers_show_is_not(world: World) -> None:
    code = PagePrint(page=1, codes=(CODE,))
    first = _claim(world, discharge("张悦"), print=code)
    second = _claim(world, discharge("王强"), print=code)
    assert _told(world, second) == [f"同一个二维码在赔案 {first} 里写着别的姓名。"]
    for name in ("李桂兰", "王小明", "赵敏"):
        last = _claim(world, discharge(name), print=code)
    assert _told(world, last) == []


def test_the_same_bytes_are_found_whatever_the_paper_is(world: World) -> None:
    papers = (a_paper(DocumentType.OTHER, title="情况说明"),)
    claims = [world.open_claim() for _ in range(2)]
    for claim in claims:
        world.reader.papers[b"the very same"] = papers
        world.put(claim, "a.jpg", b"the very same")
        world.run()
    assert _told(world, claims[1]) == [f"同一个文件也在赔案 {claims[0]} 里。"]


def test_a_claim_whose_key_is_gone_is_not_looked_into(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _claim(world, record(), print=PAGE)

    def gone(self: Readings, original_id: str) -> None:
        raise SealBroken("The key has been destroyed.")

    monkeypatch.setattr(Readings, "of_original", gone)
    assert _told(world, _claim(world, record(), print=CROPPED)) == []


def _without_ids(rows: object) -> object:
    if isinstance(rows, dict):
        return {name: _without_ids(value) for name, value in rows.items() if name != "documents"}
    return [_without_ids(row) for row in rows] if isinstance(rows, list | tuple) else rows


def _events(world: World, claim: str) -> list:  # type: ignore[type-arg]
    with world.services.store.read() as uow:
        return uow.events.after(0, 1000, claim)
