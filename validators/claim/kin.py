"""What a customer writes of who the heirs are: kin and name, one after the other, or nothing if it is not plain.

The words are data in `kin.toml`. Whatever leaves a doubt (another kin, a child who has died, half a sentence) is left to a
person: nobody is asked for the papers of somebody who may not be an heir.

>>> [(one.kin, one.name) for one in heirs_in("妻子张悦,儿子王小明(2018年3月1日出生),父母都已去世")]
[('spouse', '张悦'), ('child', '王小明')]
>>> heirs_in("妻子张悦,还有两个孩子") is None, heirs_in("说不清") is None
(True, True)
"""

import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).with_suffix(".toml")
_DATE = re.compile(
    r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?|((?:19|20)\d\d)(\d\d)(\d\d)"
)
_AGE = re.compile(r"(?<!\d)(\d{1,3})\s*(?:[周週]?[岁歲]|years? old)")
_NUMBERING = re.compile(r"^\s*[(\[]?(?:\d{1,2}|[一二三四五六七八九十])[.、:)\]]+")
_MARKS = " \t,.;:、。'\"“”「」()[]-—"
_NAME = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}|[\u3400-\u9fff·]{3,20}|[A-Za-z][A-Za-z .'’-]{1,59}"
)
_NEVER_IN_NAMES = frozenset("不没了很是已还還都也跟个個位两兩几幾我你他她们們这這那")
_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Heir:
    """`name` is empty where the writer means himself; `kin` where he alone is meant."""

    kin: str
    name: str
    birth: dt.date | None = None
    age: int | None = None


def heirs_in(text: str) -> tuple[Heir, ...] | None:
    """Those who are alive, in the order told; None where not every word is understood, or there is nobody."""
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = re.sub(r"\([^()]*\)", lambda found: found[0].replace(",", " "), plain)
    for marks in (r"[\n;。]", r"[\n;。、,]"):
        read = [_read(piece) for piece in _pieces(plain, marks)]
        found = tuple(dict.fromkeys(heir for heirs in read if heirs for heir in heirs))
        if read and None not in read and 0 < len(found) <= _MOST:
            return found
    return None


def _pieces(plain: str, marks: str) -> list[str]:
    """Parts between marks, and before an `and` that another kin follows."""
    followed = rf"(?:和|与|與|及|还有|還有|\band\b)\s*(?=[我本]|{_any_of(_kin_words())})"
    parts = (part for piece in re.split(marks, plain) for part in re.split(followed, piece, flags=re.I))
    return [part for part in parts if part.strip(_MARKS)]


def _read(piece: str) -> tuple[Heir, ...] | None:
    """One heir, nobody (who has died, who never was), or None if it is not plain."""
    piece = _NUMBERING.sub("", piece)
    if _has(piece, "apart"):
        return None
    birth, piece = _taken(_DATE, piece)
    age, piece = _taken(_AGE, piece)
    day = _day(birth) if birth else None
    kin, rest = _without_kin(piece)
    if (birth and day is None) or kin is None:
        return None
    is_dead, is_nobody = _has(rest, "dead"), _has(rest, "nobody")
    name = _bare(rest, "dead", "nobody", "filler") if is_dead or is_nobody else _bare(rest, "filler")
    if is_dead or is_nobody:
        return () if (is_dead and kin not in ("", "child")) or (not is_dead and not name) else None
    is_me = bool(name) and not _bare(name, "me")
    if not is_me and not (kin and _is_name(name)):
        return None
    return (Heir(kin=kin, name="" if is_me else name, birth=day, age=int(age[1]) if age else None),)


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and not _NEVER_IN_NAMES & set(text)


def _without_kin(piece: str) -> tuple[str | None, str]:
    """The one kin that it names, empty if none, None if several; and the piece without the word."""
    hits: list[tuple[str, re.Match[str]]] = []
    for kin, words in _data()["kin"].items():
        hits += [(kin, hit) for hit in re.finditer(_any_of(words), piece, re.I)]
    if not hits:
        for kin, letters in _data()["alone"].items():
            alone = rf"(?:(?<=^)|(?<=\())[{letters}](?=[:\s)])"
            hits += [(kin, hit) for hit in re.finditer(alone, piece.strip())]
        piece = piece.strip()
    if len(hits) != 1:
        return (None if hits else ""), piece
    kin, hit = hits[0]
    return kin, f"{piece[: hit.start()]} {piece[hit.end() :]}"


def _taken(pattern: re.Pattern[str], piece: str) -> tuple[re.Match[str] | None, str]:
    found = pattern.search(piece)
    return found, f"{piece[: found.start()]} {piece[found.end() :]}" if found else piece


def _day(found: re.Match[str]) -> dt.date | None:
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _has(text: str, kind: str) -> bool:
    return re.search(_any_of(_data()["words"][kind]), text, re.I) is not None


def _bare(text: str, *kinds: str) -> str:
    for kind in kinds:
        text = re.sub(_any_of(_data()["words"][kind]), " ", text, flags=re.I)
    return text.strip(_MARKS)


def _any_of(words: Iterable[str]) -> str:
    """Longest first; Latin letters count only as whole words."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(rf"\b(?:{word})\b" if word.isascii() else word for word in ordered) + ")"


def _kin_words() -> list[str]:
    return [word for words in _data()["kin"].values() for word in words]


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
