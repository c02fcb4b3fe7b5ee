"""税控 invoices: the e-invoice of two programs, its list pages, the toll invoice, and the form on paper.

>>> board = control_board(make_invoice(Random(1), rows=3, style="control"), Random(1))
>>> len(board.leaves), len(control_board(make_invoice(Random(1), rows=30, style="control"), Random(1)).leaves)
(1, 3)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.specimens.people import digits
from tests.specimens.tax_invoice_board import Board, width, wrapped
from tests.specimens.tax_invoice_data import Goods, Invoice, make_invoice

__all__ = ["Random", "control_board", "make_invoice", "paper_board", "toll_board"]

_ON_PAGE = 8
_ON_LIST = 26
_CIPHER = "0123456789+-*/<>"


@dataclass(frozen=True, slots=True)
class _Style:
    """What differs from program to program."""

    is_spaced: bool
    colon: str
    yen: str
    name_at: float
    shift: float
    title: str = "项目名称"
    is_split: bool = False

    def label(self, board: Board, x: float, y: float, text: str, room: float) -> None:
        """A label set into a cell of that width, letters spaced out or not."""
        text = text.replace(":", self.colon)
        if not self.is_spaced or width(text, 3.2) > room - 2:
            board.label(x, y, text)
            return
        body, end = text[:-1], text[-1]
        step = (room - 5) / max(1, len(body) - 1)
        for index, char in enumerate(body[:-1]):
            board.label(x + index * step, y, char)
        board.label(x + (len(body) - 1) * step, y, body[-1] + end)


def _style(rng: Random) -> _Style:
    return _Style(
        is_spaced=rng.random() < 0.6,
        colon=rng.choice((":", "：")),
        yen=rng.choice(("¥", "￥")),
        name_at=rng.choice((36.0, 37.0, 39.0)),
        shift=rng.uniform(-0.6, 0.6),
        title=rng.choice(("项目名称", "货物或应税劳务、服务名称")),
        is_split=rng.random() < 0.5,
    )


def control_board(invoice: Invoice, rng: Random) -> Board:
    """增值税电子普通发票; more than a few items go to list pages."""
    style, board = _style(rng), Board(210, 140)
    name = "专用" if invoice.kind == "vat_e_special" else "普通"
    board.label(68, 13, f"示范增值税电子{name}发票", size=6.5)
    _head(board, invoice, style)
    _parties(board, invoice, style)
    _cipher(board, rng)
    columns = (
        ("name", 24.5, style.title),
        ("spec", 64, "规格型号"),
        ("unit", 85, "单位"),
        ("quantity", 99.5, "数量"),
    )
    columns += (
        ("unit_price", 120.5, "单价"),
        ("amount", 144.7, "金额"),
        ("tax_rate", 166.7, "税率"),
        ("tax", 185, "税额"),
    )
    _titles(board, style, columns, 55.7)
    listed = sum(_height(one) for one in invoice.goods) > _ON_PAGE
    if listed:
        rate = {one.tax_rate for one in invoice.goods}
        board.text(5.5, 59.8, "(详见销货清单)")
        _figures(board, 59.8, invoice.amount, rate.pop(), invoice.tax if invoice.has_tax else None)
    else:
        _rows(board, invoice.goods, 59.8, 4.2, name_at=5.5)
    _sums(board, invoice, style, 95)
    _foot(board, invoice, style, 128.2)
    if listed:
        _lists(board, invoice, style)
    return board


def toll_board(invoice: Invoice, rng: Random) -> Board:
    """通行费 with the columns of a toll: plate, kind of vehicle, dates."""
    style, board = _style(rng), Board(215, 139)
    title = rng.choice(("示范增值税电子普通发票", "示范增值税电子普通发票(通行费)"))
    board.label(62, 12, title, size=5.2)
    _head(board, invoice, style)
    _parties(board, invoice, style)
    _cipher(board, rng)
    titles = ((24, "项目名称"), (64, "车牌号"), (88, "类型"), (99.5, "通行日期起"), (119, "通行日期止"))
    for x, title in (*titles, (147, "金 额"), (169, "税率"), (187, "税 额")):
        board.label(x, 55.7, title)
    for index, one in enumerate(invoice.goods):
        y = 59.8 + 4.4 * index
        for x, text in ((5.5, one.name), (53, "示A" + digits(rng, 5)), (88, "客车")):
            board.text(x, y, text)
        board.text(100, y, f"{invoice.date:%Y%m%d}")
        board.text(120, y, f"{invoice.date:%Y%m%d}")
        _figures(board, y, one.amount, one.tax_rate, one.tax)
    _sums(board, invoice, style, 95)
    _foot(board, invoice, style, 128.2)
    return board


def paper_board(invoice: Invoice, rng: Random) -> Board:
    """The printed form: code and number large and without a label."""
    style, board = _style(rng), Board(240, 140)
    name = "专用" if invoice.kind == "vat_special" else "普通"
    board.label(85, 14, f"示范增值税{name}发票", size=6.5)
    board.text(24, 14, invoice.code, size=5.5)
    board.text(160, 14, f"No {invoice.number}", size=6)
    board.text(195, 20, invoice.code, size=2.8)
    board.text(195, 24, invoice.number, size=2.8)
    board.label(155, 29, "开票日期:")
    board.text(170, 29, f"{invoice.date:%Y年%m月%d日}")
    if invoice.check_code:
        shown = " ".join(invoice.check_code[i : i + 5] for i in range(0, 20, 5))
        board.text(24, 27, f"校验码 {shown}")
    _parties(board, invoice, style)
    _cipher(board, rng)
    columns = (
        ("name", 12, "货物或应税劳务、服务名称"),
        ("spec", 64, "规格型号"),
        ("unit", 85, "单 位"),
        ("quantity", 99, "数 量"),
    )
    columns += (
        ("unit_price", 120, "单 价"),
        ("amount", 145, "金 额"),
        ("tax_rate", 167, "税率"),
        ("tax", 185, "税 额"),
    )
    _titles(board, style, columns, 55.7)
    for y in (31, 53, 57.2, 90.5, 97, 103.5, 124.5):
        board.rule(5, y, 206, y)
    for x in (5, 206):
        board.rule(x, 31, x, 124.5)
    _rows(board, invoice.goods, 61.5, 4.6, name_at=6.5)
    _sums(board, invoice, style, 95)
    _foot(board, invoice, style, 128.4)
    return board


def _head(board: Board, invoice: Invoice, style: _Style) -> None:
    code = invoice.check_code
    shown = " ".join(code[i : i + 5] for i in range(0, 20, 5)) if style.is_spaced else code
    rows = (
        ("发票代码:", invoice.code),
        ("发票号码:", invoice.number),
        ("开票日期:", f"{invoice.date:%Y年%m月%d日}"),
    )
    for index, (label, text) in enumerate((*rows, ("校验码:", shown))):
        y = 10.2 + 5.5 * index
        style.label(board, 148.8, y, label, 14.5)
        board.text(165.4, y + style.shift * 0.5, text)
    style.label(board, 6, 27.7, "机器编号:", 16)
    board.text(22, 27.7 + style.shift, invoice.machine)


def _parties(board: Board, invoice: Invoice, style: _Style) -> None:
    for party, y in ((invoice.buyer, 34.5), (invoice.seller, 108.1)):
        side = "购买方" if party is invoice.buyer else "销售方"
        board.down(6.8, y + 1.6, side, step=6.3)
        address = "" if not party.tax_id else "示范市人民路1号楼 010-84782665"
        bank = "" if not party.tax_id else "示范银行东岭支行11001079800053014887"
        rows = (("名称:", party.name.replace("(", "（").replace(")", "）")), ("纳税人识别号:", party.tax_id))
        for index, (label, text) in enumerate((*rows, ("地址、电话:", address), ("开户行及账号:", bank))):
            at = y + (5.2 if party is invoice.buyer else 4.7) * index
            style.label(board, 13.5, at, label, style.name_at - 15.5)
            room = 82.0
            size = 3.2 if width(text, 3.2) <= room else 3.2 * room / width(text, 3.2)
            board.text(style.name_at, at + style.shift * 0.4, text, size=4.2 if index == 1 else round(size, 2))


def _cipher(board: Board, rng: Random) -> None:
    board.down(120.4, 35.6, "密码区", step=6.3)
    for row in range(4):
        board.text(127, 34.9 + row * 4.2, "".join(rng.choice(_CIPHER) for _ in range(27)), size=4.2, step=2.6)


def _titles(board: Board, style: _Style, columns: Sequence[tuple[str, float, str]], y: float) -> None:
    for name, x, title in columns:
        if len(title) == 2 and style.is_split and name not in ("unit", "tax_rate"):
            board.label(x, y, title[0])
            board.label(x + 6.5, y, title[1])
        else:
            board.label(x - (8 if len(title) > 8 else 0), y, title)


def _rows(
    board: Board, goods: Sequence[Goods], top: float, pitch: float, *, name_at: float, spec_at: float = 53
) -> float:
    y = top
    for one in goods:
        names, specs = wrapped(one.name, 3.0, spec_at - name_at - 4.5), wrapped(one.spec, 3.0, 29)
        for index, name in enumerate(names):
            board.text(name_at, y + index * 3.6, name, size=3.0)
        for index, spec in enumerate(specs):
            board.text(spec_at, y + index * 3.6, spec, size=3.0)
        board.text(86.5, y, one.unit, size=3.0)
        board.right(113.4, y, one.quantity, size=3.0)
        board.right(134.2, y, one.unit_price, size=2.5 if len(one.unit_price) > 12 else 3.0)
        _figures(board, y, one.amount, one.tax_rate, one.tax)
        y += pitch + 3.6 * (max(len(names), len(specs)) - 1)
    return y


def _figures(board: Board, y: float, amount: Decimal, rate: str, tax: Decimal | None) -> None:
    board.right(163.4, y, f"{amount}")
    board.right(175.0, y, rate)
    board.right(204.6, y, "***" if tax is None else f"{tax}")


def _sums(board: Board, invoice: Invoice, style: _Style, y: float) -> None:
    board.label(20.5, y, "合")
    board.label(34.5, y, "计")
    board.right(163.3, y, f"{style.yen}{invoice.amount}")
    board.right(204.5, y, f"{style.yen}{invoice.tax}" if invoice.has_tax else "***")
    board.label(17.3, y + 6.2, "价税合计（大写）")
    board.text(61, y + 6.2 + style.shift, ("⊗" if style.is_spaced else "") + invoice.capitals)
    board.label(154.5, y + 6.2, "（小写）")
    board.text(168, y + 6.2, f"{style.yen}{invoice.total}", size=3.9)


def _foot(board: Board, invoice: Invoice, style: _Style, y: float) -> None:
    board.down(120.5, y - 17.5, "备注", step=9.7)
    for index, row in enumerate(wrapped(invoice.remarks, 3.2, 78)):
        board.text(126.2, y - 20 + 4.4 * index, row)
    payee, reviewer, issuer = invoice.people
    for x, label, text in ((9, "收款人:", payee), (62, "复核:", reviewer), (108, "开票人:", issuer)):
        style.label(board, x, y, label, 14)
        board.text(x + 15.3, y + style.shift * 0.3, text)
    board.label(155, y, "销售方:（章）")


def _height(one: Goods) -> float:
    rows = max(len(wrapped(one.name, 3.0, 38)), len(wrapped(one.spec, 3.0, 29)))
    return 1 + 0.9 * (rows - 1)


def _pages(goods: Sequence[Goods]) -> list[list[Goods]]:
    pages: list[list[Goods]] = [[]]
    for one in goods:
        if sum(_height(other) for other in pages[-1]) + _height(one) > _ON_LIST:
            pages.append([])
        pages[-1].append(one)
    return pages


def _lists(board: Board, invoice: Invoice, style: _Style) -> None:
    pages, written = _pages(invoice.goods), 0
    for number, goods in enumerate(pages, start=1):
        board.turn(210, 297)
        board.label(45, 20, "销售货物或者提供应税劳务、服务清单", size=6.6)
        for y, label, text in (
            (39.7, "购买方名称:", invoice.buyer.name),
            (46.7, "销售方名称:", invoice.seller.name),
        ):
            board.label(10.5, y, label)
            board.text(31, y, text)
        board.label(10.5, 53.7, "所属增值税电子普通发票代码:")
        board.text(55, 53.7, invoice.code)
        board.label(95.5, 53.7, "号码:")
        board.text(105, 53.7, invoice.number)
        board.text(165, 53.7, f"共 {len(pages)} 页 第 {number} 页")
        columns = (
            ("line_no", 5.5, "序号"),
            ("name", 25.5, "项目名称"),
            ("spec", 64, "规格型号"),
            ("unit", 85.5, "单位"),
        )
        columns += (("quantity", 100.5, "数量"), ("unit_price", 119.5, "单价"), ("amount", 144.5, "金额"))
        _titles(board, style, (*columns, ("tax_rate", 167, "税率"), ("tax", 183, "税额")), 63.4)
        y = 71.0
        for one in goods:
            written += 1
            board.text(7, y, f"{written}")
            y = _rows(board, [one], y, 6.2, name_at=13.0, spec_at=55)
        board.label(6, 262, "小计")
        board.right(163.2, 262, f"{style.yen}{sum((one.amount for one in goods), Decimal(0))}")
        board.label(6, 268, "总计" if number == len(pages) else "折扣")
        board.label(147.5, 281, "开票日期:")
        board.text(164, 281, f"{invoice.date:%Y年%m月%d日}")
