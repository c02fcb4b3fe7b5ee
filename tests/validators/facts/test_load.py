import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.errors import FactsInvalid
from validators.facts.load import Facts, catalogue, facts_from, load_facts, parse_facts

FLAT = """
insured.name: 张悦
insured.birth: 1990-03-07
claim.amount: 439.94
si.settled: true
"""
NESTED = """
insured: {name: 张悦, birth: "1990-03-07"}
claim:
  amount: "439.94"
si: {settled: true}
"""


def test_flat_and_nested_keys_say_the_same():
    assert parse_facts(FLAT).values == parse_facts(NESTED).values
    assert parse_facts(FLAT).get("claim.amount") == Decimal("439.94")


def test_json_is_read_as_well(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(
        json.dumps({"insured": {"name": "张悦"}, "event.date": "2026-04-05"}, indent="\t"), encoding="utf-8"
    )
    facts = load_facts(path)
    assert (facts.get("insured.name"), facts.get("event.date")) == ("张悦", dt.date(2026, 4, 5))


@pytest.mark.parametrize(
    ("text", "named", "line"),
    [
        ("insured.name: 张悦\ninsured.nmae: 张悦", "insured.nmae", 2),
        ("event:\n  cause: ilness", "event.cause", 2),
        ("si.settled: maybe", "si.settled", 1),
        ("\n\ninsured.birth: 1990-02-30", "insured.birth", 3),
        ("claim.amount: -1", "claim.amount", 1),
        ("claim.amount: .nan", "claim.amount", 1),
        ("event.country: China", "event.country", 1),
        ("held: [{type: id_crad, person: insured}]", "held", 1),
        ("held: [{kind: id_card}]", "held", 1),
        ("insured.age: 8", "insured.age", 1),
        ("product.clam_form: paper", "product.clam_form", 1),
        ("visits: 3", "visits", 1),
    ],
)
def test_an_unknown_key_or_value_is_named_with_its_line(text, named, line):
    with pytest.raises(FactsInvalid) as caught:
        parse_facts(text, file="facts.yaml")
    assert named in caught.value.message
    assert caught.value.message.startswith(f"facts.yaml:{line}: ")
    assert caught.value.code == "usage"


@pytest.mark.parametrize(
    "text", ["a: [", "- 1\n- 2", "just words", "x: !!python/object:os.system {}", "a: 1\na: 2"]
)
def test_what_is_no_facts_file_is_refused(text):
    with pytest.raises(FactsInvalid):
        parse_facts(text, file="facts.yaml")


def test_a_missing_file_and_one_that_is_not_text_are_refused(tmp_path):
    (tmp_path / "facts.yaml").write_bytes(b"\xff\xfe\x00")
    for name in ("absent.yaml", "facts.yaml"):
        with pytest.raises(FactsInvalid):
            load_facts(tmp_path / name)


def test_the_same_fact_twice_is_refused():
    with pytest.raises(FactsInvalid, match="twice"):
        facts_from({"insured.name": "张悦", "insured": {"name": "张悦"}})


def test_an_empty_file_and_a_null_are_unknown():
    assert parse_facts("") == Facts()
    assert parse_facts("insured.name:").get("insured.name") is None


def test_settings_have_defaults_and_look_ups_have_free_names():
    facts = parse_facts("lookup: {payee_account: pending}")
    assert facts.get("product.claim_form") == "in_app"
    assert facts.get("lookup.payee_account") == "pending"


def test_what_was_given_is_never_learned_anew():
    facts = facts_from({"si.settled": False})
    assert facts.learned("si.settled", True, "bill").get("si.settled") is False


def test_every_fact_of_the_contract_is_in_the_catalogue():
    names = """insured.name insured.birth insured.id_number insured.is_dead insured.capacity claimant.name claimant.role
    payee.name payee.role policyholder.name agent.present agent.name beneficiary.designated beneficiaries claim.amount
    event.cause event.scene event.date event.place event.country event.account death.manner death.place traffic.handling
    traffic.insured_was_driving auto.loss_kind disease.group treat.kind treat.hospital_grade si.settled other_payer.paid
    policy.number policy.start policy.end held product.claim_form product.death_proof_policy product.accept_expired_id
    product.need_paper_original product.bank_account_verified visits stays insured.is_minor insured.age"""
    assert set(names.split()) <= set(catalogue())


@given(st.text(max_size=40))
def test_no_text_does_anything_but_facts_or_a_usage_error(text):
    try:
        parse_facts(text, file="facts.yaml")
    except FactsInvalid as error:
        assert error.code == "usage"
