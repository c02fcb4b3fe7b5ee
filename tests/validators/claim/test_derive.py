import datetime as dt

import pytest

from storage.model.document_type import DocumentType
from tests.validators.builders import (
    CHILD,
    FATHER,
    MOTHER,
    TODAY,
    a_paper,
    bank_card,
    bill,
    both_faces,
    doubtful,
    files,
    record,
)
from validators.claim.derive import derive
from validators.facts.load import Facts, facts_from
from validators.papers.cards import pair
from validators.papers.paper import papers_in


def facts_of(*documents, given=None):
    papers = papers_in(files(*documents))
    return derive(given or Facts(), papers, pair(papers), TODAY)


def test_papers_that_agree_tell_the_name_and_the_card_tells_the_birth():
    facts = facts_of(both_faces(), bill(), record())
    assert facts.get("insured.name") == MOTHER
    assert facts.get("insured.birth") == dt.date(1990, 3, 7)
    assert facts.get("insured.age") == 36
    assert facts.get("claimant.role") == "insured"
    assert facts.get("agent.present") is False


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (DocumentType.BIRTH_CERT, {"child_name": CHILD, "birth_at": "2018-03-01T09:28"}),
        (DocumentType.HUKOU, {"name": CHILD, "id_number": "310115201803010012"}),
        (DocumentType.DEATH_CERT, {"name": CHILD, "birth_date": "2018-03-01"}),
    ],
)
def test_papers_that_name_a_child_tell_its_birth_so_nobody_is_asked(kind, fields):
    known = {"insured.name": CHILD}
    assert facts_of(a_paper(kind, **fields), given=facts_from(known)).get("insured.is_minor") is True
    other = a_paper(DocumentType.BIRTH_CERT, child_name=CHILD, birth_at="2008-03-01T09:28")
    assert facts_of(a_paper(kind, **fields), other, given=facts_from(known)).get("insured.birth") is None
    assert (
        facts_of(a_paper(kind, **fields), given=facts_from({"insured.name": MOTHER})).get("insured.birth")
        is None
    )


def test_papers_that_disagree_tell_nothing():
    assert facts_of(bill(MOTHER), record(FATHER)).get("insured.name") is None


def test_a_name_to_check_tells_nothing():
    assert facts_of(bill(doubtful(MOTHER))).get("insured.name") is None


@pytest.mark.parametrize(
    ("age", "is_minor"), [("8", True), ("3月", True), ("32", False), ("16", None), ("18", None)]
)
def test_a_printed_age_tells_child_from_adult_where_it_is_clear(age, is_minor):
    assert facts_of(record(CHILD, age=age)).get("insured.is_minor") is is_minor


def test_what_was_given_is_never_overruled_by_papers():
    given = facts_from({"insured.birth": "2018-03-01", "insured.name": CHILD, "si.settled": True})
    facts = facts_of(both_faces(), bill(), given=given)
    assert (facts.get("insured.name"), facts.get("insured.is_minor"), facts.get("si.settled")) == (
        CHILD,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("more", "settled"),
    [
        ({"pool_paid": "10.00"}, True),
        ({"pool_paid": "0.00"}, False),
        ({"pool_paid": doubtful("0.00")}, False),
    ],
)
def test_a_bill_tells_whether_the_social_insurance_paid(more, settled):
    assert facts_of(bill(**more)).get("si.settled") is settled


def test_a_bill_without_the_split_tells_nothing_unless_it_says_self_paid():
    bare = {"bill_number": "1", "total": "5.00"}
    assert facts_of(a_paper(DocumentType.INV_OUTPATIENT, **bare)).get("si.settled") is None
    own = a_paper(DocumentType.INV_OUTPATIENT, insurance_kind="全自费", **bare)
    assert facts_of(own).get("si.settled") is False


def test_papers_of_an_accident_prove_it():
    facts = facts_of(a_paper(DocumentType.TRAFFIC_AGREEMENT))
    assert facts.get("event.cause") == "accident"
    assert facts.get("traffic.handling") == "self_agreement"


def test_a_letter_of_authority_proves_an_agent_and_presumes_nothing():
    facts = facts_of(a_paper(DocumentType.POA), both_faces(), bill())
    assert facts.get("agent.present") is True
    assert facts.get("claimant.role") is None


def test_every_presumption_is_marked_as_one():
    facts = facts_of(both_faces(), bank_card(), bill())
    assert facts.origins["insured.capacity"].startswith("presumed: ")
