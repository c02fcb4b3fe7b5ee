"""The header of a table: which words name which column, on one line or on several, as printed or a character off.

>>> spec = TableSpec({"name": ("项目名称",), "amount": ("金额",)})
>>> head = (Line("项目名称", Box(100, 0, 180, 20)), Line("金额(元)", Box(300, 0, 380, 20)))
>>> spec.key("金额(元)"), [column.key for column in header([head], spec)[1]]
('amount', ['name', 'amount'])
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.layout.lines import cut, mended, overlap, squash
from extractors.layout.script import simplified
from extractors.page import Line
from storage.model.extraction import Box, Source


@dataclass(frozen=True, slots=True)
class TableSpec:
    """The header words of each column ("" for columns nobody needs) and the words that end or interrupt a table.

    `skipped`: the whole text of a row that is no item, as a pattern; `ended`: how a row that ends the table begins.
    """

    columns: Mapping[str, Sequence[str]]
    ends: Sequence[str] = ("合计", "总计")
    skips: Sequence[str] = ("小计",)
    skipped: str | None = None
    ended: str | None = None
    needs: Sequence[str] = ("name", "amount")

    @property
    def words(self) -> list[str]:
        """Every word of a header."""
        return [word for many in self.columns.values() for word in many]

    def is_end(self, text: str) -> bool:
        """Whether a row that begins so ends the table."""
        shown = simplified(squash(text))
        return shown.startswith(tuple(self.ends)) or bool(self.ended and re.match(self.ended, shown))

    def key(self, text: str) -> str | None:
        """The column that a header word names; None if it is no header word."""
        shown = _shown(text)
        return next((key for key, words in self.columns.items() if shown in words), None)

    def near(self, text: str) -> str | None:
        """The one column that a word names but for one of its characters."""
        shown = _shown(text)
        keys = {key for key, words in self.columns.items() if any(_is_near(shown, word) for word in words)}
        return keys.pop() if len(keys) == 1 and shown not in _OTHER_WORDS else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, the ink of its header, which group of columns it belongs to, and what it takes of the width."""

    key: str
    box: Box
    group: int
    span: tuple[int, int]


def _shown(text: str) -> str:
    """A header word without its brackets and its second language.

    >>> _shown("金额 Amount (CNY)"), _shown("NO.")
    ('金额', 'NO.')
    """
    shown = re.sub(r"\(.*?\)|[::*]", "", simplified(squash(text)))
    return _LATIN.sub("", shown) if _CJK.search(shown) else shown


def _is_near(one: str, other: str) -> bool:
    return len(one) == len(other) > 1 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


