"""Labels printed on forms, as data: which words stand before which field, and where they stand in a line.

A *short* label (姓名, 票据号码) stands before one word or number; a *prose* label (主诉, 处理) before free text that
may run over lines; a *stop* only ends what stands before it. OCR joins labels with values, drops colons and adds
spaces, so a label counts by what surrounds it, and generic words (日期, 诊断) count only where they stand alone. The
English words of a bilingual label (姓名 Name, 主诉/Chief Complaint) are part of it.

>>> labels = Labels.of(short={"patient_name": ["姓名"], "sex": ["性别"]}, prose={"chief_complaint": ["主诉"]})
>>> [(hit.label.key, text) for text in ["姓 名:张悦性别女"] for hit in labels.find(text)]
[('patient_name', '姓 名:张悦性别女'), ('sex', '姓 名:张悦性别女')]
>>> labels.find("患者主诉不清")
()
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

from extractors.layout.lines import cut, squash
from extractors.layout.script import simplified
from extractors.page import Line

_FOLDER = Path(__file__).parents[1] / "medical" / "labels"
_LETTER = re.compile(r"[\u3400-\u9fffA-Za-z]")
_MARKS = r":;∶︰"
_ENGLISH = (
    r"(?i:(?:name|sex|gender|age|date|time|visit|dept|department|chief|complaints?|history|present|past|illness|physical"
    r"|exam|examinations?|diagnosis|diagnoses|impression|clinical|initial|preliminary|treatments?|therapy|plan|management"
    r"|advice|recommendations?|suggestions?|opinions?|orders?|doctor|dr|physician|attending|signature|signed|patient|medical"
    r"|outpatient|inpatient|record|number|no|id|mrn|allerg(?:y|ies)|prescriptions?|hospital|of|and|the|by|for|rest|days"
    r"|sick|leave|admission|admitting|admitted|discharged?|conditions?|course|on|at|final|principal|length|stay|instructions?|summary"
    r"|procedures?|operations?|surgery|medications?|findings?|results?|follow-?up|in|to|with|bill|invoice|receipt|code|check"
    r"|verification|issued?|issuing|total|amount|sum|figures?|words|cash|paid|payments?|pay|personal|account|pool(?:ed|ing)?"
    r"|funds?|others?|self(?:-?[a-z]*)?|co-?pay(?:ment)?|out-of-pocket|insurance|insured|type|kind|category"
    r"|serial|payee|payer|cashier|collector|reviewe[rd]|checker|institution|social|security|deposit|prepaid|prepayment|balance"
    r"|fees?|charges?|[il]tems?|qty|quantity|unit|price|remarks?|notes?|class|level|credit|ward|additional|refunds?|cny|rmb)"
    r"(?![A-Za-z]))"
)
"""The words of the second label on bilingual forms."""
_LONG_WORDS = tuple(re.findall(r"[a-z]{6,}", _ENGLISH))
_LATIN_REST = re.compile(r"\s*([A-Za-z]{6,})\.?")
_ALIKE = 0.85
"""How much alike a misread word (Deartment) and one of these are at least."""
_RUN = rf"{_ENGLISH}(?:['’]s)?\.?(?:[\s/&.-]*{_ENGLISH}(?:['’]s)?\.?)*"
_TAIL = (
    r"(?:\s*[((][^()()]{1,9}[))](?=\s*[:;∶]|\s*$)"
    r"|\s*[((]?(?:手写)?(?:签名|签字|签章|盖章|章)(?:或盖章|/盖章)?[))]|\s*[((](?:签名|签字|签章|盖章)[))]?"
    r"|\s*(?:电子|手写|亲笔)?(?:签名|签字|签章|盖章)(?=\s*[:;∶]|\s*$))?"
    rf"(?P<latin>\s*[/|]?\s*[A-Za-z][A-Za-z .&/-]{{1,44}}(?=\s*:)|\s*[/|]?\s*\(?{_RUN}\)?)?"
    rf"\s*[】\]〕}}]?\s*[{_MARKS}]*"
)
_NUMERAL = (
    r"(?:\(\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2})\s*\)|(?:[一二三四五六七八九十]{1,2}|\d{1,2})\s*[、.])"
)
_BULLETS = r"#*·•●■◆▪▌▎▍▏┃│|丨ⅠIl>»›◇□○▶►※☆★"
"""What stands before a heading: marks, and the bar that apps draw, as engines read it."""
_HEAD = (
    rf"(?:^[{_BULLETS}\s]*(?:{_NUMERAL}\s*)?)?[【\[〔{{]?\s*"
    rf"(?:(?<![A-Za-z]){_RUN}\s*/?\s*(?=[\u3400-\u9fff]))?(?:其中\s*:?\s*)?"
)
_FOREIGN = re.compile(r"(?:^|(?<=\s)|(?<=[)\d]))[【\[]?[\u3400-\u9fff]{2,8}[】\]]?\s*:")
KIND_OF_DIAGNOSIS = r"(?:西医|中医|主要|其他|其它|次要)诊断"
"""What tells diagnoses of one list apart; it ends no list."""
_HEADING = re.compile(
    rf"(?![【\[]?{KIND_OF_DIAGNOSIS})"
    r"[【\[]?([\u3400-\u9fff]{1,6}(?:检查|史|过程|变化|诊断|情况|摘要|计划|所见|体征|宣教|告知|随访|评估|意见))[】\]]?\s*:"
    r"|【([\u3400-\u9fff]{2,12})】\s*:?"
)
_ITEM = re.compile(r"(?:^|[^\d.])\(?\d{1,2}\s*[.、)]\s*$")
_INNER_MARK = re.compile(r"[,;。、\d]")
"""What text has in it and a short value has not."""
_BRACKETED = re.compile(r"【[\u3400-\u9fff]{2,12}】")
"""A part of a paper that no list names: it ends the free text above it."""
_COUNTED = rf"(?=\s*[{_MARKS}])"
"""Behind labels that end in a number (诊断2:): without a colon the number begins the value (诊断2型糖尿病)."""
_BEFORE = re.compile(r"[\u3400-\u9fff]{2,4}")
_AND = re.compile(rf"\s*(?:[及与和、/]\s*([\u3400-\u9fff]{{2,8}})|(?:结果|名称|意见|情况|编码))\s*[{_MARKS}]+")
"""More words of one heading."""
_CIRCLED = {ord(char): f"{number}." for number, char in enumerate("①②③④⑤⑥⑦⑧⑨⑩", 1)}


@dataclass(frozen=True, slots=True)
class Label:
    """One spelling of a field's label; a lower `rank` is the better witness."""

    key: str
    spelling: str
    rank: int
    is_prose: bool
    is_generic: bool
    is_inner: bool = False

    @property
    def is_latin(self) -> bool:
        """An English word: it counts with its colon only."""
        return self.spelling.isascii() and (
            self.is_prose or (self.spelling.isalpha() and len(self.spelling) > 2)
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A label in a text, with its colon, from `start` to `end`."""

    label: Label
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: a label, or text. Foreign text starts with a label that nobody asked for.

    Text that stands apart lies far behind another label's value in the same row.
    """

    line: Line
    label: Label | None = None
    is_foreign: bool = False
    is_apart: bool = False


@dataclass(frozen=True)
class Labels:
    """All labels of one type of paper."""

    by_spelling: Mapping[str, Label]
    pattern: re.Pattern[str]

    @cached_property
    def has_prose(self) -> bool:
        return any(label.is_prose for label in self.by_spelling.values())

    @classmethod
    def of(
        cls,
        short: Mapping[str, Sequence[str]],
        prose: Mapping[str, Sequence[str]] | None = None,
        stops: Iterable[str] = (),
        generic: Iterable[str] = (),
        inner: Iterable[str] = (),
    ) -> "Labels":
        loose, ends = frozenset(generic), frozenset(inner)
        found = {one: Label("", one, 99, False, one in loose, one in ends) for one in stops}
        for fields, is_prose in ((short, False), (prose or {}, True)):
            for key, spellings in fields.items():
                for rank, one in enumerate(spellings):
                    found[one] = Label(key, one, rank, is_prose, one in loose, one in ends)
        ordered = sorted(found, key=len, reverse=True)
        body = "|".join(
            r"\s*".join(re.escape(char) for char in one) + _COUNTED * bool(re.search(r"诊断[\d一二三四]$", one))
            for one in ordered
        )
        return cls(found, re.compile(f"(?P<head>{_HEAD})(?P<label>{body})(?P<tail>{_TAIL})"))

    @classmethod
    @lru_cache(maxsize=32)
    def load(cls, name: str) -> "Labels":
        """The labels of `medical/labels/<name>.toml`, with those that all papers share but its plain words."""
        shared, own = _table("shared"), _table(name)
        short = {**shared.get("short", {}), **own.get("short", {})}
        wanted = own["wanted"]["short"]
        kept = {key: short[key] for key in wanted}
        others = [one for key, many in short.items() if key not in kept for one in many]
        plain_words = own.get("plain", {}).get("labels", [])
        stops = [*shared["stops"]["labels"], *others, *own.get("stops", {}).get("labels", [])]
        stops = [one for one in stops if one not in plain_words]
        generic, inner = shared["generic"]["labels"], shared["inner"]["labels"]
        return cls.of(kept, own.get("prose", {}), stops, generic, inner)

    def find(self, text: str) -> tuple[Hit, ...]:
        """The labels in a text (NFKC, either script), left to right."""
        text = simplified(text)
        found: list[Hit] = []
        for match in self.pattern.finditer(text):
            label = self.by_spelling["".join(match["label"].split())]
            before = text[found[-1].end if found else 0 : match.start()]
            is_item = label.is_prose and _is_item(before, found, text)
            if not is_item and _counts(label, match, before, bool(found), text):
                start = 0 if not found and _is_glued_on(label, match, before) else match.start()
                found.append(Hit(label, start, self._whole(label, match, text)))
        return tuple(found)

    def _whole(self, label: Label, match: re.Match[str], text: str) -> int:
        """Where a label ends that goes on in words of no list (出院医嘱及随访:) or in a misread English one."""
        latin = _LATIN_REST.fullmatch(text, match.end())
        if latin and get_close_matches(latin[1].lower(), _LONG_WORDS, 1, _ALIKE):
            return len(text)
        more = _AND.match(text, match.end("label")) if label.is_prose else None
        is_known = more is not None and any(one in self.by_spelling for one in _ends(squash(more[1] or "")))
        return more.end() if more and not is_known else match.end()

    def pieces(self, line: Line) -> list[Piece]:
        """The line cut at its labels."""
        text = line.text
        heading = _BRACKETED.match(text) if self.has_prose else None
        hits = [hit for hit in self.find(text) if not heading or hit.start == 0 or hit.start >= heading.end()]
        found: list[Piece] = []
        place = 0
        for hit in hits:
            found += self._texts(line, place, hit.start)
            found.append(Piece(cut(line, hit.start, hit.end), hit.label))
            place = hit.end
        return found + self._texts(line, place, len(text))

    def _texts(self, line: Line, start: int, end: int) -> list[Piece]:
        """The text between two labels, cut where a label that nobody asked for begins."""
        heading = _HEADING.match(line.text) if start == 0 and self.has_prose else None
        found = []
        if heading is not None and heading.end() <= end:
            found.append(
                Piece(cut(line, 0, heading.end()), Label("", heading[1] or heading[2], 99, True, False))
            )
            start = heading.end()
        places = [match.start() for match in _FOREIGN.finditer(line.text, start, end)]
        for left, right in pairwise(sorted({start, *places, end})):
            part = cut(line, left, right)
            if part.text:
                found.append(Piece(part, None, left in places))
        return found


def plain(line: Line) -> Line:
    """The line in NFKC, circled numbers spelled out."""
    return replace(line, text=unicodedata.normalize("NFKC", line.text.translate(_CIRCLED)).strip())


def _is_glued_on(label: Label, match: re.Match[str], before: str) -> bool:
    """Whether words of no list stand before a heading as a part of it (门诊处理意见:)."""
    is_marked = any(char in match["tail"] for char in _MARKS)
    is_whole = label.is_prose and not label.is_latin and len(label.spelling) > 2
    return is_whole and is_marked and _BEFORE.fullmatch(before) is not None


def _ends(word: str) -> list[str]:
    return [word[place:] for place in range(len(word) - 1)]


def _is_item(before: str, found: Sequence[Hit], text: str) -> bool:
    """Whether a word heads an item of numbered text (…;2.出院带药:), where the sections bear no numbers themselves."""
    has_numbers = bool(found) and re.match(r"\s*\d", text[found[0].start :]) is not None
    return not has_numbers and _ITEM.search(before) is not None


def _counts(label: Label, match: re.Match[str], before: str, is_after_label: bool, text: str) -> bool:
    tail, rest = match["tail"], text[match.end() :]
    is_marked = any(char in tail for char in _MARKS + "】]〕}") or bool(match["latin"])
    if label.is_latin:
        return is_marked and not re.search(r"[A-Za-z\d]$", text[: match.start("label")])
    is_at_start = not before.strip(" ,.、|*#_-")
    is_spaced = is_at_start or before[-1:].isspace() or match["head"][:1].isspace()
    is_glued = not is_spaced and bool(_LETTER.match(before[-1:]))
    is_told = label.key.startswith("_") and _INNER_MARK.search(before) is not None
    is_behind_sex = is_after_label and before.strip() in ("男", "女")
    is_behind_value = is_behind_sex or (
        is_after_label and is_marked and not (is_told or re.search(r"\s", before.strip()))
    )
    ends_clause = label.is_prose and tail.strip() == ";"
    if is_glued and (ends_clause or ((label.is_generic or label.is_inner) and not is_behind_value)):
        return False
    if is_marked:
        return True
    if label.is_prose and re.match(r"\s*(?:证\s*明|书)", rest):
        return False
    if is_after_label and not before.strip() and (label.is_generic or not is_spaced):
        return False
    is_open = not rest or rest[0].isspace() or tail[-1:].isspace()
    if label.is_prose:
        return is_at_start and (not rest or (is_open if label.is_generic else not label.is_generic))
    if label.is_generic:
        return (is_spaced and is_open) or (is_at_start and bool(re.match(r"\d{4}", rest)))
    return is_at_start or is_after_label or (is_spaced and is_open)


def is_english(text: str) -> bool:
    """Whether a text is nothing but the English words of bilingual labels (Patient Name, Amount (CNY))."""
    return re.fullmatch(rf"{_RUN}[{_MARKS}]*", re.sub(r"\s*[()\s]+", " ", text).strip()) is not None


def table_columns(name: str) -> Mapping[str, Sequence[str]]:
    """The header words of `medical/labels/<name>.toml`, compared without brackets."""
    return _table(name)["columns"]


@lru_cache(maxsize=32)
def _table(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
