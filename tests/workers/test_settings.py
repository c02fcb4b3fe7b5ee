"""Settings: from the environment or a file, checked, and never a value in what is said about a wrong one."""

from pathlib import Path

import pytest

from workers.errors import SettingsInvalid
from workers.settings import Settings


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("CLAIMS_DATA", "CLAIMS_PORT", "CLAIMS_BROKER_URL", "CLAIMS_NOTIFY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = Settings.load()
    assert settings.data == tmp_path / "var"
    assert settings.database_url == f"sqlite:///{tmp_path}/var/claims.db"
    assert settings.has_own_broker
    assert settings.broker_url == f"unix://{settings.runtime_folder}/valkey.sock"
    assert (settings.host, settings.public_url) == ("127.0.0.1", "http://127.0.0.1:8080")


def test_the_environment_sets_and_the_rest_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_DATA", "/srv/claims")
    monkeypatch.setenv("CLAIMS_BROKER_URL", "redis://queue:6379/0")
    monkeypatch.setenv("CLAIMS_NOTIFY", "console")
    settings = Settings.load()
    assert settings.originals_folder == Path("/srv/claims/originals")
    assert settings.secrets_folder == Path("/srv/claims/secrets")
    assert not settings.has_own_broker
    assert settings.notify == ("console",)


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "claims.toml"
    file.write_text('port = 9000\nhost = "0.0.0.0"\nnotify = ["console"]\n')
    monkeypatch.setenv("CLAIMS_PORT", "9001")
    settings = Settings.load(file)
    assert (settings.host, settings.port, settings.notify) == ("0.0.0.0", 9001, ("console",))


def test_an_unknown_key_in_a_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "claims.toml"
    file.write_text("prot = 9000\n")
    with pytest.raises(SettingsInvalid) as caught:
        Settings.load(file)
    assert "`prot`" in caught.value.message


def test_a_wrong_value_is_named_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_PORT", "hunter2")
    with pytest.raises(SettingsInvalid) as caught:
        Settings.load()
    assert "`port`" in caught.value.message
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("text", ["port = ", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, text: str | bytes) -> None:
    file = tmp_path / "claims.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(SettingsInvalid, match="cannot be read"):
        Settings.load(file)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="cannot be read"):
        Settings.load(tmp_path / "none.toml")
