"""The answers that each question offers, and what each means as a fact: data in the words of a locale.

An entry of `[question]` has `answers` (labels) and `values`, in the same order. Each value is one that the catalogue
allows, or one of two words: `unchanged` leaves the fact as it is, `unknown` takes it back.

>>> offer = offers("zh-CN")["si.settled"]
>>> offer.values
mappingproxy({'用过': True, '没有用': False})
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from validators.errors import WordingInvalid
from validators.facts.known import catalogue
from validators.facts.values import ValueUnknown, read_value
from validators.wording import Wording, load_wording

UNCHANGED, UNKNOWN = "unchanged", "unknown"

AnswerValue = str | bool


@dataclass(frozen=True, slots=True)
class Offer:
    """`values` by label; `has_account`: a few words of one's own may follow an answer."""

    key: str
    values: Mapping[str, AnswerValue]
    has_account: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.values)


@cache
def offers(locale: str) -> Mapping[str, Offer]:
    """By question. Raises UsageError (no such locale) and WordingInvalid."""
    return offers_in(load_wording(locale))


def offers_in(words: Wording) -> Mapping[str, Offer]:
    """Checked: labels and values pair up, and every value is allowed. WordingInvalid names the question."""
    return MappingProxyType({key: _offer(key, entry, words) for key, entry in words.words["question"].items()})


def _offer(key: str, entry: Mapping[str, object], words: Wording) -> Offer:
    labels, values = _listed(entry, "answers"), _listed(entry, "values")
    if key not in catalogue():
        raise WordingInvalid(f"{words.locale}: the question '{key}' is about no fact.", "Mend the wording.")
    if len(labels) != len(values) or len(set(labels)) != len(labels):
        raise WordingInvalid(
            f"{words.locale}: answers and values of the question '{key}' do not pair up.", "Mend the wording."
        )
    for value in values:
        if not _is_allowed(key, value):
            raise WordingInvalid(
                f"{words.locale}: '{value}' is no value of the fact '{key}'.", "Mend the wording."
            )
    pairs = {str(label): value for label, value in zip(labels, values, strict=True)}
    return Offer(key, MappingProxyType(pairs), entry.get("has_account") is True)  # type: ignore[arg-type]


def _listed(entry: Mapping[str, object], name: str) -> list[object]:
    found = entry.get(name, [])
    return found if isinstance(found, list) else []


def _is_allowed(key: str, value: object) -> bool:
    if value in (UNCHANGED, UNKNOWN):
        return True
    kind = catalogue()[key]
    try:
        return read_value(kind.kind, value, kind.values, kind.columns) is not None
    except ValueUnknown:
        return False
