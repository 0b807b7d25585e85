"""Pages: a path, a stream or bytes become a decoded `Page`. Knows file formats, character sets and sizes; nothing of news.

`inputs` expands what the user named into inputs, which cost little; `load` decodes one of them, `load_bytes` takes bytes that are
already here.
"""

from dragoman.pages.find import KINDS, inputs
from dragoman.pages.load import LIMIT, load, load_bytes, read_bytes

__all__ = ["KINDS", "LIMIT", "inputs", "load", "load_bytes", "read_bytes"]
