"""A worker process: it works, it stops in good order, and killing it loses nothing."""

import signal
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from storage.model.records import MessageState
from storage.model.submission import OriginalState
from storage.sealing import ClaimKeys
from storage.secrets import Secrets
from storage.store import Store
from tests.workers.processes import a_valkey, a_worker, until
from tests.workers.world import World


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[World]:
    """With true time and true secrets, as a worker process finds it."""
    world = World(tmp_path / "data")
    settings, store = world.services.settings, world.services.store
    secrets = Secrets.load(settings.secrets_folder, create=True)
    true = Store(store.database, store.originals, ClaimKeys(secrets), secrets)
    world.services = world.services.__class__(
        settings=settings, store=true, secrets=secrets, clock=true.clock, notifiers=world.services.notifiers
    )
    yield world
    true.database.close()


def test_from_upload_to_message_and_an_orderly_end(installation: World) -> None:
    world, settings = installation, installation.services.settings
    with a_valkey(settings), a_worker(settings) as worker:
        claim_id = world.open_claim()
        original_id = _picture(world, claim_id)
        world.finish(claim_id)
        until(lambda: [message.state for message in world.messages(claim_id)] == [MessageState.SENT])
        assert world.original(original_id).state is OriginalState.READ
        until(lambda: [beat["engine"] for beat in _beats(world)] == ["ready"])
        (beat,) = _beats(world)
        assert (beat["broker"], beat["code"]) == ("ok", None)
        assert beat["pid"] == worker.pid
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
        assert _beats(world)[0]["stopped"] is True


def test_a_reading_that_takes_too_long_is_given_back_at_the_end(installation: World) -> None:
    world, settings = installation, installation.services.settings
    with a_valkey(settings), a_worker(settings, ENGINE="tests.workers.engines:Hangs") as worker:
        original_id = _picture(world, world.open_claim())
        until(lambda: world.original(original_id).state is OriginalState.READING)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
        original = world.original(original_id)
        assert (original.state, original.attempts) == (OriginalState.RECEIVED, 0)
        with a_worker(settings):
            until(lambda: world.original(original_id).state is OriginalState.READ)


def test_a_killed_worker_is_missed_long_before_its_lease_ends(installation: World) -> None:
    world, settings = installation, installation.services.settings
    with a_valkey(settings):
        with a_worker(settings, ENGINE="tests.workers.engines:Hangs", LEASE_SECONDS="600") as worker:
            original_id = _picture(world, world.open_claim())
            until(lambda: world.original(original_id).state is OriginalState.READING)
            worker.kill()
        with a_worker(settings):
            until(lambda: world.original(original_id).state is OriginalState.READ)
    assert world.original(original_id).attempts == 2
    with world.services.store.read() as uow:
        assert len(uow.documents.of_claim(world.original(original_id).claim_id)) == 1


def test_a_queue_that_is_away_is_said_and_waited_for(installation: World) -> None:
    world, settings = installation, installation.services.settings
    with a_worker(settings):
        original_id = _picture(world, world.open_claim())
        until(lambda: [beat["broker"] for beat in _beats(world)] == ["away"])
        assert _beats(world)[0]["code"] == "broker_unavailable"
        with a_valkey(settings):
            until(lambda: world.original(original_id).state is OriginalState.READ)
            until(lambda: [beat["broker"] for beat in _beats(world)] == ["ok"])


def test_an_engine_that_is_missing_is_said_and_the_paper_not_blamed(installation: World) -> None:
    world, settings = installation, installation.services.settings
    with a_valkey(settings), a_worker(settings, ENGINE="tests.workers.engines:Missing"):
        original_id = _picture(world, world.open_claim())
        until(lambda: "reading.begun" in world.actions(world.original(original_id).claim_id))
        until(lambda: world.original(original_id).state is OriginalState.RECEIVED)
        until(lambda: [beat["engine"] for beat in _beats(world)] == ["unavailable"])
        assert world.original(original_id).attempts == 0


def _picture(world: World, claim_id: str) -> str:
    """An upload whose bytes are a picture with something on it."""
    sheet, content = Image.new("RGB", (640, 400), "white"), BytesIO()
    drawing = ImageDraw.Draw(sheet)
    for row in range(40, 360, 40):
        drawing.text((40, row), "A paper with a few lines on it " * 2, fill="black")
    sheet.save(content, "PNG")
    return world.put(claim_id, "photo.png", content.getvalue())


def _beats(world: World) -> list[Any]:
    with world.services.store.read() as uow:
        return [beat.details for beat in uow.beats.all()]
