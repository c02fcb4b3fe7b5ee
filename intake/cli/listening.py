"""The address that we listen on: free before we start, and answering once we are up. Standard library only.

>>> local_url("0.0.0.0", 8080), local_url("::", 80), local_url("10.0.0.7", 80)
('http://127.0.0.1:8080', 'http://[::1]:80', 'http://10.0.0.7:80')
"""

import contextlib
import errno
import http.client
import json
import socket

from storage.errors import PermanentError

_ANSWER_SECONDS = 2.0
_MOST_ANSWER_BYTES = 100_000


def require_free(host: str, port: int) -> None:
    """Raises `PermanentError` where we could not listen: `port_taken`, `port_forbidden`, `host_unknown`."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise _named(error, host, port) from None


def what_is_missing(host: str, port: int) -> str:
    """What `/readyz` of the server there waits for, in its words; empty once it is ready."""
    asking = http.client.HTTPConnection(_reachable(host), port, timeout=_ANSWER_SECONDS)
    with contextlib.closing(asking):
        try:
            asking.request("GET", "/readyz")
            answer = asking.getresponse()
            return "" if answer.status == http.HTTPStatus.OK else _reasons(answer.read(_MOST_ANSWER_BYTES))
        except (OSError, http.client.HTTPException):
            return "it does not answer yet"


def local_url(host: str, port: int) -> str:
    """Where a server that listens there is reached from this machine."""
    name = _reachable(host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)


def _reasons(body: bytes) -> str:
    try:
        reasons = json.loads(body).get("reasons", [])
    except (ValueError, AttributeError):
        reasons = []
    return "; ".join(
        str(one.get("message", one)) if isinstance(one, dict) else str(one) for one in reasons
    ) or ("it is not ready yet")


def _named(error: OSError, host: str, port: int) -> PermanentError:
    if error.errno == errno.EADDRINUSE:
        return PermanentError(
            "port_taken",
            f"Port {port} on {host} is taken by another program.",
            f"Stop that one, or choose another port: CLAIMS_PORT={port + 1 if port < 65535 else port - 1}.",
        )
    if error.errno == errno.EACCES:
        return PermanentError(
            "port_forbidden", f"This user may not listen on port {port}.", "Set CLAIMS_PORT above 1023."
        )
    return PermanentError(
        "host_unknown",
        f"This machine has no address {host!r} to listen on ({error.strerror}).",
        "Correct CLAIMS_HOST.",
    )
