"""Marks find what another claim of the same tenant has too, and tell nobody anything else."""

from storage.marks import COMMON
from storage.model.sighting import Mark, MarkKind
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.storage.stores import put_claim, put_originals

NUMBER = "31060126|0012345678"


def _claim(
    uow: UnitOfWork, text: str = NUMBER, holder: str | None = None, **more: MarkKind
) -> tuple[str, Mark]:
    claim = put_claim(uow)
    kind = more.get("kind", MarkKind.BILL)
    mark = Mark(kind=kind, text=text, original_id=put_originals(uow, claim.id)[0].id, holder=holder)
    uow.marks.keep(claim.id, [mark])
    return claim.id, mark


def test_a_mark_is_found_in_other_claims_of_the_tenant_only(store: Store) -> None:
    with store.write() as uow:
        first, mine = _claim(uow)
        second, theirs = _claim(uow)
        _claim(uow, "31060126|0012345679")
        _claim(uow, kind=MarkKind.CODE)
        assert [(trace.claim_id, trace.original_id) for trace in uow.marks.elsewhere(first, [mine])] == [
            (second, theirs.original_id)
        ]
    with store.write("other") as uow:
        third, same = _claim(uow)
        assert uow.marks.elsewhere(third, [same]) == []


def test_another_holder_is_told_only_where_both_are_named(store: Store) -> None:
    with store.write() as uow:
        first, mine = _claim(uow, holder="张悦")
        _claim(uow, holder="王强")
        _claim(uow, holder="张悦")
        _claim(uow)
        told = [trace.is_other_holder for trace in uow.marks.elsewhere(first, [mine])]
        assert sorted(told) == [False, False, True]


def test_keeping_replaces_and_forgetting_leaves_nothing(store: Store) -> None:
    with store.write() as uow:
        first, mine = _claim(uow)
        second, theirs = _claim(uow)
        uow.marks.keep(second, [theirs, theirs])
        assert len(uow.marks.elsewhere(first, [mine])) == 1
        uow.marks.keep(second, [])
        assert uow.marks.elsewhere(first, [mine]) == []
        uow.marks.forget(first)
        assert uow.marks.elsewhere(second, [theirs]) == []


def test_neither_number_nor_name_is_in_the_file(store: Store) -> None:
    with store.write() as uow:
        _claim(uow, holder="欧阳小满")
    store.database.close()
    files = [path for path in store.database.path.parent.iterdir() if path.is_file()]
    content = b"".join(path.read_bytes() for path in files)
    assert b"0012345678" not in content
    assert "欧阳小满".encode() not in content


def test_what_very_many_have_finds_nothing(store: Store) -> None:
    with store.write() as uow:
        first, mine = _claim(uow, "同意", kind=MarkKind.PICTURE)
        other = put_claim(uow)
        originals = put_originals(uow, other.id, COMMON)
        known = [Mark(kind=mine.kind, text=mine.text, original_id=original.id) for original in originals]
        uow.marks.keep(other.id, known[1:])
        assert len(uow.marks.elsewhere(first, [mine])) == COMMON - 1
        uow.marks.keep(other.id, known)
        assert uow.marks.elsewhere(first, [mine]) == []
