"""Looks at a picture before it is read, so that whoever took it hears at once whether it can be read at all.

Only a kindness: what is seen goes into an event, nothing hangs on it, and reading judges for itself. So it fails silently:
the file then says that it is being read, and nothing more.

>>> import inspect
>>> list(inspect.signature(look_at_original).parameters)
['services', 'looker', 'original_id']
"""

from typing import Protocol

import structlog

from extractors.errors import EngineUnavailable, ReaderLost
from extractors.walls.looking import Sight
from storage.errors import NotFound, OriginalDamaged, TransientError
from storage.model.submission import Original
from workers.bootstrap import Services

LOOKED = "original.looked"
_log = structlog.get_logger()


class Looker(Protocol):
    """What looks at a file: a decoder behind the walls."""

    def look(self, content: bytes) -> Sight | None:
        """None where the file is no picture or cannot be opened. Raises `EngineUnavailable`, `ReaderLost`."""
        ...


def look_at_original(services: Services, looker: Looker, original_id: str) -> None:
    """Once for an original that nobody has read yet. Raises NotFound."""
    with services.store.read() as uow:
        original = uow.originals.get(original_id)
        seal = uow.claims.seal(original.claim_id)
    if original.state.is_settled:
        return
    try:
        content = services.store.originals.read(original.tenant, original.claim_id, original.sha256, seal)
        sight = looker.look(content)
        if sight:
            _tell(services, original, sight)
    except (EngineUnavailable, ReaderLost, OriginalDamaged, NotFound, TransientError) as error:
        _log.info("look.failed", original=original.id, code=error.code)


def _tell(services: Services, original: Original, sight: Sight) -> None:
    fault = sight.fault.value if sight.fault else None
    with services.store.write() as uow:
        if not uow.originals.get(original.id).state.is_settled:
            uow.events.add(original.claim_id, LOOKED, {"original": original.id, "fault": fault})
