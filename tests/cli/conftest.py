"""The records of invented acts that the tests of relations use are at hand for the tests of their commands."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "relations"))
