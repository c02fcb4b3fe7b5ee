"""The decoder: one process for one file. It gets the file's bytes, gives away plain pixels, texts and data, and ends.

Forked by the nursery, it first puts up its own walls, for good: no network, no program, no file but fonts and tables
of characters, no byte written but into its pipe. Then it takes one order. The pages of a file it decodes one at a time, each when asked.
"""

import os
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import NoReturn

from extractors.errors import REFUSALS, NoSuchPage, RefusedFile
from extractors.formats import media
from extractors.formats.decoded import DecodedFile, PageDamage
from extractors.formats.page_picture import page_picture, picture
from extractors.limits import Limits
from extractors.page import DecodedPage
from extractors.picture.first_sight import SIGHT_EDGE, first_sight
from extractors.walls import frames, sandbox, unpacking
from extractors.walls.channel import ChannelBroken, Message, receive, receive_bytes, send, send_bytes

Decode = Callable[[bytes, Limits], DecodedFile]
_MOST_WORDS = 4_000


def live(ends: tuple[int, int], limits: Limits, decode: Decode, before: sandbox.Beforehand) -> NoReturn:
    """The whole life of a forked decoder: it never returns into the nursery."""
    status = 1
    try:
        walls = sandbox.lock_decoder(limits, before)
        _Decoder(ends, limits, decode).serve(walls)
        status = 0
    except (ChannelBroken, BrokenPipeError):
        status = 0
    finally:
        os._exit(status)


class _Decoder:
    """Answers its one order; to what goes wrong it gives the name of a refusal."""

    def __init__(self, ends: tuple[int, int], limits: Limits, decode: Decode) -> None:
        self._inward, self._outward = ends
        self._limits = limits
        self._decode = decode

    def serve(self, walls: tuple[sandbox.Wall, ...]) -> None:
        self._say({"event": "walls", "walls": [asdict(wall) for wall in walls]})
        order = receive(self._inward)
        content = bytes(receive_bytes(self._inward, self._limits.file_bytes))
        try:
            self._obey(order, content)
        except RefusedFile as error:
            detail = error.message.removeprefix(REFUSALS[error.code][0])
            self._say({"event": "refused", "code": error.code, "detail": detail})
        except NoSuchPage:
            self._say({"event": "no_such_page"})
        except MemoryError:
            self._say({"event": "refused", "code": "unsafe_content"})
        except (ChannelBroken, BrokenPipeError):
            raise
        except Exception:  # the door: whatever a file does, it gets a name
            words = traceback.format_exc()[-_MOST_WORDS:]
            self._say({"event": "refused", "code": "damaged_file", "is_surprise": True, "words": words})

    def _obey(self, order: Message, content: bytes) -> None:
        match order["order"]:
            case "picture":
                png = page_picture(content, page=order["page"], longest=order["longest"], limits=self._limits)
                self._say({"event": "picture"})
                send_bytes(self._outward, png)
            case "look":
                seen = picture(content, media.sniff(content), SIGHT_EDGE, self._limits)
                self._say({"event": "sight", "fault": first_sight(seen)})
            case "unpack":
                unpacking.hand_over(
                    content, self._limits, self._say, lambda part: send_bytes(self._outward, part)
                )
            case _:
                file = self._decode(content, self._limits)
                self._say(frames.packed_file(file))
                self._hand_over(file.pages)

    def _hand_over(self, pages: Iterator[DecodedPage | PageDamage]) -> None:
        while receive(self._inward)["order"] == "next":
            page = next(pages, None)
            if page is None:
                self._say({"event": "end"})
                return
            message, pixels = frames.packed_page(page)
            self._say(message)
            if pixels is not None:
                send_bytes(self._outward, pixels)

    def _say(self, message: Message) -> None:
        send(self._outward, message)
