"""The unit of work: one transaction of one tenant, with a repository for each noun. Nothing in it commits on its own.

>>> sorted(name for name in UnitOfWork.__slots__ if name != "_here")[:4]
['assessments', 'audit', 'beats', 'cannots']
"""

import datetime as dt

from storage.assessments import Assessments
from storage.audit import Audit
from storage.beats import Beats
from storage.cannots import Cannots
from storage.claims import Claims
from storage.clocks import Clocks
from storage.consents import Consents
from storage.documents import Documents
from storage.events import Events
from storage.idempotency import Idempotency
from storage.keys import Keys
from storage.look_ups import LookUps
from storage.marks import Marks
from storage.measures import Measuring
from storage.messages import Messages
from storage.originals_index import OriginalsIndex
from storage.outbox import Outbox
from storage.readings import Readings
from storage.roots import Roots
from storage.submissions import Submissions
from storage.transaction import Transaction


class UnitOfWork:
    """Made by `Store.write` and `Store.read`."""

    __slots__ = (
        *("_here", "assessments", "audit", "beats", "cannots", "claims", "clocks", "consents", "documents"),
        *("events", "idempotency", "keys", "look_ups", "marks", "measures", "messages", "originals"),
        *("outbox", "readings", "roots", "submissions"),
    )

    def __init__(self, here: Transaction) -> None:
        self._here = here
        self.claims = Claims(here)
        self.submissions = Submissions(here)
        self.documents = Documents(here)
        self.readings = Readings(here, self.documents)
        self.originals = OriginalsIndex(here, self.readings)
        self.assessments = Assessments(here)
        self.measures = Measuring(here)
        self.messages = Messages(here)
        self.clocks = Clocks(here)
        self.consents = Consents(here)
        self.cannots = Cannots(here)
        self.look_ups = LookUps(here)
        self.marks = Marks(here)
        self.outbox = Outbox(here)
        self.audit = Audit(here)
        self.roots = Roots(here)
        self.events = Events(here)
        self.keys = Keys(here)
        self.idempotency = Idempotency(here)
        self.beats = Beats(here)

    @property
    def now(self) -> dt.datetime:
        """The moment of the whole unit (UTC)."""
        return self._here.now

    @property
    def tenant(self) -> str:
        """Whose rows it sees."""
        return self._here.tenant
