"""Made-up papers on accidents, vehicles and journeys, the claim form, and letters of no known type."""

from functools import partial
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens import people
from tests.specimens.titles import Draft, Drawing, Script, card, form, letter, screen
from tests.specimens.titles_proofs import translation

_COMPANY = "安泰人寿保险股份有限公司"


def claim_form(rng: Random, look: int) -> Draft:
    one = people.make_person(rng, ages=(20, 60))
    pairs = (
        ("保险单号", people.digits(rng, 15)),
        ("被保险人", one.name),
        ("证件号码", one.id_number),
        ("申请人", one.name),
        ("与被保险人关系", "本人"),
        ("联系电话", "1" + people.digits(rng, 10)),
        ("出险日期", "2026年03月01日"),
        ("出险地点", "清河市"),
        ("就诊医院", rng.choice(people.HOSPITALS)),
        ("开户行", "示范银行清河支行"),
        ("账号", people.digits(rng, 19)),
        ("户名", one.name),
    )
    text = (
        "申请给付项目:□住院医疗 ☑门诊医疗 □重大疾病 □身故",
        "事故经过:本人于上述日期因发热咳嗽就诊。",
        "声明与授权:本人声明以上所填内容属实,授权贵公司向医疗机构查询。转账授权:请将保险金转入上述账户。",
    )
    title = ("理赔申请书", "保险金给付申请书", "个人保险理赔申请书")[look]
    return (form, letter, form)[look](
        rng, Script(_COMPANY, title, pairs, text, foot=("申请人签名:" + one.name, "日期:2026年03月10日"))
    )


def accident_proof(rng: Random, look: int) -> Draft:
    child = people.make_family(rng).child
    text = (
        (
            f"兹证明我校学生{child.name}于2026年03月05日课间在操场跑步时不慎摔伤,由老师送往医院诊治。",
            "特此证明。",
        ),
        (
            f"本人{child.name}于2026年03月05日在家中下楼梯时不慎滑倒,致右踝受伤,随后自行前往医院就诊。以上情况属实。",
        ),
    )[look]
    issuer, title = (("清河市实验小学", "意外事故证明"), ("", "受伤经过说明"))[look]
    return (form, letter)[look](
        rng,
        Script(issuer, title, (), text, foot=(issuer or "说明人:" + child.name, "2026年03月06日"), seal=issuer),
    )


def traffic_liability(rng: Random, look: int) -> Draft:
    pairs = (
        ("事故时间", "2026年03月05日08时20分"),
        ("事故地点", "人民路与解放路交叉口"),
        ("天气", "晴"),
        ("当事人", people.make_name(rng, "M")),
        ("驾驶证号", people.make_person(rng).id_number),
        ("车牌号", "京A12345"),
        ("当事人", people.make_name(rng, "F")),
        ("交通方式", "步行"),
    )
    text = (
        "道路交通事故基本事实:甲驾驶小型轿车由东向西行驶,与行人相撞,造成行人受伤。",
        "事故形成原因及当事人责任:依据《中华人民共和国道路交通安全法》第四十七条,甲承担此事故的全部责任,行人无责任。",
    )
    title = ("道路交通事故认定书", "道路交通事故认定书(简易程序)")[look]
    return (form, letter)[look](
        rng,
        Script(
            "清河市公安局交通警察大队",
            title,
            pairs,
            text,
            foot=("交通警察:" + people.make_name(rng, "M"), "2026年03月09日"),
            seal="道路交通事故处理专用章",
        ),
    )


def traffic_agreement(rng: Random, look: int) -> Draft:
    pairs = (
        ("事故时间", "2026年03月05日"),
        ("事故地点", "学府路"),
        ("当事人甲", people.make_name(rng, "M")),
        ("车牌号", "京A12345"),
        ("保险公司", "安泰财险"),
        ("当事人乙", people.make_name(rng, "F")),
        ("车牌号", "京B54321"),
        ("保险公司", "永和财险"),
    )
    text = (
        "事故情形:☑追尾 □变更车道 □未按规定让行",
        "双方协商一致,甲方承担全部责任,乙方无责任,达成协议如下:甲方赔偿乙方车辆维修费用。",
    )
    title = ("道路交通事故自行协商协议书", "机动车交通事故快速处理协议书")[look]
    return (form, letter)[look](
        rng, Script("", title, pairs, text, foot=("甲方签名:        乙方签名:", "2026年03月05日"))
    )


def drv_license(rng: Random, look: int) -> Draft:
    one = people.make_person(rng, ages=(20, 65))
    main = (
        ("证号", one.id_number),
        ("姓名", one.name),
        ("性别", f"{one.sex_word}  国籍 中国"),
        ("住址", one.address[:18]),
        ("出生日期", f"{one.birth:%Y-%m-%d}"),
        ("初次领证日期", "2012-06-18"),
        ("准驾车型", "C1"),
        ("有效期限", "2018-06-18至2028-06-18"),
    )
    back = (
        ("证号", one.id_number),
        ("姓名", one.name),
        ("档案编号", people.digits(rng, 12)),
        ("记录", "请于2028年06月18日前九十日内换领"),
    )
    scripts = (
        Script("中华人民共和国机动车驾驶证", "Driver's License of the People's Republic of China"[:16], main),
        Script("", "中华人民共和国机动车驾驶证副页", back),
    )
    return (
        card(rng, scripts[look])
        if look < 2
        else screen(rng, Script("", "机动车驾驶证 电子版", (*main, back[2])))
    )


