"""What the insurer knows is looked up before anybody is asked, and never turns into an ask before it failed."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from storage.model.claim import ClaimState, ClaimType
from storage.model.records import LookUpRow
from tests.validators.builders import both_faces, discharge, stay_bill, stay_list
from tests.workers.world import World
from validators.facts.known import Facts
from validators.facts.lookup_file import FileLookUps
from validators.facts.lookups import Found, LookUps
from workers.sweep import Sweep

NUMBER = "P-20260001"
VERIFIED = f'"{NUMBER}": {{state: verified}}\n'


class Hangs:
    """Answers only once it is let go."""

    source = "hangs"

    def __init__(self) -> None:
        self.gate = threading.Event()

    def find(self, name: str, facts: Facts) -> Found:
        self.gate.wait(10)
        return Found(name, "verified")


class Breaks:
    source = "breaks"

    def find(self, name: str, facts: Facts) -> Found:
        raise ConnectionError(f"no route for {facts.text('policy.number')}")


class Tells:
    """Answers at once with those facts."""

    source = "tells"

    def __init__(self, **facts: object) -> None:
        self.facts = {name.replace("__", "."): value for name, value in facts.items()}

    def find(self, name: str, facts: Facts) -> Found:
        return Found(name, "found", self.facts)


def prepared(world: World, look_ups: LookUps | None, **settings: object) -> str:
    """A claim with all papers but the bank card, finished."""
    world.services = replace(
        world.services,
        look_ups=look_ups,
        settings=world.services.settings.model_copy(update={"lookup_seconds": 0.05, **settings}),
    )
    facts = {"policy.number": NUMBER, "insured.name": "张悦"}
    claim_id = world.open_claim(facts, claim_types=(ClaimType.INPATIENT_MEDICAL,))
    for paper in (both_faces(), discharge(), stay_bill(), stay_list()):
        world.upload(claim_id, f"{paper.type}.jpg", paper)
    world.finish(claim_id)
    world.run()
    return claim_id


def rows(world: World, claim_id: str) -> list[LookUpRow]:
    with world.services.store.read() as uow:
        return uow.look_ups.of_claim(claim_id)


def asks(world: World, claim_id: str) -> list[str]:
    with world.services.store.read() as uow:
        stored = uow.assessments.latest(claim_id)
    assert stored is not None
    return [one["key"] for one in stored.data["deficiencies"]]


def sweep(world: World, **later: float) -> None:
    world.clock.move(**later)
    Sweep(world.services, lambda queue: 0).round()
    world.run()


def test_a_verified_account_is_not_asked_for_and_counted_as_saved(world: World, tmp_path: Path) -> None:
    (tmp_path / "payee_account.yaml").write_text(VERIFIED, encoding="utf-8")
    claim_id = prepared(world, FileLookUps(tmp_path))
    assert world.state(claim_id) is ClaimState.COMPLETE
    assert asks(world, claim_id) == []
    (row,) = rows(world, claim_id)
    assert (row.name, row.source, row.state, row.attempts) == ("payee_account", "folder", "verified", 1)
    with world.services.store.read() as uow:
        stored = uow.assessments.latest(claim_id)
    assert stored is not None
    assert [one["reason"] for one in stored.data["items"] if one["key"] == "bank_card"] == ["looked_up"]
    assert len(world.basket.sent) == 1


def test_chain_and_events_name_the_look_up_and_no_value(world: World, tmp_path: Path) -> None:
    (tmp_path / "payee_account.yaml").write_text(VERIFIED, encoding="utf-8")
    claim_id = prepared(world, FileLookUps(tmp_path))
    with world.services.store.read() as uow:
        (entry,) = [one for one in uow.audit.of_claim(claim_id) if one.action == "claim.looked_up"]
        (event,) = [one for one in uow.events.after(0, 99, claim_id) if one.kind == "claim.looked_up"]
    assert event.data == {"name": "payee_account", "state": "verified", "attempt": 1}
    assert entry.details == {**event.data, "source": "folder", "facts": ""}
    assert NUMBER not in str((entry, event))


def test_what_hangs_holds_the_message_and_is_asked_for_only_after_it_failed(world: World) -> None:
    hangs = Hangs()
    claim_id = prepared(world, hangs, lookup_attempts=2, lookup_pause_seconds=60)
    assert [(row.state, row.attempts) for row in rows(world, claim_id)] == [("pending", 1)]
    assert (asks(world, claim_id), world.basket.sent) == ([], [])
    sweep(world, seconds=59)
    assert rows(world, claim_id)[0].attempts == 1
    sweep(world, seconds=2)
    assert [(row.state, row.attempts) for row in rows(world, claim_id)] == [("failed", 2)]
    assert asks(world, claim_id) == ["bank_card"]
    assert len(world.basket.sent) == 1
    hangs.gate.set()


def test_what_answers_late_is_never_asked_for(world: World) -> None:
    hangs = Hangs()
    claim_id = prepared(world, hangs)
    assert asks(world, claim_id) == []
    hangs.gate.set()
    world.services = replace(
        world.services, settings=world.services.settings.model_copy(update={"lookup_seconds": 5.0})
    )
    sweep(world, minutes=2)
    assert [(row.state, row.attempts) for row in rows(world, claim_id)] == [("verified", 2)]
    assert world.state(claim_id) is ClaimState.COMPLETE
    assert len(world.basket.sent) == 1


@pytest.mark.parametrize("make", [lambda folder: Breaks(), FileLookUps])
def test_what_fails_is_tried_again_with_growing_pauses_and_then_asked_for(
    world: World, tmp_path: Path, make: Callable[[Path], LookUps]
) -> None:
    claim_id = prepared(world, make(tmp_path / "nowhere"), lookup_attempts=3, lookup_pause_seconds=60)
    for wait in (61, 121):
        assert (asks(world, claim_id), world.basket.sent) == ([], [])
        sweep(world, seconds=wait)
    assert rows(world, claim_id)[0].state == "failed"
    assert asks(world, claim_id) == ["bank_card"]


def test_the_time_runs_out_while_a_look_up_is_under_way(world: World) -> None:
    """The message goes at the latest when its time is up; it names the account as with us and does not ask for it."""
    hangs = Hangs()
    claim_id = prepared(world, hangs, lookup_attempts=20, lookup_pause_seconds=86_400)
    world.clock.move(hours=21)
    world.run()
    assert len(world.basket.sent) == 1
    assert asks(world, claim_id) == []
    hangs.gate.set()


def test_an_unknown_number_is_asked_for_at_once_and_forgotten_when_another_is_given(
    world: World, tmp_path: Path
) -> None:
    file = tmp_path / "payee_account.yaml"
    file.write_text('"P-2": {state: verified}\n', encoding="utf-8")
    claim_id = prepared(world, FileLookUps(tmp_path))
    assert (rows(world, claim_id)[0].state, asks(world, claim_id)) == ("not_found", ["bank_card"])
    world.learn(claim_id, policy__number="P-2")
    world.run()
    assert (rows(world, claim_id)[0].state, asks(world, claim_id)) == ("verified", [])


def test_a_system_that_tells_no_fact_has_failed(world: World) -> None:
    claim_id = prepared(world, Tells(no__such__fact="x"), lookup_attempts=1)
    assert (rows(world, claim_id)[0].state, rows(world, claim_id)[0].facts) == ("failed", {})
    assert asks(world, claim_id) == ["bank_card"]


def test_what_a_system_tells_against_the_claim_is_for_a_person(world: World) -> None:
    claim_id = prepared(world, Tells(event__cause="accident"))
    assert dict(rows(world, claim_id)[0].facts) == {"event.cause": "accident"}
    assert world.claim(claim_id).facts["event.cause"] == "disease"
    with world.services.store.read() as uow:
        stored = uow.assessments.latest(claim_id)
    assert stored is not None
    assert "in_review" in {one["state"] for one in stored.data["items"] if one["key"] == "traffic_liability"}


def test_where_no_way_is_set_the_customer_is_asked_at_once(world: World) -> None:
    claim_id = prepared(world, None)
    assert (rows(world, claim_id), asks(world, claim_id)) == ([], ["bank_card"])


def test_what_the_claim_itself_says_was_looked_up_is_not_looked_up_again(world: World) -> None:
    world.services = replace(world.services, look_ups=Breaks())
    claim_id = world.open_claim(
        {"lookup.payee_account": "verified"}, claim_types=(ClaimType.INPATIENT_MEDICAL,)
    )
    world.upload(claim_id, "bill.jpg", stay_bill())
    world.run()
    assert (rows(world, claim_id), "bank_card" in asks(world, claim_id)) == ([], False)
