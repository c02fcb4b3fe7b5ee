"""The view of a claim: nothing that came is lost, counts agree, nothing is called missing while it is not read."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.pages.file_rows import FileRow, PaperRow, folded
from intake.pages.rows import Rows
from intake.pages.view import PageView, Stage, page_view, words_for
from intake.pages.words import page_words
from storage.model.checklist import Tone
from storage.model.claim import ClaimState, ClaimType
from storage.model.reading import Refusal
from storage.model.submission import OriginalState
from tests.intake.pages.made_up import (
    BIRTH,
    CAUSE,
    FEE_LIST,
    ID_CARD,
    NAME,
    NOW,
    SETTLED,
    assessment,
    claim,
    complete,
    consent,
    document,
    message,
    mixed,
    original,
    reading,
    states,
    verdicts,
)
from validators.wording import load_wording

REFUSED = Refusal("empty_file", "这个文件是空的。", "请重新选择文件再传一次。")
WORDS = page_words("zh-CN")


def view(rows: Rows) -> PageView:
    return page_view(rows, WORDS)


def all_files(shown: PageView) -> list[FileRow]:
    return [*shown.files, *shown.older_files]


@st.composite
def claims_with_files(draw: st.DrawFn) -> Rows:
    """Any mix of files in any state, with papers that have a verdict, have none yet, or were taken back."""
    originals, documents, readings, known = [], [], [], {}
    for number in range(1, draw(st.integers(0, 14)) + 1):
        state = draw(st.sampled_from(list(OriginalState)))
        originals.append(original(number, state))
        if state is not OriginalState.READ:
            continue
        found = [
            document(number, place, is_withdrawn=draw(st.booleans()))
            for place in range(1, draw(st.integers(0, 3)) + 1)
        ]
        documents += found
        readings.append(reading(number, draw(st.sampled_from([None, REFUSED])), found))
        told = [one for one in found if draw(st.booleans())]
        known |= verdicts(*((one, (draw(st.sampled_from(list(Tone))), "这张看过了。", "")) for one in told))
    latest = draw(
        st.sampled_from(
            [None, assessment(verdicts=known, deficiencies=[FEE_LIST, ID_CARD], questions=[CAUSE, BIRTH])]
        )
    )
    return Rows(
        claim=claim(
            revision=draw(st.integers(0, 1)),
            state=draw(st.sampled_from(list(ClaimState))),
            finished_at=draw(st.sampled_from([None, NOW])),
        ),
        now=NOW + dt.timedelta(minutes=draw(st.integers(0, 9))),
        consent=draw(st.sampled_from([None, consent()])),
        originals=tuple(originals),
        documents=tuple(documents),
        readings=tuple(readings),
        assessment=latest,
        message=draw(st.sampled_from([None, message()])),
    )


@given(claims_with_files())
def test_every_file_has_one_row_and_every_paper_one_line(rows: Rows) -> None:
    files = all_files(view(rows))
    assert sorted(file.number for file in files) == [one.number for one in rows.originals]
    assert all(file.papers for file in files)
    of_read = {one.id for one in rows.originals if one.state is OriginalState.READ}
    papers = [paper for file in files for paper in file.papers]
    offered = {paper.document_id for paper in papers if paper.document_id}
    living = {one.id for one in rows.documents if not one.withdrawn_at and one.original_id in of_read}
    assert offered == (set() if rows.claim.state.is_ended else living)
    assert sum(paper.tone == "aside" for paper in papers) == sum(
        bool(one.withdrawn_at) for one in rows.documents
    )


@given(claims_with_files())
def test_the_list_has_every_ask_and_question_of_the_assessment_in_order(rows: Rows) -> None:
    shown = view(rows)
    data = rows.assessment.data if rows.assessment else {"deficiencies": [], "questions": []}
    assert [ask.name for ask in shown.asks] == [one["name"] for one in data["deficiencies"]]
    assert [one.text for one in shown.questions] == [one["text"] for one in data["questions"]]
    assert len({one.mark for one in (*shown.asks, *shown.questions)}) == len(shown.asks) + len(shown.questions)


@given(claims_with_files())
def test_nothing_is_called_missing_before_everything_is_read_and_judged(rows: Rows) -> None:
    shown = view(rows)
    if rows.originals and not rows.is_current:
        assert shown.is_reading
        assert "差" not in shown.headline.text
        assert shown.stage is not Stage.COMPLETE


@given(claims_with_files())
def test_progress_counts_what_is_read_of_what_came(rows: Rows) -> None:
    headline = view(rows).headline
    if headline.total:
        assert headline.total == len(rows.originals)
        assert headline.done == sum(one.state.is_settled for one in rows.originals)
        assert str(headline.total) in headline.more or headline.done == headline.total


@given(st.integers(0, 40), st.sets(st.integers(0, 40)))
def test_folding_hides_only_older_files_that_need_no_look(count: int, loud: set[int]) -> None:
    files = [
        FileRow(number=n, name="", papers=(PaperRow(tone="again" if n in loud else "fine", text=""),))
        for n in range(count, 0, -1)
    ]
    in_sight, older = folded(files)
    assert sorted([*in_sight, *older], key=lambda one: -one.number) == files
    assert all(one.is_quiet and one.number <= count - 6 for one in older)


def test_the_stages_follow_what_is_stored() -> None:
    stages = {name: view(rows).stage for name, rows in states().items()}
    assert {name for name, stage in stages.items() if stage is Stage.CONSENT} == {
        "consent",
        "consent_child",
        "consent_message",
    }
    assert {name for name, stage in stages.items() if stage is Stage.ENDED} == {"closed", "withdrawn"}
    assert {name for name, stage in stages.items() if stage is Stage.COMPLETE} == {
        name for name in stages if name.startswith("complete")
    }


def test_a_claim_that_was_complete_is_not_while_something_new_is_read() -> None:
    more = replace(complete(), originals=(original(1), original(2, OriginalState.READING)))
    assert view(more).stage is Stage.OPEN


def test_only_the_last_four_signs_of_the_reference_are_shown() -> None:
    assert view(mixed()).tail == "尾号 3721"
    assert view(mixed(claim=claim(external_ref=None))).tail == "尾号 PQRS"


def test_what_was_said_to_be_out_of_reach_stays_on_the_list_but_is_not_counted() -> None:
    shown = view(states()["cannot"])
    assert [ask.is_said for ask in shown.asks] == [False, True]
    assert "还差 1 样" in shown.headline.text


def test_a_child_is_known_by_the_birth_date_alone() -> None:
    assert view(mixed()).whose == "unknown"
    born = {"insured.birth": "2008-11-25"}
    assert view(mixed(claim=claim(facts=born))).whose == "adult"
    assert view(mixed(claim=claim(facts={"insured.birth": "2008-11-26"}))).whose == "child"


def test_questions_know_how_they_are_answered() -> None:
    shown = view(mixed()).questions
    assert [one.kind for one in shown] == ["date", "choice", "choice", "line"]
    assert [one.key for one in shown if one.has_account] == ["event.cause"]


def test_a_question_is_gone_as_soon_as_it_is_answered() -> None:
    answered = claim(revision=1, facts={"si.settled": True})
    assert "si.settled" not in [one.key for one in view(mixed(claim=answered)).questions]
    assert "si.settled" in [one.key for one in view(mixed(claim=replace(answered, revision=0))).questions]


def test_room_for_how_it_happened_is_offered_once_and_not_when_it_is_known() -> None:
    scene = {**CAUSE, "key": "event.scene"}
    both = mixed(data={"questions": [CAUSE, scene, SETTLED]})
    assert [one.key for one in view(both).questions if one.has_account] == ["event.scene"]
    told = replace(both, claim=claim(facts={"event.account": "摔了一跤"}))
    assert not any(one.has_account for one in view(told).questions)
    asked = mixed(data={"questions": [CAUSE, {**NAME, "key": "event.account"}]})
    assert [one.kind for one in view(asked).questions] == ["choice", "lines"]
    assert not any(one.has_account for one in view(asked).questions)


def test_every_question_there_is_has_a_way_to_be_answered() -> None:
    for key, words in load_wording("zh-CN").words["question"].items():
        asked = mixed(data={"questions": [{"key": key, "text": words["text"], "answers": words["answers"]}]})
        kind = view(asked).questions[0].kind
        assert (kind == "choice") == bool(words["answers"])


@pytest.mark.parametrize(("fingerprint", "may"), [("f1", False), ("f0", True)])
def test_finishing_is_offered_only_where_it_would_change_the_message(fingerprint: str, may: bool) -> None:
    assert view(mixed(message=message(fingerprint=fingerprint))).can_finish is may


def test_finishing_is_not_offered_twice_nor_before_anything_came() -> None:
    assert view(mixed()).can_finish
    assert not view(states()["finished"]).can_finish
    assert not view(states()["empty"]).can_finish
    assert view(states()["finished"]).finished == "11月25日 15:59 您告诉我们都交完了。想补交，随时可以再传。"


def test_the_message_is_there_word_for_word_with_its_time() -> None:
    card = view(mixed(message=message())).message
    assert card is not None
    told = [line.text for block in card.blocks for line in block]
    assert told == [line.strip() for line in message().message.text.splitlines() if line.strip()]
    assert card.time == "11月25日 15:55 写好"
    assert not card.is_older


def test_a_message_from_before_the_last_change_says_so() -> None:
    old = view(states()["message_older"]).message
    busy = view(mixed(message=message(), claim=claim(revision=1))).message
    assert old is not None and old.is_older
    assert busy is not None and busy.is_older


def test_grave_claims_are_spoken_of_more_gently() -> None:
    grave = mixed(claim=claim(claim_types=(ClaimType.CRITICAL_ILLNESS,)))
    dead = mixed(claim=claim(facts={"insured.is_dead": True}))
    assert words_for(grave, WORDS).is_gentle and words_for(dead, WORDS).is_gentle
    assert not words_for(mixed(), WORDS).is_gentle


UNREAD = (
    original(1, OriginalState.READING),
    original(2, OriginalState.RECEIVED),
    original(3, OriginalState.RECEIVED),
)


def test_a_picture_says_what_was_seen_of_it_while_it_waits_to_be_read() -> None:
    sights = {UNREAD[0].id: None, UNREAD[1].id: "blur"}
    rows = Rows(claim=claim(), now=NOW, consent=consent(), originals=UNREAD, sights=sights)
    last, blurred, sound = (file.papers[0] for file in all_files(view(rows)))
    assert (sound.text, sound.tip) == ("已收到，照片看着清楚。正在看上面写的是什么…", "")
    assert ("模糊" in blurred.text, "对焦" in blurred.tip) == (True, True)
    assert last.text == "已收到，正在看…"
    assert {sound.tone, blurred.tone, last.tone} == {"waiting"}


@pytest.mark.parametrize("fault", ["blank", "blur", "dark", "small"])
def test_every_fault_that_is_seen_at_first_sight_has_its_words(fault: str) -> None:
    rows = Rows(claim=claim(), now=NOW, consent=consent(), originals=UNREAD[:1], sights={UNREAD[0].id: fault})
    paper = all_files(view(rows))[0].papers[0]
    assert paper.text.startswith("已收到") and paper.tip
