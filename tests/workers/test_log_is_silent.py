"""No line of the log holds a name, a number, a file's name or anything else that a paper says, whatever goes wrong."""

import io
import json
import logging
import random
import re
import sys
import threading
from collections.abc import Iterator

import pytest
import structlog

from storage.model.document import Document
from storage.model.extraction import Field
from tests.specimens.people import make_person
from tests.validators.builders import CARD_NUMBER, bank_card, bill, emblem, fee_list, portrait, record
from tests.workers.queue import a_queue, work_off
from tests.workers.readers import Fails, a_bug, reader_lost
from tests.workers.world import TRACE, World
from workers import logs
from workers.notify import Outgoing

PERSON = make_person(random.Random(7))
FILE_NAME = f"{PERSON.name}的病历 13800138000.jpg"
SAID = f"{PERSON.name} {PERSON.id_number} {FILE_NAME} {CARD_NUMBER}"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.set_up("json", stream, worker="wrk_0123456789ab")
    yield stream
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(False)
    structlog.reset_defaults()


def papers() -> list[Document]:
    who = PERSON.name
    return [
        portrait(who, PERSON.id_number, address=PERSON.address),
        emblem(),
        bank_card(who),
        bill(who),
        record(who),
        fee_list(who),
    ]


def test_the_whole_way_with_one_id(world: World, log: io.StringIO) -> None:
    claim_id = world.open_claim({"insured.name": PERSON.name})
    for number, paper in enumerate(papers()):
        world.upload(claim_id, f"{number} {FILE_NAME}", paper)
    world.finish(claim_id)
    work_off(world, a_queue(world))
    assert len(world.basket.sent) == 1
    lines = _lines(log)
    events = {line["event"] for line in lines}
    assert {"original.read", "claim.assessed", "message.composed", "message.sent"} <= events
    of_steps = [line for line in lines if line["event"] == "step.done"]
    assert len(of_steps) >= 4
    assert {line["trace"] for line in of_steps} == {TRACE}
    assert all(line["worker"] == "wrk_0123456789ab" for line in lines)
    _assert_silent(log)


@pytest.mark.parametrize("raising", [a_bug(SAID), reader_lost], ids=["a bug", "a lost reader"])
def test_a_reader_that_fails_loudly(world: World, log: io.StringIO, raising: object) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, FILE_NAME, *papers())
    work_off(world, a_queue(world, Fails(raising)))  # type: ignore[arg-type]
    assert "original.quarantined" in world.actions(claim_id)
    _assert_silent(log)


def test_facts_that_cannot_be(world: World, log: io.StringIO) -> None:
    claim_id = world.open_claim({"event.scene": SAID})
    world.upload(claim_id, FILE_NAME, bill(PERSON.name))
    broker = a_queue(world)
    work_off(world, broker)
    assert next(line["code"] for line in _lines(log) if line["event"] == "step.refused") == "usage"
    kept = [message.encode().decode() for message in broker.dead_letters]
    assert kept, "what failed for good lies in the queue for a while"
    _assert_none_in("\n".join((*kept, *broker.carried)))
    _assert_silent(log)


def test_a_way_out_that_fails_loudly(world: World, log: io.StringIO) -> None:
    class ShoutsOnce:
        name = "console"
        has_shouted = False

        def send(self, outgoing: Outgoing) -> None:
            if not self.has_shouted:
                self.has_shouted = True
                raise ValueError(f"{SAID} {outgoing.message.text}")

    world.services.notifiers["console"] = ShoutsOnce()  # type: ignore[index]
    claim_id = world.open_claim()
    world.finish(claim_id)
    broker = a_queue(world)
    work_off(world, broker)
    assert "step.broke" in {line["event"] for line in _lines(log)}
    assert world.messages(claim_id)[0].sent_at is not None
    assert any("traceback" in message for message in broker.carried)
    _assert_none_in("\n".join(broker.carried))
    _assert_silent(log)


def test_what_libraries_say_is_where_and_not_what(log: io.StringIO) -> None:
    logging.getLogger("some.library").warning("The file %s of %s is odd.", FILE_NAME, PERSON.name)
    logging.getLogger("some.library").warning(f"The file {FILE_NAME} is odd.")
    logging.getLogger("some.library").error(SAID, exc_info=ValueError(SAID))
    first, second, third = _lines(log)
    assert first["said"] == "The file %s of %s is odd."
    assert "said" not in second
    assert third["error"] == "builtins.ValueError"
    assert re.fullmatch(r"test_log_is_silent\.py:\d+", first["at"][0])  # type: ignore[index]
    _assert_silent(log)


def test_what_a_library_says_again_and_again_is_said_once_a_minute(log: io.StringIO) -> None:
    for _ in range(5):
        logging.getLogger("some.library").critical("Connection lost: %s", SAID)
    assert len(_lines(log)) == 1


def test_an_error_that_nobody_caught(log: io.StringIO) -> None:
    def breaks() -> None:
        raise KeyError(SAID)

    thread = threading.Thread(target=breaks)
    thread.start()
    thread.join()
    try:
        breaks()
    except KeyError:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    assert [line["event"] for line in _lines(log)] == ["process.broke", "process.broke"]
    _assert_silent(log)


def test_whatever_a_careless_line_holds(log: io.StringIO) -> None:
    careless = structlog.get_logger()
    for name in ("code", "claim", "status", "subject", "count", "said", "name", "at", "cause", "error"):
        for value in (
            PERSON.name,
            PERSON.id_number,
            int(CARD_NUMBER),
            FILE_NAME,
            [SAID],
            {"error": SAID},
            "a.jpg",
        ):
            careless.info("careless.line", **{name: value})
    careless.info(SAID)
    assert all("withheld" in json.dumps(line) for line in _lines(log))
    _assert_silent(log)


def _lines(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def _assert_silent(log: io.StringIO) -> None:
    text = log.getvalue()
    assert text.isascii(), "nothing Chinese is in it, not even a part of a name"
    _assert_none_in(text)
    ids = re.compile(r"\b([a-z]{3}_[0-9a-z]{26}|wrk_[0-9a-f]{12})\b")
    assert re.findall(r"\d{7,}", ids.sub("", text)) == []


def _assert_none_in(text: str) -> None:
    told = [value for value in _values() if re.search(rf"(?<![\w.]){re.escape(value)}(?![\w.])", text)]
    assert told == []


def _values() -> set[str]:
    """Everything the papers say, and what the files are called."""
    found = {PERSON.name, PERSON.id_number, CARD_NUMBER, FILE_NAME, "13800138000"}
    for paper in papers():
        for cell in paper.fields.values():
            found |= {str(field.value) for field in _fields(cell)}
    return {value for value in found if len(value) > 2 and value != "0.00"}


def _fields(cell: object) -> Iterator[Field]:
    if isinstance(cell, Field):
        yield cell
    elif isinstance(cell, dict):
        yield from cell.values()
    elif isinstance(cell, tuple):
        for one in cell:
            yield from _fields(one)
