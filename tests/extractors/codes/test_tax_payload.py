"""The payloads of tax invoices, as found on public samples, and everything that is none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.codes.tax_payload import MOST_CHARACTERS, parse

_VECTORS = {
    "01,10,011001605111,80100798,64.9,20161018,85342965681116380258": {
        "invoice_code": "011001605111",
        "invoice_number": "80100798",
        "issue_date": "2016-10-18",
        "check_code": "85342965681116380258",
        "kind": "vat_e_normal",
        "amount": "64.90",
    },
    "01,10,050003523456,29342181,104.72,20180613,02418567008427471889,1774,": {
        "invoice_code": "050003523456",
        "invoice_number": "29342181",
        "issue_date": "2018-06-13",
        "check_code": "02418567008427471889",
        "amount": "104.72",
    },
    "01,01,1200154130,03630024,94339.62,20160621,,9335,": {
        "invoice_code": "1200154130",
        "invoice_number": "03630024",
        "issue_date": "2016-06-21",
        "kind": "vat_special",
        "amount": "94339.62",
    },
    "01,01,4300171130,02550485,10545.43,20180115,6579,": {
        "invoice_code": "4300171130",
        "invoice_number": "02550485",
        "issue_date": "2018-01-15",
        "kind": "vat_special",
        "amount": "10545.43",
    },
    "01,04,4200161350,00015045,165106.00,20160501,48114255542168294433,DBFE,": {
        "invoice_code": "4200161350",
        "invoice_number": "00015045",
        "issue_date": "2016-05-01",
        "check_code": "48114255542168294433",
        "kind": "vat_normal",
        "amount": "165106.00",
    },
    "01,32,,26427000000375586818,10.70,20260430,,FAFB": {
        "invoice_number": "26427000000375586818",
        "issue_date": "2026-04-30",
        "kind": "digital_normal",
        "total": "10.70",
    },
    "01,31,,24922000000012341234,666.00,20240208,,76A1": {
        "invoice_number": "24922000000012341234",
        "issue_date": "2024-02-08",
        "kind": "digital_special",
        "total": "666.00",
    },
    "01,51,,26339132621000219582,56.00,20260423,,219a": {
        "invoice_number": "26339132621000219582",
        "issue_date": "2026-04-23",
        "kind": "rail",
        "total": "56.00",
    },
}


@pytest.mark.parametrize("payload", _VECTORS)
def test_the_known_payloads_are_read(payload: str) -> None:
    assert parse(payload) == _VECTORS[payload]


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "https://example.org/fp?01,10,011001605111,80100798,64.9,20161018,",
        "01,10,011001605111,80100798",
        "01,10,011001605111,8010079８,64.9,20161018,",
        "02,10,011001605111,80100798,64.9,20161018,",
        "AB123456781120305",
        "01,10,011001605111,80100798,64.9,20161018," + "9" * MOST_CHARACTERS,
        "01,10,011001605111,80100798,64.9,20161018,\x00\x01",
    ],
)
def test_everything_else_is_none_of_our_business(payload: str) -> None:
    assert parse(payload) is None


def test_a_day_that_does_not_exist_is_left_out_and_the_rest_is_kept() -> None:
    found = parse("01,32,,26427000000375586818,10.70,20260230,,FAFB")
    assert found is not None and "issue_date" not in found and found["total"] == "10.70"


def test_a_toll_invoice_is_one_by_its_code_whatever_its_code_says() -> None:
    found = parse("01,10,012001900112,13094522,4.72,20200811,02418567008427471889,1774,")
    assert found is not None and found["kind"] == "toll"


def test_a_roll_prints_no_amount_before_tax() -> None:
    found = parse("01,11,037012200107,70706863,285.04,20220113,02418567008427471889,1774,")
    assert found is not None and found["kind"] == "vat_roll" and not {"amount", "total"} & found.keys()


@given(st.text(max_size=300) | st.text("01,.-29https:/\n", max_size=120))
def test_no_text_breaks_the_parser(payload: str) -> None:
    found = parse(payload)
    assert found is None or found["invoice_number"].isdigit()


@given(
    number=st.integers(10**19, 10**20 - 1).map(str),
    fen=st.integers(1, 10**11),
    day=st.dates(dt.date(1999, 1, 1), dt.date(2099, 12, 31)),
    tail=st.text("0123456789ABCDEFabcdef", max_size=4),
)
def test_a_digital_invoice_comes_back_as_it_was_written(number: str, fen: int, day: dt.date, tail: str) -> None:
    total = f"{fen // 100}.{fen % 100:02d}"
    found = parse(f"01,32,,{number},{total},{day:%Y%m%d},,{tail}") or {}
    assert (found["invoice_number"], found["total"]) == (number, total)
