"""Made-up hospital papers that have no fields yet, and the reports of laboratories and of imaging."""

from functools import partial
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens import people
from tests.specimens.titles import Draft, Drawing, Script, form, letter, slip
from tests.specimens.titles_proofs import marrow

_LAB = (
    ("白细胞计数", "WBC", "11.2 ↑", "10^9/L", "3.5-9.5"),
    ("红细胞计数", "RBC", "4.51", "10^12/L", "3.8-5.1"),
    ("血红蛋白", "HGB", "131", "g/L", "115-150"),
    ("血小板计数", "PLT", "254", "10^9/L", "125-350"),
    ("中性粒细胞百分比", "NEUT%", "78.4 ↑", "%", "40-75"),
    ("C反应蛋白", "CRP", "23.6 ↑", "mg/L", "0-10"),
)


def patient(rng: Random, *, number: str = "住院号") -> tuple[tuple[str, str], ...]:
    """The head of nearly every hospital paper."""
    one = people.make_person(rng)
    return (
        ("姓名", one.name),
        ("性别", one.sex_word),
        ("年龄", f"{one.age_on(people.TODAY)}岁"),
        ("科室", rng.choice(people.DEPARTMENTS)),
        (number, "ZY" + people.digits(rng, 7)),
    )


def _doctor(rng: Random) -> str:
    return people.make_name(rng, rng.choice("MF"))


def discharge(rng: Random, look: int) -> Draft:
    disease, hospital = rng.choice(people.DIAGNOSES), rng.choice(people.HOSPITALS)
    pairs = (
        *patient(rng),
        ("床号", "12"),
        ("入院日期", "2026年03月01日"),
        ("出院日期", "2026年03月08日"),
        ("住院天数", "7天"),
    )
    text = (
        f"入院诊断:{disease}",
        f"出院诊断:{disease}",
        "入院情况:患者因发热、咳嗽3天入院,查体:神志清,咽充血,双肺呼吸音粗。",
        "诊疗经过:入院后完善血常规、胸片等检查,予抗感染、对症治疗,手术情况详见手术记录,病理报告未见恶性。",
        "出院情况:好转。",
        "出院医嘱:1.注意休息,加强营养;2.继续口服药物5天;3.一周后门诊复查,不适随诊。",
    )
    title = ("出院记录", "出 院 小 结", "出院证明书")[look]
    return (form, letter, form)[look](
        rng,
        Script(
            hospital, title, pairs, text, foot=("医师签名:" + _doctor(rng), "2026年03月08日"), seal=hospital
        ),
    )


def admission(rng: Random, look: int) -> Draft:
    pairs = (
        *patient(rng),
        ("民族", "汉"),
        ("婚姻", "已婚"),
        ("入院时间", "2026-03-01 09:20"),
        ("病史陈述者", "患者本人"),
        ("可靠程度", "可靠"),
        ("记录时间", "2026-03-01 11:00"),
    )
    text = (
        "主诉:反复上腹痛2月,加重3天。",
        "现病史:患者2月前无明显诱因出现上腹部隐痛,餐后明显,伴反酸,无黑便。",
        "既往史:否认高血压、糖尿病史,否认药物过敏史。",
        "个人史:生于原籍,无疫区居住史。",
        "婚育史:适龄结婚,配偶体健。",
        "家族史:否认家族遗传病史。",
        "体格检查:T 36.6℃ P 78次/分 R 18次/分 BP 126/78mmHg。",
        "初步诊断:慢性胃炎",
    )
    return (form, letter)[look](
        rng,
        Script(
            rng.choice(people.HOSPITALS),
            ("入院记录", "住 院 病 历")[look],
            pairs,
            text,
            foot=("医师签名:" + _doctor(rng),),
        ),
    )


