"""居民户口簿: the head page (whose household, number, address) and the cards of its members (户口登记条例 4).

>>> extract([])
{}
"""

import re
from collections.abc import Mapping, Sequence

from extractors import values
from extractors.cards.ethnicities import ETHNICITIES
from extractors.certificates.numbers import identity
from extractors.fields import make
from extractors.layout.labels import Labels
from extractors.layout.lines import squash
from extractors.layout.paper import Paper, Parse, numbered, person_name, present, printed
from extractors.layout.wrapped import unwrapped
from extractors.medical.visits import visit_day
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Fields

TYPE = DocumentType.HUKOU

_RELATION = re.compile(
    r"(?:本人|户主|夫|妻|丈夫|妻子|配偶|[长次三四五六七独]?(?:生)?[子女]|[长次三四五六]?(?:儿子|女儿)|继[子女]|养[子女]|儿媳|女婿"
    r"|[长次三]?外?(?:曾)?孙(?:[子女]|媳|女婿)?|父亲?|母亲?|公公|婆婆|岳父|岳母|继父|继母|祖父|祖母|外祖父|外祖母|兄|弟|姐|妹|兄弟|姐妹|哥哥|弟弟|姐姐|妹妹"
    r"|侄[子女]?|外甥女?|其他亲属|非亲属|媳妇?)"
)
_MOST_STAMP = 16
_STAMP = re.compile(r"死亡注销|迁出注销|户口注销|注销户口|已注销|^注销$|注销章")
_NOTE = re.compile(r"因(?:死亡|迁出|参军)[^。]{0,6}注销|已于.{6,16}注销")
"""The stamp is a few words of its own; a note in the rows for changes is a sentence."""


def _relation(raw: str) -> str | None:
    shown = squash(raw)
    return shown if _RELATION.fullmatch(shown) else None


def _ethnicity(raw: str) -> str | None:
    shown = squash(raw).removesuffix("族")
    return shown if shown in ETHNICITIES else None


_SHORT: Mapping[str, Parse] = {
    "name": person_name,
    "former_name": person_name,
    "relation": _relation,
    "sex": values.sex,
    "ethnicity": _ethnicity,
    "birth_date": visit_day,
    "householder": person_name,
    "household_number": numbered,
    "address": printed,
}
_OF_MEMBER = ("name", "former_name", "relation", "sex", "ethnicity", "birth_date", "id_number")
_OF_COVER = ("householder", "household_number", "address")


def extract(pages: Sequence[ReadPage]) -> Fields:
    """The fields of the page that it is; a cancelled card has those of a member's."""
    if not pages:
        return {}
    labels = Labels.load("hukou")
    paper = Paper(pages, labels, choose=lambda lines: unwrapped(lines, labels.by_spelling))
    found: dict[str, Field | None] = {**paper.fields(_SHORT)}
    found["id_number"] = identity(paper, "id_number", birth=found.get("birth_date"), sex=found.get("sex"))
    kind = _kind(paper)
    wanted = _OF_COVER if kind and kind.value == "cover" else _OF_MEMBER
    return paper.restored(present({"page_kind": kind, **{key: found.get(key) for key in wanted}}))


def _kind(paper: Paper) -> Field | None:
    """What the page is, told by its labels and by the stamp of a cancellation."""
    stamps = [line for line in paper.lines if _tells_end(squash(line.text))]
    slots = {slot.label.key: slot.ink for slot in reversed(paper.form.slots)}
    if ink := slots.get("name") or slots.get("relation"):
        return make("cancelled", stamps[:1]) if stamps else make("member", [ink])
    ink = slots.get("householder") or slots.get("household_number")
    return make("cover", [ink]) if ink else None


def _tells_end(text: str) -> bool:
    return bool(_NOTE.search(text)) or (len(text) <= _MOST_STAMP and bool(_STAMP.search(text)))
