"""What a claimant does on the page, over the real application and without a script."""

from storage.model.reading import Refusal
from tests.intake.pages.phone import Phone


def test_what_is_read_shows_its_verdict_and_the_list(phone: Phone) -> None:
    phone.consent()
    phone.upload(("发票.jpg", b"one"))
    phone.read()
    shown = phone.look()
    assert "已收到，正在看…" not in shown.text
    assert shown.all("section", id="asks") and shown.all("section", id="questions")


def test_a_file_that_could_not_be_opened_says_why(phone: Phone) -> None:
    phone.consent()
    phone.upload(("发票.pdf", b"one"))
    phone.read(Refusal("encrypted_file", "这个文件有密码，打不开。", "请去掉密码后再传，或直接传照片。"))
    text = phone.look().text
    assert "这个文件有密码，打不开。" in text and "请去掉密码后再传" in text


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
