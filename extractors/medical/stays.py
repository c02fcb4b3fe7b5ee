"""The days of a stay: admission, discharge, how many days, printed apart or as one period; they check one another.

>>> days_in("18天"), days_in("共 6 日"), days_in("住院"), days_in("0")
(18, 6, None, None)
>>> from extractors.fields import make
>>> from extractors.page import Line
>>> from storage.model.extraction import Box
>>> def field(value): return make(value, [Line(str(value), Box(0, 0, 9, 9))])
>>> kept = agreed({"admission_date": field("2026-04-01"), "discharge_date": field("2026-04-05"), "stay_days": field(14)})
>>> [one.grade.value for one in kept.values()]
['check', 'check', 'check']
"""

import datetime as dt
import re
from collections.abc import Mapping

from extractors import values
from extractors.fields import make
from extractors.layout.lines import joined, rows
from extractors.layout.paper import Paper
from extractors.layout.run import Run
from extractors.layout.script import simplified
from extractors.medical.billing import doubt
from extractors.medical.visits import visit_day
from storage.model.extraction import Field

_DAYS = re.compile(r"\D{0,4}(\d{1,4})\s*(?:天|日|d|day|days)?\W*(?:整)?", re.IGNORECASE)
_TOLD = re.compile(r"(?:共|共计|合计|实际)?住院\s*(?:天数)?\s*[:]?\s*(\d{1,3})\s*[天日]")
_COUNTED = re.compile(r"(?:(?:共计?|合计|计)\s*[:]?|\()\s*(\d{1,3})\s*[天日]")
"""What stands behind a period: 2026-04-01至2026-04-05 共4天, or (4天)."""
_BARE = r"(?:^|[\s,;|])%s\s*[:]?\s*(\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?)"
_DAY_OF = {
    key: re.compile(_BARE % word) for key, word in (("admission_date", "入院"), ("discharge_date", "出院"))
}
"""A day right behind the bare word: 入院:2026-04-01 出院:2026-04-05."""
_PERIODS = ("stay", "admission_date", "discharge_date")
_KEYS = ("admission_date", "discharge_date", "stay_days")


def stay_of(paper: Paper) -> dict[str, Field]:
    """Admission and discharge, behind their own labels or as one period."""
    found = paper.fields({"admission_date": visit_day, "discharge_date": visit_day})
    known = {key: field for key, field in found.items() if field.value is not None}
    return {**_bare(paper), **found, **_period(paper), **known}


def _bare(paper: Paper) -> dict[str, Field]:
    found = {}
    for run in (Run.of(row, " ") for row in rows(paper.lines)):
        for key, pattern in _DAY_OF.items():
            match = pattern.search(simplified(run.text))
            if match and key not in found and (day := values.date(match[1])):
                found[key] = make(day, run.cut(*match.span(1)))
    return found


def days_in(raw: str) -> int | None:
    """A count of days, with or without its unit."""
    match = _DAYS.fullmatch(raw.strip(" :_"))
    return int(match[1]) or None if match else None


def stay_days(paper: Paper) -> Field | None:
    """The count of days behind its label, else told in a line (住院18天)."""
    if found := paper.field("stay_days", days_in):
        return found
    beside = [line for key in _PERIODS for lines in paper.form.found(key) for line in lines]
    told = [(line, match) for line in beside if (match := _COUNTED.search(line.text))]
    told += [(line, match) for line in paper.lines if (match := _TOLD.search(line.text))]
    return make(int(told[0][1][1]), [told[0][0]], is_doubtful=True) if told else None


def agreed(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields; days that contradict one another are looked at. The first or last day may be counted too."""
    shown = [fields[key].value for key in _KEYS if key in fields]
    if _fits(*(fields[key].value if key in fields else None for key in _KEYS)):
        return dict(fields)
    return {key: doubt(field) if key in _KEYS and len(shown) > 1 else field for key, field in fields.items()}


def _fits(came: object, left: object, days: object) -> bool:
    if not isinstance(came, str) or not isinstance(left, str):
        return True
    between = (dt.date.fromisoformat(left) - dt.date.fromisoformat(came)).days
    return between >= 0 and (not isinstance(days, int) or days - between in (0, 1) or (between, days) == (0, 1))


def _period(paper: Paper) -> dict[str, Field]:
    for lines in [*paper.form.found("stay"), *paper.form.found("admission_date")]:
        start, end = values.period(joined(lines))
        if start and end and end != "long_term":
            return {"admission_date": make(start, lines), "discharge_date": make(end, lines)}
    return {}
