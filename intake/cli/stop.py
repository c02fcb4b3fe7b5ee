"""`claims stop`: ends the `claims serve` that works on this data folder, and nothing else.

>>> stop.__name__
'stop'
"""

from intake.cli.progress import note

_WAIT_SECONDS = 60.0


def stop() -> None:
    """Ends the `claims serve` of this data folder and waits until it is gone. Where none works, nothing is to be done."""
    from workers.folder_lock import stop_holder
    from workers.settings import Settings

    data = Settings.load().data
    pid = stop_holder(data, seconds=_WAIT_SECONDS)
    note(f"Process {pid} has ended." if pid else f"No `claims serve` works on {data}.")
