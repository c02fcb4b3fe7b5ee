"""Of the papers that `tests.bench.calibrate` read: how many fields were right, by hand and type, and what went wrong most.

>>> told = FieldsRead(type="id_card", is_type_right=True, counts=(9, 1, 0, 0), misses=(("name", "张悦", "张税"),))
>>> f1([told])
0.9
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from extractors.registry import readable_types
from intake.measure.evaluate import Score

_MOST = 15
Miss = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsRead:
    """One paper. `counts`: fields right, wrong, missed and invented; a miss is a field with its label and what was read."""

    type: str
    is_type_right: bool
    counts: tuple[int, ...]
    misses: tuple[Miss, ...]


def of_score(type: str, score: Score) -> Mapping[str, Any]:
    """What is kept of one paper's score, in JSON types."""
    total = score.total
    misses = tuple((one.field, _told(one.label), _told(one.read)) for one in score.misses)
    counts = (total.right, total.wrong, total.missed, total.invented)
    return asdict(
        FieldsRead(type=type, is_type_right=bool(score.types_right[type]), counts=counts, misses=misses)
    )


def report(rows: Sequence[Mapping[str, Any]]) -> None:
    """Prints a line for each hand and type, and the most frequent misses of each hand; files apart, by their source."""
    by_hand: dict[str, list[FieldsRead]] = defaultdict(list)
    for row in rows:
        hand = row["hand"] if is_picture(row) else f"{row['hand']} {row['source']}"
        by_hand[hand].append(FieldsRead(**row["fields"]))
    for hand, papers in sorted(by_hand.items()):
        for type in (*sorted({one.type for one in papers if one.type in readable_types()}), "all"):
            _show(hand, type, [one for one in papers if type in (one.type, "all")])
        missed = Counter((one.type, field) for one in papers for field, _, _ in one.misses)
        for (type, field), count in missed.most_common(_MOST):
            print(f"  {count:4d} papers: {type}.{field}")


def is_picture(row: Mapping[str, Any]) -> bool:
    """Whether OCR had to read the paper; rows of old tell of pictures only."""
    return row.get("source", "ocr") == "ocr"


def right_share(papers: Sequence[FieldsRead]) -> float:
    """How many of the fields that these papers bear were read as they are."""
    right, wrong, missed = (sum(one.counts[at] for one in papers) for at in range(3))
    return right / max(1, right + wrong + missed)


def f1(papers: Sequence[FieldsRead]) -> float:
    """Of all fields of these papers together; 1 where there are none."""
    right, wrong, missed, invented = (sum(one.counts[at] for one in papers) for at in range(4))
    both = 2 * right + 2 * wrong + missed + invented
    return 2 * right / both if both else 1.0


def _show(hand: str, type: str, papers: Sequence[FieldsRead]) -> None:
    types = sum(one.is_type_right for one in papers)
    told = f"type right {types:4d}  F1 {f1(papers):.4f}  right {right_share(papers):.4f}"
    print(f"{hand:18s} {type:16s} papers {len(papers):4d}  {told}")


def _told(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:200]
