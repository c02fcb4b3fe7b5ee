"""`claims doctor` before serving: settings, data folder, secret, database, queue."""

from pathlib import Path

import pytest

from intake.health import Check, running
from storage import migrate
from storage.secrets import NAME, Secrets
from workers.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of an installation that was started once."""
    settings = Settings(data=tmp_path)
    Secrets.load(settings.secrets_folder, create=True)
    migrate.upgrade(settings.database_url)
    return settings


def looked_at(settings: Settings) -> list[Check]:
    return [
        running.data_has_room(settings.data, settings.free_bytes),
        running.secret_is_sound(settings),
        running.database_is_of_this_version(settings),
        running.queue_is_there(settings),
    ]


def test_what_the_first_start_makes_is_no_fault_before_it(tmp_path: Path) -> None:
    checks = looked_at(Settings(data=tmp_path / "not" / "yet"))
    assert not any(check.is_fault for check in checks)
    assert [check.name for check in checks if "at the first start" in check.detail] == [
        "data folder",
        "master secret",
        "database",
    ]
    assert list(tmp_path.iterdir()) == []


def test_an_installation_that_was_started_is_sound(settings: Settings) -> None:
    assert [check.detail for check in looked_at(settings) if check.is_fault] == []


def test_a_secret_that_others_can_read_is_a_fault(settings: Settings) -> None:
    (settings.secrets_folder / NAME).chmod(0o644)
    check = running.secret_is_sound(settings)
    assert check.is_fault and "chmod 600" in check.remedy


def test_a_secret_that_vanished_beside_a_database_is_a_fault(settings: Settings) -> None:
    (settings.secrets_folder / NAME).unlink()
    check = running.secret_is_sound(settings)
    assert check.is_fault and "backup" in check.remedy


def test_a_database_without_tables_is_a_fault_that_names_the_command(settings: Settings) -> None:
    (settings.data / "claims.db").write_bytes(b"")
    check = running.database_is_of_this_version(settings)
    assert check.is_fault and "claims db upgrade" in check.remedy


def test_too_little_room_is_a_fault(tmp_path: Path) -> None:
    check = running.data_has_room(tmp_path, 10**18)
    assert check.is_fault and "uploads are refused" in check.detail and "Make room" in check.remedy


def test_a_data_folder_that_is_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "var").touch()
    check = running.data_has_room(tmp_path / "var" / "inner", 0)
    assert check.is_fault and "CLAIMS_DATA" in check.remedy


def test_a_broker_that_was_named_and_is_silent_is_a_fault(tmp_path: Path) -> None:
    check = running.queue_is_there(Settings(data=tmp_path, broker_url=f"unix://{tmp_path}/none.sock"))
    assert check.is_fault and "CLAIMS_BROKER_URL" in check.remedy


@pytest.mark.parametrize(
    ("name", "value"), [("CLAIMS_READERS", "many"), ("CLAIMS_DATABASE_URL", "postgresql://db/claims")]
)
def test_wrong_settings_are_said_and_end_the_looking(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    [check] = running.running_checks()
    assert check.is_fault and check.remedy
