"""A worker process: it reads in a child of its own, judges, composes and delivers, and tends the outbox.

SIGTERM or SIGINT: nothing more is taken, what is under way is finished or given back uncounted, within twenty seconds.
A store that is away at the start is waited for; a queue that is away is tried until it is there.

>>> seconds_to_stop() < 20
True
"""

import os
import signal
import threading
from collections.abc import Iterable

import dramatiq
import redis
import structlog
from dramatiq.brokers.redis import RedisBroker

from storage.errors import TransientError
from validators.lists.check import check_lists
from workers import logs
from workers.actors import ASSESS, DELIVER, LOOK, READ, declare
from workers.bootstrap import Services, build, open_looker, open_reader
from workers.broker import backlog, make_broker
from workers.claim_clocks import check_calendar
from workers.reader_thread import ReaderThread
from workers.settings import Settings
from workers.tending import beat, tend

_JUDGES = 2
_POLL_MS = 100
_LOOKS_FOR, _READS_FOR, _JUDGES_FOR, _GIVES_BACK_FOR = 1.0, 8.0, 4.0, 5.0
"""Seconds that a look, a reading under way and other steps may still take, and that giving back may take."""
_STORE_PAUSE = 2.0
_log = structlog.get_logger()


def run_worker(settings: Settings) -> int:
    """Runs until it is told to stop; the exit status. Raises PermanentError when it cannot start at all."""
    logs.set_up(settings.log_format)
    told_to_stop = _listen()
    check_lists()
    check_calendar()
    services = _built(settings, told_to_stop)
    if services is None:
        return 0
    logs.set_up(settings.log_format, worker=services.name)
    broker = make_broker(settings.broker_url)
    reader = ReaderThread(open_reader(settings), services.vitals)
    with open_looker() as looker:
        looker.start()
        declare(broker, services, reader, looker)
        dramatiq.set_broker(broker)
        _work(services, broker, reader, told_to_stop)
    return 0


def seconds_to_stop() -> float:
    """How long stopping takes at most."""
    return _LOOKS_FOR + _JUDGES_FOR + _READS_FOR + _GIVES_BACK_FOR + 1.0


def _listen() -> threading.Event:
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    return told


def _built(settings: Settings, told_to_stop: threading.Event) -> Services | None:
    """The parts, as soon as the store is there; None when it was told to stop before that."""
    while not told_to_stop.is_set():
        try:
            return build(settings)
        except TransientError as error:
            _log.error("worker.waits_for_store", code=error.code)
            told_to_stop.wait(_STORE_PAUSE)
    return None


def _work(services: Services, broker: RedisBroker, reader: ReaderThread, told_to_stop: threading.Event) -> None:
    reader.start()
    broker.emit_after("process_boot")
    reading = dramatiq.Worker(broker, queues={READ}, worker_threads=1, worker_timeout=_POLL_MS)
    looking = dramatiq.Worker(broker, queues={LOOK}, worker_threads=1, worker_timeout=_POLL_MS)
    for worker in (reading, looking):
        worker.queue_prefetch = 1
    judging = dramatiq.Worker(broker, queues={ASSESS, DELIVER}, worker_threads=_JUDGES, worker_timeout=_POLL_MS)
    tending = tend(services, broker)
    for worker in (looking, reading, judging):
        worker.start()
    _log.info("worker.started")
    told_to_stop.wait()
    _log.info("worker.stops")
    _give_up_after(seconds_to_stop())
    _stop(services, (looking, judging, reading), reader)
    tending.stop()
    _say_goodbye(services, broker)
    _log.info("worker.stopped")


def _stop(services: Services, workers: Iterable[dramatiq.Worker], reader: ReaderThread) -> None:
    """A reading that takes too long is ended: its step then gives the original back, uncounted."""
    services.vitals.is_stopping = True
    ending = threading.Timer(_READS_FOR, reader.stop)
    ending.daemon = True
    ending.start()
    times = (_LOOKS_FOR, _JUDGES_FOR, _READS_FOR + _GIVES_BACK_FOR)
    for worker, seconds in zip(workers, times, strict=True):
        try:
            worker.stop(timeout=int(seconds * 1000))
        except (redis.RedisError, dramatiq.errors.BrokerError, OSError):
            _log.warning("worker.queue_away")
    ending.cancel()
    reader.stop()


def _say_goodbye(services: Services, broker: RedisBroker) -> None:
    try:
        beat(services, lambda: backlog(broker, READ), stopped=True)
    except TransientError as error:
        _log.warning("worker.no_last_beat", code=error.code)


def _give_up_after(seconds: float) -> None:
    """Whatever hangs then holds nothing that a lease, the queue or the outbox does not know of."""
    ending = threading.Timer(seconds, os._exit, (0,))
    ending.daemon = True
    ending.start()
