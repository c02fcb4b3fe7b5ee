"""A paper as one long level form: its pages levelled and set below one another, read by labels.

>>> from storage.model.extraction import Source
>>> page = ReadPage(number=1, width=600, height=400, turn=0, source=Source.OCR,
...                 lines=(Line("姓名:张悦 性别:女", Box(0, 0, 300, 20)),))
>>> paper = Paper([page], Labels.of(short={"patient_name": ["姓名"], "sex": ["性别"]}))
>>> paper.field("patient_name", values.name).value
'张悦'
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from extractors import values
from extractors.fields import make
from extractors.layout.forms import Form
from extractors.layout.labels import Labels, plain
from extractors.layout.lines import joined, squash
from extractors.layout.ruling import Band, page_bands
from extractors.layout.running_heads import without_running_head
from extractors.layout.script import one_script
from extractors.layout.second_words import without_second_words
from extractors.layout.skew import Level, restore
from extractors.layout.slanted import without_slanted
from extractors.layout.slips import with_heads
from extractors.layout.standing import standing
from extractors.layout.wrapped import unwrapped
from extractors.page import Line, ReadPage
from extractors.picture.line_ends import unsure_ends
from extractors.picture.seal import under_seals
from storage.model.extraction import Box, Field, Fields, Value

Parse = Callable[[str], Value]
_PAGE = (
    r"第\s*(?P<number>\d{1,3})\s*页\s*[,\uff0c、/\uff0f|]?\s*[(\uff08]?\s*[共总/\uff0f]\s*(?:共|总)?\s*(?P<count>\d{1,3})\s*页"
    r"|[共总]\s*(?P<count2>\d{1,3})\s*页\s*[,\uff0c、/\uff0f|]?\s*[(\uff08]?\s*第?\s*(?P<number2>\d{1,3})\s*页"
    r"|(?:页码|页次|页号|页数|Page|P\.?)\s*[:.\uff1a]?\s*(?P<number3>\d{1,3})\s*(?:[/\uff0f]|of)\s*(?P<count3>\d{1,3})(?!\d)"
)
PAGE_WORDS = re.compile(_PAGE, re.IGNORECASE)
"""A page's number and count in a longer line."""
PAGE_MARK = re.compile(
    rf"^\W*(?:{_PAGE}|第\s*(?P<number4>\d{{1,3}})\s*页"
    r"|(?:第\s*)?(?P<number5>\d{1,3})\s*(?:[/\uff0f]|of)\s*(?P<count5>\d{1,3})|(?:-\s*)(?P<number6>\d{1,3})(?:\s*-))\s*页?\W*$",
    re.IGNORECASE,
)
"""A line that is nothing else."""
_NOTHING = re.compile(r"^[\s_\-—–*/\\|.:;,。、·~=()\[\]]*$")
_M1 = re.compile(r"(?<=\dm)1(?![\d.])")
_WEAK = 0.5
_LONG = 4
_BEHIND_NAME = re.compile(
    r"\s+[男女](?=\s|$)|\s*[,,(/|]\s*(?=[男女\d先])|(?<=[\u3400-\u9fff])\s+(?=[A-Za-z]{1,4}[.:]*\s*[:\d])"
    r"|(?<=[\u3400-\u9fff]{2})\s*性\s*别\s*:?\s*[男女]"
    r"|(?<=[\u3400-\u9fff]{2})[男女]性?(?=\s*[,、/|]?\s*\d{1,3}\s*(?:周?岁|个?月|天|$))"
)
"""What hospital systems print behind a name: sex, age, a number."""


