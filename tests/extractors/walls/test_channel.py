"""Messages cross whole or not at all; the parent believes nothing."""

import os
import struct
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.walls.channel import (
    MAX_FRAME,
    ChannelBroken,
    ChannelGone,
    Inbox,
    Outbox,
    receive,
    receive_bytes,
    send,
    send_bytes,
)

Pipe = tuple[int, int]
MESSAGES = st.dictionaries(st.text(max_size=5), st.text(max_size=9) | st.integers() | st.booleans(), max_size=4)


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    ends = os.pipe()
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            continue


@given(MESSAGES)
def test_a_message_arrives_as_it_was_sent(message: dict[str, object]) -> None:
    inward, outward = os.pipe()
    try:
        send(outward, message)
        send(outward, message)
        assert receive(inward) == message
        assert Inbox(inward).wait(1) == message
    finally:
        os.close(inward)
        os.close(outward)


def test_bytes_follow_their_message(pipe: Pipe) -> None:
    send(pipe[1], {"order": "read"})
    send_bytes(pipe[1], b"%PDF-1.7")
    assert (receive(pipe[0]), receive_bytes(pipe[0])) == ({"order": "read"}, b"%PDF-1.7")


def test_half_a_message_is_waited_for_and_then_taken(pipe: Pipe) -> None:
    inbox = Inbox(pipe[0])
    whole = struct.pack(">I", 9) + b'{"a": 12}'
    os.write(pipe[1], whole[:7])
    assert inbox.wait(0.01) is None
    os.write(pipe[1], whole[7:])
    assert inbox.wait(1) == {"a": 12}


@pytest.mark.parametrize(
    "nonsense",
    [
        struct.pack(">I", MAX_FRAME + 1),
        struct.pack(">I", 3) + b"\xff\xff\xff",
        struct.pack(">I", 2) + b"[]",
        struct.pack(">I", 50_000) + b"[" * 50_000,
    ],
)
def test_nonsense_breaks_the_channel(nonsense: bytes, pipe: Pipe) -> None:
    os.write(pipe[1], nonsense)
    with pytest.raises(ChannelBroken):
        Inbox(pipe[0]).wait(1)


def test_a_closed_end_breaks_the_channel(pipe: Pipe) -> None:
    os.close(pipe[1])
    with pytest.raises(ChannelBroken):
        receive(pipe[0])


def test_a_frame_larger_than_what_is_asked_for_breaks_the_channel(pipe: Pipe) -> None:
    send_bytes(pipe[1], bytes(100))
    with pytest.raises(ChannelBroken):
        receive_bytes(pipe[0], 99)


def test_an_empty_frame_is_a_frame(pipe: Pipe) -> None:
    send_bytes(pipe[1], b"")
    send(pipe[1], {"event": "ready"})
    inbox = Inbox(pipe[0])
    assert (inbox.wait_bytes(1), inbox.wait(1)) == (b"", {"event": "ready"})


def test_who_does_not_listen_is_not_waited_for(pipe: Pipe) -> None:
    outbox = Outbox(pipe[1])
    outbox.put(bytes(3_000_000))
    assert outbox.push(0.05) is None
    arrived = bytearray()
    while outbox.push(0.01) is None:
        arrived += os.read(pipe[0], 1 << 20)
    while len(arrived) < 3_000_004:
        arrived += os.read(pipe[0], 1 << 20)
    assert bytes(arrived) == struct.pack(">I", 3_000_000) + bytes(3_000_000)


def test_who_is_gone_is_not_spoken_to(pipe: Pipe) -> None:
    os.close(pipe[0])
    outbox = Outbox(pipe[1])
    outbox.put_message({"order": "next"})
    with pytest.raises(ChannelGone):
        outbox.push(1)
