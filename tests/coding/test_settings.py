"""When and where the events of marked-up sentences happened (the labels are explained in `settings.txt` and `acts.txt`)."""

from pathlib import Path

import pytest
from markup import Case, cases
from test_acts import wrong


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("settings.txt")))
def test_tells_when_and_where(case: Case) -> None:
    found = [f"[{mark.words}|{mark.label}]: {why}" for mark in case.marks if (why := wrong(case, mark))]
    assert not found, "\n".join([case.why, case.text, *found])
