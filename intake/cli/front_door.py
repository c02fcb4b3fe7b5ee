"""A client of the API, as a claims system would have one: opens a claim, sends papers, waits for the one message.

Whatever is sent carries an Idempotency-Key, so it is safe to send it again when the line breaks or the server is busy.

>>> FrontDoor("127.0.0.1:8080", "ck_01")
Traceback (most recent call last):
    ...
storage.errors.PermanentError: '127.0.0.1:8080' is no address of a server. Write it like http://127.0.0.1:8080.
"""

import contextlib
import mimetypes
import re
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from storage.errors import PermanentError, TransientError

Answer = Mapping[str, Any]
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_BUSY = frozenset({429, 502, 503, 504})
_TRIES = 5
_LONGEST_WAIT = 30.0
_TIMEOUT = httpx.Timeout(60.0, connect=5.0)


class FrontDoor:
    """Raises `PermanentError` for what the server refuses, `TransientError` where it cannot be reached in five tries."""

    def __init__(self, url: str, key: str) -> None:
        _check(url, key)
        self._client = httpx.Client(
            base_url=url,
            headers={"Authorization": f"Bearer {key}"},
            timeout=_TIMEOUT,
            trust_env=urlsplit(url).hostname not in _LOOPBACK,
        )

    def open_claim(self, claim_types: Sequence[str], facts: Mapping[str, Any]) -> Answer:
        """The new claim: `id`, `state`, `upload_url`, `expires_at`. Its message is fetched and needs no other way out."""
        asked = {"claim_type": list(claim_types), "facts": dict(facts), "channel": {"kind": "log"}}
        return self._act("/v1/claims", asked)

    def consent(self, claim_id: str, version: str) -> Answer:
        """Says that whoever the papers are of has consented to that version of the text."""
        return self._act(f"/v1/claims/{claim_id}/consents", {"version": version})

    def submit(self, claim_id: str, files: Sequence[Path]) -> Answer:
        """All files in one submission; answered once they are safe."""
        address, headers = f"/v1/claims/{claim_id}/submissions", _once()

        def send() -> httpx.Response:
            with contextlib.ExitStack() as opened:
                parts = [
                    ("files", (path.name, opened.enter_context(path.open("rb")), _media_type(path)))
                    for path in files
                ]
                return self._client.post(address, files=parts, headers=headers)

        return _insisted(send)

    def look(self, address: str) -> Answer:
        """What is at an address that the server gave; asked of the server that we know, whatever name it goes by."""
        return _insisted(lambda: self._client.get(urlsplit(address).path))

    def finish(self, claim_id: str) -> Answer:
        """That is all there is."""
        return self._act(f"/v1/claims/{claim_id}/finish", {})

    def message(self, claim_id: str) -> Answer | None:
        """The message in force, None while there is none."""
        try:
            return self.look(f"/v1/claims/{claim_id}/message")
        except PermanentError as error:
            if error.code == "no_message_yet":
                return None
            raise

    def close(self) -> None:
        self._client.close()

    def _act(self, address: str, body: Mapping[str, Any]) -> Answer:
        headers = _once()
        return _insisted(lambda: self._client.post(address, json=dict(body), headers=headers))


def _check(url: str, key: str) -> None:
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise PermanentError(
            "usage", f"{url!r} is no address of a server.", "Write it like http://127.0.0.1:8080."
        )
    if not re.fullmatch(r"[!-~]+", key):
        raise PermanentError("usage", "This is no API key.", "`claims keys create` makes one.")


def _insisted(send: Callable[[], httpx.Response]) -> Answer:
    """The answer to what may be sent again; tried five times while the server is away or busy."""
    for attempt in range(1, _TRIES + 1):
        try:
            response = send()
        except httpx.TransportError as error:
            if attempt == _TRIES:
                raise TransientError(
                    "server_away", f"The server cannot be reached ({error}).", "Check --url and that it runs."
                ) from error
            time.sleep(0.2 * 2**attempt)
            continue
        if response.status_code not in _BUSY or attempt == _TRIES:
            return _read(response)
        time.sleep(_wait(response, attempt))
    raise AssertionError("the last try answers or raises")


def _read(response: httpx.Response) -> Answer:
    try:
        body = response.json() if response.content else {}
    except ValueError:
        body = None
    if response.is_success and isinstance(body, dict):
        return body
    if isinstance(body, dict) and "code" in body:
        raise PermanentError(str(body["code"]), _sentence(body), str(body.get("remedy", "")))
    raise PermanentError(
        "no_such_server",
        f"{response.url} answered {response.status_code} and nothing that we understand.",
        "Check --url: it should be the address of claims-intake.",
    )


def _sentence(problem: Answer) -> str:
    """What the problem document says, and each field it names."""
    faults = "".join(f" {fault.get('field')}: {fault.get('message')}." for fault in problem.get("errors", []))
    return f"{problem.get('detail') or problem.get('title')}{faults}"


def _wait(response: httpx.Response, attempt: int) -> float:
    told = response.headers.get("retry-after", "")
    return min(_LONGEST_WAIT, float(told)) if told.isdecimal() else 0.2 * 2**attempt


def _once() -> dict[str, str]:
    return {"Idempotency-Key": uuid.uuid4().hex}


def _media_type(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"
