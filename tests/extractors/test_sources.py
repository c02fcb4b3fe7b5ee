"""Merging the issuer's data with what is printed."""

from dataclasses import replace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from extractors import sources
from extractors.fields import given as issued
from extractors.fields import make
from extractors.page import IssuerRecord, Line
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Cell, Field, Fields, Row, Source
from storage.model.finding import Outcome

_TYPE = DocumentType.TAX_INVOICE


def _ink(text: str, y: int = 0) -> Field:
    return make(text, [Line(text, Box(10, y, 90, y + 20), source=Source.OFD)])


def _record(**fields: Cell) -> IssuerRecord:
    return IssuerRecord(type=_TYPE, fields=fields)


def _xml(text: str) -> Field:
    return issued(text, Source.XML)


def test_what_only_one_source_says_is_kept() -> None:
    fields, findings = sources.merge(_TYPE, [_record(total=_xml("5.00"))], {"total_cn": _ink("伍圆整")})
    assert {name: cell.source for name, cell in fields.items() if isinstance(cell, Field)} == {
        "total": Source.XML,
        "total_cn": Source.OFD,
    }
    assert findings == ()


def test_a_disagreement_keeps_the_issuers_value_and_goes_to_a_person() -> None:
    fields, findings = sources.merge(_TYPE, [_record(total=_xml("5.00"))], {"total": _ink("6.00")})
    total = fields["total"]
    assert isinstance(total, Field) and (total.value, total.box) == ("5.00", None)
    assert [(one.field, one.outcome) for one in findings] == [("total", Outcome.HUMAN)]


def test_a_record_of_another_type_changes_nothing() -> None:
    record = replace(_record(total=_xml("5.00")), type="inv_outpatient")
    printed: Fields = {"total": _ink("6.00")}
    assert sources.merge(_TYPE, [record], printed) == (printed, ())


def test_of_several_records_the_one_with_the_printed_number_fits() -> None:
    records = [
        _record(invoice_number=_xml(number), total=_xml(total))
        for number, total in (("1", "5.00"), ("2", "7.00"))
    ]
    fields, findings = sources.merge(_TYPE, records, {"invoice_number": _ink("2")})
    total = fields["total"]
    assert isinstance(total, Field) and total.value == "7.00" and findings == ()


def test_rows_are_merged_cell_by_cell_and_a_zero_rate_is_read_from_the_paper() -> None:
    record = _record(items=({"amount": _xml("5.00"), "tax_rate": _xml("0%")},))
    printed: Fields = {
        "items": ({"amount": _ink("5.00", 40), "tax_rate": _ink("免税", 40), "unit": _ink("次", 40)},)
    }
    fields, findings = sources.merge(_TYPE, [record], printed)
    (row,) = cast(tuple[Row, ...], fields["items"])
    assert {name: cell.value for name, cell in row.items()} == {
        "amount": "5.00",
        "tax_rate": "免税",
        "unit": "次",
    }
    assert row["amount"].box == Box(10, 40, 90, 60) and findings == ()


def test_tables_of_different_length_are_a_finding() -> None:
    record = _record(items=({"amount": _xml("5.00")}, {"amount": _xml("6.00")}))
    fields, findings = sources.merge(_TYPE, [record], {"items": ({"amount": _ink("5.00")},)})
    assert len(fields["items"]) == 2  # type: ignore[arg-type]
    assert [one.field for one in findings] == ["items"]


@given(st.text(max_size=12), st.text(max_size=12))
def test_being_the_same_goes_both_ways(one: str, other: str) -> None:
    assert sources.is_same(one, one)
    assert sources.is_same(one, other) == sources.is_same(other, one)
