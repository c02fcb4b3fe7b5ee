"""Buyer and seller: names and tax numbers, in both layouts.

税控: the buyer above the items, left of the cipher (密码区); the seller below the total, left of the remarks.
数电票: both above the items, the seller on the right. A name may run over two rows; a clinic's customer is often
a person without a tax number.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from stdnum.cn import uscc

from extractors.fields import make
from extractors.invoices.form import Form, words
from extractors.invoices.strips import Ink, Strip, strips
from extractors.layout.lines import squash
from extractors.page import Line
from extractors.values import invoice as invoice_values
from storage.model.extraction import Box, Field, Source

_HALF = 0.25
"""How far apart the labels of the two parties stand at least, of the width of what is printed."""
_PARTY = re.compile(r"名称:|统一社会信用代码|纳税人识别号")
_TAX_ID = re.compile(r"[0-9A-Z]{15,20}")
_LOOKALIKES = str.maketrans("OIZSB", "01258")
_SIDE_LABELS = "购买销售方信息单位货"


def party_fields(form: Form) -> dict[str, Field]:
    """The four fields of the two parties."""
    above = form.between(0, form.table_top)
    split = _split(form, above)
    if split is not None:
        buyer = [line for line in above if line.box.x0 < split]
        seller = [line for line in above if line.box.x0 >= split]
    else:
        right = _cipher_left(form)
        buyer = [line for line in above if line.box.x0 < right]
        seller = _below(form)
    return {
        **_side(buyer, "buyer"),
        **_side(seller, "seller"),
    }


def _split(form: Form, above: Sequence[Line]) -> float | None:
    """Where the seller's half begins, if both parties stand above the items: in the same rows, or a little off."""
    for strip in strips(above):
        labels = [match.start() for match in re.finditer("名称:?|识别号:", strip.text)]
        if len(labels) < 2:
            continue
        first, second = (strip.part(at, at + 1).box for at in labels[:2])
        if second.x0 - first.x0 < _HALF * form.right:
            continue
        start = [one.box.x0 for one in strip.lines if one.box.x0 <= second.x0 < one.box.x1]
        return _before(above, first.x1, min([*start, second.x0]), second.x0)
    labelled = [line.box for line in above if _PARTY.match(squash(line.text))]
    first = min(labelled, key=lambda box: box.x0, default=Box(0, 0, 0, 0))
    right = [box.x0 for box in labelled if box.x0 - first.x0 >= _HALF * form.right]
    return _before(above, first.x0, min(right), min(right)) if right else None


def _before(above: Sequence[Line], left: float, start: float, label: float) -> float:
    """Just left of the seller's half, with the words that stand on end at its side."""
    side = [one.box.x0 for one in above if _is_side_label(one) and left < one.box.x0 < label]
    return min([*side, start]) - 1


def _is_side_label(line: Line) -> bool:
    text = "".join(line.text.split())
    return 0 < len(text) <= 5 and all(char in _SIDE_LABELS for char in text)


def _cipher_left(form: Form) -> float:
    """The left edge of the cipher, which is no part of the buyer's block."""
    box = form.stacked("密码区", 0, form.table_top, 0.4 * form.right)
    if box is not None:
        return box.x0 - 1
    price = form.header.get("unit_price") if form.header else None
    return price.x0 if price else 0.56 * form.right


def _below(form: Form) -> list[Line]:
    """The seller's block of a 税控 invoice."""
    if form.total is None:
        return []
    top = form.total.box.y1 - 0.3 * form.total.box.height
    bottom = form.foot.box.y0 if form.foot else form.page.upright_size[1]
    box = form.stacked("备注", top, bottom, 0.4 * form.right)
    price = form.header.get("unit_price") if form.header else None
    right = box.x0 - 1 if box else (price.x0 if price else 0.56 * form.right)
    return [line for line in form.between(top, bottom) if line.box.x0 < right]


def _side(lines: Sequence[Line], side: str) -> dict[str, Field]:
    found: dict[str, Field] = {}
    rows = strips([line for line in lines if not re.search(words()["party"]["aside"], squash(line.text))])
    name = _name(rows)
    if name is not None:
        found[f"{side}_name"] = make(invoice_values.of_print("buyer_name", name.raw), name.lines, raw=name.raw)
    ink = next((one for row in rows if (one := row.find(words()["party"]["tax_id"])) is not None), None)
    ink = ink or _number_below(strips([line for line in lines if not _is_side_label(line)]))
    if ink is not None:
        found[f"{side}_tax_id"] = tax_id(ink)
    return found


def _number_below(rows: Sequence[Strip]) -> Ink | None:
    """A tax number that stands alone in the row below its label."""
    for above, below in pairwise(rows):
        codes = [line for line in below.lines if _TAX_ID.fullmatch(squash(line.text))]
        is_near = below.box.y0 - above.box.y1 < above.box.height
        if codes and is_near and re.search("识别号:?$", above.text):
            return Ink(codes[0].text, (codes[0],))
    return None


def _name(rows: Sequence[Strip]) -> Ink | None:
    """The name and the rows it runs on into, up to the next label."""
    for index, row in enumerate(rows):
        match = re.search(words()["party"]["name"], row.text) or _half_label(row)
        if match is None:
            continue
        label = row.part(match.start(), match.start() + 1).box
        parts = [row.part(*match.span(1))] if match[1] else []
        for after in rows[index + 1 :]:
            if re.search(words()["party"]["next_label"], after.text):
                break
            kept = [line for line in after.lines if line.box.x0 >= label.x0 - 0.5 * label.height]
            if parts and kept and after.box.y0 - parts[-1].box.y1 < 1.2 * label.height:
                parts.append(Ink(" ".join(one.text for one in kept), tuple(kept)))
        parts = [part for part in parts if not part.is_blank]
        return (
            Ink("".join(part.raw for part in parts), sum((part.lines for part in parts), ())) if parts else None
        )
    return None


def _half_label(row: Strip) -> re.Match[str] | None:
    """名 and 称 stand far apart; OCR may lose one of the two, or take 称 for a part of the value's line."""
    first = squash(row.lines[0].text)
    is_half = row.lines[0].source is Source.OCR and (first == "名" or re.match("称:", first) is not None)
    return re.match("[名称]:?(?:[\u3400-\u9fff]:)?(.*)", row.text) if is_half else None


def tax_id(ink: Ink) -> Field:
    """A tax number. Where OCR read it, the check digit of GB 32100 has a say and may put a lookalike right."""
    shown = invoice_values.of_print("buyer_tax_id", ink.raw) or ""
    if len(shown) != 18 or ink.lines[0].source is not Source.OCR or uscc.is_valid(shown):
        return make(shown or None, ink.lines, raw=ink.raw)
    letters = "".join(char.translate(_LOOKALIKES) if char in "OIZS" else char for char in shown)
    if uscc.is_valid(letters):
        return make(letters, ink.lines, raw=ink.raw, repaired=True)
    return make(shown, ink.lines, raw=ink.raw, is_doubtful=True)
