"""A server that answers as claims-intake does, from memory: for the client of the API."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, Any]


class FakeServer:
    """`first` are answers that come before the true ones; `asked` is what was asked: method, path, headers, body."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.first: list[Reply] = []
        self.looks: dict[str, int] = {}
        self.url = ""

    def answer(self, method: str, path: str) -> Reply:
        if self.first:
            return self.first.pop(0)
        looks = self.looks[path] = self.looks.get(path, 0) + 1
        match method, path.split("/")[2:]:
            case "POST", ["claims"]:
                return 201, {
                    "id": "clm_1",
                    "state": "open",
                    "upload_url": f"{self.url}/u/token",
                    "expires_at": "",
                }
            case "POST", ["claims", "clm_1", "consents" | "finish"]:
                return 200, {}
            case "POST", ["claims", "clm_1", "submissions"]:
                taken = {
                    "original_id": "org_1",
                    "name": "a.jpg",
                    "verdict_url": "https://elsewhere/v1/originals/org_1",
                }
                left_out = {
                    "name": "b.jpg",
                    "code": "empty_file",
                    "message": "这个文件是空的。",
                    "remedy": "请重传。",
                }
                return 202, {"submission_id": "sub_1", "claim_id": "clm_1", "files": [taken, left_out]}
            case "GET", ["originals", "org_1"]:
                verdicts = [{"text": "这是银行卡。"}] if looks > 1 else []
                return 200, {"name": "a.jpg", "state": "read" if looks > 1 else "reading", "verdicts": verdicts}
            case "GET", ["claims", "clm_1", "message"] if looks > 1:
                return 200, {"subject": "还差一样", "text": "请补费用清单。\n", "sms": "请补清单"}
            case "GET", ["claims", "clm_1", "message"]:
                return problem(404, "no_message_yet", "There is no message yet.")
        return problem(404, "no_such_address", "There is nothing at this address.")


def problem(status: int, code: str, detail: str, **more: Any) -> Reply:
    return status, {
        "title": "No",
        "status": status,
        "code": code,
        "detail": detail,
        "remedy": "Mend it.",
        **more,
    }


@contextmanager
def serving() -> Iterator[FakeServer]:
    fake = FakeServer()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            body = self.rfile.read(length) if length else self._chunks()
            fake.asked.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            status, told = fake.answer(self.command, self.path)
            content = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self) -> None:
            self.do_POST()

        def _chunks(self) -> bytes:
            content = b""
            while "chunked" in self.headers.get("transfer-encoding", ""):
                size = int(self.rfile.readline(), 16)
                content += self.rfile.read(size + 2)[:size]
                if not size:
                    break
            return content

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        fake.url = f"http://127.0.0.1:{server.server_port}"
        yield fake
        server.shutdown()