class Paper:
    """The pages, level and stacked; `page` of a line still says where it came from."""

    def __init__(
        self,
        pages: Sequence[ReadPage],
        labels: Labels,
        *,
        skip: Sequence[tuple[int, int]] = (),
        keep: Sequence[Line] = (),
        choose: Callable[[Sequence[Line]], list[Line]] = list,
    ) -> None:
        self.pages = pages
        self.labels = labels
        self.levels = {page.number: Level.of(page.lines) for page in pages}
        self.bands: list[Band] = []
        self._offsets: dict[int, int] = {}
        self.lines = choose(self._stack())
        used = [line for line in self.lines if line in keep or not _is_in(line, skip)]
        self.form = Form.of(used, labels, self.bands)

    def without(self, *bands: tuple[int, int], keep: Sequence[Line] = ()) -> "Paper":
        """The same paper with the lines between these heights (tables) left out of the form, but for those to keep."""
        return Paper(self.pages, self.labels, skip=bands, keep=keep)

    def _stack(self) -> list[Line]:
        found: list[Line] = []
        bottom = 0
        for page in self.pages:
            level = self.levels[page.number]
            lines = [
                plain(line)
                for line in level.lines(one_script(unsure_ends(page, under_seals(page, self._is_label))))
            ]
            lines = self._whole_labels(without_second_words(lines))
            lines = without_slanted(lines)
            kept = [replace(line, page=page.number) for line in lines if line.text and not _is_noise(line)]
            if found and self.labels.has_prose:
                first = [line for line in found if line.page == self.pages[0].number]
                kept = without_running_head(kept, first, self.labels)
            top = min((line.box.y0 for line in kept), default=0)
            offset = bottom - top + 12 if found else 0
            self._offsets[page.number] = offset
            found += [replace(line, box=line.box.moved(0, offset)) for line in kept]
            bottom = max((line.box.y1 for line in found), default=0)
            self.bands += [(start + offset, end + offset) for start, end in page_bands(page, level)]
        return found

    def _is_label(self, line: Line) -> bool:
        """Whether a line is a label of the paper and none of the short words that seals have too (收费)."""
        word = squash(line.text).rstrip(":")
        return len(word) >= _LONG and word in self.labels.by_spelling

    def _whole_labels(self, lines: Sequence[Line]) -> list[Line]:
        """Labels that lost their first letter, and that stand on end or wrap in a form's narrow first column."""
        lines = with_heads(lines, self.labels)
        spellings = self.labels.by_spelling
        return unwrapped(standing(lines, spellings) if self.labels.has_prose else lines, spellings)

    def on_page(self, number: int) -> list[Line]:
        return [line for line in self.lines if line.page == number]

    def field(self, key: str, parse: Parse, *, is_doubtful: bool = False) -> Field | None:
        """The first label's value that parses; unread where there is ink that none can parse; else None."""
        unread: list[Line] | None = None
        for lines in self.form.found(key):
            raw = joined(lines)
            if _NOTHING.match(raw):
                continue
            if (value := parse(raw)) is not None:
                return make(value, lines, raw=raw, is_doubtful=is_doubtful)
            if len(lines) > 1 and (value := parse(lines[0].text)) is not None:
                return make(value, lines[:1], is_doubtful=True)
            unread = unread or lines
        return make(None, unread) if unread else None

    def fields(self, parsers: Mapping[str, Parse]) -> dict[str, Field]:
        """All fields of that list which are on the paper."""
        found = {key: self.field(key, parse) for key, parse in parsers.items()}
        return {key: field for key, field in found.items() if field is not None}

    def restored(self, fields: Fields) -> Fields:
        """The fields with their boxes where the ink lies on the pages as they are."""
        moved = {number: _Stacked(level, self._offsets[number]) for number, level in self.levels.items()}
        return restore(fields, moved)


class _Stacked:
    """A level whose page was moved down by an offset."""

    def __init__(self, level: Level, offset: int) -> None:
        self._level, self._offset = level, offset

    def restore(self, box: Box) -> Box:
        return self._level.restore(box.moved(0, -self._offset))


def person_name(raw: str) -> str | None:
    """A name, with what hospital systems print behind it without a label (sex, age) left out."""
    raw = re.split(r"[★☆]", raw)[0]
    shown = _BEHIND_NAME.split(raw)[0]
    found = values.name(shown)
    return None if found is None or len(found) > 30 or re.fullmatch(r"[\W\d]+", found) else found


def measured(raw: str) -> str | None:
    """A name or size with amounts in it: m1 is ml."""
    found = printed(raw)
    return _M1.sub("l", found) if found else None


def printed(raw: str) -> str | None:
    """Free text without fill marks at its ends."""
    found = re.sub(r"^(?:\(?[签盖]章\)?|\(?章\)|章(?=:))\s*:?\s*|[★☆*]+$", "", values.text(raw) or "")
    return found.strip(" _|:;,、") or None


def numbered(raw: str) -> str | None:
    """A number or code; at least one digit or letter."""
    found = values.code(raw.strip(" _:;,.。、-*"))
    return found if found and re.search(r"[0-9A-Z]", found) and len(found) <= 40 else None


def present(fields: dict[str, Field | None]) -> dict[str, Field]:
    return {key: field for key, field in fields.items() if field is not None}


def _is_noise(line: Line) -> bool:
    return line.score < _WEAK or bool(PAGE_MARK.match(line.text))


def _is_in(line: Line, bands: Sequence[tuple[int, int]]) -> bool:
    y = line.box.centre[1]
    return any(top <= y < bottom for top, bottom in bands)
