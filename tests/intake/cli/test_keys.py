"""`claims db` and `claims keys`: an installation is made, keys are made, shown without secrets, and ended."""

import json
from pathlib import Path

import pytest

from intake.api_keys import is_secret_of, parse_secret
from storage.model.access import Scope
from tests.intake.cli.running import Claims
from workers.bootstrap import build
from workers.settings import Settings


def test_the_first_upgrade_makes_database_and_secret_for_nobody_else(claims: Claims, data: Path) -> None:
    assert claims("db", "upgrade").err == "The database is made.\n"
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in [data, *data.rglob("*")]}
    assert modes.pop(data.name) == "0o700" and modes.pop("secrets") == "0o700"
    assert set(modes.values()) == {"0o600"} and {"claims.db", "master.key"} <= set(modes)


def test_a_second_upgrade_changes_nothing(claims: Claims, data: Path) -> None:
    claims("db", "upgrade")
    key = (data / "secrets" / "master.key").read_bytes()
    assert claims("db", "upgrade").status == 0
    assert (data / "secrets" / "master.key").read_bytes() == key


def test_a_lost_secret_is_never_replaced_beside_a_database(claims: Claims, data: Path) -> None:
    claims("db", "upgrade")
    (data / "secrets" / "master.key").unlink()
    ran = claims("db", "upgrade")
    assert ran.status == 1 and "backup" in ran.err
    assert not (data / "secrets" / "master.key").exists()


def test_check_tells_a_database_of_this_version_from_none(claims: Claims, data: Path) -> None:
    ran = claims("db", "check")
    assert ran.status == 3 and "claims db upgrade" in ran.err
    assert not data.exists()
    claims("db", "upgrade")
    assert claims("db", "check").status == 0


def test_a_secret_is_printed_once_and_its_digest_is_kept(claims: Claims, data: Path) -> None:
    claims("db", "upgrade")
    secret = claims("keys", "create", "core", "--scope", "system,staff", "--days", "3").out.strip()
    [kept] = json.loads(claims("keys", "list", "--json").out)
    assert kept["id"] == parse_secret(secret)
    assert (kept["name"], kept["scopes"], kept["state"]) == ("core", ["staff", "system"], "works")
    assert secret[-43:] not in claims("keys", "list").out
    with build(Settings.load()).store.read() as uow:
        key = uow.keys.get(kept["id"])
    assert is_secret_of(secret, key.secret_sha256) and key.scopes == {Scope.SYSTEM, Scope.STAFF}
    assert key.expires_at is not None and (key.expires_at - key.created_at).days == 3
    assert secret.encode() not in b"".join(path.read_bytes() for path in data.iterdir() if path.is_file())


def test_a_revoked_key_is_shown_as_such(claims: Claims, data: Path) -> None:
    claims("db", "upgrade")
    made = json.loads(claims("keys", "create", "old", "--scope", "auditor", "--json").out)
    assert made["secret"].startswith("ck_") and made["state"] == "works"
    assert claims("keys", "revoke", made["id"]).status == 0
    assert [key["state"] for key in json.loads(claims("keys", "list", "--json").out)] == ["revoked"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["keys", "create", "x", "--scope", "root"], 2, "system, staff, reviewer, auditor, operator"),
        (["keys", "create", "x", "--scope", ","], 2, "A key needs a scope"),
        (["keys", "create", "x"], 2, "--scope"),
        (["keys", "create", "x", "--scope", "system", "--days", "0"], 2, "--days"),
        (["keys", "revoke", "key_none"], 1, "There is no API key key_none"),
        (["quarantine", "retry", "org_none"], 1, "There is no original org_none"),
    ],
)
def test_what_cannot_be_done_is_said(
    claims: Claims, data: Path, arguments: list[str], status: int, said: str
) -> None:
    claims("db", "upgrade")
    ran = claims(*arguments)
    assert (ran.status, ran.out) == (status, "")
    assert said in " ".join(ran.err.split())


def test_stopping_where_nothing_runs_is_done_at_once(claims: Claims, data: Path) -> None:
    ran = claims("stop")
    assert (ran.status, ran.err) == (0, f"No `claims serve` works on {data}.\n")


def test_no_command_touches_an_installation_that_is_not_there(claims: Claims, data: Path) -> None:
    for arguments in (["keys", "list"], ["quarantine", "list"], ["api"]):
        assert claims(*arguments).status == 1
    assert not data.exists()
