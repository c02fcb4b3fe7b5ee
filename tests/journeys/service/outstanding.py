"""A service with its hands full: both readers wait over a page, and more papers wait for them.

>>> with_work_outstanding.__name__
'with_work_outstanding'
"""

from collections.abc import Sequence

from tests.journeys.service.customers import Customer
from tests.journeys.service.papers import all_but_the_fee_list, one_paper
from tests.journeys.service.processes import until
from tests.journeys.service.serving import Serving, go_on


def with_work_outstanding(serving: Serving) -> tuple[Customer, list[str]]:
    """A customer who has finished, and the originals that were promised."""
    customer = Customer(serving)
    held = customer.submit(one_paper(held=True), one_paper(held=True))
    until(lambda: len(serving.held()) == 2, what="two held pages")
    kept = [*held, *customer.submit(*all_but_the_fee_list())]
    customer.finish()
    until(lambda: not _in_outbox(serving, kept), what="all of them in the queue")
    return customer, kept


def _in_outbox(serving: Serving, originals: Sequence[str]) -> set[str]:
    with serving.services.store.read() as uow:
        return {row.subject for row in uow.outbox.take(uow.now, 1000)} & set(originals)


def all_go_on(serving: Serving, originals: Sequence[str]) -> None:
    """Whichever reader comes to hold one of these goes on, until they are all read."""

    def are_settled() -> bool:
        for scratch in serving.held().values():
            go_on(scratch)
        return all(serving.original(original_id).state.is_settled for original_id in originals)

    until(are_settled, what="all papers read")
