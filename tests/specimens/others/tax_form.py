"""The two great forms of tax invoice as text at places, to be printed as a picture or into a file.

税控 form after the tax office's electronic ordinary invoice of 2015 (公告2015年第84号), 数电 form after 公告2024年第11号.
Places are in tenths of a millimetre on 210 × 140 mm, from the top left to the left end of the text's middle line.

>>> from tests.specimens.others.goods import sell
>>> form = digital(sell(random.Random(1), taxed=True))
>>> {mark.text for mark in form.marks} > {"购", "备", form.fields["invoice_number"]}
True
"""

import random
from dataclasses import dataclass, field
from typing import Any

from tests.specimens.others import cast
from tests.specimens.others.goods import Line, Sale
from tests.specimens.others.visit import PROVINCES

WIDTH, HEIGHT = 2100, 1400


@dataclass(frozen=True, slots=True)
class Mark:
    """A text: `x` is its left, middle or right end after `anchor`; `ink` is form or data."""

    x: int
    y: int
    text: str
    size: int = 32
    anchor: str = "l"
    ink: str = "data"


@dataclass(slots=True)
class Form:
    """Texts, rules and the truth of one invoice."""

    title: str
    marks: list[Mark] = field(default_factory=list)
    rules: list[tuple[int, int, int, int]] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)

    def label(self, x: int, y: int, text: str, size: int = 32, anchor: str = "l") -> None:
        self.marks.append(Mark(x, y, text, size, anchor, "form"))

    def data(self, x: int, y: int, text: str, size: int = 32, anchor: str = "l") -> None:
        if text:
            self.marks.append(Mark(x, y, text, size, anchor))

    def down(self, x: int, y: int, text: str, step: int = 44, size: int = 32) -> None:
        """A heading that stands upright, a character a line."""
        for i, char in enumerate(text):
            self.label(x, y + step * i, char, size, "m")

    def box(self, xs: tuple[int, ...], ys: tuple[int, ...]) -> None:
        self.rules += [(x, ys[0], x, ys[-1]) for x in xs] + [(xs[0], y, xs[-1], y) for y in ys]


def digital(sale: Sale, *, special: bool = False) -> Form:
    """数电票: 20-digit number, buyer left and seller right, no codes, one signature."""
    kind = "增值税专用发票" if special else "普通发票"
    form = Form(f"电子发票（{kind}）")
    form.label(1050, 110, form.title, 62, "m")
    day = f"{sale.day.year}年{sale.day.month:02d}月{sale.day.day:02d}日"
    for y, label, text in ((90, "发票号码：", sale.number), (150, "开票日期：", day)):
        form.label(1490, y, label)
        form.data(1650, y, text)
    form.box((60, 125, 1050, 1115, 2040), (230, 430))
    for x, word, name, number in (
        (60, "购买方信息", sale.buyer, sale.buyer_tax_id),
        (1050, "销售方信息", sale.seller, sale.seller_tax_id),
    ):
        form.down(x + 32, 254, word, 38, 30)
        form.label(x + 85, 280, "名称：")
        form.data(x + 180, 280, name)
        form.label(x + 85, 380, "统一社会信用代码/纳税人识别号：", 30)
        form.data(x + 550, 380, number)
    _digital_lines(form, sale)
    form.fields = {"kind": "digital_special" if special else "digital_normal", "invoice_number": sale.number}
    form.fields |= sale.common() | {"total_cn": cast.capitals(sale.total, "圆"), "issuer": sale.people[2]}
    return form


def _digital_lines(form: Form, sale: Sale) -> None:
    form.box((60, 2040), (430, 950, 1030, 1200))
    heads = [("项目名称", 210, "m"), ("规格型号", 560, "m"), ("单 位", 760, "m"), ("数 量", 1000, "r")]
    heads += [("单 价", 1250, "r"), ("金 额", 1540, "r"), ("税率/征收率", 1740, "m"), ("税 额", 2010, "r")]
    for word, x, anchor in heads:
        form.label(x, 465, word, anchor=anchor)
    y = 525
    for line in sale.lines:
        y = _line(form, line, y, (80, 480, 760, 1000, 1250, 1540, 1740, 2010))
    form.label(260, 905, "合　　计", anchor="m")
    form.data(1540, 905, f"¥{cast.money(sale.amount)}", anchor="r")
    form.data(2010, 905, f"¥{cast.money(sale.tax)}" if sale.tax else "***", anchor="r")
    form.rules.append((560, 950, 560, 1030))
    form.label(310, 990, "价税合计（大写）", anchor="m")
    form.data(620, 990, "⊗" + cast.capitals(sale.total, "圆"), 34)
    form.label(1440, 990, "（小写）")
    form.data(1590, 990, f"¥{cast.money(sale.total)}", 34)
    form.rules.append((125, 1030, 125, 1200))
    form.down(92, 1075, "备注", 80)
    form.data(150, 1070, sale.remarks)
    form.label(180, 1260, "开票人：")
    form.data(310, 1260, sale.people[2])


