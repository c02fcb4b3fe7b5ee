"""Made-up papers on families, deputies and the end of a life; labels as the public forms print them."""

from functools import partial
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens import people
from tests.specimens.titles import Draft, Drawing, Script, card, form, letter


def hukou(rng: Random, look: int) -> Draft:
    one = people.make_person(rng)
    member = (
        ("姓名", one.name),
        ("户主或与户主关系", rng.choice(("户主", "子", "女", "妻"))),
        ("曾用名", ""),
        ("性别", one.sex_word),
        ("出生地", "清河市"),
        ("民族", one.ethnicity),
        ("籍贯", "清河市"),
        ("出生日期", f"{one.birth:%Y年%m月%d日}"),
        ("本市(县)其他住址", ""),
        ("宗教信仰", ""),
        ("公民身份证件编号", one.id_number),
        ("身高", "172"),
        ("血型", "O"),
        ("文化程度", "初中"),
        ("婚姻状况", "未婚"),
        ("兵役状况", ""),
        ("服务处所", ""),
        ("职业", "学生"),
        ("何时由何地迁来本市(县)", ""),
        ("何时由何地迁来本址", ""),
    )
    if look == 0:
        return _hukou_cover(rng, one)
    note = ("已于2026年01月09日因死亡注销户口",) if look == 2 else ()
    foot = ("承办人签章:", "登记日期:2015年03月09日")
    return (form, form, letter, letter)[look](
        rng, Script("", "常住人口登记卡", member, note, foot=foot, seal="清河市公安局户口专用章")
    )


def _hukou_cover(rng: Random, one: people.Person) -> Draft:
    pairs = (("户别", "家庭户"), ("户主姓名", one.name), ("户号", people.digits(rng, 9)), ("住址", one.address))
    text = ("省级公安机关户口专用章  户口登记机关户口专用章",)
    return form(rng, Script("", "居民户口簿", pairs, text, foot=("承办人签章:", "2015年03月09日签发")))


def birth_cert(rng: Random, look: int) -> Draft:
    family = people.make_family(rng)
    child = family.child
    pairs = (
        ("新生儿姓名", child.name),
        ("性别", child.sex_word),
        ("出生时间", f"{child.birth:%Y年%m月%d日}08时15分"),
        ("出生孕周", "39周"),
        ("出生体重", "3250克"),
        ("出生身长", "50厘米"),
        ("出生地点", "江川省清河市"),
        ("医疗机构名称", rng.choice(people.HOSPITALS)),
        ("母亲姓名", family.mother.name),
        ("有效身份证件号码", family.mother.id_number),
        ("父亲姓名", family.father.name),
        ("有效身份证件号码", family.father.id_number),
    )
    foot = (f"出生证编号 T{people.digits(rng, 9)}", "签发机构(专用章)", "签发日期 2018年04月02日")
    issuer = ("中华人民共和国国家卫生健康委员会制发", "")[look]
    return (form, letter)[look](
        rng, Script(issuer, "出生医学证明", pairs, foot=foot, seal="出生医学证明专用章")
    )


def marriage_cert(rng: Random, look: int, title: str = "结婚证") -> Draft:
    family = people.make_family(rng)
    pairs = (
        ("持证人", family.mother.name),
        ("登记日期", "2016年05月20日"),
        (f"{title}字号", "J190104-2016-" + people.digits(rng, 6)),
        ("姓名", family.father.name),
        ("国籍", "中国"),
        ("身份证件号", family.father.id_number),
        ("姓名", family.mother.name),
        ("国籍", "中国"),
        ("身份证件号", family.mother.id_number),
    )
    words = {
        "结婚证": "结婚申请,符合《中华人民共和国民法典》规定,准予登记,发给此证。",
        "离婚证": "离婚登记,符合《中华人民共和国民法典》关于离婚的规定,准予登记,发给此证。",
    }
    script = Script("", title, pairs, (words[title],), foot=("登记机关:清河市民政局",), seal="婚姻登记专用章")
    return (form, card)[look](rng, script)


def relation_proof(rng: Random, look: int) -> Draft:
    family = people.make_family(rng)
    text = (
        f"兹证明{family.mother.name}(身份证号{family.mother.id_number})与{family.child.name}(身份证号{family.child.id_number})系母子关系。",
        "特此证明。",
    )
    issuer, title = (("清河市公安局东城派出所", "亲属关系证明"), ("江川省清河市公证处", "亲属关系公证书"))[look]
    notary = ("申请人:" + family.mother.name, "公证员:" + people.make_name(rng, "F")) if look else ()
    return (letter, form)[look](
        rng,
        Script(
            issuer if look else "", title, (), (*notary, *text), foot=(issuer, "2026年03月02日"), seal=issuer
        ),
    )


