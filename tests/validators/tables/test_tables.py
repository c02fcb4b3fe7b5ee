"""The dated tables: found by any name, on the day that counts; an insurer's own beside or instead; faults with their line."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.validators.builders import bank_card, bill, both_faces, discharge, files, judge, record
from validators.claim.derive import derive
from validators.errors import TableInvalid
from validators.facts.load import Facts
from validators.papers.document import validate_document
from validators.papers.paper import papers_in
from validators.tables.current import FOLDER, tables, use_own
from validators.tables.regions import region_of

DAY = dt.date(2026, 4, 5)
TOP = 'as_of = 2026-11-01\nsource = "示范保险的名单"\n'
OWN = "{name = '示范康宁医院', aliases = ['康宁医院'], province = '江川省', city = '清河市', grade = '%s', ownership = '%s'%s},"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    use_own(None)


def hospitals(folder: Path, *rows: str, more: str = "") -> Path:
    (folder / "hospitals.toml").write_text(f"{TOP}{more}hospitals = [\n" + "\n".join(rows) + "\n]\n", "utf-8")
    return folder


def rules(*papers, facts=None, rule="V16"):
    return [one.outcome.value for one in judge(files(*papers), facts).findings if one.rule == rule]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("北京协和医院", "中国医学科学院北京协和医院"),
        ("中山大学附属第二医院", "中山大学孙逸仙纪念医院"),
        ("復旦大學附屬中山醫院（徐匯院區）", "复旦大学附属中山医院"),
        ("湘雅医院 岳麓院区", "中南大学湘雅医院"),
        ("中南大学湘雅医院岳麓分院", None),
        ("第一医院", None),
        ("协和医院", None),
        ("", None),
    ],
)
def test_a_hospital_is_found_by_each_of_its_names_and_branches(printed: str, name: str | None) -> None:
    found = tables().hospitals.find(printed, DAY)
    assert (found.name if found else None) == name


def test_no_two_hospitals_that_ship_share_a_name() -> None:
    assert all(len(rows) == 1 for rows in tables().hospitals.by_name.values())
    assert len({rows[0].name for rows in tables().hospitals.by_name.values()}) >= 60


def test_the_table_decides_on_the_hospital_and_is_silent_for_what_it_does_not_know(folder: Path) -> None:
    assert rules(bill(hospital_name="瑞金医院")) == []
    assert rules(bill()) == ["warn"]
    use_own(
        hospitals(folder, OWN % ("一级", "public", ""), OWN.replace("康宁", "安和") % ("三级", "private", ""))
    )
    assert rules(bill(hospital_name="康宁医院")) == ["human"]
    assert rules(bill(hospital_name="示范安和医院")) == ["human"]
    assert rules(bill(hospital_name="康宁医院"), facts={"treat.hospital_grade": "二级"}) == []


def test_a_row_holds_from_its_day_to_its_day(folder: Path) -> None:
    rows = (OWN % ("一级", "public", ", to = 2025-12-31"), OWN % ("二级", "public", ", from = 2026-01-01"))
    use_own(hospitals(folder, *rows))
    found = tables().hospitals
    assert [found.find("康宁医院", day).grade for day in (dt.date(2025, 12, 31), DAY)] == ["一级", "二级"]


def test_an_insurers_own_stands_beside_or_instead(folder: Path) -> None:
    use_own(hospitals(folder, OWN % ("二级", "public", "")))
    assert tables().hospitals.find("北京医院", DAY) and tables().hospitals.find("康宁医院", DAY)
    other = folder / "other"
    other.mkdir()
    use_own(hospitals(other, OWN % ("二级", "public", ""), more="instead = true\n"))
    assert tables().hospitals.find("北京医院", DAY) is None and tables().hospitals.find("康宁医院", DAY)


def test_what_is_in_the_table_nobody_is_asked_for() -> None:
    def known(*papers):
        facts = derive(Facts(), papers_in(files(*papers)), (), DAY)
        return facts.get("treat.hospital_grade"), facts.get("treat.hospital_ownership")

    assert known(bill(hospital_name="瑞金医院")) == ("三级甲等", "public")
    assert known(bill(hospital_name="瑞金医院"), discharge()) == (None, None)
    assert known(record()) == (None, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hospitals = [", "1: this is no TOML"),
        ("hospitals = []", "1: 'as_of' (a day) and 'source' are missing"),
        (TOP + "hospital = []", "3: there is no 'hospital'"),
        (
            TOP + "hospitals = [\n" + OWN % ("二级", "state", "") + "]",
            "4: 'ownership' is one of public, private",
        ),
        (TOP + "hospitals = [\n" + OWN % ("", "public", "") + "]", "4: 'grade' is missing"),
        (TOP + "hospitals = [\n" + OWN % ("二级", "public", ", beds = 3") + "]", "4: a row has"),
        (
            TOP + "hospitals = [\n" + OWN % ("二级", "public", ", from = '2026'") + "]",
            "4: 'from' and 'to' are days",
        ),
        (
            TOP + "hospitals = [\n" + OWN % ("二级", "public", ", from = 2026-02-01, to = 2026-01-01") + "]",
            "is before",
        ),
    ],
)
def test_a_fault_is_named_with_file_and_line(folder: Path, text: str, said: str) -> None:
    (folder / "hospitals.toml").write_text(text, "utf-8")
    with pytest.raises(TableInvalid) as caught:
        use_own(folder)
    assert str(folder / "hospitals.toml") in caught.value.message and said in caught.value.message
    assert tables() == use_own(None), "what was in force stays in force"


def test_digits_of_cards_are_six_and_a_folder_that_is_not_there_is_a_fault(folder: Path) -> None:
    row = "cards = [{digits = '62170', issuer = '示范银行', kind = 'debit'}]"
    (folder / "cards.toml").write_text(TOP + row, "utf-8")
    with pytest.raises(TableInvalid, match="'62170' is not six digits"):
        use_own(folder)
    with pytest.raises(TableInvalid, match="no such folder"):
        use_own(folder / "nowhere")


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        ("6217001234567890122", "unknown", []),
        ("6225750000000006", "unknown", ["按卡号开头,这是招商银行的信用卡。"]),
        ("6205500000000000004", "debit", ["卡号的开头不在发卡行表里。"]),
    ],
)
def test_the_first_digits_tell_issuer_and_kind_and_never_more_than_a_warning(
    number: str, kind: str, said: list[str]
) -> None:
    card = bank_card(kind=kind, card_number=number)
    found = validate_document(card, today=DAY)
    assert [one.detail for one in found] == said and {one.outcome.value for one in found} <= {"warn"}


def test_a_region_that_is_gone_is_known_and_one_that_never_was_is_a_warning() -> None:
    gone = region_of("110103")
    assert gone and (gone.name, gone.until) == ("崇文区", 2010)
    moved = region_of("500101")
    assert moved and moved.name == "万州区" and moved.until is None
    assert region_of("999999") is None

    def said(number: str) -> list[str]:
        return [one.detail for one in validate_document(both_faces("王强", number), today=DAY)]

    assert said("110103198805120031") == [], "most people's codes have gone since"
    assert said("11011020120301001X") == ["身份证号码的地区代码(燕山区)在出生之前,1986 年已撤销。"]
    assert said("99999919880512003X") == [] and said("119999198805120036") == ["身份证号码的地区代码未知。"]


def test_the_tables_that_ship_are_sound() -> None:
    assert {path.name for path in FOLDER.glob("*.toml")} == {"hospitals.toml", "cards.toml"}
    assert len(tables().cards.by_digits) >= 40
