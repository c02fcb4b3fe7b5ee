"""Pictures of pages, drawn by a child process behind walls: the API itself never decodes what a customer sent.

One child draws one page at a time; a few may wait for it, others are told to come back.

>>> Pictures(lambda: None).close()
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from extractors.errors import NoSuchPage, RefusedFile
from extractors.walls.isolation import LONGEST, IsolatedReader
from intake.acts.reach import keep_to_own
from intake.acts.record import Deed, enter
from intake.caller import Caller
from intake.errors import refused
from storage.model.records import StoredDocument
from workers.bootstrap import Services

__all__ = ["LONGEST", "PageView", "Pictures", "enter_view", "page_of"]

_MOST_WAITING = 4
_WAIT_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page that somebody wants to see: of which document, and the bytes of its original."""

    document: StoredDocument
    page: int
    content: bytes


class Pictures:
    """Starts its reader with the first picture."""

    def __init__(self, open_reader: Callable[[], IsolatedReader]) -> None:
        self._open_reader = open_reader
        self._reader: IsolatedReader | None = None
        self._places = threading.BoundedSemaphore(_MOST_WAITING)
        self._turn = threading.Lock()

    def draw(self, view: PageView, longest: int) -> bytes:
        """A PNG. Raises Refused (`no_such_page`, `too_many_requests`), EngineUnavailable, ReaderLost."""
        with self._turn_taken():
            self._reader = self._reader or self._open_reader()
            try:
                return self._reader.page_picture(view.content, page=view.page, longest=longest)
            except (NoSuchPage, RefusedFile):
                raise refused("no_such_page") from None

    def close(self) -> None:
        """Ends the child, if there is one."""
        if self._reader is not None:
            self._reader.close()

    @contextmanager
    def _turn_taken(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise refused("too_many_requests")
        try:
            if not self._turn.acquire(timeout=_WAIT_SECONDS):
                raise refused("too_many_requests")
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._places.release()


def page_of(services: Services, caller: Caller, document_id: str, page: int) -> PageView:
    """That page of the document. Raises NotFound, Refused `no_such_page`, OriginalDamaged, StoreUnavailable."""
    with services.store.read(tenant=caller.tenant) as uow:
        document = uow.documents.get(document_id)
        keep_to_own(caller, document.claim_id, "document", document_id)
        original = uow.originals.get(document.original_id)
        seal = uow.claims.seal(document.claim_id)
    is_in_archive = document.document.member is not None
    if is_in_archive or page not in {one.page for one in document.document.pages}:
        raise refused("no_such_page")
    content = services.store.originals.read(caller.tenant, original.claim_id, original.sha256, seal)
    return PageView(document=document, page=page, content=content)


def enter_view(services: Services, caller: Caller, view: PageView) -> None:
    """The look at the page, in the claim's audit chain."""
    document = view.document
    deed = Deed(
        claim_id=document.claim_id, action="page.viewed", subject=document.id, details={"page": view.page}
    )
    with services.store.write(tenant=caller.tenant) as uow:
        enter(uow, caller, deed)
