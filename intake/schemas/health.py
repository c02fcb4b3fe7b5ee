"""How the installation is.

>>> Alive().status
'alive'
"""

from intake.schemas.base import Told


class Alive(Told):
    status: str = "alive"


class ReasonTold(Told):
    """Which check found what, and what to do."""

    check: str
    code: str
    message: str
    remedy: str


class Readiness(Told):
    """`checks`: `ok` or `wrong`, by name."""

    is_ready: bool
    reasons: list[ReasonTold]
    checks: dict[str, str]
