"""Made-up bills, lists and settlements that have no fields yet, or none from a photo."""

from functools import partial
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens import people
from tests.specimens.people import Drug
from tests.specimens.titles import Draft, Drawing, Script, form, letter
from tests.specimens.titles_hospital import patient


def rows(rng: Random, count: int) -> list[tuple[str, ...]]:
    chosen: list[Drug] = rng.sample((*people.DRUGS, *people.SERVICES), count)
    return [
        (one.name, one.spec, one.unit, f"{one.price / 100:.2f}", "1", f"{one.price / 100:.2f}")
        for one in chosen
    ]


def inv_inpatient(rng: Random, look: int) -> Draft:
    one = people.make_person(rng)
    pairs = (
        ("票据代码", "31060126"),
        ("票据号码", "00" + people.digits(rng, 8)),
        ("交款人", one.name),
        ("校验码", "a1b2c3"),
        ("开票日期", "2026-03-08"),
    )
    table = (
        ("床位费", "315.00"),
        ("检查费", "1250.00"),
        ("化验费", "860.50"),
        ("治疗费", "1420.00"),
        ("西药费", "2312.00"),
        ("护理费", "320.00"),
    )
    text = (
        "金额合计(大写)陆仟肆佰柒拾柒元伍角整   (小写)6477.50",
        "业务流水号:ZY20260308001  住院号:ZY1029384  住院科别:儿科  住院时间:20260301-20260308",
        "预缴金额:3000.00  补缴金额:0.00  退费金额:157.50  医疗机构类型:综合医院  医保类型:城乡居民  性别:"
        + one.sex_word,
        "医保统筹基金支付:3800.00  其他支付:0.00  个人账户支付:0.00  个人现金支付:2677.50  个人自付:1642.50  个人自费:1035.00",
    )
    titles = (("江川省", "医疗住院收费票据(电子)"), ("江川省清河市", "住院收费专用收据"))
    foot = ("收款单位(章):示范市第一人民医院   复核人:陈   收款人:李",)
    script = Script(*titles[look], pairs, text, ("项目名称", "金额(元)"), table, foot, "财政票据监制章")
    return (form, letter)[look](rng, script)


def daily_list(rng: Random, look: int) -> Draft:
    head = ("项目名称", "规格", "单位", "单价", "数量", "金额")
    foot = ("当日费用:356.20   累计费用:2210.40   预交金余额:789.60",)
    title = ("住院费用一日清单", "住院病人每日费用清单", "一 日 清 单")[look]
    script = Script(
        rng.choice(people.HOSPITALS),
        title,
        (*patient(rng), ("床号", "23"), ("费用日期", "2026-03-03")),
        (),
        head,
        rows(rng, 7),
        foot,
    )
    return (form, letter, letter)[look](rng, script)


def si_settlement(rng: Random, look: int) -> Draft:
    pairs = (
        *patient(rng),
        ("险种类型", "城乡居民基本医疗保险"),
        ("医疗类别", "普通住院"),
        ("人员类别", "居民"),
        ("入院日期", "2026-03-01"),
        ("出院日期", "2026-03-08"),
        ("结算日期", "2026-03-08"),
    )
    table = (
        ("医疗总费用", "6477.50"),
        ("起付标准", "300.00"),
        ("先行自付", "212.30"),
        ("全自费", "1035.00"),
        ("统筹基金支付", "3800.00"),
        ("大病保险支付", "0.00"),
        ("个人账户支付", "0.00"),
        ("现金支付", "2677.50"),
    )
    title = ("城乡居民基本医疗保险住院费用结算单", "医保结算单", "江川省异地就医住院费用结算单")[look]
    script = Script(
        rng.choice(people.HOSPITALS) if look != 2 else "",
        title,
        pairs,
        (),
        ("费用项目", "金额(元)"),
        table,
        ("患者签字:", "经办人:" + people.make_name(rng, "F")),
        "医保专用章",
    )
    return (form, letter, form)[look](rng, script)


