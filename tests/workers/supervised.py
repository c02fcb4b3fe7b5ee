"""A supervisor to test: `python -m tests.workers.supervised PLAN PATIENCE`, a JSON list of stages of children made of Python code."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workers.child import Child
from workers.supervisor import Supervisor


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def child(name: str, plan: Mapping[str, Any]) -> Child:
    ready = Path(plan["ready"]) if "ready" in plan else None
    return Child(
        name=name,
        argv=(plan.get("program", sys.executable), "-I", "-S", "-c", plan["code"]),
        env={"LC_ALL": "C.UTF-8"},
        waits_for=(lambda: "" if ready.exists() else "its file") if ready else None,
        on_ready=lambda: say(f"{name} is ready"),
        on_end=(lambda status: say(f"{name} is over: {status}")) if plan.get("once") else None,
        grace=plan.get("grace", 5.0),
        log=Path(plan["log"]) if "log" in plan else None,
    )


if __name__ == "__main__":
    stages = json.loads(sys.argv[1])
    patience = float(sys.argv[2])
    Supervisor(
        [[child(name, plan) for name, plan in stage.items()] for stage in stages], say, patience=patience
    ).run()
