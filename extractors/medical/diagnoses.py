"""A list of diagnoses as doctors write it: numbered, one a line, or with marks between.

>>> listed("1.急性支气管炎 2、2型糖尿病;3.高血压病2级。")
['急性支气管炎', '2型糖尿病', '高血压病2级']
>>> listed("右眼角膜擦伤[S05.001]2.右眼结膜炎[H10.900]")
['右眼角膜擦伤', '右眼结膜炎']
>>> listed("鼻、咽炎"), listed("急性鼻炎、急性咽炎"), listed("左胫骨、腓骨骨折")
(['鼻、咽炎'], ['急性鼻炎', '急性咽炎'], ['左胫骨、腓骨骨折'])
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from extractors import values
from extractors.fields import make
from extractors.layout.forms import Form, Slot
from extractors.layout.lines import in_row, joined
from extractors.layout.script import simplified
from extractors.medical.disease_codes import is_glued, without_codes
from extractors.page import Line
from storage.model.extraction import Field, Grade

_NUMBER = re.compile(r"(?:^|(?<=[\s;,,。;、.:)\u3400-\u9fff]))\(?(\d{1,2})[.、)·]\s*")
_COUNTERS = (
    re.compile(r"(?:^|(?<=[\s;,。)\u3400-\u9fff]))\s*([一二三四五六七八九])[、.]\s*"),
    re.compile(r"(?:^|(?<=[\s;,。]))\s*(\d)\s+(?=[\u3400-\u9fff])"),
)
"""Numbers of lists in other hands: 一、肺炎 二、贫血, and 1 肺炎 2 贫血."""
_DIGITS = {char: str(number) for number, char in enumerate("一二三四五六七八九", 1)}
_MARK = re.compile(r"[;;。|]|\s{2,}")
_ENDINGS = (
    "炎|病|症|癌|瘤|骨折|感染|综合征|损伤|高血压|中毒|出血|梗死|梗塞|结石|囊肿|息肉|溃疡|疝|伤|血症|不全|衰竭|术后|状态|"
    "[ⅠⅡⅢⅣIV\\d一二三四]级|期|狭窄|脱位|突出|增生|贫血|障碍|痛|热|疹|肿|咳嗽|反流|失调|扭伤|积液|脓肿|破裂|结节|肥大|"
    "脱垂|异位|不良|失眠|眩晕|腹泻|便秘|劳损|撕裂|挫伤|感冒|发育|缺损|异常|痉挛|麻痹|萎缩|梗阻|穿孔|硬化|变性|复视|斜视|耳聋|耳鸣|水肿|血肿|坏死|紊乱|综合症|瘫|痿|痹|证|哮喘|痔|癣|疮|过敏|近视|散光|龋齿|妊娠"
)
_DISEASE = re.compile(rf".*(?:{_ENDINGS})(?:\([^()]*\)|\?)?$")
_ADVICE = re.compile(
    r"(?:建议|特此|予以|给予|嘱|需?休息|全休|病休|请|不适|定期|门诊随|门诊复|注意|经(?:治疗|处理)|现予|情况属实|以上)"
)
"""How the sentence behind the last diagnosis of a certificate begins."""
_HEADING = re.compile(r"([\u3400-\u9fff]{2,6}):\s*(.+)")
_LATER = re.compile(r"\W*[2-9][.、)·](?!\d)")
"""A list that begins behind its first number: a line of it was lost."""
_BRANCH = re.compile(
    r"(?:中医|西医)(?:诊断)?:|(?:主要|次要|其他|其它)诊断:|\((?:主要?|次要?|其他|其它)(?:诊断)?\)"
)
"""Which medicine names the diagnosis, and which of several it is."""
_LIST = re.compile(r"(?:[中西]医(?:诊断)?|(?:主要|次要|其他|其它)诊断):")
_KIND = re.compile(r"\(?(?:主|主要|次|次要|其他|其它)诊断\)?|确诊|疑似|初诊|复诊")
"""A word beside a diagnosis that tells which of several it is."""
_QUALIFIER = re.compile(r"非?(?:轻|中|重|危重|极?高危)+[度型症]|.{1,3}期|[双左右]侧?")
"""What is said of the disease before the comma: 社区获得性肺炎,非重症."""
_BOXED = re.compile(r"\s*[□☑☒☐✓√■][^□☑☒☐✓√■;。]*")
"""Outcomes to choose from behind a diagnosis: □治愈 ☑好转."""
_NO_DISEASE = re.compile(r"[:\d]{4}|证明|身份证|医保证|病历|疾病$|[院科]$")
_INDENT, _BEYOND = 2, 8
"""How far left of a list another text begins, and how far it runs beyond a line that is not full, in heights of a line."""
_TRIM = " ;,,。.、::;_-•·●◆■"


def labelled(form: Form, key: str = "diagnoses") -> tuple[Field, ...]:
    """What stands under the best label, under others of the same words, and under 中医诊断 and 其他诊断, as printed."""
    best = next((slot.label for slot in _ranked(form, key) if diagnoses(slot.lines)), None)
    found: dict[object, Field] = {}
    for slot in form.slots:
        is_best = best is not None and slot.label == best and not (best.is_generic and found)
        if slot.lines and (is_best or slot.label.key in ("tcm", f"{key}_further")):
            found |= {field.value: field for field in diagnoses(slot.lines) if field.value not in found}
    return tuple(map(_second_word, found.values())) if _has_script(found) else tuple(found.values())


def _has_script(names: Iterable[object]) -> bool:
    return any(re.search(r"[\u3400-\u9fff]", str(name)) for name in names)


def _second_word(field: Field) -> Field:
    """A diagnosis in English among others in Chinese may be one of them said again: for a look."""
    is_sure = _has_script([field.value]) or field.grade is not Grade.AUTO
    return field if is_sure else replace(field, grade=Grade.CHECK)


def unlabelled(lines: Sequence[Line]) -> tuple[Field, ...]:
    """Diseases that stand alone on a line, for a look: their label was not found."""
    alone = [line for line in lines if 3 <= len(line.text) <= 30 and not _NO_DISEASE.search(line.text)]
    fields = [field for line in alone for field in diagnoses([line]) if is_disease(str(field.value))]
    return tuple(replace(field, grade=Grade.CHECK) for field in fields)


def is_disease(text: str) -> bool:
    """Whether a text ends as names of diseases do."""
    return _DISEASE.match(simplified(text)) is not None


def _advises(text: str) -> bool:
    return _ADVICE.match(simplified(text)) is not None


def _ranked(form: Form, key: str) -> list[Slot]:
    """The filled slots of western diagnoses, best label first."""
    slots = [slot for slot in form.slots if slot.label.key == key and slot.lines]
    return sorted(slots, key=lambda slot: slot.label.rank)


def diagnoses(lines: Sequence[Line]) -> tuple[Field, ...]:
    """Each diagnosis with its ink."""
    lines = [line for line in lines if not _KIND.fullmatch(line.text.strip())]
    lines = _before_break(_with_digits(lines))
    groups = takewhile(lambda group: not _advises(joined(group).strip(_TRIM)), _separate(lines))
    return tuple(field for group in groups for field in _of_group(group))


def _before_break(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines up to one that begins left of the list and runs on far beyond the line above it.

    Such a line wraps nothing: it is of another text whose first line, with its heading, was not read.
    """
    for place, (above, line) in enumerate(pairwise(lines), 1):
        is_left = line.box.x0 < lines[0].box.x0 - _INDENT * line.box.height
        if is_left and line.box.x1 > above.box.x1 + _BEYOND * line.box.height and not _NUMBER.match(line.text):
            return lines[:place]
    return lines


