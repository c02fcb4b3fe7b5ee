import tomllib
from pathlib import Path

import pytest

import validators
from storage.model.claim import ClaimType
from storage.model.document_type import DocumentType
from validators.claim_types import parse_claim_types
from validators.errors import ChecklistInvalid, ChecklistMissing, UsageError
from validators.lists.checklist import describe, load_checklist, supported
from validators.lists.checklist_file import read_checklist

ROW = "requires:\n  - key: a\n    person: insured\n    any_of: [rx]\n    source: [own]\n"
HEAD = "id: t\nversion: '2026-11-01'\n"


def written(tmp_path, text):
    path = tmp_path / "t.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (HEAD + ROW + "    wen: insured.is_minor\n", 8, "wen"),
        (HEAD + ROW + "    when: insured.is_miner\n", 8, "insured.is_miner"),
        (HEAD + ROW + "    when: event.cause == 'ilness'\n", 8, "ilness"),
        (HEAD + ROW + "    when: print(1)\n", 8, "not allowed"),
        (HEAD + ROW.replace("[rx]", "[prescription]"), 6, "prescription"),
        (HEAD + ROW.replace("insured", "insurer"), 5, "insurer"),
        (HEAD + ROW + "    scope: week\n", 8, "week"),
        (HEAD + ROW.replace("    source: [own]\n", ""), 4, "source"),
        (HEAD + ROW + "  - key: a\n    person: insured\n    any_of: [rx]\n    source: [own]\n", 8, "twice"),
        (HEAD + "extends: [nowhere]\n" + ROW, 3, "nowhere"),
        (HEAD + "extends: [t]\n" + ROW, 3, "cannot extend"),
        (HEAD + ROW + "    implies: b\n", 4, "implies"),
        (HEAD + ROW + "    min: two\n", 8, "two"),
        (HEAD + ROW + "    wait: {since: insured.name, days: 3}\n", 8, "insured.name"),
        (HEAD + ROW + "    lookup: weather\n", 8, "weather"),
        (HEAD + "assumes: {event.cause: illness}\n" + ROW, 3, "illness"),
        (HEAD + "assumes: {event.case: disease}\n" + ROW, 3, "event.case"),
        ("id: t\nversion: soon\n" + ROW, 2, "soon"),
        (HEAD + "never_ask: [polisy]\n" + ROW, 3, "polisy"),
        ("id: t\n" + ROW, 1, "version"),
        ("- a\n", 1, "names"),
        ("id: [\n", 2, ""),
    ],
)
def test_an_error_in_a_list_is_named_with_file_and_line(tmp_path, text, line, problem):
    with pytest.raises(ChecklistInvalid) as caught:
        read_checklist(written(tmp_path, text))
    assert f"t.yaml:{line}: " in caught.value.message
    assert problem in caught.value.message


def test_a_list_extends_another_and_its_rows_come_later(tmp_path):
    written(tmp_path, HEAD + ROW)
    path = tmp_path / "u.yaml"
    path.write_text(
        "id: u\nversion: '2026-11-01'\nextends: [t]\n" + ROW.replace("key: a", "key: b"), encoding="utf-8"
    )
    assert [row.key for row in read_checklist(path).requirements] == ["a", "b"]


@pytest.mark.parametrize("claim_type", supported())
def test_every_list_that_ships_can_be_read_and_names_a_source_for_each_row(claim_type):
    checklist = load_checklist(claim_type)
    assert checklist.id == claim_type
    assert all(row.source for row in checklist.requirements)


def test_nothing_that_is_never_asked_is_asked_by_any_row():
    checklist = load_checklist(ClaimType.OUTPATIENT_MEDICAL)
    assert checklist.never_ask == (DocumentType.POLICY,)
    assert not {DocumentType.POLICY, DocumentType.LOSS_ASSESS} & {
        t for row in checklist.requirements for t in row.types
    }


def test_a_claim_type_without_a_list_names_those_that_have_one():
    with pytest.raises(ChecklistMissing) as caught:
        load_checklist(ClaimType.HOME_PROPERTY)
    assert caught.value.code == "checklist_missing"
    assert "outpatient_medical" in caught.value.remedy


def test_claim_types_may_be_repeated_or_hold_commas():
    given = ["outpatient_medical", "outpatient_medical, outpatient_medical"]
    assert parse_claim_types(given) == (ClaimType.OUTPATIENT_MEDICAL,)


def test_a_claim_type_without_a_list_is_told_before_any_paper_is_read():
    with pytest.raises(ChecklistMissing):
        parse_claim_types(["outpatient_medical,home_property"])


@pytest.mark.parametrize("given", [["outpatient"], [], [","]])
def test_an_unknown_claim_type_is_a_usage_error(given):
    with pytest.raises(UsageError) as caught:
        parse_claim_types(given)
    assert caught.value.code == "usage"


def test_a_list_is_described_row_by_row():
    rows = describe(ClaimType.OUTPATIENT_MEDICAL)
    assert {"key", "person", "scope", "accepts", "when", "source"} <= set(rows[0])


def test_every_presumption_has_its_source():
    path = Path(validators.__file__).parent / "claim" / "presumptions.toml"
    rules = tomllib.loads(path.read_text(encoding="utf-8"))
    assert all(rule["source"] for rule in rules["presumption"])
