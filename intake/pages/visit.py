"""One visit to a claimant's page: who stands behind the link, what they see, and what they see when something went wrong.

A wrong or expired link shows one and the same kind page, without detail. Every other error becomes a sentence on the page.

>>> token_in("01m3-6b18-AbC。"), token_in("?")
('01m3-6b18-AbC', '')
"""

import re
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from anyio.to_thread import run_sync
from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.requests import ClientDisconnect

from extractors.limits import Limits
from intake.acts.message_seen import message_seen
from intake.auth import caller_of_link
from intake.caller import Caller
from intake.errors import Unauthorized
from intake.pages.load import load_rows
from intake.pages.rows import Rows
from intake.pages.show import HEADERS, Frame, Notice, draw_alone, draw_live, draw_page
from intake.pages.view import Typed, page_view, words_for
from intake.pages.words import PageWords, locale_asked, page_words, today
from intake.web.problems import problem_of
from storage.errors import ClaimsError
from storage.model.records import MessageState
from storage.unit_of_work import UnitOfWork
from workers.bootstrap import Services
from workers.errors import LinkExpired, LinkInvalid

_TOKEN = re.compile(r"[A-Za-z0-9_-]*")
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Visit:
    """A request that came in by a link of ours."""

    request: Request
    services: Services
    caller: Caller
    base: str

    @property
    def claim_id(self) -> str:
        return str(self.caller.claim_id)

    @property
    def wants_json(self) -> bool:
        """It is the page's script that sends a file, not a form."""
        return "application/json" in self.request.headers.get("accept", "")

    async def rows(self) -> Rows:
        return await run_sync(self._rows)

    def _rows(self) -> Rows:
        with self.services.store.read(tenant=self.caller.tenant) as uow:
            return load_rows(uow, self.claim_id)

    async def act(self, do: Callable[[UnitOfWork], object]) -> None:
        """Does it in one transaction."""

        def within() -> None:
            with self.services.store.write(tenant=self.caller.tenant) as uow:
                do(uow)

        await run_sync(within)

    async def page(
        self, notices: Sequence[Notice] = (), status: int = 200, typed: Typed | None = None
    ) -> Response:
        """The whole page as it stands now."""
        rows = await self.rows()
        words = words_for(rows, page_words(rows.claim.locale))
        drawn = draw_page(page_view(rows, words, typed), words, self._frame(rows), notices)
        await self._shown(rows)
        return html(drawn, status)

    async def live(self) -> Response:
        """The part that changes."""
        rows = await self.rows()
        words = words_for(rows, page_words(rows.claim.locale))
        drawn = draw_live(page_view(rows, words), words, self._frame(rows))
        await self._shown(rows)
        return html(drawn)

    async def _shown(self, rows: Rows) -> None:
        """The message on the page has arrived; that the page is shown does not hang on noting it."""
        message = rows.message
        if message is not None and message.state is MessageState.SENT:
            try:
                await self.act(lambda uow: message_seen(uow, self.caller, message))
            except ClaimsError as error:
                _log.warning("page.not_noted", code=error.code)

    async def words(self) -> PageWords:
        return page_words((await self.rows()).claim.locale)

    async def trouble(
        self, code: str, status: int, typed: Typed | None = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        """Says what could not be done; to the script in a word of JSON, to a person on the page."""
        words = await self.words()
        text = words.trouble(code)
        if self.wants_json:
            return JSONResponse({"trouble": text}, status, {**HEADERS, **(headers or {})})
        return await self.page([Notice(text, is_trouble=True)], status, typed)

    def back(self, said: str) -> Response:
        """To the page again, which then says that it was done."""
        return RedirectResponse(f"{self.base}?said={said}", 303, HEADERS)

    def _frame(self, rows: Rows) -> Frame:
        most = Limits.default().file_bytes
        return Frame(base=self.base, today=today(rows.now).isoformat(), most_bytes=most)


Answer = Callable[[Visit], Coroutine[Any, Any, Response]]


def visited(answer: Answer) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    """As an endpoint: opens the link before anything else is looked at."""

    async def opened(request: Request) -> Response:
        services: Services = request.app.state.services
        token = token_in(request.path_params["token"])
        try:
            caller = await run_sync(caller_of_link, services, token, request.state.trace)
        except (LinkInvalid, LinkExpired, Unauthorized) as error:
            return html(
                draw_alone("closed_link", _words_asked(request)), 410 if isinstance(error, LinkExpired) else 404
            )
        visit = Visit(request, services, caller, f"/u/{token}")
        try:
            return await answer(visit)
        except ClientDisconnect:
            raise
        except Exception as error:  # a door: a claimant never sees a machine's words
            return await _told(visit, error)

    return opened


async def _told(visit: Visit, error: Exception) -> Response:
    problem = problem_of(error)
    if problem.status >= 500:
        _log.error("page.broke", exc_info=error)
    try:
        return await visit.trouble(problem.code, problem.status, headers=problem.headers)
    except ClaimsError:
        return html(draw_alone("sorry", _words_asked(visit.request)), problem.status)


def _words_asked(request: Request) -> PageWords:
    """No claim is known that would say the language."""
    return page_words(locale_asked(request.headers.get("accept-language", "")))


def html(text: str, status: int = 200) -> Response:
    return HTMLResponse(text, status, HEADERS)


def token_in(path: str) -> str:
    """The token without what a chat put behind it when the link was copied."""
    found = _TOKEN.match(path)
    return found.group() if found else ""
