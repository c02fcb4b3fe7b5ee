"""A picture is looked at before it is read: its sight is an event, nothing hangs on it, and every failure is silent."""

from pathlib import Path

import pytest

from extractors.errors import EngineUnavailable, ReaderLost
from extractors.walls.looking import Sight
from storage.model.document import QualityFault
from tests.validators.builders import bill
from tests.workers.readers import Sees
from tests.workers.world import World
from workers.steps.look_at_original import LOOKED, look_at_original


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def sights(world: World, claim_id: str) -> dict[str, object]:
    with world.services.store.read() as uow:
        return {one: said["fault"] for one, said in uow.events.latest_by_original(claim_id, LOOKED).items()}


@pytest.mark.parametrize(("fault", "told"), [(None, None), (QualityFault.BLUR, "blur")])
def test_what_was_seen_is_told_before_it_is_read(
    world: World, fault: QualityFault | None, told: str | None
) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    looker = Sees(Sight(fault))
    look_at_original(world.services, looker, original_id)
    assert sights(world, claim_id) == {original_id: told}
    assert looker.looked_at == [f"bill.jpg of {claim_id}".encode()]


def test_twice_says_the_same(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    for _ in range(2):
        look_at_original(world.services, Sees(Sight(QualityFault.DARK)), original_id)
    assert sights(world, claim_id) == {original_id: "dark"}


def test_what_is_read_is_not_looked_at(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    world.run()
    looker = Sees(Sight(None))
    look_at_original(world.services, looker, original_id)
    assert (sights(world, claim_id), looker.looked_at) == ({}, [])


@pytest.mark.parametrize(
    "looker",
    [
        Sees(None),
        Sees(raising=lambda: ReaderLost("damaged_file", "gone")),
        Sees(raising=lambda: EngineUnavailable("reader_failed", "no", "Run `claims doctor`.")),
    ],
    ids=["no picture", "lost", "no decoder"],
)
def test_a_look_that_fails_says_nothing_and_the_file_is_read_all_the_same(world: World, looker: Sees) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    look_at_original(world.services, looker, original_id)
    world.run()
    assert sights(world, claim_id) == {}
    assert world.reader.read == ["bill.jpg"]
