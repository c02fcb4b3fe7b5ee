"""Whether a form is signed: a name stands behind the label of the signature.

Who wrote it nobody compares; an empty line may bear ink that OCR does not read, so it is undecided and not `false`.

>>> from extractors.layout.labels import Labels
>>> from extractors.page import Line, ReadPage
>>> from storage.model.extraction import Box, Source
>>> page = ReadPage(number=1, width=600, height=90, turn=0, source=Source.OCR, lines=(Line("申请人签名:张悦", Box(0, 0, 300, 24)),))
>>> signed(Paper([page], Labels.load("claim_form"))).value
True
"""

import re

from extractors.fields import make
from extractors.layout.lines import joined
from extractors.layout.paper import Paper
from storage.model.extraction import Field, Grade, Source


def signed(paper: Paper) -> Field:
    """The field `signed`: always there, unread where nothing was read behind the label."""
    for lines in paper.form.found("signature"):
        if re.search(r"[\u3400-\u9fffA-Za-z]{2}", joined(lines)):
            return make(True, lines)
    return Field(value=None, raw="", confidence=0.0, grade=Grade.UNREAD, source=Source.OCR, page=1, box=None)
