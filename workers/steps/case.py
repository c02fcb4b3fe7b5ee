"""What the steps know of a claim at one moment, and the state that follows from it.

>>> import datetime as dt
>>> from storage.model.claim import Channel
>>> claim = Claim(id="clm_1", tenant="main", external_ref=None, claim_types=(), locale="zh-CN",
...               channel=Channel("console"), opened_at=dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
>>> Case(claim).state
<ClaimState.OPEN: 'open'>
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storage.model.checklist import ItemState
from storage.model.claim import Claim, ClaimState
from storage.model.records import StoredAssessment, StoredMessage
from storage.model.submission import Original
from workers.clocks import Standing

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with its originals, its latest assessment, the message in force, and one that is held if there is one."""

    claim: Claim
    originals: Sequence[Original] = ()
    assessment: StoredAssessment | None = None
    message: StoredMessage | None = None
    held: StoredMessage | None = None

    @classmethod
    def load(cls, uow: "UnitOfWork", claim_id: str) -> "Case":
        """Raises NotFound."""
        return cls(
            uow.claims.get(claim_id),
            uow.originals.of_claim(claim_id),
            uow.assessments.latest(claim_id),
            uow.messages.in_force(claim_id),
            uow.messages.held(claim_id),
        )

    @property
    def is_settled(self) -> bool:
        return all(original.state.is_settled for original in self.originals)

    @property
    def current(self) -> StoredAssessment | None:
        """The latest assessment, if nothing has changed since."""
        is_current = self.assessment is not None and self.assessment.revision == self.claim.revision
        return self.assessment if is_current else None

    @property
    def state(self) -> ClaimState:
        """The state that the claim must have now."""
        if self.claim.state.is_ended:
            return self.claim.state
        if not self.originals and self.message is None:
            return ClaimState.OPEN
        if not self.is_settled or self.current is None:
            return ClaimState.READING
        if self.held is not None and not self.current.data["complete"]:
            return ClaimState.IN_REVIEW
        return _state_by(self.current.data)

    def standing(self, uow: "UnitOfWork") -> Standing:
        """For the clocks, at the unit's moment."""
        current = self.current
        return Standing(
            now=uow.now,
            first_upload_at=self.claim.first_upload_at,
            last_upload_at=self.claim.last_upload_at,
            finished_at=self.claim.finished_at,
            is_settled=self.is_settled,
            assessed_at=current.at if current else None,
            has_reviews=bool(current and has_any(current.data, ItemState.IN_REVIEW)),
            is_looking_up=bool(current and has_any(current.data, ItemState.LOOKUP_PENDING)),
        )


def has_any(data: Mapping[str, Any], state: ItemState) -> bool:
    """Whether an item of the assessment is in that state."""
    return any(item["state"] == state for item in data["items"])


def keep_state(uow: "UnitOfWork", claim_id: str) -> ClaimState:
    """Brings the claim's state up to date; says what it is now. Raises NotFound."""
    case = Case.load(uow, claim_id)
    if case.state is not case.claim.state:
        uow.claims.save(replace(case.claim, state=case.state))
    return case.state


def _state_by(data: Mapping[str, Any]) -> ClaimState:
    if data["complete"]:
        return ClaimState.COMPLETE
    has_asks = any(ItemState(item["state"]).is_ask for item in data["items"])
    return ClaimState.WAITING_FOR_CUSTOMER if has_asks or data["questions"] else ClaimState.IN_REVIEW
