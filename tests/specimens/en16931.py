"""A made-up European invoice as CII and UBL, and as a PDF that carries its data (Factur-X).

>>> ubl()[:8], TRUTH["total"]
(b'<Invoice', '1428.00')
"""

import io

import pikepdf

from tests.specimens.hostile import one_page_pdf, stream

TRUTH = {
    "kind": "other",
    "invoice_number": "RE-2026/0815 A",
    "issue_date": "2026-11-05",
    "buyer_name": "Example Insurance Ltd",
    "buyer_tax_id": "FR32123456789",
    "seller_name": "Muster & Partner GmbH",
    "seller_tax_id": "DE123456789",
    "amount": "1200.00",
    "tax": "228.00",
    "total": "1428.00",
    "currency": "EUR",
    "remarks": "Treatment abroad",
    "items": [
        {
            "name": "Consultation",
            "quantity": "2",
            "unit": "HUR",
            "unit_price": "100",
            "amount": "200.00",
            "tax_rate": "19%",
        },
        {
            "name": "X-ray",
            "quantity": "1",
            "unit": "C62",
            "unit_price": "1000.00",
            "amount": "1000.00",
            "tax_rate": "19%",
        },
    ],
}
_ROWS = (("Consultation", "2", "HUR", "100", "200"), ("X-ray", "1.0000", "C62", "1000.00", "1000.00"))
_CII = (
    'xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" '
    'xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" '
    'xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"'
)
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"


def cii(*, type_code: str = "380") -> bytes:
    rows = "".join(
        f"<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedTradeProduct><ram:Name>{name}</ram:Name>"
        "</ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>"
        f"<ram:ChargeAmount>{price}</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>"
        f'<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="{unit}">{count}</ram:BilledQuantity>'
        "</ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax>"
        "<ram:RateApplicablePercent>19.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>"
        f"<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{amount}</ram:LineTotalAmount>"
        "</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>"
        "</ram:IncludedSupplyChainTradeLineItem>"
        for name, count, unit, price, amount in _ROWS
    )
    return (
        f"<rsm:CrossIndustryInvoice {_CII}><rsm:ExchangedDocument><ram:ID>RE-2026/0815 A</ram:ID>"
        f"<ram:TypeCode>{type_code}</ram:TypeCode><ram:IssueDateTime>"
        '<udt:DateTimeString format="102">20261105</udt:DateTimeString></ram:IssueDateTime>'
        "<ram:IncludedNote><ram:Content>Treatment abroad</ram:Content></ram:IncludedNote></rsm:ExchangedDocument>"
        f"<rsm:SupplyChainTradeTransaction>{rows}<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty>"
        "<ram:Name>Muster &amp; Partner GmbH</ram:Name><ram:SpecifiedTaxRegistration>"
        '<ram:ID schemeID="FC">201/113/40209</ram:ID></ram:SpecifiedTaxRegistration><ram:SpecifiedTaxRegistration>'
        '<ram:ID schemeID="VA">DE123456789</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>'
        "<ram:BuyerTradeParty><ram:Name>Example Insurance Ltd</ram:Name><ram:SpecifiedTaxRegistration>"
        '<ram:ID schemeID="VA">FR32123456789</ram:ID></ram:SpecifiedTaxRegistration></ram:BuyerTradeParty>'
        "</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeSettlement>"
        "<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>"
        "<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxBasisTotalAmount>1200</ram:TaxBasisTotalAmount>"
        '<ram:TaxTotalAmount currencyID="USD">247.10</ram:TaxTotalAmount>'
        '<ram:TaxTotalAmount currencyID="EUR">228.00</ram:TaxTotalAmount>'
        "<ram:GrandTotalAmount>1428.00</ram:GrandTotalAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
        "</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"
    ).encode()


def ubl(root: str = "Invoice") -> bytes:
    counted = {"Invoice": "Invoiced", "CreditNote": "Credited"}[root]
    rows = "".join(
        f'<a:{root}Line><b:ID>1</b:ID><b:{counted}Quantity unitCode="{unit}">{count}</b:{counted}Quantity>'
        f'<b:LineExtensionAmount currencyID="EUR">{amount}</b:LineExtensionAmount><a:Item><b:Name>{name}</b:Name>'
        "<a:ClassifiedTaxCategory><b:ID>S</b:ID><b:Percent>19</b:Percent></a:ClassifiedTaxCategory></a:Item>"
        f'<a:Price><b:PriceAmount currencyID="EUR">{price}</b:PriceAmount></a:Price></a:{root}Line>'
        for name, count, unit, price, amount in _ROWS
    )
    parties = "".join(
        f"<a:Accounting{side}Party><a:Party><a:PartyName><b:Name>trades as</b:Name></a:PartyName><a:PartyTaxScheme>"
        f"<b:CompanyID>{tax_id}</b:CompanyID></a:PartyTaxScheme><a:PartyLegalEntity>"
        f"<b:RegistrationName>{name}</b:RegistrationName></a:PartyLegalEntity></a:Party></a:Accounting{side}Party>"
        for side, name, tax_id in (
            ("Supplier", "Muster &amp; Partner GmbH", "DE123456789"),
            ("Customer", "Example Insurance Ltd", "FR32123456789"),
        )
    )
    return (
        f'<{root} xmlns="{_UBL}{root}-2" xmlns:a="{_UBL}CommonAggregateComponents-2" '
        f'xmlns:b="{_UBL}CommonBasicComponents-2"><b:ID>RE-2026/0815 A</b:ID><b:IssueDate>2026-11-05</b:IssueDate>'
        f"<b:Note>Treatment abroad</b:Note><b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>{parties}"
        '<a:TaxTotal><b:TaxAmount currencyID="EUR">228.00</b:TaxAmount></a:TaxTotal><a:LegalMonetaryTotal>'
        '<b:TaxExclusiveAmount currencyID="EUR">1200.00</b:TaxExclusiveAmount>'
        '<b:TaxInclusiveAmount currencyID="EUR">1428.00</b:TaxInclusiveAmount></a:LegalMonetaryTotal>'
        f"{rows}</{root}>"
    ).encode()


def factur_x(data: bytes | None = None, *, name: str = "factur-x.xml", total: str = "1.428,00") -> bytes:
    """A page that shows number, seller and total as print does, and the data beside it."""
    shown = ("Rechnung RE-2026/0815 A vom 05.11.2026", "Muster & Partner GmbH", f"Gesamtbetrag {total} EUR")
    text = " ".join(f"1 0 0 1 72 {700 - 40 * number} Tm ({line}) Tj" for number, line in enumerate(shown))
    font = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page_pdf(stream(f"BT /F 14 Tf {text} ET".encode()), font))) as document:
        document.attachments[name] = cii() if data is None else data
        document.save(buffer)
    return buffer.getvalue()
