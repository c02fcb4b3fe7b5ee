"""Commands in this process, on a data folder of the test's own."""

import sys
from pathlib import Path

import pytest

from intake.cli.main import main
from tests.intake.cli.running import Claims, Ran


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Not made yet."""
    monkeypatch.setenv("CLAIMS_DATA", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture
def claims(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Claims:
    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["claims", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        written = capfd.readouterr()
        return Ran(int(caught.value.code or 0), written.out, written.err)

    return run
