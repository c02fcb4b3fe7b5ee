"""How this installation is set: from the environment (`CLAIMS_…`), or a TOML file, which the environment overrides.

Nothing has to be set: without any setting all that is kept lies in `./var` and everything listens on this machine only.

>>> settings = Settings(data=Path("/srv/claims"), port=9000)
>>> settings.database_url, settings.public_url, settings.originals_folder
('sqlite:////srv/claims/claims.db', 'http://127.0.0.1:9000', PosixPath('/srv/claims/originals'))
"""

import datetime as dt
import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from workers.errors import SettingsInvalid
from workers.folders import runtime_folder_of

PREFIX = "CLAIMS_"
BROKER_SOCKET = "valkey.sock"


def _database_url(data: dict[str, Any]) -> str:
    return f"sqlite:///{data.get('data', 'var')}/claims.db"


def _broker_url(data: dict[str, Any]) -> str:
    return f"unix://{runtime_folder_of(data.get('data', Path('var')))}/{BROKER_SOCKET}"


def _public_url(data: dict[str, Any]) -> str:
    return f"http://{data.get('host')}:{data.get('port')}"


class Settings(BaseSettings):
    """Sizes are bytes. `readers` is how many worker processes there are; each has one reader child of its own."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True, validate_default=True)

    data: Path = Path("var")
    database_url: str = Field(default_factory=_database_url)
    broker_url: str = Field(default_factory=_broker_url)
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=1, le=65535)
    public_url: str = Field(default_factory=_public_url)
    engine: str = Field("extractors.ocr.paddle:PaddleEngine", pattern=r"^[\w.]+:\w+$")
    readers: int = Field(2, ge=1, le=64)
    reader_threads: int = Field(1, ge=1, le=64)
    quiet_minutes: float = Field(60, ge=0)
    latest_hours: float = Field(20, gt=0)
    wait_for_reviews: bool = False
    link_days: int = Field(14, ge=1, le=366)
    read_attempts: int = Field(2, ge=1, le=10)
    lease_seconds: float = Field(60, gt=0)
    most_files: int = Field(50, ge=1)
    most_bytes: int = Field(209_715_200, ge=1)
    most_originals: int = Field(500, ge=1)
    free_bytes: int = Field(268_435_456, ge=0)
    lookup_folder: Path | None = None
    tables_folder: Path | None = None
    lookup_seconds: float = Field(5, gt=0, le=60)
    lookup_attempts: int = Field(5, ge=1, le=20)
    lookup_pause_seconds: float = Field(60, gt=0)
    log_format: Literal["json", "console"] = "json"
    notify: Annotated[tuple[Literal["console"], ...], NoDecode] = ()

    @classmethod
    def load(cls, file: Path | None = None) -> Self:
        """What is set, checked. Raises `SettingsInvalid`, which names the keys and shows no value."""
        given = _from_file(file) if file else {}
        try:
            return cls(**{name: value for name, value in given.items() if not _is_overridden(name)})
        except ValidationError as error:
            raise SettingsInvalid.of_keys(
                {str(fault["loc"][0]): fault["msg"] for fault in error.errors(include_input=False)}
            ) from None

    @field_validator("data", "lookup_folder", "tables_folder")
    @classmethod
    def _absolute(cls, folder: Path | None) -> Path | None:
        return folder.expanduser().absolute() if folder else None

    @field_validator("notify", mode="before")
    @classmethod
    def _by_comma(cls, given: object) -> object:
        return [name.strip() for name in given.split(",") if name.strip()] if isinstance(given, str) else given

    @property
    def secrets_folder(self) -> Path:
        return self.data / "secrets"

    @property
    def originals_folder(self) -> Path:
        return self.data / "originals"

    @property
    def runtime_folder(self) -> Path:
        """Where sockets lie; `workers.folders.make_private` creates it."""
        return runtime_folder_of(self.data)

    @property
    def has_own_broker(self) -> bool:
        """Nobody named a broker: `claims serve` starts a private one at `broker_url`."""
        return "broker_url" not in self.model_fields_set

    @property
    def lease(self) -> dt.timedelta:
        return dt.timedelta(seconds=self.lease_seconds)


def _is_overridden(name: str) -> bool:
    return f"{PREFIX}{name}".upper() in {key.upper() for key in os.environ}


def _from_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsInvalid(
            f"The settings file {file} cannot be read.", "Check the path and that it is TOML."
        ) from error
