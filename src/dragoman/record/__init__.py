"""The kept record: readings in one file, stories, one act from many reports, contradictions, links, corrections, and questions."""

from dragoman.record.checking import defects
from dragoman.record.errors import BadQuestion, DamagedRecord, NotThere, RecordError
from dragoman.record.keeping import Keeper
from dragoman.record.ledger import Entry, container_mark
from dragoman.record.record import Record, Withdrawn, open_record

__all__ = ["BadQuestion", "DamagedRecord", "Entry", "Keeper", "NotThere", "Record", "RecordError", "Withdrawn", "container_mark", "defects", "open_record"]
