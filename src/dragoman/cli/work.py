"""What is done for one page, in this process or another, and how many processes do it."""

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any, TypeVar

import msgspec

from dragoman import reading
from dragoman.cli import console
from dragoman.cli.defects import defect
from dragoman.cli.summary import Tally
from dragoman.cli.summary import pages as counted
from dragoman.model.errors import UnreadableInput, one_line
from dragoman.model.page import Input, Silent
from dragoman.model.reading import Reading
from dragoman.record import Keeper
from dragoman.scale import Lost, Pool
from dragoman.scale.pool import cores

T = TypeVar("T")
D = TypeVar("D")

#: So many inputs are read in this process, where the language model is loaded anyway, before others are started unasked.
FEW = 24
#: What is loaded once for all processes that read.
WARM = "dragoman.cli.warm"
_BOTH = msgspec.msgpack.Decoder(tuple[Reading, tuple[str, ...]])


class Read(msgspec.Struct, frozen=True):
    """A reading, and the words that search knows its text by. It travels between processes packed, which takes a quarter of the time."""

    reading: Reading
    terms: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        nameless = msgspec.structs.replace(self.reading, source="")
        try:
            return _unpacked, (self.reading.source, msgspec.msgpack.encode((nameless, self.terms)))
        except UnicodeEncodeError:  # half a character in what the page says of itself
            return Read, (self.reading, self.terms)


class Failed(msgspec.Struct, frozen=True):
    """Why a page could not be read."""

    why: str


#: What a pool gives for an item.
Result = Read | Failed | Silent | Lost | None


def read(found: Input) -> Read | Failed:
    """The reading of a page."""
    return _done(lambda: Read(reading.read(found)), found)


def read_with_terms(found: Input) -> Read | Failed:
    """The reading of a page with its terms."""
    return _done(lambda: Read(*reading.read_with_terms(found)), found)


def read_telling(found: Input) -> Read | Failed | Silent:
    """The reading of a page with its terms, if it tells anything."""

    def work() -> Read | Silent:
        done = reading.read_telling(found)
        return done if isinstance(done, Silent) else Read(*done)

    return _done(work, found)


def outcome(item: Input | UnreadableInput, result: Result) -> Read | Silent | UnreadableInput:
    """What became of an item: what was read, or the error that names it."""
    match result:
        case Read() | Silent():
            return result
        case Failed(why):
            return UnreadableInput(item.source, why)
        case Lost(why, crashed=True):
            return UnreadableInput(item.source, f"skipped: the process that reads {why}")
        case Lost(why):
            return UnreadableInput(item.source, f"could not be read because of {why}")
        case None:
            assert isinstance(item, UnreadableInput)
            return item


def pool(
    work: Callable[[Input], Read | Failed | Silent], items: Iterator[T], jobs: int | None, limit: float
) -> tuple[Pool[Read | Failed | Silent], Iterator[T]]:
    """Processes for these items, and the items themselves: `jobs`, else as many as there are cores where the items are more than a few."""
    if jobs is None:
        first = list(islice(items, FEW + 1))
        items = chain(first, items)
        jobs = cores() if len(first) > FEW else 1
    return Pool(work, jobs, warm=WARM, limit=limit), items


def tell(tally: Tally, keeper: Keeper, pool: Pool[Any], record: str) -> None:
    """Says at the end what was kept."""
    for told, error in keeper.refused:
        tally.read -= 1
        refused = defect(told.source, error)
        console.failed(refused)
        tally.error(refused)
    said = [f"{counted(tally.read)} read and kept"]
    if tally.known:
        said.append(f"{tally.known} kept before")
    if tally.silent:
        said.append(f"{tally.silent.total()} that tell nothing left out")
    if tally.failures:
        said.append(f"{tally.failures} failed")
    tally.tell(pool, f"{', '.join(said)} — {keeper.summary()} in {one_line(record)}", record=keeper.counts(), ledger=keeper.ledger())


def _unpacked(source: str, data: bytes) -> Read:
    nameless, terms = _BOTH.decode(data)
    return Read(msgspec.structs.replace(nameless, source=source), terms)


def _done(work: Callable[[], D], found: Input) -> D | Failed:
    try:
        return work()
    except UnreadableInput as error:
        return Failed(error.why)
    except Exception as error:
        return Failed(defect(found.source, error).why)
