"""Every state drawn: what a person meets, what they can do, and nothing of a machine."""

from collections import Counter
from dataclasses import replace

import pytest

from intake.pages.rows import Rows
from intake.pages.show import Notice, draw_alone
from intake.pages.static_files import static_files
from intake.pages.words import locales, page_words
from storage.model.records import Cannot
from tests.intake.pages.made_up import CAUSE, CLAIM, FEE_LIST, NOW, message, mixed, original, states
from tests.intake.pages.seen import Seen, drawn, seen

STATES = states()
every_state = pytest.mark.parametrize("rows", STATES.values(), ids=STATES.keys())


def page(rows: Rows) -> Seen:
    return seen(drawn(rows))


def actions(shown: Seen) -> list[str]:
    return [form.attributes["action"].removeprefix("/u/token/") for form in shown.all("form")]


@every_state
def test_a_page_is_in_chinese_kept_from_robots_and_from_other_sites(rows: Rows) -> None:
    shown = page(rows)
    assert shown.all("html", lang="zh-CN")
    assert shown.all("meta", name="robots", content="noindex, nofollow")
    assert shown.all("meta", name="referrer", content="no-referrer")
    sources = [one.attributes.get("src") or one.attributes.get("href", "") for one in shown.elements]
    assert all(source.startswith(("/u/static/", "/u/token", "#")) for source in sources if source)


@every_state
def test_nothing_on_the_page_is_run_or_styled_from_within_it(rows: Rows) -> None:
    shown = page(rows)
    assert all(one.attributes.get("src") for one in shown.all("script"))
    assert not shown.all("style")
    within = [
        name for one in shown.elements for name in one.attributes if name == "style" or name.startswith("on")
    ]
    assert within == []


@every_state
def test_names_of_elements_are_unique_and_every_label_has_its_field(rows: Rows) -> None:
    shown = page(rows)
    names = Counter(one.attributes["id"] for one in shown.elements if "id" in one.attributes)
    assert [name for name, count in names.items() if count > 1] == []
    wanted = [one.attributes["for"] for one in shown.all("label") if "for" in one.attributes]
    wanted += [
        one.attributes["aria-labelledby"] for one in shown.elements if "aria-labelledby" in one.attributes
    ]
    assert [name for name in wanted if name not in names] == []


@every_state
def test_every_field_that_is_filled_in_has_a_label(rows: Rows) -> None:
    shown = page(rows)
    labelled = {one.attributes.get("for") for one in shown.all("label")}
    fields = [
        *shown.all("textarea"),
        *(one for one in shown.all("input") if one.attributes["type"] != "hidden"),
    ]
    bare = [
        one for one in fields if one.attributes.get("id") not in labelled and "label" not in one.within[-2:]
    ]
    assert bare == []


@every_state
def test_signs_are_hidden_from_readers_and_stand_beside_words(rows: Rows) -> None:
    assert all(one.attributes.get("aria-hidden") == "true" for one in page(rows).all("svg"))


@every_state
def test_nothing_can_be_sent_before_consent_nor_after_the_end(rows: Rows) -> None:
    shown = page(rows)
    if rows.claim.state.is_ended:
        assert actions(shown) == []
    elif rows.consent is None:
        assert actions(shown) == ["consent"]
        assert shown.all("input", type="file") == []
    else:
        assert "files" in actions(shown)
        assert "consent" not in actions(shown)


def test_consent_names_its_purposes_and_where_things_are_kept_and_is_an_act_of_ones_own() -> None:
    shown = page(STATES["consent"])
    for said in ("理赔审核、反欺诈、法定保存", "我们自己的机器", "单独同意", "不同意也可以", "监护人"):
        assert said in shown.text
    tick = shown.all("input", type="checkbox")[0].attributes
    assert "required" in tick and "checked" not in tick
    assert shown.all("input", name="version", value="2026-11-3")


def test_a_guardian_consents_for_a_child() -> None:
    shown = page(STATES["consent_child"])
    assert "我是孩子的监护人" in shown.text
    assert shown.all("input", name="version", value="2026-11-2")


def test_files_come_from_the_camera_or_from_the_phone_by_a_plain_form() -> None:
    shown = page(STATES["empty"])
    form = shown.all("form", action="/u/token/files")[0].attributes
    assert form["method"] == "post" and form["enctype"] == "multipart/form-data"
    camera, choose = shown.all("input", type="file", name="files")
    assert camera.attributes["accept"] == "image/*" and camera.attributes["capture"] == "environment"
    assert "multiple" in choose.attributes and "accept" not in choose.attributes


def test_the_parts_stand_in_the_order_in_which_they_are_needed() -> None:
    shown = page(mixed(message=message(fingerprint="f0")))
    parts = [one.attributes["id"] for one in shown.all("section")]
    assert parts == [
        *("state", "message", "upload", "files", "asks", "questions", "received", "review", "finish"),
    ]


def test_each_tone_is_a_word_and_not_only_a_colour() -> None:
    text = page(STATES["mixed"]).text
    for badge in ("清楚", "请重交", "我们来看", "用不上", "没能打开", "已拿掉"):
        assert badge in text
    assert text.count("已收到，正在看…") == 0
    assert page(STATES["reading"]).text.count("已收到，正在看…") == 2


def test_lists_that_change_are_read_out_calmly() -> None:
    shown = page(STATES["mixed"])
    live = {
        one.attributes.get("id"): one.attributes["aria-live"]
        for one in shown.elements
        if "aria-live" in one.attributes
    }
    assert set(live.values()) == {"polite"}
    assert {"state", "file-rows", "ask-rows", "queue"} <= set(live)


