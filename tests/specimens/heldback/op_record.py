"""Held-back outpatient records: a TCM hospital's with two kinds of diagnosis, a children's emergency record.

The parts follow 病历书写基本规范 (2010) and 中医病历书写基本规范 (2010), which adds the four examinations.

>>> sorted(LAYOUTS)
['children_emergency', 'tcm']
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.heldback import story
from tests.specimens.others import cast, ink
from tests.specimens.sheet import Ink, Sheet, Specimen

_GREY: Ink = (104, 104, 110)


@dataclass(frozen=True, slots=True)
class _Case:
    """An illness as a TCM doctor writes it down."""

    department: str
    complaint: str
    story: str
    looks: str
    tcm: str
    western: tuple[str, ...]
    treatment: str
    herbs: tuple[str, ...]


_CASES = (
    _Case(
        "脾胃病科",
        "胃脘胀满伴嗳气半年，加重1周",
        "半年来时有胃脘部胀满不适，食后明显，嗳气频作，情绪不畅时加重，1周前因饮食不节症状加重，纳差，大便偏干，夜寐尚安。",
        "神清，精神可，舌质淡红，苔薄白，脉弦。腹软，剑突下轻压痛。",
        "胃痞病（肝胃不和证）",
        ("慢性浅表性胃炎",),
        "疏肝和胃，理气消痞，中药7剂，水煎服，日一剂，分早晚两次温服，忌生冷辛辣，一周后复诊",
        ("柴胡10g", "白芍15g", "枳壳10g", "香附10g", "陈皮6g", "佛手10g", "茯苓15g", "炙甘草5g"),
    ),
    _Case(
        "针灸推拿科",
        "颈肩部酸痛伴右上肢麻木10天",
        "10天前伏案工作后出现颈肩部酸痛，转侧不利，伴右上肢麻木，遇寒加重，得温则减，无头晕及行走不稳。",
        "颈部肌肉紧张，颈5、6棘突旁压痛，舌淡，苔薄白，脉弦紧。",
        "项痹病（风寒湿痹证）",
        ("颈椎病（神经根型）", "肩周炎"),
        "祛风散寒，通络止痛，针刺配合推拿，隔日一次，共5次，注意颈部保暖，避免长时间低头",
        ("葛根20g", "桂枝10g", "羌活10g", "当归10g", "川芎10g", "白芍15g"),
    ),
    _Case(
        "肺病科",
        "咽痒咳嗽2周",
        "患者2周前感冒后遗留咳嗽，咽痒则咳，痰少色白，夜间尤甚，无发热，无胸闷气急，纳可，二便调。",
        "咽后壁淋巴滤泡增生，双肺呼吸音清，舌淡红，苔薄白，脉浮。",
        "咳嗽病（风邪恋肺证）",
        ("感染后咳嗽", "慢性咽炎"),
        "疏风宣肺，利咽止咳，中药5剂，水煎服，日一剂，早晚分服，忌油腻甜食",
        ("荆芥10g", "桔梗6g", "紫菀10g", "百部10g", "白前10g", "陈皮6g", "甘草3g"),
    ),
)


def tcm(rng: random.Random) -> Specimen:
    """Headings in a narrow column of a table, their text beside them; herbs in four columns; two diagnoses."""
    at = story.visit(rng, insured=False)
    case, person = rng.choice(_CASES), at.patient
    hospital = story.hospital(rng, ("市中医院", "县中医院", "区中医骨伤医院"))
    sheet = Sheet(1240, 1754, (254, 253, 249))
    ink.centre(sheet, (620, 66), hospital, face="kai", size=50, spacing=6, field="hospital_name")
    ink.centre(sheet, (620, 138), "门诊病历记录单", face="song-bold", size=38)
    cells = (
        (96, 210, "患者姓名", person.name, "patient_name", None),
        (420, 210, "性　　别", person.sex_cn, "sex", person.sex),
        (680, 210, "年　　龄", f"{person.age(at.day)}岁", "age", str(person.age(at.day))),
        (940, 210, "费用类别", "自费", None, None),
        (96, 256, "就诊科别", case.department, "department", None),
        (420, 256, "卡　　号", cast.digits(rng, 9), None, None),
        (760, 256, "就诊日期", f"{at.day:%Y年%m月%d日}", "visit_date", at.day.isoformat()),
    )
    for x, y, label, text, field, value in cells:
        ink.pair(sheet, (x, y), label + "：", text, face="song", size=25, field=field, value=value)
    y = _tcm_table(sheet, case, 306)
    sheet.write((96, y + 34), "中医师签名：", face="song", size=26)
    sheet.write((256, y + 22), at.doctor, face="kai", size=40, field="doctor")
    ink.right(sheet, (1144, y + 34), f"打印日期：{at.day:%Y-%m-%d}", face="song", size=24, ink=_GREY)
    return sheet.done("tcm", DocumentType.OP_RECORD)


def _tcm_table(sheet: Sheet, case: _Case, top: int) -> int:
    y, lines = top, [top]
    western = (
        "　".join(f"{i}.{text}" for i, text in enumerate(case.western, 1))
        if case.western[1:]
        else case.western[0]
    )
    parts = (
        ("主　诉", case.complaint, "chief_complaint"),
        ("现病史", case.story, "present_illness"),
        ("既往史", "否认高血压、糖尿病及冠心病病史。", None),
        ("过敏史", "否认药物及食物过敏史。", None),
        ("中医四诊\n及体格检查", case.looks, None),
        ("中医诊断", case.tcm, None),
        ("西医诊断", western, None),
        ("治　　疗", case.treatment, "treatment"),
    )
    for label, text, field in parts:
        for i, word in enumerate(label.split("\n")):
            ink.centre(sheet, (186, y + 14 + 36 * i), word, face="song-bold", size=25)
        below = ink.wrap(sheet, (292, y + 14), text, width=830, face="song", size=26, leading=42, field=field)
        y = max(below + 12, y + (98 if "\n" in label else 64))
        lines.append(y)
    sheet.note("diagnoses", [cast.plain(text) for text in (case.tcm, *case.western)])
    ink.centre(sheet, (186, y + 14), "处　　方", face="song-bold", size=25)
    for i, herb in enumerate(case.herbs):
        sheet.write((292 + 210 * (i % 4), y + 14 + 42 * (i // 4)), herb, face="song", size=26)
    y += 30 + 42 * -(-len(case.herbs) // 4)
    lines.append(y)
    for line in lines:
        sheet.rule(90, line, 1150, line, width=1)
    for x in (90, 280, 1150):
        sheet.rule(x, top, x, y, width=1)
    return y


def children_emergency(rng: random.Random) -> Specimen:
    """Emergency: level of triage, vital signs in a strip, headings in bold and colons, the diagnosis numbered."""
    at = story.visit(rng, child=True)
    person, illness = at.patient, at.illness
    sheet = Sheet(1323, 1871, (255, 255, 255))
    sheet.draw.ellipse((84, 58, 156, 130), outline=(60, 140, 190), width=6)
    sheet.write((176, 62), at.hospital, face="zenhei", size=42, field="hospital_name")
    sheet.write((178, 116), "CHILDREN'S HOSPITAL", face="zenhei", size=18, ink=_GREY)
    ink.right(sheet, (1240, 66), "急诊病历", face="hei-bold", size=48)
    moment = f"{at.day:%Y-%m-%d} {rng.randint(0, 23):02d}:{rng.randint(10, 59)}"
    rows = (
        (84, 168, "姓名", person.name, "patient_name", None),
        (410, 168, "性别", person.sex_cn, "sex", person.sex),
        (590, 168, "年龄", f"{person.age(at.day)}岁", "age", str(person.age(at.day))),
        (800, 168, "科室", illness.department, "department", None),
        (84, 212, "就诊号", cast.digits(rng, 11), None, None),
        (410, 212, "就诊时间", moment, "visit_date", at.day.isoformat()),
        (860, 212, "陪同者", rng.choice(("母亲", "父亲", "祖母")), None, None),
        (1080, 212, "分级", rng.choice(("Ⅲ级", "Ⅳ级")), None, None),
    )
    sheet.rule(84, 154, 1240, 154, width=3)
    for x, y, label, text, field, value in rows:
        ink.pair(sheet, (x, y), label + "：", text, face="hei", size=26, field=field, value=value)
    sheet.rule(84, 258, 1240, 258, width=3)
    _vitals(sheet, rng, 276)
    y = _emergency(sheet, at, 356)
    ink.pair(sheet, (780, y + 30), "接诊医师：", at.doctor, face="hei", size=27, field="doctor")
    sheet.write((84, 1800), "本病历请妥善保管，复诊时请携带。", face="hei", size=22, ink=_GREY)
    return sheet.done("children_emergency", DocumentType.OP_RECORD)


def _vitals(sheet: Sheet, rng: random.Random, y: int) -> None:
    sheet.frame(Box(84, y, 1240, y + 58), width=1)
    signs = (
        f"T {rng.randint(365, 389) / 10}℃",
        f"P {rng.randint(86, 138)}次/分",
        f"R {rng.randint(20, 34)}次/分",
    )
    for i, text in enumerate((*signs, f"体重 {rng.randint(110, 380) / 10}kg", f"SpO2 {rng.randint(96, 100)}%")):
        sheet.write((110 + 228 * i, y + 12), text, face="hei", size=25)


def _emergency(sheet: Sheet, at: story.Visit, y: int) -> int:
    illness = at.illness
    for label, text, field in (
        ("主诉", illness.complaint, "chief_complaint"),
        ("现病史", illness.story, "present_illness"),
        ("个人史及预防接种史", "足月顺产，按计划预防接种。", None),
        ("体格检查", illness.findings, None),
        ("辅助检查", "暂无。", None),
    ):
        first = sheet.write((84, y), label + "：", face="hei-bold", size=28).x1 - 84 + 4
        y = (
            ink.wrap(
                sheet, (84, y), text, width=1140, face="hei", size=28, leading=46, first=first, field=field
            )
            + 12
        )
    sheet.write((84, y), "初步诊断：", face="hei-bold", size=28)
    for i, (diagnosis, _) in enumerate(illness.diagnoses, 1):
        sheet.write((240, y), f"{i}. {diagnosis}", face="hei", size=28)
        y += 46
    sheet.note("diagnoses", [cast.plain(text) for text, _ in illness.diagnoses])
    first = sheet.write((84, y + 12), "处理：", face="hei-bold", size=28).x1 - 84 + 4
    return ink.wrap(
        sheet,
        (84, y + 12),
        illness.treatment,
        width=1140,
        face="hei",
        size=28,
        leading=46,
        first=first,
        field="treatment",
    )


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {"tcm": tcm, "children_emergency": children_emergency}
