"""Pages: a path, a stream or bytes become a decoded `Page`. Knows file formats, character sets and sizes; nothing of news.

`inputs` expands what the user named into inputs, which cost little; `load` decodes one of them, `load_bytes` takes bytes that are
already here.
"""

from dragoman.pages.columns import Columns
from dragoman.pages.find import files, inputs
from dragoman.pages.load import LIMIT, load, load_bytes, read_bytes
from dragoman.pages.parts import Part, inputs_of, parts

__all__ = ["LIMIT", "Columns", "Part", "files", "inputs", "inputs_of", "load", "load_bytes", "parts", "read_bytes"]
