"""Opening a claim. The same external reference with the same content is the same claim, whoever sends it twice.

>>> list_version((ClaimType.OUTPATIENT_MEDICAL,)).startswith("outpatient_medical@")
True
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from intake.acts.record import Deed, record
from intake.caller import Caller
from storage.errors import Conflict
from storage.model.claim import Channel, Claim, ClaimType
from storage.model.ids import IdKind, new_id
from storage.unit_of_work import UnitOfWork
from validators.claim_types import parse_claim_types
from validators.facts.plain import facts_data
from validators.lists.checklist import load_checklist
from validators.wording import check_locale

_SCOPE = "claims/external_ref"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """A claim as it is asked for: `claim_types` and `facts` as the outside writes them."""

    claim_types: Sequence[str]
    external_ref: str | None = None
    locale: str = "zh-CN"
    channel: Channel = Channel("console")
    facts: Mapping[str, Any] = field(default_factory=dict)


def open_claim(uow: UnitOfWork, caller: Caller, new: NewClaim) -> Claim:
    """The new claim, or the one that was opened with the same reference and content.

    Raises UsageError, FactsInvalid, ChecklistMissing, and Conflict `external_ref_taken`.
    """
    check_locale(new.locale)
    claim = _claim(uow, caller, new)
    known = _known(uow, claim)
    if known is not None:
        return known
    uow.claims.add(claim)
    if claim.external_ref is not None:
        uow.idempotency.put(_SCOPE, _short(claim.external_ref), _content(claim), 201, claim.id.encode())
    details = {"claim_types": ",".join(claim.claim_types), "list_version": claim.list_version}
    record(uow, caller, Deed(claim_id=claim.id, action="claim.opened", subject=claim.id, details=details))
    uow.outbox.add("assess_claim", claim.id, caller.trace)
    return claim


def list_version(claim_types: Sequence[ClaimType]) -> str:
    """The versions of the lists that a claim of these types is held against."""
    return ",".join(f"{kind}@{load_checklist(kind).version}" for kind in claim_types)


def _claim(uow: UnitOfWork, caller: Caller, new: NewClaim) -> Claim:
    claim_types = parse_claim_types(new.claim_types)
    return Claim(
        id=new_id(IdKind.CLAIM),
        tenant=caller.tenant,
        external_ref=new.external_ref,
        claim_types=claim_types,
        locale=new.locale,
        channel=new.channel,
        facts=facts_data(new.facts),
        list_version=list_version(claim_types),
        opened_at=uow.now,
    )


def _known(uow: UnitOfWork, claim: Claim) -> Claim | None:
    if claim.external_ref is None:
        return None
    known = uow.claims.by_reference(claim.external_ref)
    if known is None:
        return None
    opened = uow.idempotency.get(_SCOPE, _short(claim.external_ref))
    if opened is None or opened[0] != _content(claim):
        message = "There is another claim with this external_ref and other content."
        raise Conflict(
            "external_ref_taken", message, "Use another external_ref, or PATCH the facts of that claim."
        )
    return known


def _content(claim: Claim) -> str:
    channel = [claim.channel.kind, claim.channel.address]
    plain = [list(claim.claim_types), claim.locale, channel, dict(claim.facts)]
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _short(external_ref: str) -> str:
    return hashlib.sha256(external_ref.encode()).hexdigest()
