"""The failing engines, as a worker builds them: it says how many threads they may use.

>>> Reads(threads=1).name
'reads'
"""

from tests.failures import engines


class Reads(engines.Reads):
    def __init__(self, threads: int) -> None:
        super().__init__()


class Hangs(engines.Hangs):
    def __init__(self, threads: int) -> None:
        super().__init__()


class Missing(engines.Missing):
    def __init__(self, threads: int) -> None:
        super().__init__()