def split_sheet(rng: Random, look: int) -> Draft:
    one = people.make_person(rng)
    pairs = (
        ("被保险人", one.name),
        ("身份证号码", one.id_number),
        ("赔案号", people.digits(rng, 14)),
        ("就诊医院", rng.choice(people.HOSPITALS)),
    )
    table = (("00" + people.digits(rng, 8), "6477.50", "3800.00", "1500.00", "1177.50"),)
    text = ("上述医疗费用发票原件由我司留存,特出具本分割单。", "原件已收。")
    title = ("医疗费用分割单", "理赔结算分割单")[look]
    script = Script(
        "安泰人寿保险股份有限公司江川分公司",
        title,
        pairs,
        text,
        ("票据号码", "发票金额", "医保支付", "已赔付金额", "剩余金额"),
        table,
        ("2026年03月20日",),
        "理赔专用章",
    )
    return (form, letter)[look](rng, script)


def fee_list(rng: Random, look: int) -> Draft:
    head = (
        ("项目类别", "项目名称", "规格", "单价", "数量", "金额"),
        ("收费项目", "规格", "单位", "单价", "数量", "金额"),
    )[look]
    title, number = (("住院费用总清单", "住院号"), ("门诊费用明细清单", "门诊号"))[look]
    script = Script(
        rng.choice(people.HOSPITALS),
        title,
        (*patient(rng, number=number), ("费用日期", "2026-03-01至2026-03-08")),
        (),
        head,
        rows(rng, 8),
        ("合计:2356.20  第1页/共2页",),
    )
    return (form, letter)[look](rng, script)


def tax_invoice(rng: Random, look: int) -> Draft:
    return (_digital_invoice, _vat_invoice)[look](rng)


def _digital_invoice(rng: Random) -> Draft:
    number = "26312000000" + people.digits(rng, 9)
    pairs = (
        ("发票号码", number),
        ("开票日期", "2026年03月08日"),
        ("购买方信息 名称", people.make_name(rng, "F")),
        ("销售方信息 名称", people.CLINICS[0]),
        ("统一社会信用代码/纳税人识别号", "91110000600037341L"),
    )
    table = (("*医疗服务*门诊治疗费", "次", "1", "200.00", "200.00", "免税", "***"),)
    head = ("项目名称", "单位", "数量", "单价", "金额", "税率/征收率", "税额")
    total = ("价税合计(大写) ⊗贰佰元整   (小写)¥200.00",)
    return form(rng, Script("", "电子发票(普通发票)", pairs, total, head, table, ("开票人:吴",)))


def _vat_invoice(rng: Random) -> Draft:
    pairs = (
        ("发票代码", "012001800311"),
        ("发票号码", people.digits(rng, 8)),
        ("开票日期", "2020年05月08日"),
        ("校验码", people.digits(rng, 20)),
        ("机器编号", people.digits(rng, 12)),
        ("购买方名称", "个人"),
        ("销售方名称", "清河市仁和大药房有限公司"),
        ("纳税人识别号", "91120222079642398Y"),
    )
    table = (("*化学药品制剂*布洛芬缓释胶囊", "盒", "2", "23.31", "46.62", "13%", "6.08"),)
    head = ("货物或应税劳务、服务名称", "单位", "数量", "单价", "金额", "税率", "税额")
    total = ("价税合计(大写) 伍拾贰圆柒角整  (小写)¥52.70",)
    return form(
        rng, Script("江川", "增值税电子普通发票", pairs, total, head, table, ("收款人:王 复核:李 开票人:张",))
    )


BILLS: dict[DocumentType, dict[str, Drawing]] = {
    DocumentType(draw.__name__): {f"look-{i}": partial(draw, look=i) for i in range(count)}
    for draw, count in (
        (inv_inpatient, 2),
        (daily_list, 3),
        (si_settlement, 3),
        (split_sheet, 2),
        (fee_list, 2),
        (tax_invoice, 2),
    )
}
