"""The guide for integrators names every route with its callers, every code and the limits that hold."""

import re

from fastapi.routing import iter_route_contexts

from extractors.limits import Limits
from intake import errors
from intake.auth import Rule
from intake.upload.slots import UploadSlots
from intake.web.guarded import Guarded
from tests.intake.api.house import House
from tests.tree import ROOT

GUIDE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_route_and_its_callers_are_named(house: House) -> None:
    told = dict(re.findall(r"^\| `(\w+ /\S+)` \| ([a-z, ]+) \|", GUIDE, flags=re.MULTILINE))
    there = {
        f"{method} {route.path}": _callers(route.rule)
        for context in iter_route_contexts(house.app.routes)
        if isinstance(route := context.original_route, Guarded)
        for method in route.methods or ()
    }
    assert told == there


def test_every_code_is_named_under_its_status() -> None:
    rows = dict(re.findall(r"^\| (\d{3}) \| (.+) \|$", GUIDE, flags=re.MULTILINE))
    for code in errors._REFUSALS:
        assert f"`{code}`" in rows[str(errors.refused(code).status)]


def test_the_limits_are_those_that_hold(house: House) -> None:
    slots, settings = UploadSlots(), house.services.settings
    assert f"| one file | {Limits.default().file_bytes // 1_048_576} MiB" in GUIDE
    assert f"| {settings.most_files}, {settings.most_bytes // 1_048_576} MiB |" in GUIDE
    assert f"| originals of a claim | {settings.most_originals} |" in GUIDE
    assert f"| {slots.most}, of one claim {slots.most_of_claim} |" in GUIDE
    assert f"| {slots.idle_seconds:.0f} s; {slots.longest_seconds / 60:.0f} min |" in GUIDE


def _callers(rule: Rule) -> str:
    if rule.is_public:
        return "everybody"
    order = ("system", "staff", "reviewer", "auditor", "operator")
    named = [scope for scope in order if scope in {one.value for one in rule.scopes}]
    return ", ".join([*(["link"] if rule.link else []), *named])
