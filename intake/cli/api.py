"""`claims api`: the API and the pages, in one process, on the engines that the settings name.

>>> sorted(OPTIONS)[:3]
['access_log', 'backlog', 'date_header']
"""

from typing import Any

OPTIONS: dict[str, Any] = {
    "loop": "uvloop",
    "http": "httptools",
    "ws": "none",
    "access_log": False,
    "log_config": None,
    "proxy_headers": False,
    "server_header": False,
    "date_header": True,
    "limit_concurrency": 400,
    "backlog": 256,
    "timeout_keep_alive": 15,
    "timeout_graceful_shutdown": 15,
}
"""Seconds and counts. Above 400 connections a caller gets a 503 at once, which is kinder than waiting in line."""


def api() -> None:
    """The API and the pages alone. Settings come from the environment (CLAIMS_…)."""
    import uvicorn

    from intake.cli.listening import require_free
    from workers import logs
    from workers.bootstrap import build
    from workers.settings import Settings

    settings = Settings.load()
    services = build(settings)
    require_free(settings.host, settings.port)
    logs.set_up(settings.log_format)
    from intake.app import create_app
    from intake.web.serving import Server

    app = create_app(services)
    Server(uvicorn.Config(app, settings.host, settings.port, **OPTIONS), app.state.live_streams).run()
