"""Ids name papers and say nothing else: whatever they are, the same papers in the same order mean the same."""

import json
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.model.checklist import Assessment
from storage.model.document_type import DocumentType
from storage.model.ids import IdKind, new_id
from storage.model.reading import Reading
from storage.model.serial import assessment_to_data
from tests.validators.builders import a_paper, a_reading, asks, both_faces, fee_list, files, item, judge, record
from tests.validators.test_properties import CHOICES, FACTS, readings


@settings(max_examples=60, deadline=None)
@given(CHOICES, FACTS, st.randoms(use_true_random=False))
def test_ids_of_the_service_change_nothing(names: set[str], facts: dict[str, object], chance: Random) -> None:
    given_readings = readings(names)
    renamed, ids = _renamed(given_readings, chance)
    before, after = judge(given_readings, facts), judge(renamed, facts)
    assert _data(after) == _swapped(_data(before), ids)
    assert {ids[one]: verdict for one, verdict in before.verdicts.items()} == after.verdicts
    assert before.deficiencies == after.deficiencies


def test_of_papers_that_serve_alike_the_first_that_came_is_named() -> None:
    certificate = a_paper(DocumentType.DIAGNOSIS_CERT, patient_name="张悦", diagnoses=["急性上呼吸道感染"])
    many = [*files(both_faces(), *[fee_list()] * 8), a_reading(10, record()), a_reading(11, certificate)]
    assert item(judge(many), "medical_record").documents == ("f10.d1",)
    turned = [*many[:-2], many[-1], many[-2]]
    assert item(judge(turned), "medical_record").documents == ("f11.d1",)
    assert asks(judge(many)) == asks(judge(turned))


def _renamed(given_readings: list[Reading], chance: Random) -> tuple[list[Reading], dict[str, str]]:
    """With new ids, drawn in an order that has nothing to do with the papers'."""
    old = [document.id for reading in given_readings for document in reading.documents]
    new = [new_id(IdKind.DOCUMENT, milliseconds=1_790_000_000_000 + chance.randrange(5)) for _ in old]
    ids = dict(zip(old, new, strict=True))
    return [
        replace(one, documents=tuple(replace(paper, id=ids[paper.id]) for paper in one.documents))
        for one in given_readings
    ], ids


def _data(assessment: Assessment) -> dict[str, object]:
    """`not_summed` lists places in the order of their names."""
    data = assessment_to_data(assessment)
    totals = data["totals"]
    return {**data, "totals": {**totals, "not_summed": sorted(totals.get("not_summed", "").split(","))}}


def _swapped(data: dict[str, object], ids: dict[str, str]) -> dict[str, object]:
    text = json.dumps(data)
    for old, new in sorted(ids.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(f'"{old}', f'"{new}')
    swapped = json.loads(text)
    swapped["totals"]["not_summed"].sort()
    return dict(swapped)
