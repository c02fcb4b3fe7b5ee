"""The total of a bill where no label stands before it: beside its words, large on a phone, or in words alone.

Figures and capitals prove each other: the one without a label counts where the other, with its label, says the same.

>>> from storage.model.extraction import Box
>>> page = [Line("叁佰捌拾肆元玖角贰分", Box(0, 0, 200, 20)), Line("伍元整", Box(0, 30, 60, 50))]
>>> total = make("384.92", [Line("384.92", Box(0, 60, 60, 80))])
>>> [field.value for field in [words_as_said(page, total)] if field]
['叁佰捌拾肆元玖角贰分']
"""

import re
from collections.abc import Mapping, Sequence

from extractors import values
from extractors.fields import make
from extractors.layout.lines import cut, joined, overlap
from extractors.layout.paper import Paper
from extractors.medical.total_words import total_in_row
from extractors.page import Line
from storage.model.extraction import Field
from storage.model.money import parse_capitals, to_fen

_MONEY_ALONE = re.compile(r"[¥¥]\s*\d[\d,]*\.\d{2}|\d[\d,]*\.\d{2}元")

_BARE_MONEY = re.compile(r"\d[\d,]*\.\d{2}")


def totals(paper: Paper, read: Mapping[str, Field | None]) -> tuple[Field | None, Field | None]:
    """The total in figures and in capitals, from the fields behind their labels and what stands elsewhere."""
    total, words = read.get("total"), None if _has_figures(paper, "total_cn") else read.get("total_cn")
    words = words or _words_behind_total(paper)
    found = _in_figures(total) or total_beside_words(paper) or total_as_said(paper, words) or total
    found = found or total_in_row(paper.form.loose) or _due(paper)
    words = words or words_as_said(paper.lines, found)
    return (found, words) if found is not None else said_twice(paper.lines) or (None, words)


def printed_capitals(raw: str) -> str | None:
    """The capitals, without figures printed behind them."""
    shown = values.capitals(re.split(r"[¥¥(]?\s*(?:小写|[¥¥]|\d[\d,]*\.\d{2})", raw)[0])
    return shown if shown and re.search(r"[元圆圓角分整]", shown) else None


def total_beside_words(paper: Paper) -> Field | None:
    """The figures without a label of their own: beside or below the words of the total, or right above their caption."""
    slots = [slot for slot in paper.form.slots if slot.label.key in ("total_cn", "total")]
    loose = paper.form.loose
    for slot in slots:
        for line in (*slot.lines, *(one for one in loose if _is_beside(one, slot.ink))):
            match = re.search(r"[¥¥]?\s*\d[\d,]*\.\d{2}", line.text)
            if match and (value := values.money(match[0])):
                return make(value, [cut(line, *match.span())])
    for slot in slots:
        for line in loose:
            if not slot.lines and _is_captioned(line, slot.ink) and (value := values.money(line.text)):
                return make(value, [line], is_doubtful=True)
    return None


def total_as_said(paper: Paper, words: Field | None) -> Field | None:
    """An amount in money without any label, as phones show it in large print, where the capitals say the same."""
    said = parse_capitals(str(words.value)) if words is not None and words.value else None
    for shape in (_MONEY_ALONE, _BARE_MONEY) if said is not None else ():
        for line in paper.lines:
            value = values.money(line.text) if shape.fullmatch(line.text.strip()) else None
            if value is not None and to_fen(value) == said:
                return make(value, [line])
    return None


def said_twice(lines: Sequence[Line]) -> tuple[Field, Field] | None:
    """Total and capitals that stand without labels, as on phones: lines of their own that say the same."""
    for line in lines:
        total = make(values.money(line.text), [line]) if _MONEY_ALONE.fullmatch(line.text.strip()) else None
        if words := words_as_said(lines, total):
            return (total, words) if total else None
    return None


def words_as_said(lines: Sequence[Line], total: Field | None) -> Field | None:
    """Capitals that are a line of their own without any label, where they say what the total says."""
    said = to_fen(str(total.value)) if total is not None and total.value else None
    for line in lines if said is not None else ():
        value = printed_capitals(line.text)
        if value is not None and parse_capitals(value) == said:
            return make(value, [line])
    return None


def _in_figures(total: Field | None) -> Field | None:
    """The total, unless words without a figure stand behind its label (票据金额 已开票)."""
    has_words = total is not None and total.value is None and not re.search(r"\d", total.raw)
    return None if has_words else total


def _words_behind_total(paper: Paper) -> Field | None:
    """Capitals behind the label of the figures: 费用总额(人民币大写)."""
    for lines in paper.form.found("total"):
        if value := printed_capitals(joined(lines)):
            return make(value, lines)
    return None


def _has_figures(paper: Paper, key: str) -> bool:
    """Whether only figures stand behind a label of words: then the words are not printed."""
    found = [joined(lines) for lines in paper.form.found(key)]
    return bool(found) and all(re.fullmatch(r"[¥¥]?\s*\d[\d,]*\.\d{2}元?", text.strip()) for text in found)


def _due(paper: Paper) -> Field | None:
    """What was to be paid and was paid in all (应收:180.00 实收:180.00), for a look."""
    found = {slot.label.spelling: values.money(joined(slot.lines)) for slot in paper.form.slots if slot.lines}
    due = next((slot for slot in paper.form.slots if slot.label.spelling == "应收" and slot.lines), None)
    is_same = (
        due is not None and found["应收"] is not None and found.get("实收", found["应收"]) == found["应收"]
    )
    return make(found["应收"], due.lines, is_doubtful=True) if due is not None and is_same else None


def _is_captioned(line: Line, label: Line) -> bool:
    """Whether a line is an amount in money whose label stands below it, as on the screens of phones."""
    gap = label.box.y0 - line.box.y1
    is_close = line.page == label.page and -0.5 * label.box.height < gap < 1.5 * label.box.height
    is_above = overlap(line.box.x0, line.box.x1, label.box.x0, label.box.x1) > 0.5
    return is_close and is_above and bool(_MONEY_ALONE.fullmatch(line.text.strip()))


def _is_beside(line: Line, label: Line) -> bool:
    return line.page == label.page and overlap(line.box.y0, line.box.y1, label.box.y0, label.box.y1) > 0.4
