"""What papers tell without labels, found by the shapes of its parts: 张悦 女 36岁 呼吸内科 2026-04-05.

Such values are for a look (`check`): a shape is a weaker witness than a label.

>>> is_named("张悦"), is_named("欧阳小雨"), is_named("病历记录"), is_department("呼吸内科"), is_department("本科")
(True, True, False, True, False)
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from extractors import values
from extractors.fields import make
from extractors.layout.lines import cut, joined, rows
from extractors.layout.paper import Paper
from extractors.layout.run import Run
from extractors.layout.script import simplified
from extractors.medical.visits import doctor_name, shown_age
from extractors.page import Line
from storage.model.extraction import Field

_WORDS = Path(__file__).with_name("labels") / "shapes.toml"
_AGE = r"\d{1,3}\s*(?:周?岁(?:\s*\d{1,2}\s*个?月)?|个?月|天)"
_APART = r"[\s,、/|;()]*"
_PERSON = re.compile(
    rf"(?:(?:^|[\s:,(])(?P<name>[\u3400-\u9fff][\u3400-\u9fff·\s]{{0,11}}?[\u3400-\u9fff]){_APART})?"
    rf"(?:(?:性\s*别{_APART}:?)?(?P<sex>[男女])性?{_APART}(?:年\s*龄|现年)?{_APART}:?(?P<age>{_AGE})"
    rf"|(?P<age2>{_AGE}){_APART}(?P<sex2>[男女])(?![\u3400-\u9fff]))"
)
_TITLED = re.compile(
    r"(?:^|[\s|/·:])(?P<name>[\u3400-\u9fff]{2,4}?)\s*[|/·(]?\s*(?:副?主任|主治|住院|执业)医[师生]"
)
_BEHIND_DEPARTMENT = re.compile(
    r"(?:^|\s)(?P<department>[^\s|/·]{2,12})\s*[|/·]\s*(?P<name>[\u3400-\u9fff]{2,4}?)\s*(?P<title>医[师生])\s*$"
)
_SIGNED = ("签名", "电子签名", "签字")
_SEAL_WORD = re.compile(r"\s*\((?:加?盖章|公章|签章|章)\)\s*$")
_PAPER = re.compile(r"(?:门诊|急诊|门\(急\)诊|住院)?(?:病历|病案|病史|记录|小结|(?:疾病)?诊断证明|疾病证明).*$")
"""What a title calls the paper: 第一人民医院骨科门诊病历."""
_PART = r"[^\s,:/|·・•‧-]"
_WORD = re.compile(rf"{_PART}(?:(?<!医院|院区|分院){_PART})*")
"""A word; what stands behind the name of a hospital is one of its own (第一人民医院骨科)."""
_DAY = re.compile(r"(?:20\d\d)\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?")


def is_named(text: str) -> bool:
    """Whether a word is a Chinese name by its shape: a family name and one or two characters, or a dotted name."""
    single, double = _families()
    text = simplified(text)
    if "·" in text:
        return 3 <= len(text) <= 15
    return (text[:2] in double and 3 <= len(text) <= 4) or (text[:1] in single and 2 <= len(text) <= 3)


def is_department(text: str) -> bool:
    """Whether a word is a department's name: a known end, and a known word before or in it."""
    ends, stems = _departments()
    text = simplified(text)
    return (
        2 <= len(text) <= 12
        and re.fullmatch(r"[\u3400-\u9fffA-Z()]+", text) is not None
        and text.endswith(ends)
        and any(stem in text for stem in stems)
    )


def person(lines: Sequence[Line]) -> dict[str, Field]:
    """Name, sex and age where they stand beside one another, in the first row that has them."""
    for row in rows(lines):
        run = Run.of(row, " ")
        match = _PERSON.search(simplified(run.text))
        if match is not None:
            return _person(run, match)
    return {}


def _person(run: Run, match: re.Match[str]) -> dict[str, Field]:
    found = {}
    start, end = match.span("name")
    starts = [start + word.start() for word in re.finditer(r"\S+", match["name"] or "")]
    names = [("".join(run.text[place:end].split()), place) for place in starts]
    for name, place in [one for one in names if is_named(one[0])][:1]:
        found["patient_name"] = make(values.name(name), run.cut(place, end), is_doubtful=True)
    for key, group, parse in (("sex", "sex", values.sex), ("age", "age", shown_age)):
        group = group if match[group] else f"{group}2"
        value = parse(match[group])
        if value is not None:
            found[key] = make(value, run.cut(*match.span(group)), is_doubtful=True)
    return found


def department(lines: Iterable[Line]) -> Field | None:
    """The first word that is a department's name."""
    for line in lines:
        for match in _WORD.finditer(_PAPER.sub("", simplified(line.text))):
            if is_department(match[0]):
                word = cut(line, *match.span())
                return make(values.text(word.text), [word], is_doubtful=True)
    return None


def above_parts(paper: Paper, lines: Iterable[Line]) -> list[Line]:
    """Those lines that stand above the first part of a paper, or all where no part is named."""
    parts = [slot.ink.box.y0 for slot in paper.form.slots if slot.label.is_prose]
    return [line for line in lines if not parts or line.box.centre[1] < min(parts)]


def signed_name(paper: Paper) -> Field | None:
    """A name behind 签名 alone: whose it is the label does not tell."""
    for slot in paper.form.slots:
        text = doctor_name(joined(slot.lines)) if slot.label.spelling in _SIGNED and slot.lines else None
        if text and is_named(text):
            return make(text, slot.lines, is_doubtful=True)
    return None


def titled_name(paper: Paper) -> Field | None:
    """A name before a physician's title above the first part, for a look: 骨科门诊 | 周敏 主治医师.

    医师 alone is a title behind a department and a name; 管床医师 is a label.
    """
    for line in above_parts(paper, paper.lines):
        match = _TITLED.search(line.text) or _behind_department(line, paper)
        if match and is_named(match["name"]):
            return make(match["name"], [cut(line, *match.span("name"))], is_doubtful=True)
    return None


def _behind_department(line: Line, paper: Paper) -> re.Match[str] | None:
    match = _BEHIND_DEPARTMENT.search(line.text)
    if match is None or match["name"] + match["title"] in paper.labels.by_spelling:
        return None
    return match if is_department(match["department"]) else None


def without_seal_word(line: Line) -> Line:
    """A hospital's name without the words that tell where its seal belongs."""
    match = _SEAL_WORD.search(simplified(line.text))
    return cut(line, 0, match.start()) if match else line


def day(lines: Iterable[Line]) -> Field | None:
    """The first date."""
    for line in lines:
        match = _DAY.search(line.text)
        value = values.date(match[0]) if match else None
        if match and value:
            return make(value, [cut(line, *match.span())], is_doubtful=True)
    return None


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_WORDS.read_text("utf-8"))


@lru_cache(maxsize=1)
def _families() -> tuple[frozenset[str], frozenset[str]]:
    names = _words()["names"]
    return frozenset("".join(names["single"])), frozenset(names["double"])


@lru_cache(maxsize=1)
def _departments() -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = _words()["departments"]
    return tuple(words["ends"]), tuple(words["stems"])
