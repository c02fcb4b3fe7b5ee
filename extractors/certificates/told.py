"""What a letter tells in one sentence of a person: 兹证明王强,男,公民身份号码…,于某日因病死亡。

Sentences wrap anywhere, so the lines are run together from the one that names the person. What a sentence says is a
weaker witness than a label: a name that does not look like one is for a look.

>>> from storage.model.extraction import Box
>>> told = Told.of([Line("户口注销证明", Box(0, 0, 90, 20)),
...                 Line("兹证明王强,男,公民身份", Box(0, 30, 300, 50)), Line("号码11010519491231002X,", Box(0, 60, 300, 80)),
...                 Line("于2026年2月11日因病死亡。", Box(0, 90, 300, 110))])
>>> {key: field.value for key, field in told.fields().items()}
{'name': '王强', 'sex': 'M', 'id_number': '11010519491231002X', 'death_date': '2026-02-11', 'cause': '病'}
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extractors import values
from extractors.certificates.numbers import read_number
from extractors.fields import make
from extractors.layout.run import Run
from extractors.medical.shapes import is_named
from extractors.page import Line
from storage.model.extraction import Field, Value

_LEAD = r"(?:特此证明|兹证明|证明|兹有|今有|逝者|死者|我?辖区居民|居民|公民|群众|患者|姓名)?\s*[::]?\s*"
_NAMED = re.compile(
    rf"^\s*{_LEAD}(?P<name>[\u3400-\u9fff·]{{2,12}}?)\s*[,、(;]?\s*(?:性别)?\s*:?\s*(?P<sex>[男女])\s*[性,、);]"
)
_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
_ENDED = r"(?:死亡|病故|去世|病逝|身亡|逝世|不幸遇难|猝死)"
_BIRTH = re.compile(rf"(?P<day>{_DAY})\s*(?:出?生)(?!效)")
_NUMBER = re.compile(
    r"(?:身份证|身份|证件)\s*(?:件)?\s*(?:号码|编号|号)?\s*[::为]?\s*(?P<number>\d[\dXx\s]{14,20}[\dXx])"
)
_DEATH = re.compile(
    rf"(?P<day>{_DAY})(?:\s*\d{{1,2}}时(?:\d{{1,2}}分)?)?\s*[,]?\s*(?:[在于][^,。]{{2,20}}?)?(?:因[^,。]{{1,20}}?)?[,]?\s*{_ENDED}"
    rf"|{_ENDED}(?:日期|时间)\s*[::为]?\s*(?P<day2>{_DAY})"
)
_CAUSE = re.compile(rf"因\s*(?P<cause>[^,。;于\d]{{1,20}}?)\s*(?:经?抢救无效)?\s*{_ENDED}|因(?P<cause2>死亡)")


@dataclass(frozen=True, slots=True)
class Told:
    """The sentence that names a person, and all that follows it, as one text; empty where none is told."""

    run: Run

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Told":
        begin = next((place for place, line in enumerate(lines) if _NAMED.search(line.text)), len(lines))
        return cls(Run.of(lines[begin : begin + 8]))

    def fields(self) -> dict[str, Field]:
        """Name, sex, birth, number, day and cause of a death, as far as they are told."""
        found: dict[str, Field | None] = {**self._person(), "birth_date": self._part(_BIRTH, values.date)}
        match = _NUMBER.search(self.run.text)
        if match:
            found["id_number"] = read_number(self.run.cut(*match.span("number")))
        found |= {"death_date": self._part(_DEATH, values.date), "cause": self._part(_CAUSE, values.text)}
        return {key: field for key, field in found.items() if field is not None}

    def _person(self) -> Mapping[str, Field | None]:
        match = _NAMED.search(self.run.text)
        if match is None:
            return {}
        name = values.name(match["name"])
        is_odd = name is None or not is_named(name)
        return {
            "name": make(name, self.run.cut(*match.span("name")), is_doubtful=is_odd),
            "sex": make(values.sex(match["sex"]), self.run.cut(*match.span("sex"))),
        }

    def _part(self, pattern: re.Pattern[str], parse: Callable[[str], Value]) -> Field | None:
        """The first group of the pattern that matched, if it parses."""
        match = pattern.search(self.run.text)
        group = next((key for key, text in match.groupdict().items() if text), None) if match else None
        value = parse(match[group]) if match and group else None
        return make(value, self.run.cut(*match.span(group))) if match and group and value is not None else None
