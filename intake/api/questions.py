"""The open questions of a claim, and answers to them.

>>> sorted(route.path for route in router.routes)
['/v1/claims/{claim_id}/answers', '/v1/claims/{claim_id}/questions']
"""

from fastapi import Response

from intake.acts.answer_questions import answer_questions
from intake.acts.reach import claim_of
from intake.api.acting import Acting
from intake.api.who import ByAllThree, ByCustomerOrStaff, Here, resource
from intake.schemas.claims import AnswersAsked
from intake.schemas.outcome import QuestionsTold
from intake.views.outcome import questions_told

router = resource("questions")


@router.get("/claims/{claim_id}/questions")
def show(claim_id: str, caller: ByAllThree, here: Here) -> QuestionsTold:
    """What only the customer can tell, each with the answers there are."""
    with here.store.read(tenant=caller.tenant) as uow:
        return questions_told(uow, claim_of(uow, caller, claim_id), caller)


@router.post("/claims/{claim_id}/answers", status_code=202, response_model=QuestionsTold)
def answer(claim_id: str, asked: AnswersAsked, caller: ByCustomerOrStaff, act: Acting) -> Response:
    """Answers by question key. The claim is assessed anew; what is still open is answered."""
    return act.answer(
        lambda uow: questions_told(uow, answer_questions(uow, caller, claim_id, asked.answers), caller), 202
    )
