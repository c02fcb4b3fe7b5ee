"""Every made-up paper is recognised from its lines, whatever its script, width and spacing; traps stay traps."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.kinds.classify import ACCEPT_AT, classify
from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType as T
from storage.model.extraction import Box, Source
from tests.specimens.titles_all import DRAWINGS

CASES = [(type, name) for type, drawings in DRAWINGS.items() for name in drawings]
NOTHING_KNOWN = {T.OTHER, T.IRRELEVANT, T.UNREADABLE}


def drawn(type: T, name: str, seed: int = 0) -> ReadPage:
    return replace(DRAWINGS[type][name](Random(seed)).page(), pixels=None)


def page(*texts: str, big: int = 0) -> ReadPage:
    """A page of lines below each other; the first `big` of them in large letters."""
    lines = tuple(
        Line(text, Box(60, 60 * i, 60 + 24 * len(text), 60 * i + (44 if i < big else 28)))
        for i, text in enumerate(texts)
    )
    return ReadPage(number=1, width=1240, height=1754, turn=0, lines=lines, source=Source.OCR)


def changed(original: ReadPage, change: Callable[[str], str]) -> ReadPage:
    return replace(original, lines=tuple(replace(line, text=change(line.text)) for line in original.lines))


@pytest.mark.parametrize(("type", "name"), CASES)
def test_a_made_up_paper_is_recognised_from_its_lines(type: T, name: str) -> None:
    for seed in range(4):
        verdict = classify(drawn(type, name, seed))
        assert verdict.type is type
        assert verdict.confidence >= 0.7


def test_a_known_paper_is_recognised_with_high_confidence() -> None:
    sure = [classify(drawn(type, name)).confidence for type, name in CASES if type is not T.OTHER]
    assert min(sure) >= 0.9


@settings(max_examples=60, deadline=None)
@given(case=st.sampled_from(CASES), change=st.sampled_from(["spaced", "wide", "traditional", "upper"]))
def test_spacing_width_and_script_change_nothing(case: tuple[T, str], change: str) -> None:
    changes: dict[str, Callable[[str], str]] = {
        "spaced": lambda text: " ".join(text),
        "wide": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
        "traditional": opencc.OpenCC("s2t").convert,
        "upper": str.upper,
    }
    original = drawn(*case)
    assert classify(changed(original, changes[change])).type is classify(original).type


@settings(max_examples=60, deadline=None)
@given(case=st.sampled_from(CASES), seed=st.integers(0, 10_000))
def test_lost_lines_hardly_ever_make_it_another_paper(case: tuple[T, str], seed: int) -> None:
    rng, original = Random(seed), drawn(*case)
    kept = tuple(line for line in original.lines if rng.random() > 0.25)
    verdict = classify(replace(original, lines=kept))
    near = {
        T.ID_TEMP: {T.ID_CARD},
        T.HMT_PERMIT: {T.ID_CARD},
        T.HM_TRAVEL: {T.TW_TRAVEL, T.ID_CARD},
        T.TW_TRAVEL: {T.HM_TRAVEL, T.ID_CARD},
        T.DAILY_LIST: {T.FEE_LIST},
        T.DIVORCE_CERT: {T.MARRIAGE_CERT},
    }
    assert verdict.type in {case[0], *NOTHING_KNOWN, *near.get(case[0], set())}


@pytest.mark.parametrize("type", [T.DISCHARGE, T.CLAIM_FORM, T.TRAFFIC_LIABILITY, T.SI_SETTLEMENT])
def test_one_wrong_character_in_a_long_title_is_forgiven(type: T) -> None:
    titles = {
        T.DISCHARGE: "24小时内入出浣记录",
        T.CLAIM_FORM: "保险金给付申清书",
        T.TRAFFIC_LIABILITY: "道路交通事故认定节",
        T.SI_SETTLEMENT: "基本医疗保险结算草",
    }
    assert classify(page(titles[type], "2026年03月02日", big=1)).type is type


def test_a_driving_licence_is_not_a_vehicle_licence_with_one_wrong_character() -> None:
    assert classify(page("机动车驾驶证", "2026年03月02日", big=1)).type is T.DRV_LICENSE
    assert classify(page("机动车行驶证", "2026年03月02日", big=1)).type is T.VEH_LICENSE


TRAPS: Sequence[tuple[T, str, ReadPage]] = (
    (
        T.PAYMENT_SLIP,
        "a payment screenshot that mentions an outpatient payment",
        page("示范市第一人民医院", "-128.50", "当前状态 支付成功", "商品 门诊缴费", "交易单号 4200001234567890"),
    ),
    (
        T.DAILY_LIST,
        "a list of one day",
        page("住院患者费用一日清单", "项目名称 规格 单位 单价 数量 金额", "床位费 日 45.00 1 45.00", "当日费用:45.00", big=1),
    ),
    (
        T.PREPAYMENT_SLIP,
        "a prepayment that looks like a bill",
        page("示范市第一人民医院住院预交金收据", "住院号 ZY10293", "金额合计(大写)叁仟元整", "收款人:李", big=1),
    ),
    (
        T.IMAGING_REPORT,
        "an imaging report with an opinion",
        page("DR检查报告单", "检查所见:右踝关节未见骨折。", "诊断意见:右踝软组织肿胀。", "报告医师:周", big=1),
    ),
    (
        T.IMAGING_REPORT,
        "a CT report's body without a title",
        page("影像表现:双肺纹理清晰,纵隔居中,未见肿大淋巴结。", "印象:胸部CT平扫未见异常。"),
    ),
    (
        T.DISCHARGE,
        "a discharge summary that speaks of the operation record",
        page("出院小结", "姓名:王小明", "诊疗经过:行阑尾切除术,详见手术记录。", "出院诊断:急性阑尾炎", "出院医嘱:休息", big=1),
    ),
    (
        T.LAB_REPORT,
        "a table of results without a title",
        page("序号 项目 结果 单位 参考范围", "1 白细胞 11.2 10^9/L 3.5-9.5", "2 血红蛋白 131 g/L 115-150"),
    ),
    (
        T.FEE_LIST,
        "a list of an outpatient visit",
        page("门诊费用明细清单", "门诊号 M12345", "项目名称 规格 单价 数量 金额", "布洛芬 100ml 18.90 1 18.90", "合计 18.90", big=1),
    ),
    (
        T.INV_OUTPATIENT,
        "an e-bill as a page of an app, without a check code",
        page("医疗门诊收费票据(电子)", "票据代码 31060126", "票据号码 0012345678", "交款人 张悦", "金额合计 128.50", "收款单位 示范市第一人民医院"),
    ),
    (
        T.TAX_INVOICE,
        "a clinic's tax invoice",
        page("电子发票(普通发票)", "发票号码:26312000000012345678", "购买方信息 名称:张悦", "销售方信息 名称:康宁诊所", "*医疗服务*门诊治疗费 1 200.00 免税", "价税合计(大写) 贰佰元整", big=1),
    ),
    (
        T.INV_INPATIENT,
        "a hospital bill whose items read like a list",
        page("江川省医疗住院收费票据(电子)", "票据代码:31069926 票据号码:0012345678", "项目名称 金额", "床位费 280.00", "西药费 2312.00", "住院号:ZY1029384 预缴金额:3000.00", big=1),
    ),
    (
        T.OTHER,
        "a list of facts",
        page("insured.name: 张悦", "event.cause: accident", "visits: 2026-03-02 示范市第一人民医院", "claimant.role: insured"),
    ),
    (
        T.OTHER,
        "a letter about nothing known",
        page("尊敬的业主,您好!", "本小区将于下周进行外墙清洗,请大家关好门窗。", "给您带来的不便敬请谅解。", "物业服务中心"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(("type", "page"), [trap[::2] for trap in TRAPS], ids=[trap[1] for trap in TRAPS])
def test_a_trap_is_seen(type: T, page: ReadPage) -> None:
    assert classify(page).type is type


NEIGHBOURS: Sequence[tuple[T, ReadPage]] = (
    (T.POLICY, page("电子保险单", "保险单号:1234567890", "投保人:张悦", "被保险人:王小明", "受益人:法定", "保险期间:1年", big=1)),
    (T.COURT_DOC, page("清河市人民法院", "民事判决书", "原告:张悦", "被告:王强", "判决如下:", "审判员 李", "书记员 陈", big=2)),
    (T.INHERIT_PROOF, page("继承权公证书", "申请人:张悦", "被继承人:王强", "公证员:李", big=1)),
    (T.WORK_CAPACITY, page("劳动能力鉴定结论书", "清河市劳动能力鉴定委员会", "被鉴定人:王强", big=1)),
    (T.LOSS_ASSESS, page("机动车损失确认书", "车牌号 京A12345", "换件项目 数量 单价 金额", "残值 20.00", "定损员:李", big=1)),
    (T.REPAIR_LIST, page("汽车维修结算清单", "车牌号 京A12345", "工时费 200.00", "配件名称 数量 单价 金额", big=1)),
    (T.VEH_REG, page("机动车登记证书", "注册登记摘要信息栏", "机动车所有人 王强", "车辆识别代号 LSVWY4180KN246094", big=1)),
    (T.FIRE_PROOF, page("火灾事故认定书", "起火原因:电气线路故障", "清河市消防救援大队", big=1)),
    (T.DELAY_PROOF, page("航班延误证明", "航班号 MU5301", "延误原因:天气原因", "计划起飞 08:35 实际起飞 13:20", big=1)),
    (T.PIR, page("行李不正常运输事故记录", "PROPERTY IRREGULARITY REPORT", "行李牌号 MU123456", big=1)),
    (T.EXIT_ENTRY, page("出入境记录查询结果", "国家移民管理局", "出境/入境 证件名称 出入境时间 口岸", big=1)),
    (T.OTHER, page("收入证明", "兹证明张悦系我公司员工,月收入人民币捌仟元整。", "特此证明。", "清河市某某贸易有限公司", big=1)),
    (T.OTHER, page("居住证明", "兹证明张悦居住在花园街3号,情况属实。", "特此证明。", "花园街居民委员会", big=1)),
    (T.OTHER, page("情况说明", "本人因工作调动,收件地址改为清河市人民路1号,请知悉。", "特此说明。", big=1)),
)  # fmt: skip


@pytest.mark.parametrize(("type", "page"), NEIGHBOURS, ids=lambda one: one if isinstance(one, str) else "")
def test_a_paper_of_another_claim_is_not_taken_for_its_neighbour(type: T, page: ReadPage) -> None:
    assert classify(page).type is type


@pytest.mark.parametrize("type", sorted(set(DRAWINGS) - {T.OTHER}))
def test_a_watermark_over_a_copy_changes_nothing(type: T) -> None:
    original = drawn(type, next(iter(DRAWINGS[type])))
    marks = tuple(Line("仅供理赔使用 他用无效", Box(200, y, 800, y + 60)) for y in (200, 600, 1000))
    assert classify(replace(original, lines=(*marks, *original.lines))).type is type


def test_what_is_nearly_a_type_is_other_and_marked() -> None:
    verdict = classify(
        page("出院诊断:肺炎", "以下为本人整理的情况说明,供贵公司参考,谢谢,此致敬礼,请查收附件照片若干")
    )
    assert verdict.type is T.OTHER
    assert verdict.confidence < 1
    assert verdict.is_doubtful == (1 - verdict.confidence >= 0.2)


def test_a_doubtful_answer_stays_below_the_threshold() -> None:
    for type, name in CASES:
        verdict = classify(drawn(type, name))
        assert (verdict.type in NOTHING_KNOWN) or verdict.confidence >= ACCEPT_AT


def test_classifying_a_long_page_takes_a_moment_only() -> None:
    rows = [f"{i} 注射用头孢曲松钠 1.0g 支 11.36 {i} {11.36 * i:.2f}" for i in range(1, 90)]
    long = page("住院费用清单", "姓名:张悦 住院号:ZY1029384", *rows)
    spent = []
    for _ in range(5):
        start = time.process_time()
        classify(long)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.06
