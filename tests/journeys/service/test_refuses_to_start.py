"""What may not be started is not: each part says why and what to do, ends with status 1, and changes nothing."""

import contextlib
import hashlib
import socket
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.secrets import NAME
from tests.journeys.service.serving import Serving
from tests.shell import installation, run
from tests.tree import ROOT

pytestmark = pytest.mark.enable_socket

Prepare = Callable[[Path], None]
_NOWHERE = "unix:///nowhere/valkey.sock"


def sample_secret(data: Path) -> None:
    (data / "secrets" / NAME).write_bytes(b"change-me-change-me-change-me-ch")


def published_secret(data: Path) -> None:
    sample = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"
    (data / "secrets" / NAME).write_bytes(bytes.fromhex(sample))


def wide_secret(data: Path) -> None:
    (data / "secrets" / NAME).chmod(0o640)


def wide_secrets_folder(data: Path) -> None:
    (data / "secrets").chmod(0o755)


def no_secret(data: Path) -> None:
    (data / "secrets" / NAME).unlink()


def newer_schema(data: Path) -> None:
    _revised(data, "9999")


def older_schema(data: Path) -> None:
    _revised(data, "0001")


CASES: list[tuple[Prepare, tuple[str, ...], str, str]] = [
    (sample_secret, ("serve", "api", "worker"), "holds a sample or a text", "from your backup"),
    (published_secret, ("serve",), "holds a sample or a text", "from your backup"),
    (wide_secret, ("worker",), "Others than its owner may reach", "chmod 600"),
    (wide_secrets_folder, ("api",), "Others than its owner may reach", "chmod 700"),
    (no_secret, ("serve",), "is missing", "from your backup"),
    (newer_schema, ("serve", "worker"), "newer version", "Install that version or a later one"),
    (older_schema, ("api", "worker"), "older version (0001)", "claims db upgrade"),
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as `claims db upgrade` makes it."""
    data = tmp_path_factory.mktemp("sound") / "data"
    made = run("claims db upgrade", ROOT, {"CLAIMS_DATA": str(data)})
    assert made.returncode == 0, made.stderr
    return data


@pytest.mark.parametrize(("prepare", "parts", "why", "remedy"), CASES, ids=[case[0].__name__ for case in CASES])
def test_a_folder_that_is_not_as_it_must_be(
    sound: Path, tmp_path: Path, prepare: Prepare, parts: tuple[str, ...], why: str, remedy: str
) -> None:
    data = _copy(sound, tmp_path / "data")
    prepare(data)
    before = _everything_in(data)
    settings = {**installation(data), "CLAIMS_BROKER_URL": _NOWHERE}
    with ThreadPoolExecutor(2) as threads:
        refusals = list(threads.map(lambda part: run(f"claims {part}", ROOT, settings), parts))
    for part, refused in zip(parts, refusals, strict=True):
        assert (refused.returncode, refused.stdout) == (1, ""), (part, refused)
        assert why in refused.stderr and remedy in refused.stderr, (part, refused.stderr)
    assert _everything_in(data) == before


def test_a_port_that_is_taken(sound: Path, tmp_path: Path) -> None:
    data = _copy(sound, tmp_path / "data")
    before = _everything_in(data)
    with _listening() as port:
        settings = {**installation(data), "CLAIMS_PORT": str(port), "CLAIMS_BROKER_URL": _NOWHERE}
        for part in ("serve", "api"):
            refused = run(f"claims {part}", ROOT, settings)
            assert refused.returncode == 1
            assert f"Port {port} on 127.0.0.1 is taken" in refused.stderr and "CLAIMS_PORT" in refused.stderr
    assert _everything_in(data) == before


def test_a_second_serve_on_the_same_folder_disturbs_nothing(serving: Serving) -> None:
    before = serving.all_parts()
    other_port = installation(serving.data)["CLAIMS_PORT"]
    refused = run("claims serve", ROOT, {**serving.settings, "CLAIMS_PORT": other_port})
    assert refused.returncode == 1
    assert f"(process {serving.process.pid}) already works on" in refused.stderr
    assert "claims stop" in refused.stderr
    assert serving.all_parts() == before
    assert serving.door().get("/readyz").status_code == 200


def test_a_setting_that_is_wrong_is_named(sound: Path) -> None:
    before = _everything_in(sound)
    refused = run("claims worker", ROOT, {**installation(sound), "CLAIMS_BROKER_URL": "amqp://here"})
    assert refused.returncode == 1 and "`broker_url` is wrong" in refused.stderr
    assert _everything_in(sound) == before


def _revised(data: Path, revision: str) -> None:
    with contextlib.closing(sqlite3.connect(data / "claims.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = ?", (revision,))


def _copy(sound: Path, data: Path) -> Path:
    """With the modes of its files."""
    run(f"cp -a {sound} {data}", ROOT)
    return data


def _everything_in(data: Path) -> dict[str, tuple[int, str]]:
    """Mode and digest of every file, and of what the database says: its own log and locks come and go."""
    passing = ("claims.db-wal", "claims.db-shm", "serve.lock")
    return {
        str(path.relative_to(data)): (path.stat().st_mode, hashlib.sha256(_content(path)).hexdigest())
        for path in sorted(data.rglob("*"))
        if path.name not in passing
    }


def _content(path: Path) -> bytes:
    if path.name == "claims.db":
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            return "\n".join(database.iterdump()).encode()
    return path.read_bytes() if path.is_file() else b""


@contextlib.contextmanager
def _listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])
