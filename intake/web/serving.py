"""The server process: when it is asked to end, it lets go of the live streams, so that no open page holds it up.

>>> Server(uvicorn.Config(None), LiveStreams()).should_exit
False
"""

from types import FrameType

import uvicorn

from intake.web.live import LiveStreams


class Server(uvicorn.Server):
    """Serves until a signal says to end."""

    def __init__(self, config: uvicorn.Config, streams: LiveStreams) -> None:
        super().__init__(config)
        self._streams = streams

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._streams.is_ending = True
        super().handle_exit(sig, frame)