_CJK, _LATIN = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[A-Za-z][A-Za-z./'-]*")
Head = list[tuple[str | None, Line]]
_DEEPEST = 3
_SURE_WORDS = 2
"""Words of a header that must be read as they are before others are taken for misread ones."""
_OTHER_WORDS = frozenset({"余额", "税额", "差额", "限额", "定额", "次序", "单号", "名次"})
"""Words of their own that are like a header's."""


def header(seen: Sequence[tuple[Line, ...]], spec: TableSpec) -> tuple[int, tuple[Column, ...]]:
    """The index of the first row below the header, and the columns; 0 and nothing where no header is found."""
    for place in range(len(seen)):
        if any(_head(seen[place : place + depth], spec) for depth in range(1, _DEEPEST + 1)):
            spans = [
                (start, start + depth) for depth in range(1, _DEEPEST + 1) for start in range(place, place + 3)
            ]
            start, end = max(spans, key=lambda span: _known(_head(seen[span[0] : span[1]], spec)))
            return end, _columns(_head(seen[start:end], spec))
    return 0, ()


def _head(part: Sequence[tuple[Line, ...]], spec: TableSpec) -> Head:
    """The cells of a header that takes these rows; nothing where they make none."""
    if not part or not all(_is_close(upper, lower) for upper, lower in pairwise(part)):
        return []
    return _cells([line for row in part for line in mended(row, spec.words)], spec) or _cells(
        [line for row in part for line in row], spec
    )


def _cells(row: Sequence[Line], spec: TableSpec) -> Head:
    """The cells of a header; nothing where these words make none (统筹 and 金额 are two columns, taken for 统筹金额)."""
    lines = [cell for line in row for cell in _header_cells(line, spec)]
    cells = _named_again(_respelled([(spec.key(cell.text), cell) for cell in _stacked(lines, spec)], spec))
    keys = [key for key, _ in cells if key is not None]
    return cells if all(need in keys for need in spec.needs) and len(keys) * 2 >= len(cells) else []


def _respelled(cells: Head, spec: TableSpec) -> Head:
    """Header words with one character misread (全额 for 金额), where their group of columns lacks just that one."""
    if sum(key is not None for key, _ in cells) < _SURE_WORDS:
        return cells
    found = list(cells)
    starts = [place for place, (key, _) in enumerate(cells) if key == "name"]
    for place, (key, line) in enumerate(cells):
        group = [other for other, _ in cells[max([0, *(s for s in starts if s <= place)]) :]]
        group = group[: group.index("name", 1)] if "name" in group[1:] else group
        near = spec.near(line.text) if key is None and line.source is Source.OCR else None
        if near is not None and near not in group:
            found[place] = (near, line)
    return found


def _named_again(cells: Head) -> Head:
    """Columns printed twice side by side (项目 金额 项目 金额), the second word for names misread or half lost.

    >>> cells = [(key, Line(text, Box(x, 0, x + 40, 20), source=Source.OCR))
    ...          for x, (key, text) in enumerate([("name", "项目"), ("amount", "金额"), (None, "目"), ("amount", "金额")])]
    >>> [key for key, _ in _named_again(cells)]
    ['name', 'amount', 'name', 'amount']
    """
    keys = [key for key, _ in cells]
    middle = len(cells) // 2
    is_twice = (
        len(cells) > 2
        and keys[0] == "name"
        and keys[1:middle] == keys[middle + 1 :]
        and None not in keys[:middle]
    )
    if not is_twice or len(cells) % 2 or keys[middle] is not None or cells[middle][1].source is not Source.OCR:
        return cells
    return [*cells[:middle], ("name", cells[middle][1]), *cells[middle + 1 :]]


def _known(cells: Head) -> int:
    """How well a header is understood."""
    return sum(1 if key is not None else -1 for key, _ in cells) if cells else -1000


def _is_close(upper: Sequence[Line], lower: Sequence[Line]) -> bool:
    """Whether two rows may be one header: their words all but touch, and neither has numbers."""
    height = min(line.box.height for line in (*upper, *lower))
    gap = min(line.box.y0 for line in lower) - max(line.box.y1 for line in upper)
    return gap < 0.3 * height and not any(re.search(r"\d", line.text) for line in (*upper, *lower))


def _stacked(lines: Sequence[Line], spec: TableSpec) -> list[Line]:
    """Words printed on several lines of one cell (单价 over (元)) as one word each, left to right.

    Words of two columns (项目名称 over 规格) stay two.
    """
    found: list[Line] = []
    for line in sorted(lines, key=lambda one: one.box.y0):
        above = next(
            (one for one in found if overlap(one.box.x0, one.box.x1, line.box.x0, line.box.x1) > 0.5), None
        )
        if above is None or _are_two(above, line, spec):
            found.append(line)
        else:
            whole = replace(above, text=above.text + line.text, box=above.box.union(line.box))
            found[found.index(above)] = whole
    return sorted(found, key=lambda one: one.box.x0)


def _are_two(above: Line, line: Line, spec: TableSpec) -> bool:
    """Whether two words one above the other are that of the names and that of another column, and none together."""
    keys = {spec.key(above.text), spec.key(line.text)}
    is_names = "name" in keys and None not in keys and len(keys) == 2
    return is_names and spec.key(above.text + line.text) is None


def _header_cells(line: Line, spec: TableSpec) -> list[Line]:
    """A header line cut at its words, where OCR found several as one."""
    if spec.key(line.text) is not None:
        return [line]
    words = sorted(spec.words, key=len, reverse=True)
    body = "|".join(r"\s*".join(re.escape(char) for char in word) for word in words)
    pattern = re.compile(rf"\s*((?:{body})\s*(?:[((][^()()]*[))])?)(?:\s*{_LATIN.pattern})*[^\w((]*")
    found, place = [], 0
    while place < len(line.text):
        match = pattern.match(line.text, place)
        if match is None:
            return [line]
        found.append(cut(line, match.start(1), match.end(1)))
        place = match.end()
    return found


def _columns(cells: Sequence[tuple[str | None, Line]]) -> tuple[Column, ...]:
    found: list[Column] = []
    group, seen = 0, set[str]()
    for key, line in cells:
        if key and key in seen and key == "name":
            group, seen = group + 1, set()
        if key in seen:
            key = ""
        seen.add(key or "")
        found.append(Column(key or "", line.box, group, (line.box.x0, line.box.x1)))
    return tuple(found)