def _line(form: Form, line: Line, y: int, xs: tuple[int, ...]) -> int:
    """One row of the table; a long name goes on below itself. Gives the next row's place."""
    head = line.name[: (xs[1] - xs[0]) // 30]
    for i, part in enumerate((head, line.name[len(head) :])):
        form.data(xs[0], y + 36 * i, part, 30)
    form.data(xs[1], y, line.spec, 30)
    form.data(xs[2], y, line.unit, 30, "m")
    form.data(xs[3], y, str(line.count), 30, "r")
    form.data(xs[4], y, line.price, 30, "r")
    form.data(xs[5], y, cast.money(line.fen), 30, "r")
    form.data(xs[6], y, line.rate_text, 30, "m")
    form.data(xs[7], y, "***" if line.rate is None else cast.money(line.tax), 30, "r")
    return y + (90 if len(line.name) > len(head) else 54)


def controlled(rng: random.Random, sale: Sale, province: str) -> Form:
    """税控 electronic ordinary invoice: code, check code, machine, password block, three signatures."""
    form = Form(f"{province}增值税电子普通发票")
    code = f"0{PROVINCES[province]}00{sale.day:%y}00{rng.randint(1, 3)}11"
    number, machine = cast.digits(rng, 8), cast.digits(rng, 12)
    check = " ".join(cast.digits(rng, 5) for _ in range(4))
    form.label(1050, 90, form.title, 58, "m")
    form.label(60, 190, "机器编号：")
    form.data(225, 190, machine)
    day = f"{sale.day.year}年{sale.day.month:02d}月{sale.day.day:02d}日"
    for i, (label, text) in enumerate(
        (("发票代码:", code), ("发票号码:", number), ("开票日期:", day), ("校 验 码:", check))
    ):
        form.label(1480, 50 + 47 * i, label, 30)
        form.data(1630, 50 + 47 * i, text, 30)
    _controlled_head(form, rng, sale)
    _controlled_lines(form, sale)
    form.fields = {
        "kind": "vat_e_normal",
        "invoice_code": code,
        "invoice_number": number,
        "machine_number": machine,
    }
    form.fields |= {"check_code": check.replace(" ", ""), "total_cn": cast.capitals(sale.total, "圆")}
    form.fields |= sale.common() | dict(zip(("payee", "reviewer", "issuer"), sale.people, strict=True))
    return form


def _controlled_head(form: Form, rng: random.Random, sale: Sale) -> None:
    form.box((60, 125, 1260, 1325, 2040), (230, 430))
    form.down(92, 270, "购买方", 56)
    form.down(1292, 270, "密码区", 56)
    for i in range(4):
        secret = "".join(rng.choice("0123456789+-*/<>") for _ in range(28))
        form.data(1350, 260 + 46 * i, secret, 34)
    for i, (label, text) in enumerate(
        (
            ("名　　　　称:", sale.buyer),
            ("纳税人识别号:", sale.buyer_tax_id),
            ("地 址、电 话:", ""),
            ("开户行及账号:", ""),
        )
    ):
        form.label(145, 258 + 48 * i, label, 30)
        form.data(365, 258 + 48 * i, text, 30)


def _controlled_lines(form: Form, sale: Sale) -> None:
    form.box((60, 570, 800, 920, 1090, 1320, 1580, 1700, 2040), (430, 950))
    heads = ("货物或应税劳务、服务名称", "规格型号", "单位", "数 量", "单 价", "金 额", "税率", "税 额")
    for word, x in zip(heads, (315, 685, 860, 1005, 1205, 1450, 1640, 1870), strict=True):
        form.label(x, 460, word, 30, "m")
    y = 510
    for line in sale.lines:
        y = _line(form, line, y, (75, 585, 860, 1075, 1305, 1565, 1640, 2020))
    form.label(315, 915, "合　　　计", 30, "m")
    form.data(1565, 915, f"￥{cast.money(sale.amount)}", anchor="r")
    form.data(2020, 915, f"￥{cast.money(sale.tax)}" if sale.tax else "***", anchor="r")
    form.box((60, 570, 2040), (950, 1030))
    form.label(315, 990, "价税合计（大写）", 30, "m")
    form.data(620, 990, "⊗" + cast.capitals(sale.total, "圆"), 34)
    form.label(1440, 990, "（小写）", 30)
    form.data(1580, 990, f"￥{cast.money(sale.total)}", 34)
    form.box((60, 125, 1260, 1325, 2040), (1030, 1230))
    form.down(92, 1070, "销售方", 56)
    form.down(1292, 1090, "备注", 80)
    for i, (label, text) in enumerate(
        (
            ("名　　　　称:", sale.seller),
            ("纳税人识别号:", sale.seller_tax_id),
            ("地 址、电 话:", "望江大道18号"),
            ("开户行及账号:", ""),
        )
    ):
        form.label(145, 1058 + 48 * i, label, 30)
        form.data(365, 1058 + 48 * i, text, 30)
    form.data(1345, 1070, sale.remarks, 30)
    for x, label, name in zip((90, 620, 1120), ("收款人:", "复核:", "开票人:"), sale.people, strict=True):
        form.label(x, 1275, label)
        form.data(x + 36 * len(label), 1275, name)
    form.label(1600, 1275, "销售方:（章）")
