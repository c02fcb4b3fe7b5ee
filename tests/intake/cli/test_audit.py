"""`claims audit verify`: sound or not, what was looked at, and one sentence a fault."""

import json
from pathlib import Path

import pytest

from storage.model.submission import Original
from storage.store import Store
from tests.intake.cli.running import Claims
from tests.storage.checks.histories import opened, upload
from tests.storage.stores import NAME
from workers.bootstrap import build
from workers.settings import Settings


@pytest.fixture
def store(data: Path) -> Store:
    return build(Settings(data=data), create=True).store


@pytest.fixture
def originals(store: Store) -> list[Original]:
    """One each in two claims."""
    return [upload(store, opened(store), content) for content in (b"an invoice", b"a card")]


def lose(data: Path, original: Original) -> None:
    (data / "originals" / "main" / original.claim_id / original.sha256).unlink()


@pytest.mark.usefixtures("originals")
def test_a_sound_store_is_said_to_be_sound(claims: Claims) -> None:
    ran = claims("audit", "verify")
    assert (ran.status, ran.out) == (0, "Sound: 2 claims, 10 entries, 2 originals.\n")


def test_each_fault_is_a_sentence_and_the_status_is_three(
    claims: Claims, data: Path, originals: list[Original]
) -> None:
    lost, _ = originals
    lose(data, lost)
    ran = claims("audit", "verify")
    assert (ran.status, ran.out.splitlines()) == (
        3,
        [
            f"The original {lost.id} of {lost.claim_id} is gone from the store.",
            "1 fault: 2 claims, 10 entries, 2 originals.",
        ],
    )
    assert NAME not in ran.out + ran.err


def test_one_claim_is_looked_at_by_itself(claims: Claims, data: Path, originals: list[Original]) -> None:
    lost, kept = originals
    lose(data, lost)
    ran = claims("audit", "verify", kept.claim_id)
    assert (ran.status, ran.out) == (0, "Sound: 1 claim, 5 entries, 1 original.\n")
    assert claims("audit", "verify", lost.claim_id).status == 3


def test_machines_get_one_object(claims: Claims, data: Path, originals: list[Original]) -> None:
    lost, _ = originals
    lose(data, lost)
    ran = claims("audit", "verify", "--json")
    told = json.loads(ran.out)
    ((fault),) = told.pop("faults")
    assert ran.status == 3
    assert told == {"sound": False, "claims": 2, "entries": 10, "originals": 2, "arriving": 0}
    assert (fault["claim_id"], fault["what"], fault["where"]) == (lost.claim_id, "original_missing", lost.id)


@pytest.mark.usefixtures("originals")
def test_an_unknown_claim_cannot_be_verified(claims: Claims) -> None:
    ran = claims("audit", "verify", "clm_01m3250v00aaaaaaaaaaaaaaaa")
    assert ran.status == 1 and "There is no claim" in ran.err and ran.out == ""


def test_without_the_secret_nothing_is_said_of_the_store(
    claims: Claims, data: Path, originals: list[Original]
) -> None:
    (data / "secrets" / "master.key").unlink()
    ran = claims("audit", "verify")
    assert ran.status == 1 and "master.key is missing" in ran.err and ran.out == ""
