"""A site of this machine for each test."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from site_here import Site, site


@pytest.fixture
def here() -> Iterator[Site]:
    with site() as found:
        yield found
