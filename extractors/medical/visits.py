"""Values that papers about a visit share: age, department, doctor, the day, free text.

>>> shown_age("36岁"), department("呼吸内科 门诊"), department("儿科 Pediatrics"), visit_day("2026-04-05 09:12")
('36', '呼吸内科门诊', '儿科', '2026-04-05')
>>> doctor_name("周敏 2026-04-05"), doctor_name("章敏"), doctor_name("(章):周敏")
('周敏', '章敏', '周敏')
"""

import re
from collections.abc import Sequence

from extractors import values
from extractors.fields import make
from extractors.layout.labels import Label
from extractors.layout.lines import joined, rows
from extractors.layout.paper import Paper, numbered, person_name, printed
from extractors.page import Line
from storage.model.extraction import Field

_DAY = re.compile(r"\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?")
_AGE = re.compile(
    r"\d{1,3}周?岁(?:零?\d{1,2}个?月)?(?:\d{1,2}[天日])?|\d{1,3}个?半?月龄?(?:\d{1,2}[天日])?|\d{1,3}[天日]龄?"
    r"|\d{1,3}(?![\d年./+个月天日周岁小时])"
)
"""An age in the midst of other words; a number with an unknown unit, or a part of a fraction, is none."""
_M1 = re.compile(r"(?<=\dm)1(?![\d.])")
_DEGREES = re.compile(r"(?<=\d\.\d)\s?[°º]?[C℃](?![A-Za-z])")
_LATER = re.compile(r"\(?[2-9]\s*[.、)](?!\d)")
"""Text that begins behind its first number: its first line may be another's."""
_SCRAP = 0.7
_SLIPS = {"暖气": "嗳气"}
"""Medical words that engines take for everyday ones."""
_TITLE = re.compile(
    r"\(?\s*(?:医师)?(?:工号|编号|编码|代码|执业|证号)[^()]*\)?$|"
    r"(?:主任|副主任|主治|住院|执业)?(?:医师|医生)?\s*(?:\(?(?:签名|签字|盖章|签章)\)?)?\s*:?$|\(\d+\)$|\d{3,}$"
)
_SEAL_WORD = re.compile(r"^\s*(?:\(?(?:签名|签字|签章|盖章)\)?|\(?章\)|章(?=\s*:))\s*:?")
_SEALED_BY = ("章", "科", "部", "处", "办", "室")
"""How the words end that tell who seals."""
_ENGLISH = re.compile(r"(?<=[科室部])\s*\(?[A-Za-z][A-Za-z/&., -]*\)?$")
"""The second language behind a department (儿科 Pediatrics)."""
_LOOSE_DAY = re.compile(
    r"^(?:\([^()]{1,8}\)\s*)?(?:日期|时间)?\s*:?\s*((?:20\d\d|[一二三][〇○零0Oo]\S{2})\s*[年\-/.].{3,16})$"
)
_MILLENNIUM = re.compile(r"^[一三](?=[〇○零0Oo])")
"""A stroke of 二〇二六 lost or drawn twice."""


def shown_age(raw: str) -> str | None:
    """An age; what stands behind it without a label is left out."""
    match = _AGE.match(re.sub(r"^[男女]性?[/,、|]?", "", re.sub(r"[\s_]+", "", raw)))
    return values.age(raw) or (values.age(match[0]) if match else None)


def department(raw: str) -> str | None:
    """A department: a word of at most twenty letters."""
    found = printed(_ENGLISH.sub("", re.split(r"(?<=[\u3400-\u9fff])\s*床[号位]?\s*:?\s*\d", raw)[0]))
    return found if found and len(found) <= 24 and re.search(r"[\u3400-\u9fffA-Z]", found) else None


def doctor_name(raw: str) -> str | None:
    """A doctor's name without the date, number or title printed behind it."""
    shown = _TITLE.sub("", _DAY.split(_SEAL_WORD.sub("", raw))[0].strip(" _:/")).strip(" _:/")
    found = person_name(shown)
    return found if found and len(found) <= 15 else None


def number_only(raw: str) -> str | None:
    """A number without the sentence that goes on behind it."""
    return numbered(re.split(r"[,;。、)(]|(?<=\d)\s*(?=[\u3400-\u9fff])", raw.strip(" :("))[0])


def visit_day(raw: str) -> str | None:
    """The day, also where a time or a weekday that cannot be read follows it."""
    if found := values.date(raw):
        return found
    match = _DAY.match(raw.strip())
    return values.date(match[0]) if match else None


def _put_right(text: str) -> str:
    """Units that engines misread: m1 for ml, and degrees without their ring."""
    return _DEGREES.sub("°C", _M1.sub("l", text)).strip(" _:")


def free_text(paper: Paper, key: str) -> Field | None:
    """The first label's free text, its lines joined."""
    for found in paper.form.found(key):
        lines = _without_specks(found)
        raw = joined(lines)
        value = values.text(raw)
        value = _put_right(value) if value else None
        if value and re.search(r"\w", value):
            shown = _known_words(value)
            is_cut = _LATER.match(shown) is not None
            return make(shown, lines, raw=raw, repaired=shown != value, is_doubtful=is_cut)
    return None


def _without_specks(lines: Sequence[Line]) -> Sequence[Line]:
    """A lone letter or digit below a finished sentence is a mark on the paper; scraps of a seal are hardly read."""
    sure = [line for line in lines if line.score >= _SCRAP or len(line.text) > 3]
    lines = sure or lines
    if len(lines) > 1 and re.fullmatch(r"[\dA-Za-z]", lines[-1].text) and re.search(r"[。;]$", lines[-2].text):
        return lines[:-1]
    return lines


def _known_words(text: str) -> str:
    for slip, word in _SLIPS.items():
        text = text.replace(slip, word)
    return text


def loose_day(lines: Sequence[Line]) -> Field | None:
    """A date that stands alone, the lowest one: papers are dated below the name of who signs."""
    wholes = [[line] for line in reversed(lines)] + [list(row) for row in reversed(rows(lines)) if len(row) > 1]
    for whole in wholes:
        match = _LOOSE_DAY.match(joined(whole))
        shown, slips = _MILLENNIUM.subn("二", match[1]) if match else ("", 0)
        if day := values.date(shown):
            return make(day, whole, repaired=bool(slips))
    return None


def _is_seal(label: Label) -> bool:
    return "章" in label.spelling or (not label.key and label.spelling.endswith(_SEALED_BY))


def signed_day(paper: Paper) -> Field | None:
    """The date below the signature: loose, or beside the words that tell where the seal belongs."""
    beside = [line for slot in paper.form.slots if _is_seal(slot.label) for line in slot.lines]
    return (
        loose_day(paper.form.loose)
        or loose_day(beside)
        or loose_day(paper.lines if not paper.form.loose else ())
        or _day_behind_name(paper)
    )


def _day_behind_name(paper: Paper) -> Field | None:
    """The day behind the name of who signs (医师:周敏 2026年4月5日), for a look."""
    for lines in paper.form.found("doctor"):
        match = _DAY.search(joined(lines))
        if match and (day := values.date(match[0])):
            return make(day, lines, is_doubtful=True)
    return None
