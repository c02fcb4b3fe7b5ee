"""A process of its own that works on the same database as another: `python -m tests.storage.rival FOLDER NAME`."""

import datetime as dt
import sys
from pathlib import Path

from storage.model.submission import OriginalState
from storage.store import Store, utc_now
from tests.storage.stores import a_reading, open_store


def main(folder: str, name: str) -> None:
    """Settles every original of every claim that it can get, and says how many those were."""
    store = open_store(Path(folder))
    store.clock = utc_now
    with store.read() as uow:
        ids = [original.id for original in uow.originals.in_state(OriginalState.RECEIVED, 1000)]
    print(sum(_read(store, id, name) for id in ids))
    store.database.close()


def _read(store: Store, id: str, name: str) -> bool:
    with store.write() as uow:
        original = uow.originals.lease(id, name, uow.now + dt.timedelta(minutes=1), 9)
        if original is None:
            return False
        uow.audit.append(original.claim_id, f"worker:{name}", "reading.begun", id)
    with store.write() as uow:
        settled = uow.originals.settle(id, name, OriginalState.READ, a_reading(2), "image/png")
        uow.audit.append(original.claim_id, f"worker:{name}", "original.read", id)
        uow.claims.bump(original.claim_id)
        uow.outbox.add("assess_claim", original.claim_id, "trc_1")
        uow.events.add(original.claim_id, "document.read", {"original": id})
    return settled


if __name__ == "__main__":
    main(*sys.argv[1:])
