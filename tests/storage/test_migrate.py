"""The schema: made from code, the same as the tables in code, and refused when it is another's."""

import re
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import migrate
from storage.database import Database
from storage.errors import SchemaWrong, StoreUnavailable
from storage.tables import metadata
from tests.storage.stores import open_store, put_claim


def test_the_migrations_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/claims.db"
    migrate.upgrade(url)
    by_hand = sa.create_engine(f"sqlite:///{tmp_path}/code.db")
    metadata.create_all(by_hand)
    by_hand.dispose()
    made = _shape(tmp_path / "claims.db")
    assert set(metadata.tables) < set(made)
    assert made == _shape(tmp_path / "code.db")


def test_an_upgrade_makes_a_private_file_and_a_second_one_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/claims.db"
    migrate.upgrade(url)
    path = tmp_path / "new" / "claims.db"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    before = _dump(path)
    migrate.upgrade(url)
    assert _dump(path) == before


def test_an_upgrade_keeps_what_is_there(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store.write() as uow:
        claim = put_claim(uow)
    migrate.upgrade(f"sqlite:///{tmp_path}/claims.db")
    with store.read() as uow:
        assert uow.claims.get(claim.id) == claim
    migrate.check(store.database)
    store.database.close()


def test_two_processes_may_upgrade_at_once(tmp_path: Path) -> None:
    code = f"from storage import migrate; migrate.upgrade('sqlite:///{tmp_path}/claims.db')"
    both = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(2)]
    assert [process.communicate()[1] for process in both] == [b"", b""]
    assert [process.returncode for process in both] == [0, 0]
    migrate.check(Database(f"sqlite:///{tmp_path}/claims.db"))


def test_a_missing_database_and_an_empty_one_name_the_command(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/claims.db")
    with pytest.raises(SchemaWrong, match=r"no database yet\. Run `claims db upgrade`"):
        migrate.check(database)
    database.path.touch()
    with pytest.raises(SchemaWrong, match=r"no tables yet\. Run `claims db upgrade`"):
        migrate.check(database)
    database.close()


def test_an_older_database_names_the_command_and_can_be_upgraded(tmp_path: Path) -> None:
    database = open_store(tmp_path).database
    with database.write() as connection:
        connection.exec_driver_sql("DROP INDEX ix_messages_tenant_state")
        for column in ("is_complete", "items", "asks", "in_review", "looked_up"):
            connection.exec_driver_sql(f"ALTER TABLE assessments DROP COLUMN {column}")
        for column in (
            *("cause", "asks", "delivered_at", "answered_at"),
            *("released_at", "released_by", "sealed_release_reason"),
        ):
            connection.exec_driver_sql(f"ALTER TABLE messages DROP COLUMN {column}")
        for table in ("look_ups", "clocks", "marks", "idempotency", "beats", "api_keys", "events", "outbox"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        for table in ("audit_root_heads", "audit_roots", "audit_heads", "audit_entries"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("ALTER TABLE originals DROP COLUMN parent_id")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(SchemaWrong, match=r"older version \(0001\). Run `claims db upgrade`"):
        migrate.check(database)
    migrate.upgrade(f"sqlite:///{database.path}")
    migrate.check(database)
    database.close()


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    database = open_store(tmp_path).database
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for refuse in (lambda: migrate.check(database), lambda: migrate.upgrade(f"sqlite:///{database.path}")):
        with pytest.raises(SchemaWrong, match=r"newer version of claims-intake\. Install that version"):
            refuse()
    database.close()


def test_a_step_that_fails_leaves_nothing_half_done(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE outbox (id)")
    other.close()
    with pytest.raises(sa.exc.OperationalError, match="already exists"):
        migrate.upgrade(f"sqlite:///{path}")
    assert set(_shape(path)) == {"outbox"}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="cannot be made"):
        migrate.upgrade(f"sqlite:///{tmp_path}/file/claims.db")


def _shape(path: Path) -> dict[str, list[str]]:
    """Tables and indexes with their parts, in any order of the parts."""
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
    ).fetchall()
    connection.close()
    return {
        name: sorted(part.strip(" \t\n,") for part in re.split(r"\n|,\s*(?![^()]*\))", sql))
        for name, sql in rows
        if not name.startswith(("sqlite_", "alembic_"))
    }


def _dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    found = list(connection.iterdump())
    connection.close()
    return found