def op_note(rng: Random, look: int) -> Draft:
    pairs = (
        *patient(rng),
        ("手术日期", "2026年03月03日"),
        ("术前诊断", "急性阑尾炎"),
        ("术后诊断", "急性化脓性阑尾炎"),
        ("手术名称", "腹腔镜下阑尾切除术"),
        ("手术者", _doctor(rng)),
        ("助手", _doctor(rng)),
        ("麻醉方式", "全身麻醉"),
        ("麻醉医师", _doctor(rng)),
    )
    text = (
        "手术经过:麻醉成功后患者取仰卧位,常规消毒铺巾,脐上切口置入腹腔镜,见阑尾充血水肿,表面脓苔,游离阑尾系膜,切除阑尾,残端包埋,清点器械无误后逐层关腹。术中出血约10ml,标本送病理。",
    )
    return (form, letter)[look](
        rng,
        Script(
            rng.choice(people.HOSPITALS),
            ("手术记录", "手术记录单")[look],
            pairs,
            text,
            foot=("记录者:" + _doctor(rng),),
        ),
    )


def front_sheet(rng: Random, look: int) -> Draft:
    pairs = (
        ("医疗付费方式", "城镇职工基本医疗保险"),
        ("健康卡号", ""),
        ("第1次住院", ""),
        ("病案号", people.digits(rng, 7)),
        *patient(rng)[:3],
        ("出生日期", "1980年2月1日"),
        ("国籍", "中国"),
        ("籍贯", "清河"),
        ("现住址", people.make_address(rng)[:14]),
        ("联系人姓名", _doctor(rng)),
        ("入院途径", "2 门诊"),
        ("入院科别", "普外科"),
        ("出院科别", "普外科"),
        ("实际住院", "7天"),
        ("离院方式", "1 医嘱离院"),
        ("血型", "A"),
        ("科主任", _doctor(rng)),
        ("质控医师", _doctor(rng)),
    )
    table = (("主要诊断 急性阑尾炎", "K35.900", "1 有"), ("其他诊断 高血压病", "I10.x00", "1 有"))
    return (form, letter)[look](
        rng,
        Script(
            rng.choice(people.HOSPITALS),
            ("住院病案首页", "病 案 首 页")[look],
            pairs,
            (),
            ("出院诊断", "疾病编码", "入院病情"),
            table,
        ),
    )


def rx(rng: Random, look: int) -> Draft:
    rows = [
        (drug.name, drug.spec, f"1{drug.unit}", "每次1片 每日3次 口服") for drug in rng.sample(people.DRUGS, 3)
    ]
    pairs = (
        *patient(rng, number="门诊号"),
        ("费别", "自费"),
        ("开具日期", "2026年03月02日"),
        ("临床诊断", rng.choice(people.DIAGNOSES)),
    )
    foot = (
        f"医师:{_doctor(rng)}   药品金额:86.50元",
        f"审核药师:{_doctor(rng)}   调配:{_doctor(rng)}   核对、发药药师:{_doctor(rng)}",
        "处方当日有效",
    )
    lines = tuple(f"{i + 1}. {'  '.join(row[:3])}  用法:{row[3]}" for i, row in enumerate(rows))
    title = ("处方笺", "门 诊 处 方", "电子处方")[look]
    return (form, letter, slip)[look](
        rng, Script(rng.choice(people.HOSPITALS), title, pairs, ("Rp:", *lines), foot=foot)
    )


def pathology(rng: Random, look: int) -> Draft:
    if look == 2:
        return marrow(rng)
    pairs = (
        *patient(rng),
        ("病理号", "B26" + people.digits(rng, 5)),
        ("送检科室", "胃肠外科"),
        ("送检标本", "胃窦黏膜"),
        ("送检日期", "2026-03-04"),
    )
    text = (
        "肉眼所见:灰白色碎组织3块,直径0.2-0.3cm。",
        "镜下所见:黏膜慢性炎,部分腺体肠上皮化生。",
        "免疫组化:CK(+),Ki-67(约5%+)。",
        "病理诊断:(胃窦)黏膜慢性炎伴肠上皮化生。",
    )
    return (form, letter)[look](
        rng,
        Script(
            rng.choice(people.HOSPITALS),
            ("病理检查报告单", "病理诊断报告书")[look],
            pairs,
            text,
            foot=(f"报告医师:{_doctor(rng)}  审核医师:{_doctor(rng)}", "报告日期:2026-03-07"),
        ),
    )


