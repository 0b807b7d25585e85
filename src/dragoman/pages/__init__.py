"""Pages: a path, a stream or bytes become a decoded `Page`. Knows file formats, character sets and sizes; nothing of news.

`find` expands what the user named into sources, `load` reads one of them, `load_bytes` takes bytes that are already here.
"""

from dragoman.pages.find import KINDS, find
from dragoman.pages.load import LIMIT, load, load_bytes

__all__ = ["KINDS", "LIMIT", "find", "load", "load_bytes"]