def guardian_court(rng: Random, look: int) -> Draft:
    family = people.make_family(rng)
    if look:
        text = (
            f"经查,{family.child.name}为无民事行为能力人。根据《中华人民共和国民法典》第三十一条,指定{family.mother.name}为其监护人。",
            "特此通知。",
        )
        return letter(
            rng,
            Script(
                "",
                "指定监护人通知书",
                (),
                text,
                foot=("清河市东城区花园街居民委员会", "2026年02月10日"),
                seal="花园街居民委员会",
            ),
        )
    text = (
        f"申请人{family.mother.name},女,汉族,住{family.mother.address}。",
        f"被申请人{family.father.name},男,汉族。",
        f"申请人{family.mother.name}申请宣告{family.father.name}无民事行为能力一案,本院受理后依法进行了审理,现已审理终结。",
        "依照《中华人民共和国民法典》第二十四条之规定,判决如下:",
        f"宣告{family.father.name}为无民事行为能力人,指定{family.mother.name}为其监护人。本判决为终审判决。",
    )
    return form(
        rng,
        Script(
            "江川省清河市人民法院",
            "民事判决书",
            (),
            text,
            foot=("审判员 " + people.make_name(rng, "M"), "书记员 " + people.make_name(rng, "F")),
            seal="清河市人民法院",
        ),
    )


def poa(rng: Random, look: int) -> Draft:
    one, other = people.make_person(rng, ages=(20, 70)), people.make_person(rng, ages=(20, 70))
    pairs = (
        ("委托人", one.name),
        ("身份证号码", one.id_number),
        ("受托人", other.name),
        ("身份证号码", other.id_number),
    )
    text = (
        "委托人因故不能亲自办理保险理赔事宜,特委托上述受托人代为办理保单号"
        + people.digits(rng, 12)
        + "项下的理赔申请。",
        "委托权限:代为递交理赔资料、签收理赔通知书。",
        "委托期限:自签署之日起至委托事项办理完毕止。",
    )
    return (form, letter)[look](
        rng,
        Script(
            "",
            ("授权委托书", "委 托 书")[look],
            pairs,
            text,
            foot=("委托人签名:" + one.name, "受托人签名:" + other.name, "日期:2026年03月12日"),
        ),
    )


def death_cert(rng: Random, look: int) -> Draft:
    one = people.make_person(rng, ages=(50, 90))
    title = ("居民死亡医学证明(推断)书", "居民死亡医学证明")[look]
    pairs = (
        ("死者姓名", one.name),
        ("性别", one.sex_word),
        ("民族", one.ethnicity),
        ("证件号码", one.id_number),
        ("出生日期", f"{one.birth:%Y年%m月%d日}"),
        ("死亡日期", "2026年02月11日"),
        ("死亡地点", "医疗卫生机构"),
        ("直接死因", "急性心肌梗死"),
        ("根本死因", "冠状动脉粥样硬化性心脏病"),
        ("生前主要疾病最高诊断单位", "三级医院"),
        ("家属姓名", people.make_name(rng, "F")),
        ("医师签名", people.make_name(rng, "M")),
    )
    return (form, letter)[look](
        rng, Script("", title, pairs, foot=("签发单位(盖章)", "2026年02月12日"), seal="示范市第一人民医院")
    )


def hukou_cancel(rng: Random, look: int) -> Draft:
    one = people.make_person(rng, ages=(50, 90))
    text = (
        f"{one.name},{one.sex_word},身份证号码{one.id_number},因死亡于2026年02月15日在我所注销户口。",
        "特此证明。",
    )
    pairs = (("姓名", one.name), ("注销原因", "死亡"), ("注销日期", "2026年02月15日"))
    foot = ("承办人:" + people.make_name(rng, "M"), "清河市公安局东城派出所")
    return (letter, form)[look](
        rng,
        Script(
            "",
            ("户口注销证明", "死亡注销户口证明")[look],
            pairs if look else (),
            text,
            foot=foot,
            seal="清河市公安局东城派出所",
        ),
    )


def cremation(rng: Random, look: int) -> Draft:
    one = people.make_person(rng, ages=(50, 90))
    pairs = (
        ("逝者姓名", one.name),
        ("性别", one.sex_word),
        ("身份证号", one.id_number),
        ("火化时间", "2026年02月14日"),
        ("火化编号", people.digits(rng, 8)),
    )
    text = (f"逝者{one.name}遗体已于2026年02月14日在我馆火化。",)
    return (form, letter)[look](
        rng,
        Script(
            "清河市殡仪馆",
            ("火化证明", "遗体火化证明书")[look],
            pairs,
            text,
            foot=("经办人:" + people.make_name(rng, "M"),),
            seal="清河市殡仪馆",
        ),
    )


FAMILY: dict[DocumentType, dict[str, Drawing]] = {
    DocumentType(draw.__name__): {f"look-{i}": partial(draw, look=i) for i in range(2)}
    for draw in (
        birth_cert,
        marriage_cert,
        relation_proof,
        guardian_court,
        poa,
        death_cert,
        hukou_cancel,
        cremation,
    )
} | {
    DocumentType.HUKOU: {
        name: partial(hukou, look=i) for i, name in enumerate(("cover", "member", "cancelled", "member-letter"))
    },
    DocumentType.DIVORCE_CERT: {f"look-{i}": partial(marriage_cert, look=i, title="离婚证") for i in range(2)},
}