def veh_license(rng: Random, look: int) -> Draft:
    main = (
        ("号牌号码", "京A12345"),
        ("车辆类型", "小型轿车"),
        ("所有人", people.make_name(rng, "M")),
        ("住址", people.make_address(rng)[:18]),
        ("使用性质", "非营运"),
        ("品牌型号", "大众牌FV7146"),
        ("车辆识别代号", "LSVWY4180KN246094"),
        ("发动机号码", "C12345"),
        ("注册日期", "2019-03-01"),
        ("发证日期", "2019-03-01"),
    )
    back = (
        ("号牌号码", "京A12345"),
        ("档案编号", people.digits(rng, 12)),
        ("核定载人数", "5人"),
        ("总质量", "1750kg"),
        ("整备质量", "1290kg"),
        ("外廓尺寸", "4670×1806×1474mm"),
        ("检验记录", "检验有效期至2027年03月"),
    )
    scripts = (
        Script("中华人民共和国机动车行驶证", "Vehicle License", main),
        Script("", "中华人民共和国机动车行驶证副页", back),
    )
    return card(rng, scripts[look])


def boarding_pass(rng: Random, look: int) -> Draft:
    pairs = (
        ("姓名 NAME", "ZHANG/YUE"),
        ("航班 FLIGHT", "MU5" + people.digits(rng, 3)),
        ("日期 DATE", "05MAR"),
        ("始发站 FROM", "上海虹桥"),
        ("目的地 TO", "广州"),
        ("登机口 GATE", "B12"),
        ("登机时间 BOARDING TIME", "0835"),
        ("座位 SEAT", "23A"),
        ("舱位 CLASS", "Y"),
        ("序号 SEQ NO", "056"),
    )
    return (card, screen)[look](
        rng,
        Script("东方航空" if look else "CHINA EASTERN", ("登机牌 BOARDING PASS", "电子登机牌")[look], pairs),
    )


def itinerary(rng: Random, look: int) -> Draft:
    pairs = (
        ("旅客姓名", "张悦"),
        ("有效身份证件号码", people.make_person(rng).id_number),
        ("承运人", "东航"),
        ("航班号", "MU5301"),
        ("座位等级", "Y"),
        ("日期", "2026-03-05"),
        ("客票级别", "Y"),
        ("免费行李", "20K"),
        ("票价", "CNY 920.00"),
        ("民航发展基金", "CNY 50.00"),
        ("燃油附加费", "CNY 30.00"),
        ("合计", "CNY 1000.00"),
        ("电子客票号码", "781" + people.digits(rng, 10)),
        ("印刷序号", people.digits(rng, 11)),
        ("填开单位", "某航空服务有限公司"),
    )
    latin = (
        ("Passenger", "ZHANG/YUE"),
        ("Booking reference", "K3XQ7P"),
        ("Ticket number", "781-" + people.digits(rng, 10)),
        ("Flight", "MU5301"),
        ("Departure", "SHA 05MAR 08:35"),
        ("Arrival", "CAN 05MAR 11:05"),
        ("Baggage allowance", "20K"),
    )
    return (
        form(rng, Script("", "航空运输电子客票行程单", pairs))
        if look == 0
        else letter(rng, Script("", "E-TICKET ITINERARY", latin))
    )


def other(rng: Random, look: int) -> Draft:
    words = (
        (
            "各位邻居大家好,本小区将于下周一起进行外墙清洗,施工时间为每日上午八点至下午五点,请大家关好门窗,给您带来的不便敬请谅解。",
            "如有疑问请与物业联系。",
        ),
        (
            "尊敬的客服:您好!我于上月购买了贵公司的产品,想咨询一下续保的时间和方式,另外我的地址有变动,请协助修改。盼复,谢谢。",
        ),
        (
            "insured.name: 张悦",
            "insured.birth: 1990-03-07",
            "event.cause: disease",
            "event.date: 2026-03-01",
            "claimant.role: insured",
            "si.settled: true",
            "payee.name: 张悦",
            "policy.start: 2025-06-01",
        ),
        (
            "本周课程表 周一 语文 数学 体育 周二 英语 科学 美术 周三 数学 语文 音乐",
            "周四 语文 数学 信息 周五 英语 体育 班会",
            "请家长督促孩子按时完成作业并签字",
        ),
    )[look]
    title = ("通知", "来信", "", "三年级课程表")[look]
    return (form, letter, letter, form)[look](rng, Script("", title, (), words, foot=("2026年03月10日",)))


EVENTS: dict[DocumentType, dict[str, Drawing]] = {
    DocumentType(draw.__name__): {f"look-{i}": partial(draw, look=i) for i in range(count)}
    for draw, count in (
        (claim_form, 3),
        (accident_proof, 2),
        (traffic_liability, 2),
        (traffic_agreement, 2),
        (drv_license, 3),
        (veh_license, 2),
        (boarding_pass, 2),
        (itinerary, 2),
        (translation, 3),
        (other, 4),
    )
}
