"""Who may call what: each route declares a `Rule`, which `intake.web.guarded` applies.

A caller shows an API key (`ck_…`) or the token of a claim's link. Which claim a link may touch is decided where the claim is
looked up (`intake.acts.reach`): what is not one's own is not there.

>>> rule = Rule(frozenset({Scope.AUDITOR}))
>>> rule.admits(Caller(actor="link:clm_1", tenant="main", way=Way.LINK, trace="trc_1", claim_id="clm_1"))
False
"""

import datetime as dt
from dataclasses import dataclass

from fastapi import Request

from intake.api_keys import is_secret_of, parse_secret
from intake.caller import Caller, Way
from intake.errors import refused
from storage.model.access import ApiKey, Scope
from storage.tenants import tenant_of
from workers.bootstrap import Services
from workers.links import open_link


@dataclass(frozen=True, slots=True)
class Rule:
    """The scopes of which a key must have one, and whether a claim's link will do. Neither: open to everybody."""

    scopes: frozenset[Scope] = frozenset()
    link: bool = False

    @property
    def is_public(self) -> bool:
        return not self.scopes and not self.link

    def admits(self, caller: Caller) -> bool:
        return self.link if caller.way is Way.LINK else bool(self.scopes & caller.scopes)

    async def __call__(self, request: Request) -> Caller:
        """As a dependency: the caller whom the door let in."""
        caller: Caller = request.state.caller
        return caller


def admitted(services: Services, rule: Rule, shown: str, trace: str) -> Caller:
    """The caller, if the rule admits them. Raises Unauthorized, Refused `forbidden`, LinkExpired."""
    if rule.is_public:
        return Caller(actor="nobody", tenant="", way=Way.LINK, trace=trace, claim_id="")
    caller = known_caller(services, shown, trace)
    if not rule.admits(caller):
        raise refused("forbidden")
    return caller


def known_caller(services: Services, shown: str, trace: str) -> Caller:
    """Who the Authorization header says is calling. Raises Unauthorized, LinkExpired."""
    kind, _, token = shown.partition(" ")
    if kind.lower() != "bearer" or not token:
        raise refused("unauthorized")
    key_id = parse_secret(token.strip())
    if key_id is None:
        return caller_of_link(services, token.strip(), trace)
    return _caller_of_key(services, key_id, token.strip(), trace)


def caller_of_link(services: Services, token: str, trace: str) -> Caller:
    """The claimant with that link. Raises Unauthorized, LinkExpired."""
    claim_id = open_link(services.secrets, token, services.clock())
    tenant = tenant_of(services.store.database, claim_id)
    if tenant is None:
        raise refused("unauthorized")
    return Caller(actor=f"link:{claim_id}", tenant=tenant, way=Way.LINK, trace=trace, claim_id=claim_id)


def _caller_of_key(services: Services, key_id: str, secret: str, trace: str) -> Caller:
    tenant = tenant_of(services.store.database, key_id)
    if tenant is None:
        raise refused("unauthorized")
    with services.store.read(tenant=tenant) as uow:
        key = uow.keys.get(key_id)
    if not is_secret_of(secret, key.secret_sha256):
        raise refused("unauthorized")
    check_key(key, services.clock())
    way = Way.SYSTEM if Scope.SYSTEM in key.scopes else Way.STAFF
    return Caller(actor=f"key:{key_id}", tenant=key.tenant, way=way, trace=trace, scopes=key.scopes)


def check_key(key: ApiKey, now: dt.datetime) -> None:
    """Raises Unauthorized `key_revoked` or `key_expired`."""
    if key.revoked_at is not None:
        raise refused("key_revoked")
    if key.expires_at is not None and key.expires_at <= now:
        raise refused("key_expired")
