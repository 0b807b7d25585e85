"""A record as files that others' tools read: tidy tables, PLOVER, POLECAT, GDELT 2.0 and ICEWS.

    from dragoman.exports import export

Every format's columns are in `tables/*.yaml`; the codebook and the `datapackage.json` beside each export are made from them.
"""

from dragoman.exports.columns import FORMATS, FormatName, describe
from dragoman.exports.errors import AlreadyThere, ExportError, NoSuchFile, NotWritten
from dragoman.exports.package import MadeBy
from dragoman.exports.source import Source
from dragoman.exports.writers import Kind
from dragoman.exports.writing import Outcome, export

__all__ = [
    "FORMATS",
    "AlreadyThere",
    "ExportError",
    "FormatName",
    "Kind",
    "MadeBy",
    "NoSuchFile",
    "NotWritten",
    "Outcome",
    "Source",
    "describe",
    "export",
]
