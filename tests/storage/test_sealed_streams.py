"""Sealed streams: any bytes come back in bounded memory, and any flipped, cut, swapped or added piece is found."""

import tracemalloc
from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import sealed_streams
from storage.errors import SealBroken
from storage.sealed_streams import CHUNK, HEADER, TAG, SealingWriter, opened_chunks
from storage.sealing import Seal

SEAL = Seal(b"k" * 32, "clm_1")
PLACE = "originals/main/clm_1"
SMALL = 16
PLAIN = st.binary(max_size=5 * SMALL)


@pytest.fixture(scope="module", autouse=True)
def small_chunks() -> Iterator[None]:
    """Chunks of 16 bytes show the same as chunks of 1 MiB, sooner."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed_streams, "CHUNK", SMALL)
        yield


def sealed(*parts: bytes, seal: Seal = SEAL, context: str = PLACE) -> bytes:
    sink = BytesIO()
    writer = SealingWriter(seal, sink.write, context)
    for part in parts:
        writer.write(part)
    writer.finish()
    return sink.getvalue()


def opened(stream: bytes, *, seal: Seal = SEAL, context: str = PLACE) -> bytes:
    return b"".join(opened_chunks(seal, BytesIO(stream), context))


def pieces(stream: bytes) -> list[bytes]:
    """The header, then the sealed chunks."""
    starts = range(HEADER, len(stream), SMALL + TAG)
    return [stream[:HEADER], *(stream[at : at + SMALL + TAG] for at in starts)]


def is_refused(stream: bytes, *, seal: Seal = SEAL, context: str = PLACE) -> bool:
    try:
        opened(stream, seal=seal, context=context)
    except SealBroken:
        return True
    return False


@given(st.lists(PLAIN, max_size=6))
def test_any_bytes_in_any_parts_come_back(parts: list[bytes]) -> None:
    stream = sealed(*parts)
    assert opened(stream) == b"".join(parts)
    assert len(stream) == len(sealed(b"".join(parts)))


@pytest.mark.parametrize("chunks", [0, 1, 2, 3])
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_sizes_around_the_borders_of_chunks_come_back(chunks: int, more: int) -> None:
    size = max(0, chunks * SMALL + more)
    plain = bytes(range(size))
    assert opened(sealed(plain)) == plain
    assert len(pieces(sealed(plain))) == 1 + max(1, -(-size // SMALL))


@given(PLAIN, st.data())
def test_any_flipped_bit_is_found(plain: bytes, data: st.DataObject) -> None:
    stream = bytearray(sealed(plain))
    stream[data.draw(st.integers(0, len(stream) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert is_refused(bytes(stream))


@given(PLAIN, st.data())
def test_any_cut_is_found(plain: bytes, data: st.DataObject) -> None:
    stream = sealed(plain)
    assert is_refused(stream[: data.draw(st.integers(0, len(stream) - 1))])


@pytest.mark.parametrize("kept", [1, 2, 3, 4])
def test_a_cut_between_chunks_is_found(kept: int) -> None:
    assert is_refused(b"".join(pieces(sealed(bytes(4 * SMALL)))[:kept]))


@given(PLAIN, st.binary(min_size=1, max_size=3 * SMALL))
def test_trailing_bytes_are_found(plain: bytes, more: bytes) -> None:
    assert is_refused(sealed(plain) + more)


@given(st.permutations(range(1, 6)), st.integers(0, SMALL - 1))
def test_any_other_order_of_chunks_is_found(order: list[int], less: int) -> None:
    parts = pieces(sealed(bytes(5 * SMALL - less)))
    assert is_refused(b"".join(parts[place] for place in [0, *order])) == (order != sorted(order))


@given(st.integers(1, 4), st.integers(1, 4))
def test_a_chunk_left_out_or_repeated_is_found(gone: int, doubled: int) -> None:
    parts = pieces(sealed(bytes(4 * SMALL)))
    assert is_refused(b"".join(parts[:gone] + parts[gone + 1 :]))
    assert is_refused(b"".join(parts[: doubled + 1] + parts[doubled:]))


@given(st.integers(0, 4))
def test_a_piece_of_another_file_of_the_same_claim_is_found(place: int) -> None:
    plain = bytes(4 * SMALL)
    parts, others = pieces(sealed(plain)), pieces(sealed(plain))
    assert is_refused(b"".join([*parts[:place], others[place], *parts[place + 1 :]]))


def test_a_stream_opens_in_its_place_and_claim_only() -> None:
    stream = sealed(b"a paper")
    assert is_refused(stream, context="originals/main/clm_2")
    assert is_refused(stream, seal=Seal(b"k" * 32, "clm_2"))
    assert is_refused(stream, seal=Seal(b"K" * 32, "clm_1"))


def test_a_stream_that_was_not_finished_does_not_open() -> None:
    sink = BytesIO()
    SealingWriter(SEAL, sink.write, PLACE).write(bytes(3 * SMALL))
    assert is_refused(sink.getvalue())


def test_no_two_streams_of_the_same_bytes_look_alike() -> None:
    first, second = pieces(sealed(b"a paper")), pieces(sealed(b"a paper"))
    assert first[0] != second[0] and first[1] != second[1]
    assert b"a paper" not in b"".join(first)


def test_a_chunk_is_given_out_before_the_next_but_one_is_read() -> None:
    source = BytesIO(sealed(bytes(5 * SMALL)))
    chunks = opened_chunks(SEAL, source, PLACE)
    next(chunks)
    assert source.tell() == HEADER + 2 * (SMALL + TAG)


def test_a_large_file_needs_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_streams, "CHUNK", CHUNK)
    kept: list[bytes] = []
    tracemalloc.start()
    writer = SealingWriter(SEAL, lambda data: kept.append(data[:1]), PLACE)
    for _ in range(32):
        writer.write(bytes(CHUNK))
    writer.finish()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(kept) == 1 + 32 and most < 6 * CHUNK
