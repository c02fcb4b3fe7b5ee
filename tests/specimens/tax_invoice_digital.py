"""数电票: the tax service's own layout (figures right-aligned, several pages) and that of a printing web page
(cells centred, figures beside the middle of a long name).

>>> board = digital_board(make_invoice(Random(1), rows=30, style="digital"), Random(1))
>>> len(board.leaves)
3
"""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from tests.specimens.tax_invoice_board import Board, width, wrapped
from tests.specimens.tax_invoice_data import Company, Goods, Invoice, make_invoice

__all__ = ["Random", "centred_board", "digital_board", "make_invoice"]

_ON_PAGE = 12
_COLUMNS = (
    (16.0, "项目名称"),
    (42.0, "规格型号"),
    (67.0, "单 位"),
    (93.0, "数 量"),
    (118.0, "单 价"),
    (143.5, "金 额"),
    (157.5, "税率/征收率"),
    (194.5, "税 额"),
)


def digital_board(invoice: Invoice, rng: Random) -> Board:
    """电子发票(普通发票) and 电子发票(增值税专用发票)."""
    pages = [invoice.goods[i : i + _ON_PAGE] for i in range(0, len(invoice.goods), _ON_PAGE)]
    board = Board(210, 140)
    for number, goods in enumerate(pages, start=1):
        if number > 1:
            board.turn(210, 140)
        bottom = _page_height(goods) - 140
        board.leaves[-1].height += bottom
        _head(board, invoice, number, len(pages))
        _parties(board, invoice, rng)
        for x, title in _COLUMNS:
            board.label(x, 56, title)
        _rows(board, goods)
        if len(pages) > 1:
            board.label(16, 90 + bottom, "小")
            board.label(32, 90 + bottom, "计")
            board.right(153.2, 90 + bottom, f"¥{sum((one.amount for one in goods), Decimal(0))}")
        if number == len(pages):
            _sums(board, invoice, 95 + bottom, rng)
        _foot(board, invoice, bottom)
    return board


def _page_height(goods: Sequence[Goods]) -> float:
    rows = sum(max(len(wrapped(one.name, 3.2, 35)), len(wrapped(one.spec, 3.2, 22))) for one in goods)
    return max(140.0, 140.0 + (rows * 4.6 - 28))


def _head(board: Board, invoice: Invoice, number: int, count: int) -> None:
    name = "增值税专用发票" if invoice.kind == "digital_special" else "普通发票"
    board.label(57, 14.1, f"电子发票（{name}）", size=7.0)
    for y, label, text in (
        (14, "发票号码：", invoice.number),
        (20, "开票日期:", f"{invoice.date:%Y年%m月%d日}"),
    ):
        board.label(154.5, y, label)
        board.text(170, y, text)
    if count > 1:
        board.text(180, 26, f"共{count}页 第{number}页", size=2.8)


def _parties(board: Board, invoice: Invoice, rng: Random) -> None:
    is_plain = rng.random() < 0.5
    for party, x, side in ((invoice.buyer, 6.0, "购买方信息"), (invoice.seller, 106.5, "销售方信息")):
        board.down(x, 34.5, side, size=3.0, step=3.7)
        board.label(x + 5.5, 36.5, "名称：")
        for index, row in enumerate(wrapped(_wide(party), 3.2, 78)):
            board.text(x + 14, 36.5 + 3.8 * index, row)
        board.label(x + 5.5, 47, "统一社会信用代码/纳税人识别号：", size=3.0)
        board.text(x + 53, 47.1, party.tax_id, size=3.2 if is_plain else 4.2)


def _wide(party: Company) -> str:
    return party.name.replace("(", "（").replace(")", "）")


def _rows(board: Board, goods: Sequence[Goods]) -> None:
    y = 61.0
    for one in goods:
        names, specs = wrapped(one.name, 3.2, 35), wrapped(one.spec, 3.2, 22)
        for index, name in enumerate(names):
            board.text(4.5, y + 4.4 * index, name)
        for index, spec in enumerate(specs):
            board.text(42.0, y + 4.4 * index, spec)
        board.text(68, y, one.unit)
        board.right(102.5, y, one.quantity)
        board.right(127.5, y, one.unit_price, size=2.8 if len(one.unit_price) > 10 else 3.2)
        board.right(153.0, y, f"{one.amount}")
        board.right(168.1, y, one.tax_rate)
        board.right(205.5, y, "***" if one.tax is None else f"{one.tax}")
        y += 4.6 * max(len(names), len(specs))


