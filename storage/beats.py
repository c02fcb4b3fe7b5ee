"""Heartbeats: each worker's last sign of life.

>>> Beats.__name__
'Beats'
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from storage.model.records import Beat
from storage.tables import beats
from storage.transaction import Transaction


class Beats:
    """The workers of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def put(self, worker: str, at: dt.datetime, details: Mapping[str, Any]) -> None:
        """In place of the worker's last one."""
        mine = (beats.c.tenant == self._here.tenant, beats.c.worker == worker)
        if not self._here.change(sa.update(beats).where(*mine).values(at=at, details=dict(details))):
            self._here.insert(beats, worker=worker, at=at, details=dict(details))

    def all(self) -> list[Beat]:
        """By worker."""
        query = sa.select(beats).where(beats.c.tenant == self._here.tenant).order_by(beats.c.worker)
        return [
            Beat(worker=row["worker"], at=row["at"], details=row["details"]) for row in self._here.rows(query)
        ]
