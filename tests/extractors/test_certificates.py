"""Registers and certificates from hand-made lines: what is doubted, what is left out, and the traps of each form."""

from collections.abc import Callable

import pytest

from extractors.documents import (
    birth_cert,
    claim_form,
    cremation,
    death_cert,
    hukou,
    hukou_cancel,
    marriage_cert,
    poa,
)
from extractors.documents.death_cert import part_of
from storage.model.extraction import Field, Fields, Grade
from tests.extractors.typeset import Rows, sheet

CHILD, MOTHER, FATHER = "190104201803010010", "240201199003070024", "380502198805120037"


def field(fields: Fields, key: str) -> Field:
    cell = fields[key]
    assert isinstance(cell, Field)
    return cell


def value(fields: Fields, key: str) -> object:
    return field(fields, key).value if key in fields else None


MEMBER: Rows = (
    (10, [(400, "常住人口登记卡")]),
    (100, [(0, "姓名"), (120, "王小雨"), (500, "户主或与"), (700, "孙女")]),
    (128, [(500, "户主关系")]),
    (200, [(0, "曾用名"), (500, "性别"), (700, "女")]),
    (260, [(0, "籍贯"), (120, "江川省清河市"), (500, "出生日期"), (700, "2018年03月01日")]),
    (320, [(0, "公民身份证件编号"), (260, MOTHER), (700, "身高")]),
)


def test_a_members_card_with_a_wrapped_label_is_read() -> None:
    fields = hukou.extract([sheet(MEMBER)])
    told = {key: value(fields, key) for key in ("page_kind", "name", "relation", "sex", "birth_date")}
    assert told == {
        "page_kind": "member",
        "name": "王小雨",
        "relation": "孙女",
        "sex": "F",
        "birth_date": "2018-03-01",
    }
    assert "former_name" not in fields


def test_a_number_that_fails_its_check_is_as_printed_and_doubted() -> None:
    wrong = [(y, [(x, text.replace(MOTHER, MOTHER[:-1] + "7")) for x, text in row]) for y, row in MEMBER]
    number = field(hukou.extract([sheet(wrong)]), "id_number")
    assert (number.value, number.grade) == (MOTHER[:-1] + "7", Grade.CHECK)


def test_a_relation_that_nobody_has_is_unread_and_never_guessed() -> None:
    odd = [(y, [(x, text.replace("孙女", "孙文")) for x, text in row]) for y, row in MEMBER]
    assert field(hukou.extract([sheet(odd)]), "relation").grade is Grade.UNREAD


def test_the_stamp_of_a_death_makes_a_members_card_a_cancelled_one() -> None:
    fields = hukou.extract([sheet([*MEMBER, (500, [(300, "死亡注销")])])])
    assert (value(fields, "page_kind"), value(fields, "name")) == ("cancelled", "王小雨")


def test_a_head_page_names_no_member() -> None:
    rows: Rows = (
        (10, [(0, "户别"), (200, "家庭户"), (500, "户主姓名"), (700, "王建国")]),
        (70, [(0, "户号"), (200, "190104123"), (500, "住址"), (700, "清河市人民路1号")]),
    )
    fields = hukou.extract([sheet(rows)])
    assert (value(fields, "page_kind"), value(fields, "householder"), "name" in fields) == (
        "cover",
        "王建国",
        False,
    )


BIRTH: Rows = (
    (10, [(400, "出生医学证明")]),
    (
        80,
        [
            (0, "新生儿姓名"),
            (200, "王小雨"),
            (400, "性别"),
            (500, "女"),
            (600, "出生时间2018年03月01日08时15分"),
        ],
    ),
    (140, [(0, "母亲姓名"), (200, "张悦"), (400, "年龄"), (500, "28")]),
    (200, [(0, "有效身份证件号码"), (300, MOTHER)]),
    (260, [(0, "父亲姓名"), (200, "王强"), (400, "年龄"), (500, "30")]),
    (320, [(0, "有效身份证件号码"), (300, FATHER)]),
)


def test_each_parent_has_the_number_that_follows() -> None:
    fields = birth_cert.extract([sheet(BIRTH)])
    assert (value(fields, "mother_id_number"), value(fields, "father_id_number")) == (MOTHER, FATHER)
    assert (value(fields, "birth_at"), value(fields, "child_name")) == ("2018-03-01T08:15", "王小雨")