def _with_digits(lines: Sequence[Line]) -> list[Line]:
    """The lines of a list that counts 一、二、 or 1 2 (with nothing but spaces) counting 1.2. as others do."""
    first = next((line.text for line in lines if line.text.strip()), "")
    pattern = next((one for one in _COUNTERS if (at := one.match(first)) and at[1] in "1一"), None)
    if pattern is None:
        return list(lines)
    counted = [pattern.sub(lambda one: f" {_DIGITS.get(one[1], one[1])}.", line.text) for line in lines]
    return [replace(line, text=text.strip()) for line, text in zip(lines, counted, strict=True)]


def _of_group(group: Sequence[Line]) -> Iterator[Field]:
    """Parts between marks that an engine may have taken for others (: for ;) are for a look."""
    text = joined(group)
    names = [name for name in listed(text) if any(char.isalpha() for char in name)]
    plain = _plain(text)
    is_glued_code = any(is_glued(line.text) for line in group)
    is_guess = is_glued_code or re.search(r":|/(?!\d)", plain.strip(_TRIM)) is not None or _lacks_first(plain)
    for name in names:
        ink = _inked(group, name)
        yield make(values.text(name), ink, is_doubtful=is_guess or _is_scattered(ink, name))


def listed(text: str) -> list[str]:
    """The diagnoses in one run of text; a lone character is a piece of a standing label, or 无."""
    text = _plain(text)
    parts = _by_number(text) or [text]
    names = [name for part in parts for name in _MARK.split(part)]
    found = [one for name in names for one in _by_comma(name.strip(_TRIM))]
    told = takewhile(lambda one: not _advises(one), found)
    return [bare for one in told if (bare := _headless(one)) and not re.fullmatch(r"\W*|.|详见.*", bare)]


