"""The tables in force in this process: those that ship, and an insurer's own folder, chosen once at the start.

>>> import datetime as dt
>>> tables().cards.find("6217001234567890122", dt.date(2026, 4, 5)).kind
'debit'
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from validators.errors import TableInvalid
from validators.tables import cards, hospitals
from validators.tables.cards import Cards, read_cards
from validators.tables.hospitals import Hospitals, read_hospitals

FOLDER = Path(__file__).parent
_chosen: list[Path] = []


@dataclass(frozen=True, slots=True)
class Tables:
    hospitals: Hospitals
    cards: Cards


def use_own(folder: Path | None) -> Tables:
    """From now on that folder's tables count too. Raises TableInvalid, with file and line, before anything has changed."""
    if folder and not folder.is_dir():
        raise TableInvalid(f"{folder}:1: there is no such folder.")
    chosen = [folder] if folder else []
    found = _read(tuple(chosen))
    _chosen[:] = chosen
    return found


def tables() -> Tables:
    """Those in force."""
    return _read(tuple(_chosen))


@cache
def _read(own: tuple[Path, ...]) -> Tables:
    return Tables(
        hospitals=read_hospitals(list(_files(hospitals.NAME, own))),
        cards=read_cards(list(_files(cards.NAME, own))),
    )


def _files(name: str, own: tuple[Path, ...]) -> Iterator[Path]:
    yield FOLDER / f"{name}.toml"
    yield from (path for folder in own if (path := folder / f"{name}.toml").exists())
