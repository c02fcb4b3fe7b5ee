"""Rows of made-up claims in every state that the page can show. No person in them exists."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from intake.pages.rows import Rows
from storage.model.checklist import Tone
from storage.model.claim import Channel, Claim, ClaimState, ClaimType
from storage.model.document import Document, Page
from storage.model.document_type import DocumentType
from storage.model.message import Message
from storage.model.reading import Reading, ReadingStatus, Refusal
from storage.model.records import (
    Cannot,
    Consent,
    MessageState,
    StoredAssessment,
    StoredDocument,
    StoredMessage,
    StoredReading,
)
from storage.model.submission import Original, OriginalState

NOW = dt.datetime(2026, 11, 25, 8, 0, tzinfo=dt.UTC)
CLAIM = "clm_01m3250v00abcdefghjkmnpqrs"
READ, READING, RECEIVED = OriginalState.READ, OriginalState.READING, OriginalState.RECEIVED

BILL = ("fine", "医院票据,看清了:2026年11月20日,共 439.94 元。", "")
BLURRED = ("again", "身份证有照片的一面有反光,看不清有效期。", "换个角度，关掉闪光灯再拍。")
CHECKING = ("checking", "出院小结,我们自己再看一看,您不用做什么。", "")
UNNEEDED = ("unneeded", "付款记录,这次用不上;需要的是医院票据。", "")

FEE_LIST = {
    "key": "fee_list",
    "person": "insured",
    "scope": "visit:1",
    "name": "费用清单（每一页），或者处方（有一样就行）(11月20日那次）",
    "lines": [
        "为什么：票据上只有每一类的总数，有了清单才能一项一项算。",
        "怎么拍：一页一张；页角如有“第1页 共4页”，请拍齐。PDF 可以直接传。",
        "去哪拿：收费窗口、自助机，或医院公众号。",
    ],
}
ID_CARD = {
    "key": "insured_id",
    "person": "insured",
    "scope": "claim",
    "name": "重拍:您的身份证（两面）",
    "lines": ["为什么：照片有反光，看不清有效期。", "怎么拍：换个角度，关掉闪光灯再拍。"],
}
CAUSE = {
    "key": "event.cause",
    "text": "这次看病是因为生病，还是意外受伤？如果是意外，请顺便写一两句是怎么受伤的。",
    "answers": ["生病", "意外受伤"],
}
BIRTH = {
    "key": "insured.birth",
    "text": "看病的人是哪年哪月哪日出生的？（大人和孩子需要的材料不一样）",
    "answers": [],
}
SETTLED = {"key": "si.settled", "text": "这次看病用医保结算过吗？", "answers": ["用过", "没有用"]}
NAME = {"key": "insured.name", "text": "这些材料上有不同的姓名，这次是给哪一位申请理赔？", "answers": []}

TEXT = """张女士:
看病这些天您辛苦了。您申请的门诊医疗理赔，材料我们已经收到。

已收好，不用再交：
您的储蓄卡、医院票据 1 张(共 439.94 元)

还需要您补 2 样（只需补这一次）：
1. 重拍:您的身份证（两面）
   为什么：照片有反光，看不清有效期。
   怎么拍：换个角度，关掉闪光灯再拍。
2. 费用清单（每一页），或者处方（有一样就行）
   为什么：票据上只有每一类的总数，有了清单才能一项一项算。
   怎么拍：一页一张；页角如有“第1页 共4页”，请拍齐。PDF 可以直接传。
   去哪拿：收费窗口、自助机，或医院公众号。

