"""The kept record: readings in one file, stories, one act from many reports, contradictions, links, corrections, and questions."""

from dragoman.record.errors import BadQuestion, NotThere, RecordError
from dragoman.record.keeping import Keeper
from dragoman.record.ledger import Entry, container_mark
from dragoman.record.record import Record, Withdrawn, open_record

__all__ = ["BadQuestion", "Entry", "Keeper", "NotThere", "Record", "RecordError", "Withdrawn", "container_mark", "open_record"]
