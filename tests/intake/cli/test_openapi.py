"""`claims openapi`, and what all commands have in common."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from intake.cli.on_demand import COMMANDS
from tests.intake.cli.running import Claims
from tests.tree import ROOT

HEAVY = {"cv2", "numpy", "fastapi", "sqlalchemy", "dramatiq", "paddleocr", "pdfplumber"}


def test_the_document_needs_no_installation(claims: Claims, data: Path) -> None:
    document = json.loads(claims("openapi").out)
    assert document["openapi"].startswith("3.") and "/v1/claims" in document["paths"]
    assert not data.exists()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(claims: Claims, name: str) -> None:
    ran = claims(name, "--help")
    assert ran.status == 0 and f"claims {name}" in ran.out
    assert "--install-completion" not in ran.out


def test_help_names_every_command(claims: Claims) -> None:
    told = claims("--help").out
    assert [name for name in COMMANDS if f"│ {name} " not in told] == []


@pytest.mark.parametrize("name", ["serve", "stop", "send", "api", "worker", "db", "openapi"])
def test_a_command_loads_nothing_heavy_before_it_is_needed(name: str) -> None:
    looks = f"import sys, intake.cli.{name}; print(*sorted({HEAVY!r} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", looks], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.split() == []


def test_the_api_does_not_load_what_reads_papers() -> None:
    looks = "import sys, intake.app; print(*sorted({'cv2', 'numpy', 'PIL', 'onnxruntime'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", looks], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