def lab_report(rng: Random, look: int) -> Draft:
    head = (
        ("项目名称", "代号", "结果", "单位", "参考范围")
        if look != 1
        else ("检验项目", "缩写", "测定结果", "单位", "参考区间")
    )
    if look == 2:
        return form(rng, Script("", "", (), (), head, _LAB))
    pairs = (
        *patient(rng, number="门诊号"),
        ("标本类型", "静脉血"),
        ("样本编号", people.digits(rng, 10)),
        ("采集时间", "2026-03-02 08:31"),
    )
    foot = (f"检验者:{_doctor(rng)}   审核者:{_doctor(rng)}", "报告时间:2026-03-02 10:20  本报告仅对该标本负责")
    return (form, letter)[look](
        rng,
        Script(
            rng.choice(people.HOSPITALS), ("检验报告单", "临床检验报告单")[look], pairs, (), head, _LAB, foot
        ),
    )


def imaging_report(rng: Random, look: int) -> Draft:
    pairs = (
        *patient(rng, number="影像号"),
        ("检查部位", "胸部"),
        ("检查方法", "平扫"),
        ("检查日期", "2026-03-02"),
        ("申请科室", "急诊科"),
    )
    text = (
        "影像表现:双肺纹理增多,右肺下叶见斑片状密度增高影,边缘模糊;气管及主要支气管通畅;纵隔未见肿大淋巴结,双侧胸腔未见积液。",
        "诊断意见:右肺下叶炎症,建议治疗后复查。",
    )
    echo = (
        "超声所见:肝脏大小形态正常,包膜光整,实质回声均匀;胆囊壁光滑,腔内见强回声光团;CDFI:未见异常血流信号。",
        "超声提示:胆囊结石。",
    )
    foot = (
        f"报告医师:{_doctor(rng)}  审核医师:{_doctor(rng)}",
        "报告时间:2026-03-02 15:20   本报告仅供临床医师参考",
    )
    if look == 2:
        return form(
            rng, Script("", "", pairs[5:7], (text[0].replace("影像表现", "检查所见"), text[1]), foot=foot[:1])
        )
    title = ("CT检查报告单", "彩色多普勒超声检查报告单", "", "MR诊断报告")[look]
    script = Script(rng.choice(people.HOSPITALS), title, pairs, echo if look == 1 else text, foot=foot)
    return (form, letter, form, letter)[look](rng, script)


def disability_report(rng: Random, look: int) -> Draft:
    one = people.make_person(rng, ages=(20, 60))
    pairs = (
        ("委托人", "清河市公安局交通警察大队"),
        ("委托事项", "伤残等级鉴定"),
        ("受理日期", "2026年02月03日"),
        ("鉴定日期", "2026年02月10日"),
        ("被鉴定人", one.name),
        ("身份证号码", one.id_number),
    )
    text = (
        f"一、基本案情:{one.name}因交通事故致左胫骨骨折。",
        "二、资料摘要:示范市第一人民医院出院记录、手术记录、CT检查报告。",
        "三、分析说明:依据《人体损伤致残程度分级》,被鉴定人左下肢功能丧失25%以上,构成十级伤残。",
        "四、鉴定意见:被鉴定人左胫骨骨折术后遗留功能障碍构成十级伤残。",
    )
    title = ("司法鉴定意见书", "法医临床司法鉴定意见书")[look]
    foot = (
        "司法鉴定人:" + _doctor(rng) + "  执业证号:" + people.digits(rng, 12),
        "许可证号:" + people.digits(rng, 9),
    )
    return (form, letter)[look](
        rng, Script("江川正和司法鉴定所", title, pairs, text, foot=foot, seal="江川正和司法鉴定所")
    )


HOSPITAL: dict[DocumentType, dict[str, Drawing]] = {
    DocumentType(draw.__name__): {f"look-{i}": partial(draw, look=i) for i in range(count)}
    for draw, count in (
        (discharge, 3),
        (admission, 2),
        (op_note, 2),
        (front_sheet, 2),
        (rx, 3),
        (pathology, 3),
        (lab_report, 3),
        (imaging_report, 4),
        (disability_report, 2),
    )
}