def test_what_cannot_be_got_can_be_said_once() -> None:
    assert actions(page(STATES["mixed"])).count("cannot") == 2
    said = page(STATES["cannot"])
    assert actions(said).count("cannot") == 1
    assert "同事看了会联系您" in said.text


def test_what_was_said_for_every_person_counts_for_each() -> None:
    for_all = Cannot(claim_id=CLAIM, key="fee_list", person=None, scope=None, reason="没有", at=NOW)
    assert actions(page(mixed(cannots=(for_all,)))).count("cannot") == 1


def test_every_ask_has_why_how_and_where_behind_it() -> None:
    shown = page(STATES["mixed"])
    for line in FEE_LIST["lines"]:
        head, _, rest = line.partition("：")
        assert head + "：" in shown.texts and rest in shown.texts


def test_answers_are_offered_in_words_and_what_was_typed_stays() -> None:
    shown = page(STATES["questions"])
    offered = [one.attributes["value"] for one in shown.all("input", type="radio", name="event.cause")]
    assert offered == CAUSE["answers"]
    assert shown.all("textarea", name="event.account")


def test_while_reading_the_list_says_that_it_may_grow_shorter() -> None:
    text = page(STATES["reading"]).text
    assert "如果里面已经有了，看完会自己划掉" in text
    assert "还需要的材料" not in text and "还差" not in text
    assert page(STATES["reading"]).all("progress", max="4", value="2")


def test_what_may_be_among_the_unread_is_called_being_compared_and_not_in_review() -> None:
    text = page(STATES["reading"]).text
    assert "这几样正在对照" in text and "我们自己在核对" not in text
    assert "我们自己在核对" in page(STATES["mixed"]).text


def test_a_slow_reading_says_that_one_may_leave() -> None:
    assert "可以先关掉这一页" in page(STATES["reading_slow"]).text
    assert "可以先关掉这一页" not in page(STATES["reading"]).text


def test_complete_is_a_clear_end() -> None:
    shown = page(STATES["complete"])
    assert "材料已收齐，不用再交" in shown.text
    assert not {"asks", "questions", "finish"} & {one.attributes["id"] for one in shown.all("section")}


@pytest.mark.parametrize(("name", "said"), [("closed", "已经收完"), ("withdrawn", "已经撤回")])
def test_an_ended_claim_says_so_kindly_and_takes_nothing(name: str, said: str) -> None:
    shown = page(STATES[name])
    assert said in shown.text and "请联系我们" in shown.text
    assert shown.all("script") == []


def test_the_message_stands_in_full_above_the_upload() -> None:
    text = page(STATES["message"]).text
    for line in message().message.text.splitlines():
        assert line.strip() in text
    assert text.index("给您的通知") < text.index("拍照")


def test_many_files_do_not_push_the_list_away_but_all_are_there() -> None:
    many = mixed(originals=tuple(original(number) for number in (1, 2, 3, 4, *range(6, 30))))
    shown = page(many)
    rows = shown.all("li", **{"class": "file"})
    assert len(rows) == 28
    assert shown.all("details", id="older-files")


@pytest.mark.parametrize("section", ["closed_link", "sorry"])
def test_a_link_that_does_not_open_says_what_to_do_and_nothing_else(section: str) -> None:
    shown = seen(draw_alone(section, page_words("zh-CN")))
    assert "请" in shown.text
    assert shown.all("form") == [] and shown.all("script") == []


def test_a_notice_is_read_out_and_trouble_looks_like_it() -> None:
    shown = seen(drawn(STATES["mixed"], Notice("您的回答已经记下。"), Notice("没有收下。", is_trouble=True)))
    assert shown.all("div", id="notice", role="status")
    assert shown.all("p", **{"class": "notice trouble"})


def test_the_text_that_was_consented_to_can_be_read_again() -> None:
    given = STATES["mixed"].consent
    assert given is not None
    shown = page(mixed(consent=replace(given, version="2026-11-2")))
    assert "这次是为孩子申请" in shown.text
    assert "这次是为孩子申请" not in page(mixed(consent=replace(given, version="other"))).text


def test_an_ask_shows_a_sample_picture_that_is_served_and_says_what_it_is() -> None:
    items = [{"key": "fee_list", "person": "insured", "scope": "visit:1", "accepts": ["rx", "fee_list"]}]
    (picture,) = page(mixed(data={"deficiencies": [FEE_LIST], "items": items})).all("img")
    assert picture.attributes["src"].removeprefix("/u/static/") in static_files()
    assert picture.attributes["alt"] == "样例图片：费用清单"
    assert "details" in picture.within
    no_picture = [{**items[0], "accepts": ["rx"]}]
    assert not page(mixed(data={"deficiencies": [FEE_LIST], "items": no_picture})).all("img")


@pytest.mark.parametrize("locale", locales())
def test_every_state_speaks_the_language_of_its_claim(locale: str) -> None:
    words = page_words(locale)
    for rows in STATES.values():
        shown = page(replace(rows, claim=replace(rows.claim, locale=locale), message=None))
        assert shown.all("html", lang=locale)
        assert words.say("contact.link") in shown.text
        assert locale != "en" or not SENTENCES & set(shown.texts)


SENTENCES = {
    text
    for section in page_words("zh-CN").wording.words.values()
    if isinstance(section, dict)
    for text in section.values()
    if isinstance(text, str)
}


def test_small_headings_are_told_in_english_too() -> None:
    lines = ["Why: the bill has totals only.", "Where to get it: the cashier."]
    english = {**FEE_LIST, "name": "list of charges", "lines": lines}
    rows = mixed(data={"deficiencies": [english]})
    shown = page(replace(rows, claim=replace(rows.claim, locale="en")))
    assert [head for head in ("Why:", "Where to get it:") if head in shown.texts] == [
        "Why:",
        "Where to get it:",
    ]
