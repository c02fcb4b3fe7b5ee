"""机动车行驶证: the main page, the other page, or both.

An inspection is valid to the end of a month.

>>> month_end("2027年02月苏A"), month_end("2028-02"), month_end("苏A")
('2027-02-28', '2028-02-29', None)
"""

import calendar
import re
from collections.abc import Mapping, Sequence

from extractors import values
from extractors.fields import make
from extractors.layout.lines import joined, squash
from extractors.layout.paper import Paper, Parse, numbered, present, printed
from extractors.medical.visits import visit_day
from extractors.page import ReadPage
from extractors.values import vin
from extractors.vehicles.pages import licence_paper, side_of
from extractors.vehicles.plates import plate
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Fields

TYPE = DocumentType.VEH_LICENSE

_MONTH = re.compile(r"(20\d\d)\s*[-年./]\s*(\d{1,2})\s*月?(?!\d)")


def month_end(raw: str) -> str | None:
    """The last day of the first month named."""
    match = _MONTH.search(raw)
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    year, month = int(match[1]), int(match[2])
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}"


def _valid_to(raw: str) -> str | None:
    return values.date(raw) or month_end(raw)


def _seats(raw: str) -> int | None:
    match = re.fullmatch(r"(\d{1,2})人?(?:\(.*\))?", squash(raw))
    return int(match[1]) if match else None


_SHORT: Mapping[str, Parse] = {
    "plate": plate,
    "vehicle_kind": printed,
    "owner": values.name,
    "address": printed,
    "use": printed,
    "model": printed,
    "engine_number": numbered,
    "register_date": visit_day,
    "issue_date": visit_day,
    "file_number": numbered,
    "seats": _seats,
    "inspection_valid_to": _valid_to,
}
_MAIN, _BACK = ("vin", "register_date", "use"), ("seats", "file_number")


def extract(pages: Sequence[ReadPage]) -> Fields:
    """The fields of the pages that are seen."""
    if not pages:
        return {}
    paper = licence_paper(pages, "veh_license")
    found: dict[str, Field | None] = {"side": side_of(paper, main=_MAIN, back=_BACK), **paper.fields(_SHORT)}
    return paper.restored(present({**found, "vin": _vin(paper)}))


def _vin(paper: Paper) -> Field | None:
    """The number with its check; one that fails it is as printed, for a look."""
    for lines in paper.form.found("vin"):
        number = vin.compact(joined(lines))
        if re.fullmatch(r"[A-Z0-9]{17}", number):
            return make(number, lines, raw=joined(lines), is_doubtful=not vin.is_valid(number))
    return paper.field("vin", lambda raw: None)
