"""The kept record: readings in one file, stories, one act from many reports, contradictions, links, corrections, and questions."""

from dragoman.record.errors import BadQuestion, NotThere, RecordError
from dragoman.record.keeping import Keeper
from dragoman.record.record import Record, Withdrawn, open_record

__all__ = ["BadQuestion", "Keeper", "NotThere", "Record", "RecordError", "Withdrawn", "open_record"]
