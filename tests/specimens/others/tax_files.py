"""Held-back tax invoices as files: PDF with a text layer (ISO 32000), OFD (GB/T 33190), the issuer's XML.

The PDF names the font STSong-Light with the map UniGB-UTF16-H and embeds none, as some invoice platforms do;
spread, it shows every character by itself, the data first.

>>> pdf(Form("电子发票"), spread=True)[:5]
b'%PDF-'
"""

import io
import zipfile
from xml.sax.saxutils import escape

import pikepdf

from tests.specimens.others import cast
from tests.specimens.others.goods import Line, Sale
from tests.specimens.others.tax_form import HEIGHT, WIDTH, Form, Mark

_POINT = 72 / 254
_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def advance(char: str) -> float:
    """Half a square for Latin characters, a whole one for the others."""
    return 0.5 if char.isascii() else 1.0


def start(mark: Mark) -> float:
    """The left end of a text."""
    length = sum(advance(char) for char in mark.text) * mark.size
    return mark.x - {"l": 0.0, "m": 0.5, "r": 1.0}[mark.anchor] * length


def pdf(form: Form, *, spread: bool) -> bytes:
    """One page; `spread` shows each character alone, else a text is one run."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(WIDTH * _POINT, HEIGHT * _POINT))
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType0,
        BaseFont=pikepdf.Name("/STSong-Light"),
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="GB1", Supplement=4),
        FontDescriptor=document.make_indirect(_descriptor()),
        DW=1000,
        W=[1, 95, 500, 226, [500]],
    )
    typeface = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name("/STSong-Light"),
        Encoding=pikepdf.Name("/UniGB-UTF16-H"),
        DescendantFonts=[descendant],
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(typeface)))
    page.Contents = document.make_stream(_content(form, spread).encode("ascii"))
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def _descriptor() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name("/STSong-Light"),
        Flags=6,
        FontBBox=[-25, -254, 1000, 880],
        ItalicAngle=0,
        Ascent=752,
        Descent=-271,
        CapHeight=737,
        StemV=58,
    )


def _content(form: Form, spread: bool) -> str:
    parts = ["0.55 0.2 0.1 RG 0.6 w"]
    parts += [f"{_at(x0, y0)} m {_at(x1, y1)} l S" for x0, y0, x1, y1 in form.rules]
    marks = sorted(form.marks, key=lambda mark: mark.ink == "data") if spread else form.marks
    for mark in marks:
        parts.append("0.55 0.2 0.1 rg" if mark.ink == "form" else "0 0 0 rg")
        x = start(mark)
        for piece in mark.text if spread else (mark.text,):
            text = piece.encode("utf-16-be").hex()
            parts.append(
                f"BT /F1 {mark.size * _POINT:.2f} Tf {_at(x, mark.y + mark.size * 0.36)} Td <{text}> Tj ET"
            )
            x += sum(advance(char) for char in piece) * mark.size
    return "\n".join(parts)


def _at(x: float, y: float) -> str:
    return f"{x * _POINT:.3f} {(HEIGHT - y) * _POINT:.3f}"


def ofd(form: Form) -> bytes:
    """A package of one page whose printed form lies in a template and whose data lies on the page."""
    fonts = "".join(
        f'<ofd:Font ID="{i}" FontName="{n}" FamilyName="{n}"/>' for i, n in ((2, "楷体"), (3, "宋体"))
    )
    area = f"<ofd:PhysicalBox>0 0 {WIDTH / 10:g} {HEIGHT / 10:g}</ofd:PhysicalBox>"
    blank = [mark for mark in form.marks if mark.ink == "form"]
    filled = [mark for mark in form.marks if mark.ink == "data"]
    parts = {
        "OFD.xml": f'<ofd:OFD {_NAMESPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>0f0e0d0c0b0a09080706050403020100</ofd:DocID></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID>"
        f"<ofd:PageArea>{area}</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
        '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/PublicRes.xml": f'<ofd:Res {_NAMESPACE} BaseLoc="Res"><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>',
        "Doc_0/Tpls/Tpl_0/Content.xml": _ofd_page("", [*_ofd_rules(form), *_ofd_texts(400, blank)]),
        "Doc_0/Pages/Page_0/Content.xml": _ofd_page(
            '<ofd:Template TemplateID="9" ZOrder="Background"/>', _ofd_texts(700, filled)
        ),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for path, text in parts.items():
            package.writestr(zipfile.ZipInfo(path), '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return buffer.getvalue()


def _ofd_page(head: str, objects: list[str]) -> str:
    return (
        f'<ofd:Page {_NAMESPACE}>{head}<ofd:Content><ofd:Layer ID="50" Type="Body">{"".join(objects)}'
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )


def _ofd_rules(form: Form) -> list[str]:
    return [
        f'<ofd:PathObject ID="{100 + i}" Boundary="{x0 / 10:g} {y0 / 10:g} {max(1, x1 - x0) / 10:g} '
        f'{max(1, y1 - y0) / 10:g}" LineWidth="0.3"><ofd:StrokeColor Value="128 0 0"/><ofd:AbbreviatedData>'
        f"M 0 0 L {(x1 - x0) / 10:g} {(y1 - y0) / 10:g}</ofd:AbbreviatedData></ofd:PathObject>"
        for i, (x0, y0, x1, y1) in enumerate(form.rules)
    ]


def _ofd_texts(first: int, marks: list[Mark]) -> list[str]:
    return [_ofd_text(first + i, mark) for i, mark in enumerate(marks)]


def _ofd_text(number: int, mark: Mark) -> str:
    size = mark.size / 10
    steps = [f"{advance(char) * size:g}" for char in mark.text[:-1]]
    width = sum(advance(char) for char in mark.text) * size
    delta = f' DeltaX="{" ".join(steps)}"' if steps else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{start(mark) / 10:.3f} {mark.y / 10 - size / 2:.3f} {width + 1:.3f} '
        f'{size * 1.2:.3f}" Font="{3 if mark.ink == "form" else 2}" Size="{size:g}">'
        f'<ofd:TextCode X="0" Y="{size * 0.86:.3f}"{delta}>{escape(mark.text)}</ofd:TextCode></ofd:TextObject>'
    )


def xml(form: Form, sale: Sale) -> bytes:
    """数电票 as its issuer's data; what is empty is an empty element."""
    total, amount, tax = (cast.money(fen) for fen in (sale.total, sale.amount, sale.tax))
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<EInvoice><Header>'
        f"<EIid>{sale.number}</EIid><EInvoiceTag>SWEI3200</EInvoiceTag><Version>0.31</Version><InherentLabel>"
        "<InIssuType><LabelCode>Y</LabelCode><LabelName>是否蓝字发票标志</LabelName></InIssuType>"
        "<EInvoiceType><LabelCode>01</LabelCode><LabelName>电子发票</LabelName></EInvoiceType>"
        "<GeneralOrSpecialVAT><LabelCode>02</LabelCode><LabelName>普通发票</LabelName></GeneralOrSpecialVAT>"
        "</InherentLabel></Header><EInvoiceData>"
        f"<SellerInformation><SellerIdNum>{sale.seller_tax_id}</SellerIdNum><SellerName>{sale.seller}</SellerName>"
        f"<SellerAddr/></SellerInformation><BuyerInformation><BuyerIdNum>{sale.buyer_tax_id}</BuyerIdNum>"
        f"<BuyerName>{sale.buyer}</BuyerName></BuyerInformation><BasicInformation>"
        f"<TotalAmWithoutTax>{amount}</TotalAmWithoutTax><TotalTaxAm>{tax}</TotalTaxAm>"
        f"<TotalTax-includedAmount>{total}</TotalTax-includedAmount>"
        f"<TotalTax-includedAmountInChinese>{form.fields['total_cn']}</TotalTax-includedAmountInChinese>"
        f"<Drawer>{sale.people[2]}</Drawer><RequestTime>{sale.day:%Y-%m-%d} 10:24:08</RequestTime></BasicInformation>"
        f"{''.join(map(_xml_line, sale.lines))}<SpecificInformation/><AdditionalInformation>"
        f"<Remark>{escape(sale.remarks)}</Remark></AdditionalInformation></EInvoiceData><TaxSupervisionInfo>"
        f"<InvoiceNumber>{sale.number}</InvoiceNumber><IssueTime>{sale.day:%Y-%m-%d}</IssueTime>"
        "</TaxSupervisionInfo></EInvoice>"
    )
    return body.encode()


def _xml_line(line: Line) -> str:
    return (
        f"<IssuItemInformation><ItemName>{escape(line.name)}</ItemName><SpecMod>{escape(line.spec)}</SpecMod>"
        f"<MeaUnits>{line.unit}</MeaUnits><Quantity>{line.count}</Quantity><UnPrice>{line.price}</UnPrice>"
        f"<Amount>{cast.money(line.fen)}</Amount><TaxRate>{(line.rate or 0) / 100:.6f}</TaxRate>"
        f"<ComTaxAm>{cast.money(line.tax)}</ComTaxAm>"
        f"<TotaltaxIncludedAmount>{cast.money(line.fen + line.tax)}</TotaltaxIncludedAmount></IssuItemInformation>"
    )
