"""Pages: a path, a stream or bytes become a decoded `Page`. Knows file formats, character sets and sizes; nothing of news.

`inputs` expands what the user named into inputs, which cost little: files, folders, patterns, crawls, tables, feeds, archives.
`parts` splits a large one, `inputs_of` gives the inputs of a part. `load` decodes an input, `load_bytes` takes bytes that are already here.
"""

from dragoman.pages.columns import Columns
from dragoman.pages.columns import parse as parse_columns
from dragoman.pages.find import files, inputs
from dragoman.pages.load import LIMIT, load, load_bytes, read_bytes
from dragoman.pages.parts import Part, inputs_of, parts

__all__ = ["LIMIT", "Columns", "Part", "files", "inputs", "inputs_of", "load", "load_bytes", "parse_columns", "parts", "read_bytes"]
