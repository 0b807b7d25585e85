"""Many pages: inputs and a function in, results in the order of the inputs out. On every core (`Pool`), and on every machine
(`cluster`, with the extra `ray`). Knows processes, crashes and resuming; neither what a page says nor what a reading is.
"""

from dragoman.scale.digests import digest
from dragoman.scale.errors import ScaleError
from dragoman.scale.pool import LIMIT, Lost, Pool

__all__ = ["LIMIT", "Lost", "Pool", "ScaleError", "digest"]
