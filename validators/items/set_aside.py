"""What the customer says cannot be got: asked no longer, a person of ours thinks of another way.

>>> from storage.model.document_type import DocumentType
>>> item = ChecklistItem(key="fee_list", state=ItemState.MISSING, person="insured", scope="visit:1",
...                      accepts=(DocumentType.FEE_LIST,), claim_types=())
>>> [one.state.value for one in set_aside([item], [("fee_list", None, None)])]
['in_review']
>>> [one.state.value for one in set_aside([item], [("fee_list", "insured", "visit:2")])]
['missing']
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from storage.model.checklist import ChecklistItem, ItemState

CANNOT_GET = "cannot_get"

CannotGet = tuple[str, str | None, str | None]
"""The key of an item, and whose and of which scope; None means all of that key."""


def set_aside(items: Iterable[ChecklistItem], cannot: Sequence[CannotGet]) -> tuple[ChecklistItem, ...]:
    """The items, those asked for that cannot be got given to a person. What has come in the meantime counts."""
    return tuple(
        replace(item, state=ItemState.IN_REVIEW, reason=CANNOT_GET)
        if item.state.is_ask and any(_speaks_of(item, one) for one in cannot)
        else item
        for item in items
    )


def _speaks_of(item: ChecklistItem, one: CannotGet) -> bool:
    key, person, scope = one
    return item.key == key and person in (None, item.person) and scope in (None, item.scope)
