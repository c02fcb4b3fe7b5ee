"""What people send is shown as it is written and never becomes part of the page."""

from dataclasses import replace

import pytest

from intake.pages.show import Notice, draw_page
from intake.pages.view import Typed, page_view
from intake.pages.words import page_words
from storage.model.reading import Refusal
from tests.intake.pages.made_up import (
    CAUSE,
    NAME,
    assessment,
    claim,
    document,
    message,
    mixed,
    original,
    reading,
    verdicts,
)
from tests.intake.pages.seen import FRAME, Seen, drawn, seen

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "</textarea><script src=//x.example/a.js></script>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "</title></main></body>",
    "\u202egpj.票发",
)
each = pytest.mark.parametrize("text", HOSTILE)


def shape(page: Seen) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes, but not what stands in them."""
    return [(one.tag, tuple(sorted(one.attributes))) for one in page.elements]


@each
def test_a_file_name_stays_a_name(text: str) -> None:
    named = mixed(originals=tuple(original(number, name=text) for number in (1, 2, 3, 4, 5)))
    page = seen(drawn(named))
    assert shape(page) == shape(seen(drawn(mixed())))
    assert "49" not in page.text.replace("439", "")


@each
def test_what_was_typed_stays_typed(text: str) -> None:
    asked = mixed(data={"questions": [NAME, {**NAME, "key": "event.account"}, CAUSE]})

    def typed(value: str) -> Seen:
        given = Typed(
            {"insured.name": value, "event.account": value, "event.cause": value}, frozenset({"insured.name"})
        )
        return seen(draw_page(page_view(asked, page_words("zh-CN"), given), page_words("zh-CN"), FRAME))

    page = typed(text)
    assert shape(page) == shape(typed("张悦"))
    assert page.all("input", type="text")[0].attributes["value"] == text
    assert text in page.text


@each
def test_nothing_that_is_stored_becomes_markup(text: str) -> None:
    def page(value: str) -> Seen:
        paper = document(1)
        ask = {
            "key": value,
            "person": value,
            "scope": value,
            "name": value,
            "lines": [f"为什么：{value}", value],
        }
        known = assessment(
            verdicts=verdicts((paper, ("again", value, value))),
            deficiencies=[ask],
            questions=[{"key": value, "text": value, "answers": [value]}],
            received=[value],
            under_review=[value],
        )
        facts = dict.fromkeys(
            ("product.insurer_name", "product.contact_person", "product.service_phone"), value
        )
        rows = replace(
            mixed(
                assessment=known, claim=claim(external_ref=value, facts=facts), message=message(value, value)
            ),
            readings=(reading(5, Refusal("x", value, value)),),
        )
        return seen(drawn(rows, Notice(value)))

    assert shape(page(text)) == shape(page("张悦"))
