"""Dragoman reads news pages in the language they were written in and keeps a sourced record of diplomacy.

>>> import dragoman
>>> reading = dragoman.read("page.html")  # doctest: +SKIP
>>> [(e.type, e.actors[0].code, e.when.start) for e in reading.events]  # doctest: +SKIP
"""

from dragoman.model.errors import DragomanError, UnreadableInput
from dragoman.model.reading import Reading
from dragoman.reading import read, read_many
from dragoman.record import Record, open_record

__version__ = "0.1.0"
__all__ = ["DragomanError", "Reading", "Record", "UnreadableInput", "__version__", "open_record", "read", "read_many"]
