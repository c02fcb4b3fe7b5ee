"""结婚证: whose booklet it is, and the two people that it names with their numbers (婚姻登记条例).

>>> extract([])
{}
"""

from collections.abc import Mapping, Sequence

from extractors.certificates.numbers import identities
from extractors.fields import make
from extractors.layout.labels import Labels
from extractors.layout.lines import joined
from extractors.layout.paper import Paper, Parse, numbered, person_name, present
from extractors.medical.billing import doubt
from extractors.medical.visits import visit_day
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Fields

TYPE = DocumentType.MARRIAGE_CERT

_SHORT: Mapping[str, Parse] = {
    "holder_name": person_name,
    "certificate_number": numbered,
    "issue_date": visit_day,
}


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields; who is not the holder is the spouse."""
    if not pages:
        return {}
    paper = Paper(pages, Labels.load("marriage_cert"))
    found: dict[str, Field | None] = dict(paper.fields(_SHORT))
    return paper.restored(present({**found, **_couple(paper, found.get("holder_name"))}))


def _couple(paper: Paper, holder: Field | None) -> dict[str, Field | None]:
    """The two with their numbers. Without a holder the first named counts, for a look."""
    people, numbers = _people(paper), identities(paper, "number")
    is_known = holder is not None and holder.value in [one.value for one in people]
    at = [one.value for one in people].index(holder.value) if is_known and holder else 0
    is_sure = len(people) == 2 and is_known
    found: dict[str, Field | None] = {}
    for name, place in (("holder", at), ("spouse", 1 - at)):
        if len(people) == 2 and not (name == "holder" and is_known):
            found[f"{name}_name"] = people[place] if is_sure else doubt(people[place])
        if len(numbers) == 2:
            found[f"{name}_id_number"] = numbers[place] if is_sure else doubt(numbers[place])
    return found


def _people(paper: Paper) -> list[Field]:
    slots = [slot for slot in paper.form.slots if slot.label.key == "person" and slot.lines]
    named = [(name, slot.lines) for slot in slots if (name := person_name(joined(slot.lines)))]
    return [make(name, lines) for name, lines in named]
