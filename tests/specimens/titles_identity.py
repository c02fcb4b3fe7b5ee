"""Made-up cards and booklets that say who somebody is; labels as the public forms print them."""

from functools import partial
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens import people
from tests.specimens.titles import Draft, Drawing, Script, card, letter


def id_temp(rng: Random, look: int) -> Draft:
    one = people.make_person(rng, ages=(16, 80))
    faces = (
        ("姓名", one.name),
        ("性别", f"{one.sex_word}  民族 {one.ethnicity}"),
        ("出生", f"{one.birth:%Y年%m月%d日}"),
        ("住址", one.address[:18]),
        ("公民身份号码", one.id_number),
        ("有效期限", "2026.01.05-2026.04.05"),
    )
    script = Script("中华人民共和国", "临时居民身份证", (*faces, ("签发机关", "清河市公安局东城分局")))
    return (card, letter)[look](rng, script)


def hmt_permit(rng: Random, look: int) -> Draft:
    one = people.make_person(rng, ages=(16, 80))
    region, title = (("810000", "港澳居民居住证"), ("830000", "台湾居民居住证"))[look]
    number = region + one.id_number[6:]
    if look:
        return card(
            rng,
            Script(
                "",
                title,
                (
                    ("签发机关", "南湖市公安局"),
                    ("有效期限", "2023.05.06-2028.05.06"),
                    ("通行证号码", people.digits(rng, 8)),
                    ("签发次数", "1"),
                ),
            ),
        )
    return card(
        rng,
        Script(
            "",
            "",
            (
                ("姓名", one.name),
                ("性别", one.sex_word),
                ("出生", f"{one.birth:%Y年%m月%d日}"),
                ("住址", one.address[:18]),
                ("公民身份号码", number),
                ("通行证号码", "H" + people.digits(rng, 8)),
            ),
        ),
    )


def fpr_card(rng: Random, look: int) -> Draft:
    number = "9" + people.digits(rng, 17)
    pairs = (
        ("姓名 / Name", "MORGAN, ELLIS"),
        ("性别 / Sex", "男 / M"),
        ("出生日期 / Date of Birth", "1984.02.11"),
        ("国籍 / Nationality", "加拿大 / CAN"),
        ("有效期限 / Period of Validity", "2024.03.01-2034.02.28"),
        ("证件号码 / ID Number", number),
    )
    title = "外国人永久居留身份证"
    return card(
        rng, Script(title if look else "FOREIGN PERMANENT RESIDENT ID CARD", "" if look else title, pairs)
    )


def hm_travel(rng: Random, look: int) -> Draft:
    one = people.make_person(rng)
    pairs = (
        ("姓名", one.name),
        ("", "CHAN, TAI MAN"),
        ("出生日期", f"{one.birth:%Y.%m.%d}"),
        ("性别", one.sex_word),
        ("有效期限", "2022.08.01-2032.07.31"),
        ("签发机关", "中华人民共和国出入境管理局"),
        ("证件号码", "H" + people.digits(rng, 8)),
    )
    return (card, letter)[look](rng, Script("", "港澳居民来往内地通行证", pairs, ("换证次数 01",)))


def tw_travel(rng: Random, look: int) -> Draft:
    one = people.make_person(rng)
    pairs = (
        ("姓名", one.name),
        ("", "LIN, CHIA HUI"),
        ("出生日期", f"{one.birth:%Y.%m.%d}"),
        ("性别", one.sex_word),
        ("有效期限", "2023.08.01-2028.07.31"),
        ("签发地点", "福建"),
        ("签发机关", "公安部出入境管理局"),
        ("证件号码", people.digits(rng, 8)),
    )
    return (card, letter)[look](rng, Script("", "台湾居民来往大陆通行证", pairs))


def passport(rng: Random, look: int) -> Draft:
    number = "E" + people.digits(rng, 8)
    codes = ("POCHNZHANG<<YUE<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", f"{number}4CHN9003071F3003149LCMMNOPA<<<<A914")
    pairs = (
        ("姓名/Name", "张悦 ZHANG, YUE"),
        ("性别/Sex", "女/F"),
        ("国籍/Nationality", "中国/CHINESE"),
        ("出生日期/Date of birth", "07 MAR 1990"),
        ("签发日期/Date of issue", "15 3月/MAR 2020"),
        ("有效期至/Date of expiry", "14 3月/MAR 2030"),
        ("签发机关/Authority", "公安部出入境管理局"),
    )
    if look:
        return card(rng, Script("", "", (), (*("ZHANG  YUE", "CHINESE", "07 MAR 1990"), *codes)))
    return card(rng, Script("PASSPORT  P  CHN  护照号/Passport No. " + number, "护 照", pairs[:6], codes))


def military_id(rng: Random, look: int) -> Draft:
    one = people.make_person(rng, sex="M", ages=(20, 55))
    pairs = (
        ("姓名", one.name),
        ("出生年月", f"{one.birth:%Y年%m月}"),
        ("籍贯", "清河"),
        ("民族", one.ethnicity),
        ("部别", "某部"),
        ("职务", "参谋"),
        ("衔级", "少校"),
        ("编号", "军字第" + people.digits(rng, 7) + "号"),
    )
    titles = (("中国人民解放军", "军官证"), ("中华人民共和国中央军事委员会", "士兵证"))
    return card(rng, Script(*titles[look], pairs))


IDENTITY: dict[DocumentType, dict[str, Drawing]] = {
    DocumentType(draw.__name__): {f"look-{i}": partial(draw, look=i) for i in range(2)}
    for draw in (id_temp, hmt_permit, fpr_card, hm_travel, tw_travel, passport, military_id)
}
