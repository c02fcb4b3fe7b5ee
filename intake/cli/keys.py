"""`claims keys create|list|revoke`: the API keys of machines and people. A secret is printed once and kept nowhere.

>>> parsed_scopes(["system,auditor", "auditor"]) == frozenset({Scope.SYSTEM, Scope.AUDITOR})
True
>>> parsed_scopes(["root"])
Traceback (most recent call last):
    ...
storage.errors.PermanentError: There is no scope 'root'. There are: system, staff, reviewer, auditor, operator.
"""

import datetime as dt
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from intake.cli.progress import note
from storage.errors import PermanentError
from storage.model.access import ApiKey, Scope

if TYPE_CHECKING:
    from workers.settings import Settings

keys = typer.Typer(no_args_is_help=True, help="API keys.")
AsJson = Annotated[bool, typer.Option("--json", help="Machine output.")]


@keys.command("create")
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who will use it.")],
    scope: Annotated[list[str], typer.Option("--scope", help="May be repeated or hold commas.")],
    days: Annotated[int | None, typer.Option("--days", min=1, max=3660, help="How long it works.")] = None,
    as_json: AsJson = False,
) -> None:
    """Makes a key and prints its secret, this once."""
    from workers.settings import Settings

    key, secret = made_key(Settings.load(), name, parsed_scopes(scope), days)
    if as_json:
        print(json.dumps({**_data(key, key.created_at), "secret": secret}, ensure_ascii=False))
    else:
        note(f"{key.id}, with {_listed(key.scopes)}. This is the only time that its secret is shown:")
        print(secret)


@keys.command("list")
def show(as_json: AsJson = False) -> None:
    """Every key that was ever made, without its secret."""
    from intake.cli import tables
    from workers.bootstrap import build
    from workers.settings import Settings

    with build(Settings.load()).store.read() as uow:
        rows = [_data(key, uow.now) for key in uow.keys.all()]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    elif rows:
        tables.show_rows("API keys", [{**row, "scopes": ", ".join(row["scopes"])} for row in rows])
    else:
        note("There is no key yet. `claims keys create` makes one.")


@keys.command("revoke")
def revoke(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="As `claims keys list` shows it.")],
) -> None:
    """Ends a key at once and for good."""
    from workers.bootstrap import build
    from workers.settings import Settings

    with build(Settings.load()).store.write() as uow:
        uow.keys.revoke(key_id, uow.now)
    note(f"{key_id} is revoked.")


def made_key(settings: "Settings", name: str, scopes: frozenset[Scope], days: int | None) -> tuple[ApiKey, str]:
    """A new key in the database, and its secret, which is kept nowhere. Raises what `workers.bootstrap.build` raises."""
    from intake.api_keys import make_secret, secret_sha256
    from workers.bootstrap import build

    key_id, secret = make_secret()
    with build(settings).store.write() as uow:
        key = ApiKey(
            id=key_id,
            tenant=uow.tenant,
            name=name,
            scopes=scopes,
            secret_sha256=secret_sha256(secret),
            created_at=uow.now,
            expires_at=uow.now + dt.timedelta(days=days) if days else None,
        )
        uow.keys.add(key)
    return key, secret


def parsed_scopes(given: Sequence[str]) -> frozenset[Scope]:
    """Raises a usage error that names what is no scope."""
    names = [name.strip() for one in given for name in one.split(",") if name.strip()]
    for name in names:
        if name not in set(Scope):
            raise PermanentError("usage", f"There is no scope {name!r}.", f"There are: {', '.join(Scope)}.")
    if not names:
        raise PermanentError("usage", "A key needs a scope.", f"There are: {', '.join(Scope)}.")
    return frozenset(map(Scope, names))


def state_of(key: ApiKey, now: dt.datetime) -> str:
    """`works`, `expired` or `revoked`."""
    if key.revoked_at is not None:
        return "revoked"
    return "expired" if key.expires_at is not None and key.expires_at <= now else "works"


def _data(key: ApiKey, now: dt.datetime) -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "scopes": sorted(key.scopes),
        "state": state_of(key, now),
        "created_at": _time(key.created_at),
        "expires_at": _time(key.expires_at),
    }


def _time(moment: dt.datetime | None) -> str | None:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _listed(scopes: frozenset[Scope]) -> str:
    return f"scope{'s' if len(scopes) > 1 else ''} {', '.join(sorted(scopes))}"
