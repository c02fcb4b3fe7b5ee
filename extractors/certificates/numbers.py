"""Identity numbers behind their labels: checked by their last character, put right where one reading alone is valid.

A number of another kind (a passport's, a foreign parent's) is given as printed, for a look.

>>> from storage.model.extraction import Box
>>> read_number([Line("11010519491231002X", Box(0, 0, 180, 20))]).grade
<Grade.AUTO: 'auto'>
>>> read_number([Line("E12345678", Box(0, 0, 90, 20))]).grade
<Grade.CHECK: 'check'>
"""

import re
from collections.abc import Sequence

from extractors.cards.front import number_field
from extractors.fields import make
from extractors.layout.lines import cut, squash
from extractors.layout.paper import Paper
from extractors.page import Line
from storage.model.extraction import Field

_OTHER = re.compile(r"[A-Z0-9()]{6,20}")
_RESIDENT = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def identity(paper: Paper, key: str, *, birth: Field | None = None, sex: Field | None = None) -> Field | None:
    """The number behind the first label that has one; None where the paper has no such label with ink."""
    return next((read_number(lines, birth, sex) for lines in paper.form.found(key) if _is_ink(lines)), None)


def identities(paper: Paper, key: str) -> list[Field]:
    """The numbers behind all labels of that name, down the page."""
    slots = [slot for slot in paper.form.slots if slot.label.key == key and _is_ink(slot.lines)]
    return [read_number(slot.lines) for slot in slots]


def read_number(lines: Sequence[Line], birth: Field | None = None, sex: Field | None = None) -> Field:
    """A resident's number if it can be one, else the number as printed; unread where there is none."""
    lines = [_alone(line) for line in lines]
    field = number_field(lines, birth, sex)
    if field.value is not None:
        return field
    other = next((line for line in lines if _OTHER.fullmatch(squash(line.text).upper())), None)
    return make(squash(other.text).upper(), [other], is_doubtful=True) if other else field


def _alone(line: Line) -> Line:
    """The number without what a sentence or the next label puts behind it."""
    match = _RESIDENT.search(line.text)
    return cut(line, *match.span()) if match else line


def _is_ink(lines: Sequence[Line]) -> bool:
    return any(re.search(r"\w", line.text) for line in lines)
