"""The same words twice on one paper, once with another character: 荨麻疹 at admission and 尊麻疹 at discharge.

An engine that is sure of both is wrong about one. Which, the paper alone does not tell, so that both are for a look;
neither is put right. Characters that tell sides, stages and kinds apart make two different diagnoses. A name is held
against what stands behind its labels elsewhere: in the head of the next page, on a stub.

>>> [is_near("荨麻疹", "尊麻疹"), is_near("左肺炎", "右肺炎"), is_near("荨麻疹", "荨麻疹"), is_near("咽炎", "胃炎")]
[True, False, False, False]
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.layout.labels import Labels
from extractors.page import Line, ReadPage
from storage.model.extraction import Field, Grade

_LEAST = 3
_TELLS_APART = frozenset(
    "左右双单上下前后内外中大小高低急慢轻重新旧甲乙丙丁一二三四五六七八九十ⅠⅡⅢⅣ头颈胸腹腰背臀肩肘腕手指髋膝踝足趾"
    "眼耳鼻咽喉口舌齿牙肺心肝胆脾胃肠肾脑胰骨皮肌膀胱桡尺肱股胫腓掌跖锁结角虹巩"
    "压糖脂炎痛疡病症癌瘤伤折史"
)
"""Sides, stages, parts of the body and kinds of illness: two diagnoses that differ in one of them are two."""


def is_near(one: str, other: str) -> bool:
    """Whether two texts of one length differ in a single character that tells nothing apart."""
    differing = _differing(one, other)
    return len(one) >= _LEAST and len(differing) == 1 and all(_is_ambiguous(char) for char in differing[0])


def doubted(fields: Sequence[Field], lines: Iterable[Line]) -> tuple[Field, ...]:
    """The fields; those that stand somewhere on the paper once more and almost the same are for a look."""
    texts = ["".join(line.text.split()) for line in lines]
    return tuple(
        replace(field, grade=Grade.CHECK) if field.is_auto and _has_twin(field, texts) else field
        for field in fields
    )


def one_name(name: Field | None, pages: Iterable[ReadPage], labels: Labels) -> Field | None:
    """The patient's name; for a look where a label anywhere on the pages is followed by almost the same one."""
    value = str(name.value) if name and name.is_auto else ""
    if name is None or not value:
        return name
    spelled = [text for text, label in labels.by_spelling.items() if label.key == "patient_name"]
    words = "|".join(map(re.escape, sorted(spelled, key=len, reverse=True)))
    behind = re.compile(rf"(?:{words})[:：]?([\u3400-\u9fff]{{{len(value)}}})")
    texts = ("".join(line.text.split()) for page in pages for line in page.lines)
    told = (match[1] for text in texts for match in behind.finditer(text))
    is_slip = any(len(_differing(value, other)) == 1 for other in told)
    return replace(name, grade=Grade.CHECK) if is_slip else name


def _differing(one: str, other: str) -> list[tuple[str, str]]:
    """The pairs of characters that differ; none where the lengths do."""
    if len(one) != len(other):
        return []
    return [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]


def _has_twin(field: Field, texts: Sequence[str]) -> bool:
    value = str(field.value)
    size = len(value)
    return any(
        is_near(value, text[start : start + size])
        for text in texts
        if len(text) >= size
        for start in range(len(text) - size + 1)
    )


def _is_ambiguous(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" and char not in _TELLS_APART
