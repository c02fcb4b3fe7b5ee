"""The issuer's XML: every field, every spelling, and nothing that is hostile."""

import xml.etree.ElementTree as ET
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import RefusedFile
from extractors.formats.decoded import DecodedFile
from extractors.formats.einvoice import decode_xml, invoice_fields, labelled_fields, record_of
from extractors.limits import Limits
from extractors.values import invoice as invoice_values
from storage.model.extraction import Source
from tests.extractors.invoices import LIMITS, differences, plain
from tests.specimens.tax_invoice import LAYOUTS
from tests.specimens.tax_invoice_data import make_invoice
from tests.specimens.tax_invoice_xml import control_xml


@pytest.mark.parametrize("seed", range(12))
def test_a_downloaded_xml_gives_every_field_and_item(seed: int) -> None:
    made = LAYOUTS["xml_alone"](Random(seed))
    decoded = decode_xml(made.content, LIMITS)
    assert differences(decoded.issuer[0].fields, made.fields) == {}
    assert (decoded.page_count, list(decoded.pages)) == (0, [])


@pytest.mark.parametrize("seed", range(8))
def test_the_older_schema_gives_every_field_but_the_capitals(seed: int) -> None:
    invoice = make_invoice(Random(seed), rows=7, style="control")
    record = decode_xml(control_xml(invoice, Random(seed)).encode(), LIMITS).issuer[0]
    wanted = {name: value for name, value in invoice.truth.items() if name != "total_cn"}
    assert differences(record.fields, wanted) == {}


def test_values_of_xml_have_their_source_and_no_place() -> None:
    made = LAYOUTS["xml_alone"](Random(3))
    total = decode_xml(made.content, LIMITS).issuer[0].fields["total"]
    assert (total.source, total.box, total.confidence) == (Source.XML, None, 1.0)  # type: ignore[union-attr]


def test_other_nestings_and_plain_names_are_understood() -> None:
    root = ET.fromstring(
        "<Invoice><Header><EIid>26337000000651169782</EIid><IssueTime>20260706101112</IssueTime>"
        "<SellerInfo><Name>示范甲公司</Name></SellerInfo><Buyer><Name>张某</Name></Buyer></Header><Body>"
        "<TotalTax-includedAmount>120.620</TotalTax-includedAmount><Items><Item><ItemName>*劳务*拖车费</ItemName>"
        "<Amount>106.74</Amount><TaxRate>0.13</TaxRate><ComTaxAm>13.88</ComTaxAm></Item></Items></Body></Invoice>"
    )
    assert plain(invoice_fields(root)) == {
        "invoice_number": "26337000000651169782",
        "issue_date": "2026-07-06",
        "seller_name": "示范甲公司",
        "buyer_name": "张某",
        "total": "120.62",
        "items": [{"name": "*劳务*拖车费", "amount": "106.74", "tax_rate": "13%", "tax": "13.88"}],
        "kind": "digital_normal",
    }


def test_the_finance_ministrys_xbrl_is_understood() -> None:
    number = "TaxpayerIdentificationNumberUnifiedSocialCreditCodeOf"
    root = ET.fromstring(
        '<xbrl xmlns:inv="http://xbrl.mof.gov.cn/taxonomy/2021-09-30/inv"><unit id="u1"><measure>CNY</measure></unit>'
        "<inv:TypeOfInvoice>增值税电子普通发票</inv:TypeOfInvoice><inv:CodeOfInvoice>033002200211</inv:CodeOfInvoice>"
        "<inv:NumberOfInvoice>99934328</inv:NumberOfInvoice><inv:DateOfIssue>2022-09-01</inv:DateOfIssue>"
        f"<inv:NameOfPurchaser>示范甲</inv:NameOfPurchaser><inv:{number}Seller>913202133140424571</inv:{number}Seller>"
        "<inv:TaxIncludedAmountInFigures>11.20</inv:TaxIncludedAmountInFigures><inv:GoodsTuple>"
        "<inv:NameOfTaxableGoodsOrServices>螺丝批</inv:NameOfTaxableGoodsOrServices><inv:TaxAmount>1.29</inv:TaxAmount>"
        "<inv:AmountExcludingTax>9.91</inv:AmountExcludingTax></inv:GoodsTuple><inv:Issuer>某人</inv:Issuer></xbrl>"
    )
    assert plain(invoice_fields(root)) == {
        "invoice_code": "033002200211",
        "invoice_number": "99934328",
        "issue_date": "2022-09-01",
        "buyer_name": "示范甲",
        "seller_tax_id": "913202133140424571",
        "total": "11.20",
        "issuer": "某人",
        "items": [{"name": "螺丝批", "amount": "9.91", "tax": "1.29"}],
        "kind": "vat_e_normal",
    }


def test_custom_tags_that_only_point_at_text_are_no_record() -> None:
    tags = "<eInvoice><InvoiceCode><ObjectRef PageRef='1'>6921</ObjectRef></InvoiceCode></eInvoice>"
    assert record_of(ET.fromstring(tags)) is None


def test_stars_and_dashes_are_absent_but_a_rate_of_stars_is_printed() -> None:
    root = ET.fromstring(
        "<e><InvoiceNo>04875996</InvoiceNo><TaxTotalAmount>***</TaxTotalAmount><Note>——</Note><GoodsInfo>"
        "<Item>餐费</Item><Amount>5.00</Amount><TaxScheme>***</TaxScheme><TaxAmount>***</TaxAmount></GoodsInfo></e>"
    )
    found = plain(invoice_fields(root))
    assert "tax" not in found and "remarks" not in found
    assert found["items"] == [{"name": "餐费", "amount": "5.00", "tax_rate": "***"}]


def test_custom_data_is_read_by_its_printed_names() -> None:
    told = labelled_fields({"校验码": "16197 83356 74145 07415", "合计 金额": "510.68", "native-producer": "x"})
    assert plain(told) == {"check_code": "16197833567414507415", "amount": "510.68"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "unsafe_content"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "unsafe_content"),
        (b"<a>" * 300 + b"</a>" * 300, "unsafe_content"),
        (b"<EInvoice><Header>", "damaged_file"),
        (b"<note><to>nobody</to></note>", "unsupported_type"),
        (b"\xff\xfe\x00", "damaged_file"),
    ],
)
def test_hostile_and_foreign_xml_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(RefusedFile) as refusal:
        decode_xml(content, LIMITS)
    assert refusal.value.code == code


def test_an_outsized_xml_is_refused_unread() -> None:
    with pytest.raises(RefusedFile) as refusal:
        decode_xml(b"<a>" + b"x" * 2000 + b"</a>", Limits.default().with_values(xml_bytes=1000))
    assert refusal.value.code == "too_large"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        decoded = decode_xml(b"<" + content, LIMITS)
    except RefusedFile:
        return
    assert isinstance(decoded, DecodedFile)


@given(st.integers(-(10**10), 10**10))
def test_amounts_keep_their_value_however_they_are_written(fen: int) -> None:
    whole, cents = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    shown = f"{sign}{whole}.{cents:02d}"
    assert invoice_values.of_issuer("amount", f"{shown}0000", in_row=True) == shown
    assert invoice_values.amount(f"¥{sign}{whole:,}.{cents:02d}") == shown
