"""`claims worker`: one worker process with one reader, on the engines that the settings name.

>>> worker.__name__
'worker'
"""

import typer


def worker() -> None:
    """One worker alone. Settings come from the environment (CLAIMS_…); start as many as there are cores to read with."""
    from workers.main import run_worker
    from workers.settings import Settings

    raise typer.Exit(run_worker(Settings.load()))
