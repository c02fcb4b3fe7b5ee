"""What a claimant can do on the page: each form calls one act of `intake.acts` and comes back to the page.

>>> answers_in({"event.cause": "生病", "key": "x"}, ["event.cause", "si.settled"])
{'event.cause': '生病'}
"""

from collections.abc import Iterable, Mapping

from fastapi.responses import JSONResponse, Response

from intake.acts.answer_questions import answer_questions
from intake.acts.cannot_get import Given, cannot_get
from intake.acts.finish_claim import finish_claim
from intake.acts.give_consent import give_consent
from intake.acts.withdraw_document import withdraw_document
from intake.pages.forms import fields
from intake.pages.show import HEADERS, Notice
from intake.pages.view import WHOSE, Typed
from intake.pages.visit import Visit
from intake.pages.words import PageWords
from intake.receive import receive
from intake.upload.receipt import NotTaken, Receipt
from validators.errors import UsageError
from validators.facts.answers import facts_from_answers
from validators.message.refused import why_refused

_ACCOUNT = "event.account"
_MOST_REASON = 500


async def consent(visit: Visit) -> Response:
    """POST /u/{token}/consent: to the text that was shown, and only by an act of one's own."""
    given = await fields(visit.request)
    words = await visit.words()
    version = given.get("version", "")
    if "agreed" not in given:
        return await visit.trouble("tick_missing", 422)
    if version not in {words.say(f"consent.version_{whose}") for whose in WHOSE}:
        return await visit.trouble("consent_required", 409)
    await visit.act(lambda uow: give_consent(uow, visit.caller, visit.claim_id, version))
    return visit.back("consented")


async def files(visit: Visit) -> Response:
    """POST /u/{token}/files: several files of a form, or one that the script sends."""
    receipt = await receive(visit.request, visit.services, visit.caller, visit.claim_id)
    left_out = not_taken(receipt, await visit.words())
    if visit.wants_json:
        return JSONResponse({"trouble": "".join(left_out)}, 202, HEADERS)
    if left_out:
        return await visit.page([Notice(text, is_trouble=True) for text in left_out])
    return visit.back("sent")


def not_taken(receipt: Receipt, words: PageWords) -> list[str]:
    """A sentence for each file that was left out of an upload."""
    left_out = [one for one in receipt.files if isinstance(one, NotTaken)]
    said = [(one.name, why_refused(one.refusal, words.message)) for one in left_out]
    return [words.say("not_taken.one", file=name, message=why.message, remedy=why.remedy) for name, why in said]


async def answers(visit: Visit) -> Response:
    """POST /u/{token}/answers: to any of the open questions."""
    rows = await visit.rows()
    asked = [str(one["key"]) for one in rows.assessment.data["questions"]] if rows.assessment else []
    given = answers_in(await fields(visit.request), asked)
    if not given:
        return await visit.trouble("nothing_answered", 422)
    faulty = frozenset(key for key in given if _is_faulty(key, given[key], rows.claim.locale))
    if faulty:
        return await visit.trouble("answers", 422, Typed(given, faulty))
    await visit.act(lambda uow: answer_questions(uow, visit.caller, visit.claim_id, given))
    return visit.back("answered")


def answers_in(given: Mapping[str, str], asked: Iterable[str]) -> dict[str, str]:
    """The fields that answer a question, or tell how it happened."""
    known = {*asked, _ACCOUNT}
    return {key: text for key, text in given.items() if key in known}


def _is_faulty(key: str, text: str, locale: str) -> bool:
    try:
        facts_from_answers({key: text}, locale)
    except UsageError:
        return True
    return False


async def cannot(visit: Visit) -> Response:
    """POST /u/{token}/cannot: the material cannot be got, and why."""
    given = await fields(visit.request)
    if "reason" not in given:
        return await visit.trouble("reason_empty", 422)
    told = Given(
        key=given.get("key", ""),
        reason=given["reason"][:_MOST_REASON],
        person=given.get("person"),
        scope=given.get("scope"),
    )
    await visit.act(lambda uow: cannot_get(uow, visit.caller, visit.claim_id, told))
    return visit.back("cannot")


async def withdraw(visit: Visit) -> Response:
    """POST /u/{token}/withdraw: a wrong photo."""
    given = await fields(visit.request)
    await visit.act(lambda uow: withdraw_document(uow, visit.caller, given.get("document", "")))
    return visit.back("withdrawn")


async def finish(visit: Visit) -> Response:
    """POST /u/{token}/finish: that is all."""
    await visit.act(lambda uow: finish_claim(uow, visit.caller, visit.claim_id))
    return visit.back("finished")