怎么交：用刚才交材料的方式再传一次就可以。不方便拍照的，请告诉我们，我们来想办法。
什么时候：建议 12月5日前。晚几天也没关系，您申请理赔的权利不受影响。
接下来：收齐后 1 个工作日内给您回复。
如果哪一样实在拿不到，请告诉我们，一起想别的办法。
有不清楚的，请找陈敏,电话 95000。"""


def claim(**changes: Any) -> Claim:
    base = Claim(
        id=CLAIM,
        tenant="main",
        external_ref="C-2026-003721",
        claim_types=(ClaimType.OUTPATIENT_MEDICAL,),
        locale="zh-CN",
        channel=Channel("console"),
        facts={
            "product.insurer_name": "某某保险",
            "product.service_phone": "95000",
            "product.contact_person": "陈敏",
        },
        opened_at=NOW - dt.timedelta(hours=2),
    )
    return replace(base, **changes)


def consent() -> Consent:
    return Consent(claim_id=CLAIM, version="2026-11-1", by="link:" + CLAIM, at=NOW - dt.timedelta(hours=1))


def original(number: int, state: OriginalState = READ, name: str = "") -> Original:
    return Original(
        id=f"org_{number:026}",
        tenant="main",
        claim_id=CLAIM,
        submission_id="sub_1",
        number=number,
        sha256=f"{number:064}",
        size=300_000,
        media_type="image/jpeg",
        name=name or f"IMG_{2040 + number}.jpg",
        received_at=NOW - dt.timedelta(seconds=40),
        state=state,
    )


def document(number: int, place: int = 1, *, is_withdrawn: bool = False) -> StoredDocument:
    id = f"doc_{number:013}{place:013}"
    found = Document(id=id, type=DocumentType.INV_OUTPATIENT, confidence=0.9, pages=(Page(1, 1280, 1707),))
    return StoredDocument(
        id=id,
        claim_id=CLAIM,
        original_id=original(number).id,
        document=found,
        withdrawn_at=NOW if is_withdrawn else None,
    )


def reading(
    number: int, reason: Refusal | None = None, documents: Sequence[StoredDocument] = ()
) -> StoredReading:
    status = ReadingStatus.REFUSED if reason and not documents else ReadingStatus.READ
    return StoredReading(
        original(number),
        Reading(
            file=original(number).name,
            sha256=original(number).sha256,
            media_type="image/jpeg",
            status=status,
            reason=reason,
            documents=tuple(one.document for one in documents),
        ),
    )


def assessment(**changes: Any) -> StoredAssessment:
    """`changes` are of its data, but for `revision`."""
    data: dict[str, Any] = {
        "complete": False,
        "items": [],
        "questions": [],
        "message": {"fingerprint": "f1", "tone": "standard"},
        "deficiencies": [],
        "received": [],
        "under_review": [],
        "verdicts": {},
    }
    revision = changes.pop("revision", 0)
    data |= changes
    return StoredAssessment(id="asm_1", claim_id=CLAIM, number=1, revision=revision, at=NOW, data=data)


def verdicts(*given: tuple[StoredDocument, tuple[str, str, str]]) -> Mapping[str, Mapping[str, str]]:
    return {one.id: {"tone": Tone(tone).value, "text": text, "tip": tip} for one, (tone, text, tip) in given}


def message(
    subject: str = "还差 2 样材料，补齐后我们马上继续", text: str = TEXT, fingerprint: str = "f1"
) -> StoredMessage:
    words = Message(
        locale="zh-CN", tone="standard", subject=subject, text=text, sms="", fingerprint=fingerprint
    )
    return StoredMessage(
        id="msg_1",
        claim_id=CLAIM,
        number=1,
        assessment_id="asm_1",
        state=MessageState.SENT,
        message=words,
        composed_at=NOW - dt.timedelta(minutes=5),
    )


def mixed(**changes: Any) -> Rows:
    """Five files with every tone, two asks, four questions."""
    papers = [document(1), document(2), document(3), document(4), document(4, 2, is_withdrawn=True)]
    refusal = Refusal("encrypted_file", "这个文件有密码，打不开。", "请去掉密码后再传，或直接传照片。")
    data = {
        "verdicts": verdicts(
            (papers[0], BILL), (papers[1], BLURRED), (papers[2], CHECKING), (papers[3], UNNEEDED)
        ),
        "deficiencies": [ID_CARD, FEE_LIST],
        "questions": [BIRTH, CAUSE, SETTLED, NAME],
        "received": ["您的储蓄卡", "医院票据 1 张(共 439.94 元)"],
        "under_review": ["出院小结"],
        **changes.pop("data", {}),
    }
    base = Rows(
        claim=claim(),
        now=NOW,
        consent=consent(),
        originals=tuple(original(number) for number in (1, 2, 3, 4, 5)),
        documents=tuple(papers),
        readings=(reading(1), reading(2), reading(3), reading(4), reading(5, refusal)),
        assessment=assessment(**data),
    )
    return replace(base, **changes)


def complete() -> Rows:
    paper = document(1)
    known = assessment(
        complete=True,
        verdicts=verdicts((paper, BILL)),
        received=["您的身份证（两面）", "您的储蓄卡", "医院票据 1 张(共 439.94 元)", "费用清单", "门诊病历"],
    )
    return Rows(
        claim=claim(),
        now=NOW,
        consent=consent(),
        originals=(original(1),),
        documents=(paper,),
        readings=(reading(1),),
        assessment=known,
    )


def states() -> Mapping[str, Rows]:
    """Every state by name."""
    first = assessment(deficiencies=[ID_CARD, FEE_LIST], questions=[BIRTH])
    empty = Rows(claim=claim(), now=NOW, consent=consent(), assessment=first)
    half = mixed(originals=(original(1), original(2), original(3, READING), original(4, RECEIVED)))
    done = claim(finished_at=NOW - dt.timedelta(minutes=1))
    gentle = claim(claim_types=(ClaimType.DEATH_ILLNESS,))
    child = claim(facts={"insured.birth": "2018-03-01"})
    reviewed = {"deficiencies": [], "questions": []}
    said = Cannot(
        claim_id=CLAIM, key="fee_list", person="insured", scope="visit:1", reason="医院不给打印", at=NOW
    )
    return {
        "consent": replace(empty, consent=None),
        "consent_child": replace(empty, consent=None, claim=child),
        "consent_message": replace(mixed(), consent=None, message=message()),
        "empty": empty,
        "empty_gentle": replace(empty, claim=gentle),
        "unassessed": replace(empty, assessment=None),
        "reading": half,
        "reading_slow": replace(half, now=NOW + dt.timedelta(minutes=10)),
        "settling": mixed(claim=claim(revision=1)),
        "mixed": mixed(),
        "quarantined": mixed(originals=(original(1), original(2, OriginalState.QUARANTINED))),
        "unsorted": mixed(originals=(original(6),)),
        "asks": mixed(data={"questions": []}),
        "questions": mixed(data={"deficiencies": [], "questions": [CAUSE, SETTLED]}),
        "cannot": mixed(cannots=(said,)),
        "review": mixed(data=reviewed),
        "finished": mixed(claim=done, data={"questions": []}),
        "message": mixed(message=message()),
        "message_older": mixed(message=message(fingerprint="f0")),
        "complete": complete(),
        "complete_message": replace(
            complete(), message=message("材料已收齐，不用再交", "您好:\n材料已经全部收齐。")
        ),
        "complete_gentle": replace(complete(), claim=gentle),
        "closed": replace(complete(), claim=claim(state=ClaimState.CLOSED)),
        "withdrawn": replace(mixed(), claim=claim(state=ClaimState.WITHDRAWN)),
    }
