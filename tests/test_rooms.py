"""A room imports only from the rooms before it: the import contract in pyproject.toml."""

from pathlib import Path

import pytest
from importlinter.cli import lint_imports


def test_the_import_contract_holds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent)
    status = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert status == 0, capsys.readouterr().out
