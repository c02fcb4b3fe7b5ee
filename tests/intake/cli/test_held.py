"""`claims held`, `claims stats`, `claims clocks`: what a person at the terminal sees and may let go."""

import json
from pathlib import Path

import pytest

from storage.messages import Composing
from storage.model.records import MessageCause, MessageState
from storage.store import Store
from tests.intake.cli.running import Claims
from tests.storage.life import a_clock
from tests.storage.stores import NAME, a_message, an_assessment, put_claim, put_originals
from workers.bootstrap import build
from workers.settings import Settings


@pytest.fixture
def store(claims: Claims, data: Path) -> Store:
    claims("db", "upgrade")
    return build(Settings.load()).store


@pytest.fixture
def held(store: Store) -> tuple[str, str]:
    """The ids of a claim and of its message that is held."""
    with store.write() as uow:
        claim_id = put_claim(uow).id
        put_originals(uow, claim_id)
        assessment = uow.assessments.add(claim_id, 0, an_assessment(), uow.now)
        assert assessment is not None
        late = Composing(cause=MessageCause.OUR_MISS, asks=1, is_held=True)
        message = uow.messages.add(claim_id, assessment, a_message(), uow.now, late)
        details = {"number": 1, "late": "bank_card/payee/claim"}
        uow.audit.append(claim_id, "worker:wrk_1", "message.held", message.id, details)
        uow.clocks.keep(a_clock(claim_id))
    return claim_id, message.id


def test_what_is_held_is_listed_with_what_it_asks_too_late(claims: Claims, held: tuple[str, str]) -> None:
    [row] = json.loads(claims("held", "list", "--json").out)
    assert (row["claim"], row["message"], row["asked late"]) == (*held, "bank_card/payee/claim")
    shown = claims("held", "list").out
    assert held[1] in shown and NAME not in shown


def test_it_is_let_go_with_a_reason_only(claims: Claims, store: Store, held: tuple[str, str]) -> None:
    assert claims("held", "release", held[1]).status == 2
    assert claims("held", "release", held[1], "--reason", " ").status == 2
    ran = claims("held", "release", held[1], "--reason", f"{NAME}问过了")
    assert ran.status == 0 and held[1] in ran.err
    with store.read() as uow:
        entry = uow.audit.of_claim(held[0])[-1]
        assert uow.messages.get(held[1]).state is MessageState.COMPOSED
        assert ("deliver_message", held[1]) in {(row.step, row.subject) for row in uow.outbox.take(uow.now, 9)}
    assert (entry.action, entry.actor, dict(entry.details)) == ("message.released", "operator", {"number": 1})
    again = claims("held", "release", held[1], "--reason", "noch einmal")
    assert again.status == 1 and "is composed" in again.err
    assert "No message is held" in claims("held", "list").err


def test_stats_and_clocks_are_shown(claims: Claims, held: tuple[str, str]) -> None:
    figures = json.loads(claims("stats", "--json").out)
    assert (figures["claims"], figures["our_misses"], figures["held"], figures["told"]) == (1, 1, 1, 0)
    assert figures["requests_per_claim"] is None
    assert "of these held for a reason" in claims("stats").out
    [row] = json.loads(claims("clocks", "--json").out)
    assert (row["claim"], row["clock"], row["lane"]) == (held[0], "decision", "death")
    named = [row["clock"] for row in json.loads(claims("clocks", held[0], "--json").out)]
    assert named == ["first_feedback", "decision", "decision_complex"]