def _plain(text: str) -> str:
    """Marks in place of codes and of the words 中医: and 西医:."""
    return _BOXED.sub(";", _BRANCH.sub(";", without_codes(text)))


def _lacks_first(text: str) -> bool:
    """Whether the numbers begin later than 1: the first diagnosis has none, or its number or its line was lost."""
    return bool(_LATER.match(text)) or next(
        (_begins_at_two(text, match) for match in _NUMBER.finditer(text)), False
    )


def _begins_at_two(text: str, match: re.Match[str]) -> bool:
    return int(match[1]) == 2 and is_disease(text[: match.start()].strip(_TRIM))


def _is_later(text: str, match: re.Match[str]) -> bool:
    return match.start() == 0 and _LATER.match(text) is not None


def _headless(name: str) -> str:
    """Without a heading of its own (主要诊断:…); nothing where the heading is followed by no disease (治法:…)."""
    match = _HEADING.match(name)
    if match is None or is_disease(match[1]):
        return name
    return match[2] if is_disease(match[2]) else ""


def _by_number(text: str) -> list[str]:
    """The parts behind 1. 2. 3. in order; nothing where the numbers do not count up from one."""
    places = _NUMBER.finditer(text)
    kept: list[re.Match[str]] = []
    expected = 1
    for match in places:
        is_part_of_number = not kept and match.start() > 0 and text[match.end() : match.end() + 1].isdigit()
        is_second = not kept and (_begins_at_two(text, match) or _is_later(text, match))
        if (int(match[1]) == expected or is_second) and not is_part_of_number:
            kept.append(match)
            expected = int(match[1]) + 1
    if not kept:
        return []
    ends = [match.start() for match in kept[1:]] + [len(text)]
    head = text[: kept[0].start()]
    return [head] * bool(head.strip(_TRIM)) + [
        text[match.end() : end] for match, end in zip(kept, ends, strict=True)
    ]


def _by_comma(name: str) -> list[str]:
    """Parted at commas, colons and strokes only where every part is a disease by itself."""
    parts = [
        part.strip(_TRIM) for part in re.split(r"[、,,:/+]\s*|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", name)
    ]
    least = 3 if re.search(r"[、,:/+]", name) else 2
    is_qualified = any(_QUALIFIER.fullmatch(part) for part in parts)
    if len(parts) > 1 and not is_qualified and all(len(part) >= least and is_disease(part) for part in parts):
        return parts
    return [name]


def _separate(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Groups of lines that are read as one text; each medicine's lines (中医诊断:, 西医诊断:) for themselves."""
    begins = [place for place, line in enumerate(lines) if place and _LIST.match(line.text)]
    for start, end in pairwise([0, *begins, len(lines)]):
        yield from _ended(lines[start:end])


def _ended(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that end well before the longest one's end are diagnoses of their own."""
    if any(_NUMBER.match(line.text) for line in lines):
        yield list(lines)
        return
    right = max((line.box.x1 for line in lines), default=0)
    left = min((line.box.x0 for line in lines), default=0)
    group: list[Line] = []
    for line in lines:
        is_below = bool(group) and line.box.y0 > group[-1].box.centre[1]
        if (
            is_below
            and _is_short(group[-1], left, right)
            and is_disease(without_codes(group[-1].text).strip(_TRIM))
        ):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_short(line: Line, left: int, right: int) -> bool:
    return line.box.x1 < left + (right - left) * 0.85 or line.box.width < 22 * line.box.height


def _inked(lines: Sequence[Line], name: str) -> list[Line]:
    """The lines that share letters with the name."""
    found = [
        line
        for line in lines
        if line.text.strip(_TRIM) in name or name in line.text or _shares(line.text, name)
    ]
    return found or list(lines)


def _is_scattered(ink: Sequence[Line], name: str) -> bool:
    """Whether a name was put together from texts far apart in one row, which may be two cells of a form."""
    is_whole = any(name in line.text for line in ink)
    pairs = [(left.box, right.box) for left, right in pairwise(ink)]
    return not is_whole and any(
        in_row(*pair) and pair[1].x0 - pair[0].x1 > 2 * pair[0].height for pair in pairs
    )


def _shares(text: str, name: str) -> bool:
    return len(name) > 4 and (name[:4] in text or name[-4:] in text)
