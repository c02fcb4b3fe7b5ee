"""The check of a locale's words against those of zh-CN: the same keys, the same gaps, the same values behind answers.

Run when the words of a locale are loaded, so that a missing translation stops the build and the start. `[refusal]` is
what the reader itself says in zh-CN; every other locale has it.

>>> base = {"a": "{count} x"}
>>> [fault.message for fault in faults_in({"a": "x", "b": "y"}, base, Source("xx.toml", 'a = "x"\\nb = "y"'))]
["xx.toml:1: 'a' lacks the gap {count}.", "xx.toml:2: 'b' is not in zh-CN."]
"""

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from validators.errors import WordingInvalid

BASE = "zh-CN"
_OWN = "refusal"
_CODES = ("values", "has_account")
_SAME = {"month_name": "month", "number": "mark"}
_MAY_LACK = frozenset({"surname"})

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a TOML file, to say where a key stands."""

    name: str
    text: str

    def line(self, path: Path) -> int:
        """Of the key, or of the table it belongs in; 1 where there is neither."""
        places = dict(_places(self.text))
        return next((places[path[:end]] for end in range(len(path), 0, -1) if path[:end] in places), 1)


def faults_in(words: Mapping[str, Any], base: Mapping[str, Any], source: Source) -> tuple[WordingInvalid, ...]:
    """Every fault, with file and line."""
    theirs, ours = dict(_leaves(words)), dict(_leaves(base))
    own = {path for path in theirs if path[0] == _OWN}
    missing = [_fault(source, path, f"{_named(path)} has no words.") for path in ours if path not in theirs]
    foreign = [path for path in theirs if path not in ours and path not in own]
    extra = [_fault(source, path, f"{_named(path)} is not in {BASE}.") for path in foreign]
    both = [path for path in ours if path in theirs]
    wrong = [
        _fault(source, path, said) for path in both for said in _differences(path, theirs[path], ours[path])
    ]
    return (*missing, *wrong, *extra)


def _fault(source: Source, path: Path, said: str) -> WordingInvalid:
    return WordingInvalid(
        f"{source.name}:{source.line(path)}: {said}", f"Give it the keys and gaps that {BASE} has."
    )


def _named(path: Path) -> str:
    return f"'{'.'.join(path)}'"


def _leaves(node: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Texts and lists by path; an empty table counts as one leaf, as its presence means something."""
    for key, value in node.items():
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


def _differences(path: Path, theirs: Any, ours: Any) -> Iterator[str]:
    if path[-1] in _CODES and theirs != ours:
        yield f"{_named(path)} differs from that of {BASE}."
    elif type(theirs) is not type(ours):
        yield f"{_named(path)} is of another kind than in {BASE}."
    elif isinstance(ours, list) and len(theirs) != len(ours):
        yield f"{_named(path)} has {len(theirs)} entries, {len(ours)} in {BASE}."
    elif isinstance(ours, str):
        yield from (
            f"{_named(path)} lacks the gap {{{gap}}}." for gap in sorted(_needed(path, ours) - _gaps(theirs))
        )
        yield from (
            f"{_named(path)} has a gap {{{gap}}} too many." for gap in sorted(_gaps(theirs) - _gaps(ours))
        )


def _needed(path: Path, text: str) -> set[str]:
    return set() if path[-1].endswith("_date") else _gaps(text) - _MAY_LACK


def _gaps(text: str) -> set[str]:
    names = (name for _, name, _, _ in string.Formatter().parse(text) if name)
    return {_SAME.get(name, name) for name in names}


def _places(text: str) -> Iterator[tuple[Path, int]]:
    """Where tables and keys stand, by path."""
    table: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            table = _path_of(tomllib.loads(line))
            yield table, number
        elif found := re.match(r"([\w-]+)\s*=", line):
            yield (*table, found[1]), number


def _path_of(node: Mapping[str, Any]) -> Path:
    return next(((key, *_path_of(value)) for key, value in node.items()), ())
