"""Commands whose modules are loaded when they are called: a server's part starts without what reads papers.

>>> sorted(COMMANDS)[:3], COMMANDS["read"]
(['api', 'audit', 'check'], 'intake.cli.read:read')
"""

import importlib
from typing import Any

import typer
from typer.core import TyperGroup

_ORDER = (
    *("read", "check", "types", "checklists", "evaluate"),
    *("serve", "stop", "send", "api", "worker"),
    *("keys", "stats", "clocks", "held", "quarantine", "audit", "db", "openapi", "doctor"),
)
COMMANDS = {name: f"intake.cli.{name}:{name}" for name in _ORDER}
"""Where each command is, in the order in which `claims --help` shows them: a function, or a group of commands."""


class OnDemand(TyperGroup):
    """The group of all commands."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command; for a name that is none, all are loaded, so that the nearest can be suggested."""
        for name in [cmd_name] if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                self.add_command(_loaded(name), name)
        return self.commands.get(cmd_name)


def _loaded(name: str) -> Any:
    module, _, attribute = COMMANDS[name].partition(":")
    found = getattr(importlib.import_module(module), attribute)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    if isinstance(found, typer.Typer):
        alone.add_typer(found, name=name)
    else:
        alone.command(name)(found)
        alone.callback()(lambda: None)
    return typer.main.get_group(alone).commands[name]
