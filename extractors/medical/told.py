"""What a certificate tells in sentences: 兹证明张悦,女,36岁,于某日来我院骨科就诊,经诊断为…,建议休息两周。

Sentences wrap anywhere, so their lines are run together first. Names and departments that do not look like one are
left out, and what only half fits is for a look.

>>> from storage.model.extraction import Box
>>> story = Story.of([Line("兹证明张悦,女,36岁,于2026年4月5日来我院消化内", Box(0, 0, 500, 20)),
...                   Line("科就诊,经检查诊断为:慢性胃炎。", Box(0, 30, 300, 50))])
>>> [story.person()[key].value for key in ("patient_name", "sex", "age")], story.department().value
(['张悦', 'F', '36'], '消化内科')
>>> [field.value for field in story.diagnoses()]
['慢性胃炎']
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from extractors import values
from extractors.fields import make
from extractors.layout.lines import cut, joined, rows
from extractors.layout.paper import numbered
from extractors.layout.run import Run
from extractors.layout.script import simplified
from extractors.medical.diagnoses import diagnoses, is_disease
from extractors.medical.shapes import is_department, is_named
from extractors.medical.visits import shown_age
from extractors.page import Line
from storage.model.extraction import Field, Grade

_BEGIN = re.compile(
    r"兹|^\s*[\u3400-\u9fff]{2,4}\s*[,、]\s*[男女]\s*[,、]"
    r"|(?<![此本该])证明\s*[\u3400-\u9fff]{2,4}\s*[,(男女]"
    r"|^\s*(?:患者|病人|病员|今有|[你贵](?:单位|公司|校|厂)(?:职工|员工|学生|教师)?)\s*[\u3400-\u9fff]{2,4}\s*[,(男女]"
)
_END = re.compile(r"特此\s*证明|以上情况属实")
_NAME = re.compile(
    r"(?:[你贵](?:单位|公司|校|厂)(?:职工|员工|学生|教师)?|患者|病人|病员|兹证明|兹有|今有|(?<![此本该])证明)\s*:?\s*(?:我院|本院)?(?:患者|病人|病员)?\s*(?:姓名)?\s*:?\s*"
    r"(?!仅供|如有|如需|若有|若需|请|须|需|不得|凭|持)(?P<name>[\u3400-\u9fff·]{2,12}?)\s*(?:同志|先生|女士|小朋友)?\s*[,、;(\s]*"
    r"(?:(?:性别)?\s*:?\s*(?P<sex>[男女])(?!士)|系|于|因|现年|年龄|身份证|,)"
)
_SEX = re.compile(r"(?:性别\s*:?\s*(?=[男女])|[,、(\s](?=[男女]性?[,、;)\s\d]))([男女])")
_AGE = re.compile(
    r"(?:年龄|现年)?\s*:?\s*(\d{1,3}\s*(?:周?岁|个月|月龄)|(?<=年龄)\s*:?\d{1,3}|(?<=现年)\d{1,3})"
)
_DEPARTMENT = re.compile(
    r"(?:我院|本院|医院|在|至|到|于|来|日)\s*(?P<name>(?:(?!我院|本院|医院)[\u3400-\u9fff()]){1,12}?)\s*(?:门诊|急诊|住院|病房)?\s*"
    r"(?:就诊|就医|治疗|住院|诊治|诊疗|诊察|检查|看病|求治|求诊|复诊|随诊)"
)
_WITHIN = re.compile(
    r"(?:(?:就诊|就医|收治|住院)于|收住|收入|入住|住入|转入)\s*(?:我院|本院)?\s*(?P<name>[\u3400-\u9fff()]{1,12}?(?:科|病区|门诊))"
    r"(?=[,。;、\s]|就诊|住院|治疗|门诊|$)"
)
_SHOWN_DAY = r"(\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?)"
_STAY = {
    "admission_date": re.compile(
        rf"{_SHOWN_DAY}\s*(?:因[^。]{{1,30}}?)?(?:入住|入院|住院|收住|收入|收治|住入|入我院|住我院|至)"
    ),
    "discharge_date": re.compile(
        rf"{_SHOWN_DAY}\s*(?:好转|治愈|康复|痊愈|要求|办理|自动)?(?:出院|离院)"
        rf"|(?:至|到|[-~—])\s*{_SHOWN_DAY}\s*(?:期间|止)?[,,]?\s*(?:在|于|住|因|收)[^。;]{{0,30}}?(?:住院|治疗)"
    ),
}
_NUMBER = re.compile(r"(?:门诊|住院|病历|病案|就诊|登记|ID)号?码?\s*(?:号|为)?\s*[::为]?\s*([A-Z]{0,3}\d{4,})")
_DIAGNOSIS = re.compile(
    r"(?:诊断(?:结果|意见)?(?:考虑)?[为是:]|确诊为?|印象[为:])[\s:]*(.{2,160}?)(?=。|;?\s*(?:建议|特此|现予|予以|给予|经治疗|需休息|处理)|$)"
)
_REASON = re.compile(
    r"(?:因|由于|(?<!住院|门诊)(?<!确)患有?(?!者|儿))\s*[“\"「]?\s*([\u3400-\u9fff、()]{3,24}?)\s*[”\"」]?\s*(?:[,;]|于|在|到|来|需|住院|入院|入住|收住)"
)
"""Why somebody was in hospital: 因急性阑尾炎于…在我院住院治疗."""
_SYMPTOM = re.compile(r"(?:痛|热|肿|咳|喘|晕|泻|适|咳嗽|出血|呕吐|便秘|\d.?[天日周月年])$")
_REST_TOLD = re.compile(
    r"(?:^|[,。;])\s*((?:出院后|术后)?\s*(?:需|应|宜|可|请|予以?|继续)?\s*(?:全休|休息|病休|休养|卧床)(?!.{0,2}证).{1,60}?(?:。|(?=特此)|$))"
)
_ADVICE = re.compile(r"(?:建议|医嘱)\s*:?\s*(.{2,80}?。|.{2,80}?(?=特此|$))")
_REST_LINE = re.compile(
    r"(?:建议|医嘱)?\s*:?\s*((?:患者)?(?:全休|休息|病休|休假|卧床|建休)(?!.{0,2}证|天数|日数|起止|时间|期限|期间|日期).*)"
)

_REST_WORD = re.compile(r"(?:全休|休息|病休|休假|卧床|建休)\s*:?")
"""Such a word alone in its cell: the days stand in the next ones."""
_BOTH_DAYS = re.compile(
    rf"{_SHOWN_DAY}\s*(?:因[^。]{{1,30}}?)?(?:入院|住院|收入|入住)[^。]{{0,40}}?{_SHOWN_DAY}\s*(?:好转|治愈|康复|痊愈)?(?:出院|离院)"
)


def told_stay(lines: Sequence[Line]) -> dict[str, Field]:
    """Both days of a stay in one sentence anywhere (于2026年4月1日入院,2026年4月5日出院), for a look."""
    run = Run.of([line for row in rows(lines) for line in row])
    match = _BOTH_DAYS.search(simplified(run.text))
    days = [values.date(match[group]) for group in (1, 2)] if match else []
    if not match or not all(days):
        return {}
    keys = ("admission_date", "discharge_date")
    return {
        key: make(day, run.cut(*match.span(place)), is_doubtful=True)
        for place, (key, day) in enumerate(zip(keys, days, strict=True), 1)
    }


def rest_line(lines: Sequence[Line]) -> Field | None:
    """A line that begins with an advice to rest, without a label of its own, for a look."""
    for row in rows(lines):
        for line in row:
            match = _REST_LINE.match(simplified(line.text))
            if match and _REST_WORD.fullmatch(match[1]) and line is row[0]:
                return make(values.text(joined(row)), row, is_doubtful=True)
            if match and (value := values.text(line.text[slice(*match.span(1))])):
                return make(value, [cut(line, *match.span(1))], is_doubtful=True)
    return None


@dataclass(frozen=True, slots=True)
class Story:
    """The sentences of a certificate as one text; empty where it tells none."""

    run: Run

    @property
    def text(self) -> str:
        """In simplified script, in which the words of a story are looked for; values stay as they are printed."""
        return simplified(self.run.text)

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Story":
        lines = [line for row in rows(lines) for line in row]
        begin = next(
            (place for place, line in enumerate(lines) if _BEGIN.search(simplified(line.text))), len(lines)
        )
        end = next(
            (place for place in range(begin, len(lines)) if _END.search(simplified(lines[place].text))),
            begin + 10,
        )
        return cls(Run.of(lines[begin : end + 1]))

    def person(self) -> dict[str, Field]:
        """Name, sex and age, as far as they are told one after the other."""
        match = _NAME.search(self.text)
        if match is None:
            return {}
        start, end = match.span("name")
        near = slice(end, end + 40)
        sex, age = _SEX.search(self.text, end, near.stop), _AGE.search(self.text, end, near.stop)
        name = values.name(self.run.text[start:end])
        is_told = bool(sex and age)
        found = {
            "patient_name": make(
                name, self.run.cut(start, end), is_doubtful=not (is_told and is_named(match["name"]))
            )
        }
        for key, told, parse in (("sex", sex, values.sex), ("age", age, shown_age)):
            if told is not None and (value := parse(told[1])) is not None:
                found[key] = make(value, self.run.cut(*told.span(1)), is_doubtful=not is_told)
        return found

    def department(self) -> Field | None:
        for match in chain(_DEPARTMENT.finditer(self.text), _WITHIN.finditer(self.text)):
            if is_department(match["name"]):
                start, end = match.span("name")
                return make(values.text(self.run.text[start:end]), self.run.cut(start, end))
        return None

    def stay(self) -> dict[str, Field]:
        """Admission and discharge, for a look."""
        found = {}
        for key, pattern in _STAY.items():
            match = pattern.search(self.text)
            if match and match.lastindex and (day := values.date(match[match.lastindex])):
                found[key] = make(day, self.run.cut(*match.span(match.lastindex)), is_doubtful=True)
        return found

    def visit_number(self) -> Field | None:
        match = _NUMBER.search(self.text)
        value = numbered(match[1]) if match else None
        return make(value, self.run.cut(*match.span(1))) if match and value else None

    def diagnoses(self) -> tuple[Field, ...]:
        """Behind 诊断为; else what is told to be the reason, for a look."""
        match = _DIAGNOSIS.search(self.text)
        if match:
            return diagnoses(self.run.cut(*match.span(1)))
        match = _REASON.search(self.text)
        if not match or _SYMPTOM.search(match[1]) or not is_disease(match[1]):
            return ()
        return tuple(replace(one, grade=Grade.CHECK) for one in diagnoses(self.run.cut(*match.span(1))))

    def advice(self) -> Field | None:
        """The last sentence that advises, for a look: where it ends is a guess."""
        match = next(reversed(list(_ADVICE.finditer(self.text))), None) or _REST_TOLD.search(self.text)
        value = values.text(self.run.text[slice(*match.span(1))]) if match else None
        return make(value, self.run.cut(*match.span(1)), is_doubtful=True) if match and value else None
