"""`/metrics`: well-formed, whole, and silent about persons and single claims."""

import re

from storage.model.access import Scope
from storage.model.records import ClockRow
from tests.intake.api.house import House
from tests.storage.life import live
from tests.storage.stores import NAME, START
from validators.clocks.clock import ClockName, ClockState

LINE = re.compile(
    r'(?P<name>[a-z_]+)(\{(?P<labels>[a-z_]+="[a-z_]+"(,[a-z_]+="[a-z_]+")*)\})? (?P<value>\d+(\.\d+)?)'
)


def test_everything_is_counted_and_nobody_is_named(house: House) -> None:
    with house.store.write() as uow:
        life = live(uow)
        over = ClockRow(
            claim_id=life.claim,
            clock=ClockName.DECISION_COMPLEX,
            lane="rescue",
            near_at=START.replace(day=1),
            due_at=START.replace(day=2),
            is_paused=False,
            stopped_at=None,
        )
        uow.clocks.keep(over)
    answer = house.caller(house.key(Scope.OPERATOR)).get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = answer.text.splitlines()
    samples = [LINE.fullmatch(line) for line in lines if not line.startswith("#")]
    assert None not in samples, "each line has the form of the format, with codes as labels"
    names = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(names) == len(set(names))
    assert {found["name"] for found in samples if found} == set(names)
    assert 'claims_clocks{clock="decision_complex",state="over"} 1' in lines
    assert sum(line.startswith("claims_clocks{") for line in lines) == len(ClockName) * len(ClockState)
    assert 'claims_messages_by_cause{cause="our_miss"} 1' in lines
    assert "claims_told 1" in lines
    for private in (NAME, life.claim, life.message):
        assert private not in answer.text
