"""The clocks of a claim over the API, and the proof of delivery that the claimant's page gives."""

from pathlib import Path

import pytest

from tests.intake.api.house import House
from tests.validators.builders import bill
from tests.workers.world import World


@pytest.fixture
def world(house: House, tmp_path: Path) -> World:
    """What the workers do in that house."""
    made = World(tmp_path / "unused")
    made.services.store.database.close()
    made.services, made.clock = house.services, house.clock
    return made


def test_clocks_pause_from_the_moment_the_page_shows_what_is_asked(house: House, world: World) -> None:
    claim_id = house.opened(claim_type=["critical_illness"], facts={"event.rescue": True})
    system, page = house.system(), f"/u/{house.link(claim_id)}"
    address = f"/v1/claims/{claim_id}/clocks"
    assert (system.get(address).json()["received_at"], system.get(address).json()["clocks"]) == (None, [])
    world.upload(claim_id, "bill.jpg", bill())
    world.finish(claim_id)
    world.run()
    assert [clock["state"] for clock in system.get(address).json()["clocks"]] == ["met", "running", "running"]
    house.clock.move(hours=3)
    for _ in range(2):
        assert house.plain.get(page).status_code == 200
    told = system.get(address).json()
    assert told == system.get(f"/v1/claims/{claim_id}").json()["clocks"]
    assert told["lanes"] == [
        {"lane": "rescue", "reason": "fact:event.rescue"},
        {"lane": "critical_illness", "reason": "claim_type:critical_illness"},
    ]
    (request,) = told["requests"]
    assert (request["delivered_at"], request["answered_at"]) == ("2026-11-25T11:00:00Z", None)
    assert (request["cause"], request["deducts"]) == ("first", True)
    assert [clock["state"] for clock in told["clocks"]] == ["met", "paused", "paused"]
    assert told["clocks"][2]["due_at"] == "2026-12-25T16:00:00Z"
    assert house.actions(claim_id).count("message.delivered") == 1
    assert system.get(f"/v1/claims/{claim_id}/message").json()["state"] == "delivered"


def test_a_claimant_hears_nothing_of_our_clocks(house: House, world: World) -> None:
    claim_id = house.opened()
    with house.store.write() as uow:
        for kind in ("clock.near", "claim.complete"):
            uow.events.add(claim_id, kind, {})
    house.app.state.live_streams.seconds = 0.2
    house.app.state.live_streams.poll_seconds = 0.1
    by_link = house.caller(house.link(claim_id)).get(f"/v1/claims/{claim_id}/events").text
    assert "claim.complete" in by_link
    assert "clock.near" not in by_link
    assert "clock.near" in house.system().get(f"/v1/claims/{claim_id}/events").text