def _sums(board: Board, invoice: Invoice, y: float, rng: Random) -> None:
    board.label(20.5, y, "合")
    board.label(36.5, y, "计")
    for x, text in ((153.1, f"{invoice.amount}"), (205.5, f"{invoice.tax}" if invoice.has_tax else "***")):
        board.right(x, y - 0.4, text)
        if text != "***":
            board.text(x - width(text, 3.2) - 2.4, y - 0.4, "¥", size=3.9)
    board.label(16.9, y + 6.5, "价税合计（大写）")
    board.text(62.9, y + 5.9, invoice.capitals)
    board.label(143.5, y + 6.5, "（小写）")
    board.text(155.5, y + 6.0, f"¥{invoice.total}", size=3.9)
    board.down(6, y + 17, "备注", step=6)
    for index, row in enumerate(wrapped(invoice.remarks, 3.2, 186)):
        board.text(11.1, y + 12.3 + 3.4 * index, row)


def _foot(board: Board, invoice: Invoice, bottom: float) -> None:
    board.label(19.5, 132.5 + bottom, "开票人：")
    board.text(32, 132.6 + bottom, invoice.people[2])


def centred_board(invoice: Invoice, rng: Random) -> Board:
    """The same invoice from a web page: a larger sheet, centred cells."""
    height = 124.0 + 11 * len(invoice.goods)
    board = Board(188, height)
    kind = "增值税专用发票" if invoice.kind == "digital_special" else "普通发票"
    board.label(62, 12.5, f"电子发票({kind})", size=5.6)
    board.text(138, 9, f"发票号码:{invoice.number}", size=2.9)
    board.text(138, 17, f"开票日期:{invoice.date:%Y年%m月%d日}", size=2.9)
    for party, x, side in ((invoice.buyer, 5.6, "购买方信息"), (invoice.seller, 95.4, "销售方信息")):
        board.down(x, 29.5, side, size=2.9, step=3.3)
        board.text(x + 5.4, 33.5, f"名称:{_wide(party)}", size=2.9)
        board.text(x + 5.4, 38.5, f"统一社会信用代码/纳税人识别号:{party.tax_id}", size=2.9)
    middles = (20.0, 47.5, 64.0, 80.5, 103.0, 125.5, 148.0, 171.5)
    titles = ("项目名称", "规格型号", "单位", "数量", "单价", "金额", "税率/征收率", "税额")
    for middle, title in zip(middles, titles, strict=True):
        _centred(board, middle, 49.5, title)
    for index, one in enumerate(invoice.goods):
        _centred_row(board, one, middles, 57.5 + 11 * index)
    y = height - 44
    _centred(board, 20, y, "合")
    _centred(board, 34, y, "计")
    _centred(board, 137, y - 0.6, f"¥{invoice.amount}")
    _centred(board, 171.5, y - 0.6, f"¥{invoice.tax}" if invoice.has_tax else "***")
    board.text(15, y + 6, "价税合计（大写）", size=2.9)
    board.text(53, y + 5.6, invoice.capitals, size=2.9)
    board.text(127, y + 6, f"(小写) ¥{invoice.total}", size=2.9)
    board.down(5.6, y + 17, "备注", size=2.9, step=3.3)
    for index, row in enumerate(wrapped(invoice.remarks, 2.9, 168)):
        board.text(11.3, y + 14 + 3.2 * index, row, size=2.9)
    board.text(4, height - 4, f"开票人: {invoice.people[2]}", size=2.9)
    return board


def _centred_row(board: Board, one: Goods, middles: Sequence[float], y: float) -> None:
    names, specs = wrapped(one.name, 2.9, 28), wrapped(one.spec, 2.9, 18)
    for rows, middle in ((names, middles[0]), (specs, middles[1])):
        for index, row in enumerate(rows):
            _centred(board, middle, y + 3.3 * (index - (len(rows) - 1) / 2), row)
    cells = (one.unit, one.quantity, one.unit_price, f"{one.amount}", one.tax_rate)
    for middle, text in zip(middles[2:], (*cells, "***" if one.tax is None else f"{one.tax}"), strict=True):
        _centred(board, middle, y, text)


def _centred(board: Board, x: float, y: float, text: str) -> None:
    board.text(x - width(text, 2.9) / 2, y, text, size=2.9)
