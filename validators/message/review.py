"""What a person of ours looks at, in the customer's words: papers in doubt, files that nobody could read, what the
customer cannot get.

>>> from validators.facts.load import Facts
>>> import datetime as dt
>>> dossier = Dossier.gather((), Facts(), dt.date(2026, 4, 10))
>>> review_of((), dossier, Audience("insured", "", "", False), Wording("", {})).all_names
()
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.model.checklist import ChecklistItem, ItemState
from validators.claim.dossier import Dossier
from validators.items.doubt import is_unread
from validators.items.judge import TOO_EARLY
from validators.items.set_aside import CANNOT_GET
from validators.message.audience import Audience
from validators.message.file_name import printable
from validators.message.phrases import phrase
from validators.wording import Wording

_OPEN_WITH_US = (ItemState.IN_REVIEW, ItemState.LOOKUP_PENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """`names`: papers, or the item where no paper is known to be it. `cannot`: items that the customer cannot get.
    `later`: items that nobody can have yet, each with its day. `files`: those that nobody could read yet."""

    names: tuple[str, ...]
    cannot: tuple[str, ...]
    later: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def all_names(self) -> tuple[str, ...]:
        """What is not done before somebody has looked."""
        return tuple(dict.fromkeys((*self.names, *self.cannot, *(name for name, _ in self.later))))

    def lines(self, words: Wording) -> Iterator[str]:
        """A line for each kind that there is."""
        joint = words.say("list_joint")
        if self.names:
            yield words.sentence(joint.join(self.names))
        if self.cannot:
            yield words.say("review.cannot", names=joint.join(self.cannot))
        for name, day in self.later:
            yield words.sentence(words.say("review.later", name=name, date=words.date(day)))
        if self.files:
            yield words.say(
                "review.files", names=joint.join(words.say("review.file", name=f) for f in self.files)
            )


def review_of(items: Sequence[ChecklistItem], dossier: Dossier, audience: Audience, words: Wording) -> Review:
    """All that is open with us. Once every item is done, nobody hears of a file that is still to be looked at."""
    kinds = {paper.id: paper.type for paper in dossier.papers}
    names: list[str] = []
    cannot: list[str] = []
    later: dict[str, str] = {}
    for item in items:
        if item.reason == CANNOT_GET:
            cannot.append(phrase(item, dossier, audience, words).short)
        elif item.reason == TOO_EARLY:
            later[phrase(item, dossier, audience, words).short] = item.details["date"]
        elif item.state in _OPEN_WITH_US:
            known = [kinds[one] for one in item.documents if item.reason != "may_be_among"]
            names.extend(words.say(f"type.{kind.value}") for kind in known)
            names.extend([] if known else [phrase(item, dossier, audience, words).short])
    is_open = any(not item.state.is_done for item in items)
    files = [printable(paper.name) for paper in dossier.papers if is_open and is_unread(paper)]
    return Review(names=_once(names), cannot=_once(cannot), later=tuple(later.items()), files=_once(files))


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
