"""`claims worker`: one worker process with one reader, on the engines that the settings name.

>>> worker.__name__
'worker'
"""


def worker() -> None:
    """One worker alone. Settings come from the environment (CLAIMS_…); start as many as there are cores to read with."""
    from workers.main import run_worker
    from workers.settings import Settings

    run_worker(Settings.load())
