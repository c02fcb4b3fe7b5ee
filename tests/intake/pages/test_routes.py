"""The page over the real application: the link opens it, forms do what they say, errors are said kindly."""

import json
from dataclasses import replace

import pytest

from extractors.limits import Limits
from intake.live import LiveStreams
from intake.pages.view import WHOSE
from intake.pages.words import page_words
from storage.errors import StoreFull
from storage.model.claim import ClaimState
from storage.model.reading import Refusal
from tests.intake.pages.phone import Phone
from tests.intake.pages.seen import raw_codes, seen

CONSENTED = [page_words("zh-CN").say(f"consent.version_{whose}") for whose in WHOSE]


def test_the_link_opens_the_page_and_leaves_no_trace_of_itself(phone: Phone) -> None:
    answer = phone.get()
    assert answer.status_code == 200
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert "set-cookie" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy and "unsafe" not in policy and "default-src 'none'" in policy


def test_a_wrong_link_and_an_expired_one_show_the_same_kind_page(phone: Phone) -> None:
    expired = phone.house.link(phone.claim_id, days=-1)
    other = phone.house.link("clm_" + "0" * 26)
    tokens = [expired, other, phone.token[:-1] + ("A" if phone.token[-1] != "A" else "B"), "x", "%E7%90%86"]
    answers = [phone.house.plain.get(f"/u/{token}") for token in tokens]
    assert [answer.status_code for answer in answers] == [410, 404, 404, 404, 404]
    assert len({answer.text for answer in answers}) == 1
    assert "请回到我们发给您的消息里" in answers[0].text
    assert answers[0].headers["cache-control"] == "no-store"


@pytest.mark.parametrize("act", ["consent", "files", "answers", "cannot", "withdraw", "finish"])
def test_no_act_goes_without_a_good_link(phone: Phone, act: str) -> None:
    expired = phone.house.link(phone.claim_id, days=-1)
    before = phone.house.actions(phone.claim_id)
    assert phone.house.plain.post(f"/u/{expired}/{act}", data={"agreed": "1"}).status_code == 410
    assert phone.house.plain.post(f"/u/x/{act}", data={"agreed": "1"}).status_code == 404
    assert phone.house.actions(phone.claim_id) == before


def test_a_link_copied_with_the_sign_behind_it_opens_too(phone: Phone) -> None:
    assert phone.house.plain.get(f"/u/{phone.token}。").status_code == 200


def test_consent_comes_first_is_kept_with_its_version_and_opens_the_upload(phone: Phone) -> None:
    assert phone.look().all("input", type="file") == []
    refused = phone.upload(("a.jpg", b"x"))
    assert refused.status_code == 409
    assert "要先得到您的同意" in refused.text
    shown = phone.consent()
    assert phone.posted == 303
    assert "已经记下您的同意" in shown.text
    assert shown.all("input", type="file")
    with phone.house.store.read() as uow:
        known = uow.consents.latest(phone.claim_id)
    assert known is not None and known.version == CONSENTED[WHOSE.index("unknown")]
    assert known.by == f"link:{phone.claim_id}"
    assert "consent.given" in phone.house.actions(phone.claim_id)


@pytest.mark.parametrize(
    ("given", "said"),
    [({"version": "2026-11-3"}, "请先勾选"), ({"version": "1999", "agreed": "1"}, "要先得到您的同意")],
)
def test_no_consent_without_the_tick_nor_to_another_text(
    phone: Phone, given: dict[str, str], said: str
) -> None:
    shown = phone.post("consent", given)
    assert phone.posted in (409, 422)
    assert said in shown.text
    assert "consent.given" not in phone.house.actions(phone.claim_id)


def test_files_go_in_by_a_plain_form_and_show_at_once(phone: Phone) -> None:
    phone.consent()
    answer = phone.upload(("发票.jpg", b"one"), ("清单.pdf", b"two"))
    assert answer.history[0].status_code == 303
    shown = seen(answer.text)
    assert "收到了,正在看。" in shown.text
    assert shown.text.count("已收到,正在看…") == 2
    assert "发票.jpg" in shown.text and "清单.pdf" in shown.text
    assert [one.name for one in phone.originals()] == ["发票.jpg", "清单.pdf"]


