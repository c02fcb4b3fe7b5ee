"""The page over the real application: the link opens it, forms do what they say, errors are said kindly."""

import json
from dataclasses import replace

import pytest

from extractors.limits import Limits
from intake.pages.view import WHOSE
from intake.pages.words import page_words
from intake.web.live import LiveStreams
from storage.errors import StoreFull
from storage.model.claim import ClaimState
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
    assert "收到了，正在看。" in shown.text
    assert shown.text.count("已收到，正在看…") == 2
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
    monkeypatch.setattr("intake.upload.delivery.Limits.default", lambda: small)
    answer = phone.upload(("大.jpg", b"x" * 11), ("好.jpg", b"x"))
    assert "「大.jpg」没有收下：这个文件太大了。" in answer.text
    assert raw_codes(seen(answer.text).text.replace(".jpg", "")) == []
    assert [one.name for one in phone.originals()] == ["好.jpg"]
    lone = phone.upload(("大.jpg", b"x" * 11), Accept="application/json")
    assert lone.status_code == 413
    assert lone.json() == {"trouble": page_words("zh-CN").trouble("file_too_large")}


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
