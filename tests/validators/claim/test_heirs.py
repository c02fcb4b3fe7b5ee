"""The heirs of a claim: from the customer's words, from a child's papers, and what is asked of each of them."""

from storage.model.claim import ClaimType
from storage.model.document_type import DocumentType
from tests.validators.builders import (
    CHILD,
    FATHER,
    MOTHER,
    a_paper,
    asks,
    bank_card,
    both_faces,
    files,
    judge,
    question_keys,
)
from tests.validators.law import judged
from validators.claim.heirs import with_heirs
from validators.claim.people import beneficiary_record
from validators.facts.load import facts_from
from validators.items.late import late_asks
from validators.papers.paper import papers_in

DEATH = [ClaimType.DEATH_ILLNESS]
KNOWN = {
    "insured.name": FATHER,
    "insured.is_dead": True,
    "beneficiary.designated": "statutory",
    "claimant.name": MOTHER,
    "death.place": "home",
}
A_CHILDS = {**KNOWN, "insured.name": CHILD, "insured.birth": "2018-03-01"}
CERTIFICATE = a_paper(DocumentType.DEATH_CERT, name=FATHER, death_date="2026-03-20")
MARRIAGE = a_paper(DocumentType.MARRIAGE_CERT, holder_name=FATHER, spouse_name=MOTHER)


def page(name: str, relation: str, **more: str):
    return a_paper(DocumentType.HUKOU, page_kind="member", name=name, relation=relation, **more)


def heirs(facts, *papers):
    found = with_heirs(facts_from(facts), papers_in(files(*papers)), ())
    return [record.get("name") for record in found.records("beneficiaries")]


def test_the_claimant_comes_first_however_the_heirs_are_told():
    assert heirs({**KNOWN, "beneficiary.heirs": "母亲李桂兰，妻子张悦"}) == [MOTHER, "李桂兰"]
    assert heirs({**KNOWN, "beneficiary.heirs": "母亲李桂兰，我（妻子）"}) == [MOTHER, "李桂兰"]


def test_whom_the_policy_names_is_no_matter_of_kin():
    assert heirs({**KNOWN, "beneficiary.designated": "named", "beneficiary.heirs": "母亲李桂兰"}) == []


def test_beneficiaries_that_are_given_stand():
    given = {**KNOWN, "beneficiaries": [{"name": "李桂兰"}], "beneficiary.heirs": "妻子张悦"}
    assert heirs(given) == ["李桂兰"]


def test_a_childs_parents_are_told_by_the_register_where_it_shows_both():
    both = [page(CHILD, "子"), page(MOTHER, "妻"), page(FATHER, "户主")]
    assert question_keys(judge(files(*both), A_CHILDS, claim_types=DEATH)) == []
    assert "beneficiary_id/beneficiary:2" in asks(judge(files(*both), A_CHILDS, claim_types=DEATH))
    assert question_keys(judge(files(*both[:2]), A_CHILDS, claim_types=DEATH)) == ["beneficiary.parents"]
    grandchild = [page(CHILD, "孙子"), page(MOTHER, "妻"), page(FATHER, "户主")]
    assert question_keys(judge(files(*grandchild), A_CHILDS, claim_types=DEATH)) == ["beneficiary.parents"]


def test_who_is_under_age_is_seen_on_papers_where_nobody_said_so():
    told = {**KNOWN, "beneficiary.heirs": "我（妻子）\n儿子王小明"}
    papers = [both_faces(), bank_card(), CERTIFICATE, MARRIAGE]
    assert "beneficiary_guardian/beneficiary:2" not in asks(judge(files(*papers), told, claim_types=DEATH))
    child = page(CHILD, "子", birth_date="2018-03-01")
    assert "beneficiary_guardian/beneficiary:2" in asks(judge(files(*papers, child), told, claim_types=DEATH))


def test_an_account_without_a_name_is_one_persons_and_the_order_of_papers_never_matters():
    told = {**KNOWN, "beneficiary.heirs": "我（妻子），母亲李桂兰"}
    cards = [
        bank_card(),
        bank_card(card_number="6214830000000009"),
        bank_card(card_number="6222021000000000001", kind="credit"),
    ]
    rest = [both_faces(), CERTIFICATE, MARRIAGE]
    for some, missing in (
        (cards[:1], [2]),
        (cards[:2], []),
        ([cards[2], cards[0]], [2]),
        ([cards[0]] * 2, [2]),
    ):
        for order in (some, some[::-1]):
            found = asks(judge(files(*rest, *order), told, claim_types=DEATH))
            keys = [f"beneficiary_account/beneficiary:{number}" for number in missing]
            assert [key for key in found if "account" in key] == keys
    own = [bank_card("李桂兰"), bank_card()]
    assert not [key for key in asks(judge(files(*rest, *own), told, claim_types=DEATH)) if "account" in key]


def test_what_the_answer_brings_is_asked_once_and_is_no_miss_of_ours():
    papers = files(both_faces(), bank_card(), CERTIFICATE, MARRIAGE)
    before = judged(DEATH, {**KNOWN, "event.cause": "disease"}, papers)
    after = judged(
        DEATH, {**KNOWN, "event.cause": "disease", "beneficiary.heirs": "我（妻子），母亲李桂兰"}, papers
    )
    assert before.questions == {"beneficiary.heirs"} and not before.asks
    assert {person for _, person, _ in after.asks} == {"beneficiary:2"} and len(after.asks) == 3
    assert after.questions == set() and late_asks(before.data, after.data) == ()


def test_a_beneficiary_that_nobody_listed_has_no_record():
    assert beneficiary_record(facts_from(KNOWN), "beneficiary:2") == {}
