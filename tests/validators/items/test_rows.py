"""What a row may say beyond its papers: how many, which together, from when, and whether it may block at all."""

import datetime as dt
from typing import Any

import pytest

from storage.model.checklist import ItemState
from storage.model.document import Document
from storage.model.document_type import DocumentType as T
from tests.validators.builders import TODAY, a_paper, files, record
from validators.claim.dossier import Dossier
from validators.facts.known import facts_from
from validators.items.implied import without_implied
from validators.items.judge import Judgement, accepted_types, judge
from validators.lists.requirement import Accept, Requirement, Wait
from validators.papers.paper import papers_in


def row(**more: Any) -> Requirement:
    given = {"key": "photos", "person": "insured", "accepts": (Accept(T.PHOTO),), "source": ("own",), **more}
    return Requirement(**given)


def judged(requirement: Requirement, *papers: Document, **facts: object) -> Judgement:
    return judge(requirement, dossier(*papers, **facts), None)


def dossier(*papers: Document, **facts: object) -> Dossier:
    named = {name.replace("__", "."): value for name, value in facts.items()}
    return Dossier.gather(papers_in(files(*papers)), facts_from({"insured.name": "张悦", **named}), TODAY)


@pytest.mark.parametrize(
    ("count", "state"), [(0, "missing"), (1, "missing"), (2, "satisfied"), (3, "satisfied")]
)
def test_at_least_two_different_papers_are_wanted(count: int, state: str) -> None:
    assert judged(row(at_least=2), *[a_paper(T.PHOTO)] * count).verdict.state.value == state


def test_the_second_best_decides_where_two_are_wanted() -> None:
    two = row(accepts=(Accept(T.OP_RECORD),), at_least=2)
    assert judged(two, record(), record("李建国")).verdict.state is ItemState.WRONG_PERSON


def test_an_unconfirmed_row_warns_and_never_asks() -> None:
    assert judged(row(source=("own?",))).verdict.state is ItemState.SATISFIED_WITH_WARNING
    assert judged(row(source=("own?",)), a_paper(T.PHOTO)).verdict.reason == "satisfied"


TOGETHER = row(
    accepts=(Accept(T.DEATH_CERT),), together=((Accept(T.HUKOU_CANCEL), Accept(T.CREMATION)),), person="insured"
)


@pytest.mark.parametrize(
    ("papers", "state", "accepts"),
    [
        ([], "missing", [T.DEATH_CERT]),
        ([T.CREMATION], "missing", [T.DEATH_CERT, T.HUKOU_CANCEL]),
        ([T.HUKOU_CANCEL], "missing", [T.DEATH_CERT, T.CREMATION]),
        ([T.HUKOU_CANCEL, T.CREMATION], "satisfied", [T.DEATH_CERT]),
    ],
)
def test_a_set_serves_together_and_the_last_of_it_alone_is_enough(
    papers: list[T], state: str, accepts: list[T]
) -> None:
    claim = dossier(*[a_paper(kind, name="张悦") for kind in papers])
    assert judge(TOGETHER, claim, None).verdict.state.value == state
    assert list(accepted_types(TOGETHER, claim, None)) == accepts


def test_a_set_of_which_one_is_in_doubt_is_for_a_person() -> None:
    unread = a_paper(T.CREMATION)
    assert judged(TOGETHER, a_paper(T.HUKOU_CANCEL, name="张悦"), unread).verdict.state is ItemState.IN_REVIEW


@pytest.mark.parametrize(
    ("day", "state", "questions"),
    [
        (None, ItemState.UNKNOWN_FACT, ("event.date",)),
        (TODAY - dt.timedelta(days=179), ItemState.IN_REVIEW, ()),
        (TODAY - dt.timedelta(days=180), ItemState.MISSING, ()),
    ],
)
def test_nobody_is_asked_before_the_day(
    day: dt.date | None, state: ItemState, questions: tuple[str, ...]
) -> None:
    facts = {"event__date": day.isoformat()} if day else {}
    judgement = judged(row(wait=Wait("event.date", 180)), **facts)
    assert (judgement.verdict.state, judgement.questions) == (state, questions)


def test_what_comes_early_is_taken() -> None:
    early = judged(row(wait=Wait("event.date", 180)), a_paper(T.PHOTO), event__date=TODAY.isoformat())
    assert early.verdict.state is ItemState.SATISFIED


def test_a_row_that_only_asks_a_question_asks_no_paper() -> None:
    question = row(accepts=(), answer="insured.school")
    assert judged(question).questions == ("insured.school",)
    assert judged(question, insured__school="示范小学二年级").verdict.state is ItemState.SATISFIED


def test_nothing_is_implied_where_nothing_is_asked() -> None:
    assert without_implied([], [row()]) == []