def test_of_one_number_nobody_knows_whose_it_is() -> None:
    fields = birth_cert.extract([sheet([row for row in BIRTH if row[0] != 320])])
    assert "mother_id_number" not in fields
    assert (value(fields, "mother_name"), value(fields, "father_name")) == ("张悦", "王强")


MARRIED: Rows = (
    (10, [(300, "结婚证")]),
    (80, [(0, "持证人:张悦")]),
    (140, [(0, "登记日期:2016-05-20")]),
    (200, [(0, "结婚证字号:J190104-2016-001234")]),
    (260, [(0, "姓名:王强"), (400, "性别:男")]),
    (320, [(0, "身份证件号:" + FATHER)]),
    (380, [(0, "姓名:张悦"), (400, "性别:女")]),
    (440, [(0, "身份证件号:" + MOTHER)]),
)


def test_who_is_not_the_holder_is_the_spouse() -> None:
    fields = marriage_cert.extract([sheet(MARRIED)])
    told = {key: (value(fields, key), field(fields, key).grade) for key in ("spouse_name", "holder_id_number")}
    assert told == {"spouse_name": ("王强", Grade.AUTO), "holder_id_number": (MOTHER, Grade.AUTO)}


def test_without_a_holder_it_is_for_a_look_who_is_who() -> None:
    fields = marriage_cert.extract([sheet([row for row in MARRIED if row[0] != 80])])
    assert {field(fields, key).grade for key in ("holder_name", "spouse_name")} == {Grade.CHECK}


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("第三联 死者家属保存", "3"),
        ("(第二联)", "2"),
        ("此联由公安机关户籍部门保存", "2"),
        ("殡葬管理部门保存", "4"),
        ("签发单位保存", "1"),
        ("本证明一式四联", None),
        ("家属签名", None),
    ],
)
def test_the_part_of_a_death_certificate(line: str, part: str | None) -> None:
    assert part_of(line) == part


def test_a_sheet_that_was_not_cut_has_the_familys_part() -> None:
    rows: Rows = (
        (10, [(0, "第二联 公安部门保存")]),
        (400, [(0, "第三联 死者家属保存")]),
        (800, [(0, "第四联 殡葬部门保存")]),
    )
    assert value(death_cert.extract([sheet(rows)]), "part") == "3"


def test_the_day_of_a_cancellation_or_a_cremation_is_no_day_of_a_death() -> None:
    said: Rows = (
        (10, [(300, "户口注销证明")]),
        (100, [(60, f"王强,男,公民身份号码{FATHER},因死亡于2026年2月15日在我所注销户口。")]),
    )
    fields = hukou_cancel.extract([sheet(said)])
    assert (value(fields, "name"), value(fields, "cause"), "death_date" in fields) == ("王强", "死亡", False)
    burnt: Rows = (
        (10, [(300, "火化证明")]),
        (90, [(0, "死者姓名:王强")]),
        (140, [(0, "火化日期:2026年2月16日")]),
    )
    fields = cremation.extract([sheet(burnt)])
    assert (value(fields, "name"), "death_date" in fields, "issue_date" in fields) == ("王强", False, False)


def test_a_policys_number_that_wraps_in_its_sentence_is_whole() -> None:
    rows: Rows = (
        (10, [(300, "授权委托书")]),
        (80, [(0, "委托人:张悦")]),
        (130, [(0, "受托人:王强")]),
        (180, [(0, "特委托上述受托人办理保单号242998")]),
        (220, [(0, "732207项下的理赔事宜。")]),
    )
    fields = poa.extract([sheet(rows)])
    told = {key: value(fields, key) for key in ("principal_name", "agent_name", "policy_number", "signed")}
    assert told == {
        "principal_name": "张悦",
        "agent_name": "王强",
        "policy_number": "242998732207",
        "signed": None,
    }


@pytest.mark.parametrize(
    "extract",
    [module.extract for module in (hukou, birth_cert, marriage_cert, death_cert, poa, claim_form)],
)
def test_an_empty_form_says_nothing(extract: Callable[..., Fields]) -> None:
    fields = extract([sheet([(10, [(0, "姓名:"), (300, "性别:")])])])
    assert {key for key, cell in fields.items() if isinstance(cell, Field) and cell.value is not None} <= {
        "page_kind"
    }
