"""The same words twice on one paper, once with another character: 荨麻疹 at admission and 尊麻疹 at discharge.

An engine that is sure of both is wrong about one. Which, the paper alone does not tell, so that both are for a look;
neither is put right. Characters that tell sides, stages and kinds apart make two different diagnoses.

>>> [is_near("荨麻疹", "尊麻疹"), is_near("左肺炎", "右肺炎"), is_near("荨麻疹", "荨麻疹"), is_near("咽炎", "胃炎")]
[True, False, False, False]
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.page import Line
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
    if len(one) != len(other) or len(one) < _LEAST:
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and all(_is_ambiguous(char) for char in differing[0])


def doubted(fields: Sequence[Field], lines: Iterable[Line]) -> tuple[Field, ...]:
    """The fields; those that stand somewhere on the paper once more and almost the same are for a look."""
    texts = ["".join(line.text.split()) for line in lines]
    return tuple(
        replace(field, grade=Grade.CHECK) if field.is_auto and _has_twin(field, texts) else field
        for field in fields
    )


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
