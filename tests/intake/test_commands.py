"""The commands as their users call them: what they print, and how they exit."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.cli.main import main
from tests.specimens.hostile import png_header


class Ran:
    """What a command left behind."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err


Claims = Callable[..., Ran]


@pytest.fixture
def claims(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Claims:
    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["claims", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        written = capfd.readouterr()
        return Ran(int(caught.value.code or 0), written.out, written.err)

    return run


def test_read_prints_one_line_a_file_in_order_whatever_they_are(claims: Claims, tmp_path: Path) -> None:
    empty, page, gone = tmp_path / "empty.jpg", tmp_path / "page.jpg", tmp_path / "gone.jpg"
    empty.write_bytes(b"")
    page.write_bytes(b"<!DOCTYPE html><html><body>not a photo</body></html>")
    ran = claims("read", "--json", empty, gone, page)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["reason"]["code"] for row in rows] == ["empty_file", "not_found", "unsupported_type"]
    assert [row["file"] for row in rows] == [str(empty), str(gone), str(page)]
    assert all(row["reason"]["remedy"] for row in rows)
    assert ran.status == 1


def test_a_refused_file_is_a_result_and_no_failure(claims: Claims, tmp_path: Path) -> None:
    big = tmp_path / "big.png"
    big.write_bytes(png_header(30_000, 30_000))
    ran = claims("read", big)
    assert ran.status == 0
    assert "尺寸太大" in ran.out


def test_check_of_an_empty_folder_asks_for_everything(claims: Claims, tmp_path: Path) -> None:
    ran = claims("check", tmp_path, "--claim-type", "outpatient_medical", "--json", "--today", "2026-04-10")
    data = json.loads(ran.out)
    assert ran.status == 0
    assert list(data) == [
        "claim_type",
        "complete",
        "items",
        "questions",
        "message",
        "findings",
        "totals",
        "files",
    ]
    assert {item["key"] for item in data["items"] if item["state"] == "missing"} >= {"bank_card", "bill"}
    assert data["complete"] is False and data["files"] == []


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["check", ".", "--claim-type", "nope"], 2, "nope"),
        (["check", ".", "--claim-type", "home_property"], 1, "outpatient_medical"),
        (["check", ".", "--claim-type", "outpatient_medical", "--locale", "fr"], 2, "zh-CN"),
        (["check", ".", "--claim-type", "outpatient_medical", "--today", "soon"], 2, "2026-11-22"),
        (["check", "."], 2, "--claim-type"),
        (["types", "nope"], 2, "claims types"),
        (["checklists", "nope"], 2, "nope"),
        (["evaluate", "/no/such/folder"], 1, "manifest.jsonl"),
        (["frobnicate"], 2, "frobnicate"),
    ],
)
def test_wrong_usage_names_what_is_wrong(claims: Claims, arguments: list[str], status: int, said: str) -> None:
    ran = claims(*arguments)
    assert ran.status == status
    assert said in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "text", ["insured.nmae: x", "insured.birth: 2020-13-01", "[1, 2]", "a: [", "product.x: 1"]
)
def test_a_facts_file_that_is_wrong_is_a_usage_error(claims: Claims, tmp_path: Path, text: str) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text(text, "utf-8")
    ran = claims("check", tmp_path, "--claim-type", "outpatient_medical", "--facts", facts)
    assert ran.status == 2
    assert "facts.yaml" in ran.err


def test_types_lists_every_type_and_the_fields_of_one(claims: Claims) -> None:
    rows = json.loads(claims("types", "--json").out)
    assert {"id_card", "passport", "irrelevant"} <= {row["type"] for row in rows}
    one = json.loads(claims("types", "bank_card", "--json").out)
    assert one[0]["fields"] == ["bank_name", "card_number", "card_kind", "holder_name"]


def test_checklists_shows_each_row_with_its_source(claims: Claims) -> None:
    rows = json.loads(claims("checklists", "outpatient_medical", "--json").out)
    assert {"insured_id", "bill", "fee_list"} <= {row["key"] for row in rows}
    assert all(row["source"] for row in rows)
