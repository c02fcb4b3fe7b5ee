"""What is stored of one claim, as much as its page needs.

>>> import dataclasses
>>> [field.name for field in dataclasses.fields(Rows)][:3]
['claim', 'now', 'consent']
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.model.claim import Claim
from storage.model.records import (
    Cannot,
    Consent,
    StoredAssessment,
    StoredDocument,
    StoredMessage,
    StoredReading,
)
from storage.model.submission import Original


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows as they are kept. `readings` leave out withdrawn documents, `documents` do not.

    `sights`: by original, the fault that was seen before reading, None where the picture as a whole is sound.
    """

    claim: Claim
    now: dt.datetime
    consent: Consent | None = None
    originals: tuple[Original, ...] = ()
    documents: tuple[StoredDocument, ...] = ()
    readings: tuple[StoredReading, ...] = ()
    assessment: StoredAssessment | None = None
    message: StoredMessage | None = None
    cannots: tuple[Cannot, ...] = ()
    sights: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def unsettled(self) -> tuple[Original, ...]:
        """Originals whose reading is still to come or under way."""
        return tuple(original for original in self.originals if not original.state.is_settled)

    @property
    def is_current(self) -> bool:
        """Everything is read, and the latest assessment knows all of it."""
        latest = self.assessment
        return latest is not None and latest.revision >= self.claim.revision and not self.unsettled
