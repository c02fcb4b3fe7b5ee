"""One message in every rendering: the same parts, escaped in HTML, within the limits of WeChat, fit for a mail."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model.message import Message
from tests.validators.builders import a_refusal, adult_papers, files, judge
from tests.validators.message.test_compose import CLAIMS
from tests.validators.scenarios.reading import scenarios
from validators.message.wechat import THING, names_within
from validators.wording import load_wording, locales

ALLOWED = {"article", "h1", "h2", "p", "section", "ol", "ul", "li", "strong", "footer", "a"}


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        assert {name for name, _ in attrs} <= {"lang", "class", "href"}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def seen(html: str) -> _Seen:
    parser = _Seen()
    parser.feed(html)
    assert not parser.open
    return parser


@pytest.mark.parametrize("name", CLAIMS)
def test_the_html_says_what_the_text_says(name):
    message = judge(*CLAIMS[name]).message
    parser = seen(message.html)
    assert set(parser.tags) <= ALLOWED
    plain = "".join(parser.words)
    for line in message.text.splitlines():
        assert re.sub(r"^(\d+\. |\s+)", "", line).rstrip("：") in plain


def test_a_hostile_file_name_stays_text():
    locked = a_refusal(9, "encrypted_file", "打不开。", "请再传。", name="<script>alert(1)<x>.jpg")
    html = judge([*files(*adult_papers()[:4]), locked]).message.html
    assert "<script" not in html and "&lt;script" in html


@pytest.mark.parametrize(("link", "is_link"), [("https://s.example/a?b=1&c=2", True), ("javascript:x", False)])
def test_only_a_web_address_can_be_followed(link, is_link):
    html = judge(files(*adult_papers()[:4]), {"product.upload_link": link}).message.html
    assert ("<a href=" in html) == is_link


def test_a_mail_has_a_subject_a_text_and_a_page():
    message = judge(*CLAIMS["many"]).message
    assert message.email["subject"] == message.subject
    assert message.email["text"] == message.text
    assert message.html in message.email["html"]


def within_limits(message: Message) -> bool:
    return all(len(value) <= THING for name, value in message.wechat.items() if name != "link")


@pytest.mark.parametrize("scenario", list(scenarios()), ids=lambda one: one.name)
def test_the_fields_of_every_scenario_keep_within_their_limits(scenario):
    for step in range(len(scenario.steps)):
        facts = dict(scenario.facts)
        message = judge(scenario.readings(step), facts, claim_types=scenario.claim_types).message
        assert within_limits(message), message.wechat


@pytest.mark.parametrize("locale", locales())
@given(names=st.lists(st.text("文件单ab", min_size=1, max_size=24), min_size=1, max_size=40))
def test_names_are_whole_or_counted(locale, names):
    words = load_wording(locale)
    said = names_within(names, words)
    assert len(said) <= THING
    joint = words.say("list_joint")
    whole = [joint.join(names), words.say("wechat.count", asks=len(names))]
    more = [
        words.say("wechat.more", names=joint.join(names[:at]), asks=len(names)) for at in range(1, len(names))
    ]
    assert said in (*whole, *more)


@pytest.mark.parametrize("locale", locales())
def test_the_fixed_fields_keep_within_their_limits(locale):
    words = load_wording(locale)
    for kind in ("asks", "questions", "review", "complete"):
        said = words.say(f"wechat.subject.{kind}", asks=12, questions=12, review=12)
        assert len(said) <= THING and len(words.say(f"wechat.tip.{kind}")) <= THING
        assert len(words.say(f"wechat.state.{kind}")) <= THING
    assert len(words.date("2026-12-31", "wechat")) <= THING
