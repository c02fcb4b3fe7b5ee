"""The issuers' XML of a made-up invoice: the tax service's schema for 数电票, and the older one inside OFD files."""

from random import Random
from xml.sax.saxutils import escape

from tests.specimens.tax_invoice_data import Goods, Invoice


def digital_xml(invoice: Invoice, rng: Random) -> bytes:
    """`EInvoice`, as a customer downloads it; rates as fractions, quantities padded with zeros."""
    special = invoice.kind == "digital_special"
    label = ("01", "增值税专用发票") if special else ("02", "普通发票")
    rows = "".join(f"<IssuItemInformation>{_digital_row(one)}</IssuItemInformation>" for one in invoice.goods)
    parties = "".join(
        f"<{side}Information>{_tag(side + 'IdNum', party.tax_id)}{_tag(side + 'Name', party.name)}</{side}Information>"
        for side, party in (("Seller", invoice.seller), ("Buyer", invoice.buyer))
    )
    sums = (
        ("TotalAmWithoutTax", f"{invoice.amount}"),
        ("TotalTaxAm", f"{invoice.tax}" if invoice.has_tax else ""),
        ("TotalTax-includedAmount", f"{invoice.total}"),
        ("TotalTax-includedAmountInChinese", invoice.capitals),
        ("Drawer", invoice.people[2]),
        ("RequestTime", f"{invoice.date} 10:11:12"),
    )
    text = (
        '<?xml version="1.0" encoding="{0}"?><EInvoice><Header>'
        f"{_tag('EIid', invoice.number)}<EInvoiceTag>SWEI3200</EInvoiceTag><InherentLabel>"
        "<InIssuType><LabelCode>Y</LabelCode><LabelName>是否蓝字发票标志</LabelName></InIssuType><GeneralOrSpecialVAT>"
        f"{_tag('LabelCode', label[0])}{_tag('LabelName', label[1])}</GeneralOrSpecialVAT></InherentLabel></Header>"
        f"<EInvoiceData>{parties}<BasicInformation>{''.join(_tag(*one) for one in sums)}</BasicInformation>{rows}"
        f"<AdditionalInformation>{_tag('Remark', invoice.remarks)}</AdditionalInformation></EInvoiceData>"
        f"<TaxSupervisionInfo>{_tag('InvoiceNumber', invoice.number)}{_tag('IssueTime', str(invoice.date))}"
        "</TaxSupervisionInfo></EInvoice>"
    )
    encoding = rng.choice(("UTF-8", "UTF-8", "GBK"))
    if "²" in text:
        encoding = "UTF-8"
    mark = b"\xef\xbb\xbf" if encoding == "UTF-8" and rng.random() < 0.3 else b""
    return mark + text.format(encoding).encode("gbk" if encoding == "GBK" else "utf-8")


def _digital_row(one: Goods) -> str:
    rate = one.tax_rate if not one.tax_rate.endswith("%") else f"0.{int(one.tax_rate[:-1]):02d}"
    quantity = one.quantity if "." in one.quantity or not one.quantity else f"{one.quantity}.0000000000000"
    cells = (
        ("ItemName", one.name),
        ("SpecMod", one.spec),
        ("MeaUnits", one.unit),
        ("Quantity", quantity),
        ("UnPrice", one.unit_price),
        ("Amount", f"{one.amount}"),
        ("TaxRate", rate),
        ("ComTaxAm", "" if one.tax is None else f"{one.tax}"),
        ("TotaltaxIncludedAmount", f"{one.amount + (one.tax or 0)}"),
    )
    return "".join(_tag(*cell) for cell in cells)


def control_xml(invoice: Invoice, rng: Random) -> str:
    """`fp:eInvoice` of 2019, as OFD invoices attach it; some programs never declare the prefix."""
    declared = ' xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019"' if rng.random() < 0.8 else ""
    payee, reviewer, issuer = invoice.people
    goods = "".join(f"<fp:GoodsInfo>{_control_row(one)}</fp:GoodsInfo>" for one in invoice.goods)
    parties = "".join(
        f"<fp:{side}>{_fp(side + 'Name', party.name)}{_fp(side + 'TaxID', party.tax_id)}</fp:{side}>"
        for side, party in (("Buyer", invoice.buyer), ("Seller", invoice.seller))
    )
    cells = (
        ("InvoiceCode", invoice.code),
        ("InvoiceNo", invoice.number),
        ("IssueDate", f"{invoice.date:%Y年%m月%d日}"),
        ("InvoiceCheckCode", invoice.check_code),
        ("MachineNo", invoice.machine),
        ("TaxControlCode", "00<120+*>1<"),
        ("TaxInclusiveTotalAmount", f"{invoice.total}"),
        ("TaxTotalAmount", f"{invoice.tax}" if invoice.has_tax else "***"),
        ("TaxExclusiveTotalAmount", f"{invoice.amount}"),
        ("Note", invoice.remarks),
        ("InvoiceClerk", issuer),
        ("Payee", payee),
        ("Checker", reviewer),
    )
    head = "".join(_fp(*cell) for cell in cells)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><eInvoice{declared} Version="1.0">{head}{parties}'
        f"<fp:GoodsInfos>{goods}</fp:GoodsInfos></eInvoice>"
    )


def _control_row(one: Goods) -> str:
    cells = (
        ("Item", one.name),
        ("Specification", one.spec),
        ("MeasurementDimension", one.unit),
        ("Price", one.unit_price),
        ("Quantity", one.quantity),
        ("Amount", f"{one.amount}"),
        ("TaxScheme", one.tax_rate),
        ("TaxAmount", "***" if one.tax is None else f"{one.tax}"),
    )
    return "".join(_fp(*cell) for cell in cells)


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else f"<{name}/>"


def _fp(name: str, text: str) -> str:
    return _tag(f"fp:{name}", text)
