"""Lets the tests of coding use the marked-up format of the Korean tables (`tests/languages/ko/markup.py`)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "languages" / "ko"))
