"""The database file: how it is opened, what a reader sees, and what its errors are called."""

import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.database import Database, told
from storage.errors import ClaimsError, Conflict, PermanentError, SchemaWrong, StoreFull, StoreUnavailable
from storage.store import Store
from storage.tables import beats
from tests.storage.stores import START, put_claim


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://db/claims",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///a.db?mode=ro",
        "mysql+x://h/d",
        "",
        "::",
    ],
)
def test_any_other_place_is_refused_with_one_that_works(url: str) -> None:
    with pytest.raises(PermanentError, match=r"sqlite:///var/claims\.db") as refused:
        Database(url)
    assert refused.value.code == "database_unsupported"


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?.db", "a#b.db", "赔案.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    database = Database(sa.URL.create("sqlite", database=str(tmp_path / name)).render_as_string())
    assert database.path == tmp_path / name
    with database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA database_list").mappings().one()["file"] == str(
            tmp_path / name
        )
    database.close()


def test_a_wrong_path_makes_no_file(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/wrong.db")
    with pytest.raises(StoreUnavailable), database.write():
        pass
    with pytest.raises(StoreUnavailable), database.read():
        pass
    assert list(tmp_path.iterdir()) == []


def test_every_commit_is_on_the_disk_and_keys_are_watched(store: Store) -> None:
    asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "recursive_triggers")
    with store.database.write() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked}
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
        "recursive_triggers": 1,
    }


def test_a_writer_has_the_lock_from_the_beginning(store: Store) -> None:
    other = sqlite3.connect(store.database.path, timeout=0, isolation_level=None)
    with store.database.write(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.read() as before:
        assert before.beats.all() == []
        with store.write() as uow:
            uow.beats.put("wrk_1", START, {})
        assert before.beats.all() == []
    with store.read() as after:
        assert len(after.beats.all()) == 1


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(StoreUnavailable, match="file"), store.read() as uow:
        uow.beats.put("wrk_1", START, {})
    with store.read() as uow:
        assert uow.beats.all() == []


def test_threads_take_turns(store: Store) -> None:
    def beat(name: str) -> None:
        for turn in range(10):
            with store.write() as uow:
                last = sum(int(seen.details["turn"]) for seen in uow.beats.all())
                uow.beats.put(f"{name}-{turn}", START, {"turn": 1, "before": last})

    threads = [threading.Thread(target=beat, args=(f"wrk_{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as uow:
        assert sorted(int(seen.details["before"]) for seen in uow.beats.all()) == list(range(80))


def test_a_lock_that_is_never_let_go_is_told_as_busy(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.WAIT_SECONDS", 0.05)
    impatient = Database(f"sqlite:///{store.database.path}")
    with store.database.write(), pytest.raises(StoreUnavailable, match="busy"), impatient.write():
        pass
    with impatient.write(), pytest.raises(StoreUnavailable, match="busy"), impatient.write():
        pass
    impatient.close()


def test_a_full_disk_is_told_and_leaves_nothing(store: Store) -> None:
    with pytest.raises(StoreFull), store.database.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")
        connection.execute(
            sa.insert(beats).values(tenant="main", worker="wrk_1", at=START, details={"long": "x" * 2_000_000})
        )
    with store.read() as uow:
        assert uow.beats.all() == []


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        (sqlite3.SQLITE_FULL, StoreFull, "store_full"),
        (sqlite3.SQLITE_IOERR_WRITE, StoreUnavailable, "store_unavailable"),
        (sqlite3.SQLITE_IOERR_FSYNC, StoreUnavailable, "store_unavailable"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StoreUnavailable, "store_unavailable"),
        (sqlite3.SQLITE_CANTOPEN, StoreUnavailable, "store_unavailable"),
        (sqlite3.SQLITE_CORRUPT, PermanentError, "store_damaged"),
        (sqlite3.SQLITE_NOTADB, PermanentError, "store_damaged"),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, Conflict, "already_kept"),
        (sqlite3.SQLITE_CONSTRAINT_TRIGGER, Conflict, "only_grows"),
    ],
)
def test_what_sqlite_says_is_told_in_our_words(code: int, kind: type[ClaimsError], name: str) -> None:
    error = sqlite3.OperationalError("said")
    error.sqlite_errorcode = code
    with pytest.raises(kind) as told_error, told():
        raise sa.exc.OperationalError("", None, error)
    assert told_error.value.code == name


def test_a_file_that_is_no_database_is_told_as_damaged(tmp_path: Path) -> None:
    (tmp_path / "claims.db").write_bytes(b"not a database, but long enough to be looked at" * 40)
    with pytest.raises(PermanentError, match="damaged"), Database(f"sqlite:///{tmp_path}/claims.db").read():
        pass


def test_a_database_without_tables_names_the_command(tmp_path: Path) -> None:
    (tmp_path / "claims.db").touch()
    database = Database(f"sqlite:///{tmp_path}/claims.db")
    with pytest.raises(SchemaWrong, match="claims db upgrade"), database.read() as connection:
        connection.execute(sa.select(beats))
    database.close()


def test_our_own_mistakes_are_not_dressed_up(store: Store) -> None:
    with pytest.raises(sa.exc.OperationalError), store.database.write() as connection:
        connection.exec_driver_sql("SELEC 1")


def test_a_row_that_is_there_already_is_a_conflict_at_once(store: Store) -> None:
    with store.write() as uow:
        claim = put_claim(uow)
        with pytest.raises(Conflict):
            uow.claims.add(claim)
        assert uow.claims.get(claim.id) == claim
