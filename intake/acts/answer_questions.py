"""Answers to the open questions of a claim: each becomes a fact.

>>> import inspect
>>> list(inspect.signature(answer_questions).parameters)
['uow', 'caller', 'claim_id', 'answers']
"""

from collections.abc import Mapping
from dataclasses import replace

from intake.acts.change_facts import keep_facts, merged
from intake.acts.reach import living_claim
from intake.caller import Caller
from storage.model.claim import Claim
from storage.unit_of_work import UnitOfWork
from validators.facts.answers import facts_from_answers


def answer_questions(uow: UnitOfWork, caller: Caller, claim_id: str, answers: Mapping[str, str]) -> Claim:
    """The claim with the answers, by question key: texts as offered, codes, dates or free text.

    Raises NotFound, Conflict, UsageError.
    """
    claim = living_claim(uow, caller, claim_id)
    facts = merged(claim.facts, facts_from_answers(answers, claim.locale))
    return keep_facts(uow, caller, replace(claim, facts=facts), "answer.given")
