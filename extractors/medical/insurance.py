"""The kind of insurance where no label asks for it: printed as the kind of payer or of person (费别, 人员类别).

Those words also stand before 自费 or 在职, which are no insurance.

>>> told("城乡居民基本医疗保险"), told("在职"), told("自费")
('城乡居民基本医疗保险', None, None)
"""

import re

from extractors.layout.paper import Paper, printed
from storage.model.extraction import Field


def insurance_kind(paper: Paper) -> Field | None:
    """Behind its own label, else behind that of the payer."""
    own, payer = paper.field("insurance_kind", printed), paper.field("payer_kind", told)
    return own or (payer if payer is not None and payer.value else None)


def told(raw: str) -> str | None:
    return printed(raw) if re.search(r"医保|保险|新农合|合作医疗", raw) else None