def test_a_form_without_a_file_says_so(phone: Phone) -> None:
    phone.consent()
    body = b'--b\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\n\r\n--b--\r\n'
    answer = phone.house.plain.post(
        f"{phone.base}/files", content=body, headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code == 422
    assert "没有选到文件" in answer.text


def test_the_script_sends_a_file_twice_with_one_key_and_it_counts_once(phone: Phone) -> None:
    phone.consent()
    headers = {"Accept": "application/json", "Idempotency-Key": "k1"}
    answers = [phone.upload(("a.jpg", b"same"), **headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].json() == {"trouble": ""}
    assert len(phone.originals()) == 1


def test_the_script_is_told_in_words_what_a_person_would_be(phone: Phone) -> None:
    refused = phone.upload(("a.jpg", b"x"), Accept="application/json")
    assert refused.status_code == 409
    assert refused.json() == {"trouble": page_words("zh-CN").trouble("consent_required")}


def test_files_that_were_left_out_are_named_and_the_others_are_in(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.consent()
    small = replace(Limits.default(), file_bytes=10)
    monkeypatch.setattr("intake.delivery.Limits.default", lambda: small)
    answer = phone.upload(("大.jpg", b"x" * 11), ("好.jpg", b"x"))
    assert "「大.jpg」没有收下:这个文件太大了。" in answer.text
    assert raw_codes(seen(answer.text).text.replace(".jpg", "")) == []
    assert [one.name for one in phone.originals()] == ["好.jpg"]
    lone = phone.upload(("大.jpg", b"x" * 11), Accept="application/json")
    assert lone.status_code == 413
    assert lone.json() == {"trouble": page_words("zh-CN").trouble("file_too_large")}


def test_what_is_read_shows_its_verdict_and_the_list(phone: Phone) -> None:
    phone.consent()
    phone.upload(("发票.jpg", b"one"))
    phone.read()
    shown = phone.look()
    assert "已收到,正在看…" not in shown.text
    assert shown.all("section", id="asks") and shown.all("section", id="questions")


def test_a_file_that_could_not_be_opened_says_why(phone: Phone) -> None:
    phone.consent()
    phone.upload(("发票.pdf", b"one"))
    phone.read(Refusal("encrypted_file", "这个文件有密码,打不开。", "请去掉密码后再传,或直接传照片。"))
    text = phone.look().text
    assert "这个文件有密码,打不开。" in text and "请去掉密码后再传" in text


def test_a_wrong_photo_is_taken_back(phone: Phone) -> None:
    phone.consent()
    phone.upload(("发票.jpg", b"one"))
    phone.read()
    document = phone.look().all("input", name="document")[0].attributes["value"]
    shown = phone.post("withdraw", {"document": document})
    assert phone.posted == 303
    assert "这张已经拿掉" in shown.text and "这张不算在内" in shown.text
    assert "document.withdrawn" in phone.house.actions(phone.claim_id)


def test_another_claims_photo_cannot_be_taken_back(phone: Phone) -> None:
    phone.consent()
    phone.upload(("发票.jpg", b"one"))
    phone.read()
    document = phone.look().all("input", name="document")[0].attributes["value"]
    phone.token = phone.house.link(phone.house.opened())
    shown = phone.post("withdraw", {"document": document})
    assert phone.posted == 404
    assert "这一样已经不在了" in shown.text


def test_what_cannot_be_got_goes_to_a_person(phone: Phone) -> None:
    phone.consent()
    phone.read()
    form = [
        one
        for one in phone.look().all("input", type="hidden")
        if one.attributes["name"] in ("key", "person", "scope")
    ]
    given = {one.attributes["name"]: one.attributes["value"] for one in form[:3]}
    assert "请写一写是什么情况" in phone.post("cannot", given).text
    assert phone.posted == 422
    assert "已经记下" in phone.post("cannot", {**given, "reason": "医院不给打印"}).text
    with phone.house.store.read() as uow:
        told = uow.cannots.of_claim(phone.claim_id)
    assert [(one.key, one.reason) for one in told] == [(given["key"], "医院不给打印")]


def test_answers_become_facts_and_may_come_in_part(phone: Phone) -> None:
    phone.consent()
    phone.read()
    shown = phone.post("answers", {"event.cause": "生病", "insured.birth": ""})
    assert phone.posted == 303
    assert "您的回答已经记下" in shown.text
    assert phone.facts()["event.cause"] == "disease"
    assert "answer.given" in phone.house.actions(phone.claim_id)


def test_an_answer_that_is_none_is_marked_and_the_others_stay_as_typed(phone: Phone) -> None:
    phone.consent()
    phone.read()
    shown = phone.post("answers", {"event.cause": "生病", "insured.birth": "不记得了"})
    assert phone.posted == 422
    assert shown.all("input", type="radio", value="生病", checked="")
    assert "这一处请再看一看" in shown.text
    assert "event.cause" not in phone.facts()


def test_only_what_is_asked_can_be_answered(phone: Phone) -> None:
    phone.consent()
    phone.read()
    shown = phone.post("answers", {"payee.name": "张悦", "product.service_phone": "110"})
    assert phone.posted == 422 and "还没有写回答" in shown.text
    assert dict(phone.facts()) == {}


def test_that_is_all_is_said_once_and_shown(phone: Phone) -> None:
    phone.consent()
    phone.upload(("发票.jpg", b"one"))
    phone.read()
    shown = phone.post("finish", {})
    assert "知道了" in shown.text and "您告诉我们都交完了" in shown.text
    assert shown.all("section", id="finish") == []
    assert "claim.finished" in phone.house.actions(phone.claim_id)


@pytest.mark.parametrize("state", [ClaimState.CLOSED, ClaimState.WITHDRAWN])
def test_an_ended_claim_takes_nothing_more_and_says_so(phone: Phone, state: ClaimState) -> None:
    phone.consent()
    phone.save(state=state)
    answer = phone.upload(("a.jpg", b"x"))
    assert answer.status_code == 409
    assert "已经不再收材料" in answer.text
    assert seen(answer.text).all("form") == []


def test_the_fragment_is_the_same_as_on_the_page(phone: Phone) -> None:
    phone.consent()
    phone.upload(("发票.jpg", b"one"))
    fragment = phone.get("/live")
    assert fragment.text.strip() in phone.get().text
    assert fragment.headers["cache-control"] == "no-store"


def test_changes_are_told_without_what_changed(phone: Phone) -> None:
    phone.consent()
    phone.upload(("发票.jpg", b"one"))
    phone.house.app.state.live_streams = LiveStreams(seconds=0.05, poll_seconds=0.01)
    told = phone.get("/events")
    assert told.headers["content-type"].startswith("text/event-stream")
    frames = [frame for frame in told.text.split("\n\n") if frame.startswith("id:")]
    assert frames and all(frame.split("\n")[1:] == ["data: changed"] for frame in frames)
    last = frames[-1].split("\n")[0].removeprefix("id: ")
    again = phone.get("/events", **{"Last-Event-ID": last})
    assert "changed" not in again.text


def test_trouble_of_ours_is_said_kindly_and_without_its_words(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreFull("No room at /srv/x.")

    phone.consent()
    monkeypatch.setattr("intake.pages.acts.finish_claim", full)
    answer = phone.house.plain.post(f"{phone.base}/finish")
    assert answer.status_code == 507
    assert "暂时存不下了" in answer.text and "/srv" not in answer.text
    monkeypatch.setattr("intake.pages.visit.load_rows", full)
    answer = phone.get()
    assert answer.status_code == 507
    assert "这一页暂时打不开" in answer.text


def test_what_nobody_foresaw_is_said_kindly_too(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("张悦 6222021234567890123")

    phone.consent()
    monkeypatch.setattr("intake.pages.acts.finish_claim", broken)
    answer = phone.house.plain.post(f"{phone.base}/finish")
    assert answer.status_code == 500
    assert "刚才没有办成" in answer.text and "张悦" not in answer.text


def test_a_form_that_is_too_long_is_not_read(phone: Phone) -> None:
    phone.consent()
    phone.post("cannot", {"reason": "长" * 60_000})
    assert phone.posted == 413


def test_the_style_sheet_and_scripts_come_from_here_and_are_asked_for_once(phone: Phone) -> None:
    plain = phone.house.plain
    for name in ("page.css", "page.js", "morph.js", "sending.js", "mark.svg"):
        first = plain.get(f"/u/static/{name}")
        assert first.status_code == 200
        assert (
            plain.get(f"/u/static/{name}", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
        )
    assert plain.get("/u/static/../view.py").status_code == 404
    assert plain.get("/u/static/nothing").status_code == 404


def test_the_page_stands_in_no_document_of_the_api(phone: Phone) -> None:
    paths = json.dumps(phone.house.app.openapi()["paths"])
    assert "/u/" not in paths and "/u/static" not in paths
