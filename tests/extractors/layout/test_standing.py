"""Labels on end: in pieces, one character to a line, beside other columns, and what makes no label."""

from collections.abc import Sequence

from extractors.layout.standing import standing
from extractors.page import Line
from storage.model.extraction import Box

LABELS = frozenset({"诊断", "出院医嘱", "入院诊断"})


def column(*texts: str, x: int = 100, top: int = 0, step: int = 40) -> list[Line]:
    """One below the other, each a step a character tall."""
    lines, y = [], top
    for text in texts:
        lines.append(Line(text, Box(x, y, x + 34, y + step * len(text) - 4)))
        y += step * len(text)
    return lines


def texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in standing(lines, LABELS)]


def test_characters_one_by_one_make_a_label() -> None:
    value = Line("1.急性胃炎", Box(160, 20, 300, 50))
    assert texts([*column("诊", "断"), value]) == ["诊断", "1.急性胃炎"]


def test_two_labels_in_one_column_stay_two() -> None:
    assert texts(column("入", "院诊断") + column("出院医", "嘱", top=260)) == ["入院诊断", "出院医嘱"]


def test_the_label_is_as_tall_as_its_pieces_and_as_sure_as_the_surest() -> None:
    head, tail = column("入", "院诊断")
    label = standing([Line(head.text, head.box, 0.14), tail], LABELS)[0]
    assert (label.box, label.score) == (head.box.union(tail.box), 1.0)


def test_what_makes_no_label_or_stands_apart_is_left_alone() -> None:
    assert texts(column("男", "女")) == ["男", "女"]
    assert texts(column("诊") + column("断", top=400)) == ["诊", "断"]
    assert texts(column("诊") + column("断", x=300, top=40)) == ["诊", "断"]
