"""`claims send FOLDER`: a folder of papers through the front door of a running server, down to the one message.

It calls the API as a claims system would and reads nothing itself, so it works against any server of claims-intake.

>>> told(2, 4, {"name": "a.jpg", "state": "read", "verdicts": [{"text": "这是银行卡,看得清楚。"}]})
'[2/4] a.jpg: 这是银行卡,看得清楚。'
>>> told(1, 1, {"name": "b.jpg", "state": "quarantined", "verdicts": []})
'[1/1] b.jpg: quarantined'
"""

import contextlib
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from intake.cli.progress import note
from storage.errors import PermanentError, TransientError

if TYPE_CHECKING:
    from intake.cli.front_door import FrontDoor

CONSENT = "claims-send-1"
"""The text consented to: whoever sends papers this way has the consent of those that they are of."""
_LOOK_EVERY = 0.5
_VERDICT_SECONDS = 5.0
_SILENCE_SECONDS = 600.0


def send(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Papers.")],
    claim_type: Annotated[list[str], typer.Option("--claim-type", help="May be repeated or hold commas.")],
    key: Annotated[str, typer.Option("--key", envvar="CLAIMS_KEY", help="Of scope system.", show_envvar=True)],
    facts: Annotated[Path | None, typer.Option("--facts", help="What is known: YAML or JSON.")] = None,
    url: Annotated[
        str, typer.Option("--url", envvar="CLAIMS_URL", help="Where the server is.")
    ] = "http://127.0.0.1:8080",
    keep: Annotated[bool, typer.Option("--keep", help="Leave the claim open for more papers.")] = False,
) -> None:
    """Opens a claim, sends all papers of the folder, waits until they are read, and prints the one message."""
    from intake.cli.front_door import FrontDoor
    from workers.files import expand

    files = expand([folder])
    if not files or not all(file.is_file() for file in files):
        raise PermanentError("not_found", f"There are no papers in {folder}.", "Check the path.")
    known = _facts(facts) if facts else {}
    names = [name.strip() for one in claim_type for name in one.split(",") if name.strip()]
    with contextlib.closing(FrontDoor(url, key)) as door:
        claim = door.open_claim(names, known)
        note(f"Opened {claim['id']}; sending {len(files)} files to {url}")
        _submit_and_follow(door, claim["id"], files)
        if not keep:
            door.finish(claim["id"])
            _show(_awaited_message(door, claim["id"]))
        print(f"Page:  {claim['upload_url']}", flush=True)


def told(number: int, count: int, original: Mapping[str, Any]) -> str:
    """A file that was read, with what its claimant is told of it."""
    verdicts = " ".join(verdict["text"] for verdict in original["verdicts"])
    return f"[{number}/{count}] {original['name']}: {verdicts or original['state']}"


def _submit_and_follow(door: "FrontDoor", claim_id: str, files: Sequence[Path]) -> None:
    began = time.monotonic()
    door.consent(claim_id, CONSENT)
    sent = door.submit(claim_id, files)["files"]
    for refused in (file for file in sent if "original_id" not in file):
        note(f"{refused['name']} was not taken: {refused['message']}{refused['remedy']}")
    taken = {file["original_id"]: file["verdict_url"] for file in sent if "original_id" in file}
    note(f"{len(taken)} files are safe after {time.monotonic() - began:.1f} s")
    _follow(door, taken)


def _follow(door: "FrontDoor", waiting: dict[str, str]) -> None:
    """Says of each file what became of it, in the order in which they are read."""
    count, settled_at = len(waiting), dict[str, float]()
    last_news = time.monotonic()
    while waiting:
        for original_id, address in list(waiting.items()):
            original = door.look(address)
            if original["state"] not in ("read", "quarantined"):
                continue
            since = settled_at.setdefault(original_id, time.monotonic())
            if original["verdicts"] or time.monotonic() - since > _VERDICT_SECONDS:
                del waiting[original_id]
                last_news = time.monotonic()
                note(told(count - len(waiting), count, original))
        _rest_or_give_up(last_news)


def _awaited_message(door: "FrontDoor", claim_id: str) -> Mapping[str, Any]:
    began = time.monotonic()
    while (message := door.message(claim_id)) is None:
        _rest_or_give_up(began)
    return message


def _rest_or_give_up(since: float) -> None:
    if time.monotonic() - since > _SILENCE_SECONDS:
        raise TransientError(
            "took_too_long", "Nothing has happened for ten minutes.", "See the server's log and its /readyz."
        )
    time.sleep(_LOOK_EVERY)


def _show(message: Mapping[str, Any]) -> None:
    print(f"{message['subject']}\n\n{message['text'].strip()}\n\nSMS:   {message['sms']}")


def _facts(path: Path) -> dict[str, Any]:
    from validators.facts.load import load_facts
    from validators.facts.plain import facts_data

    return facts_data(load_facts(path).values)
