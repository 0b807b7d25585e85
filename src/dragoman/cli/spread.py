"""`dragoman add --on ray` and `dragoman merge`: pages read on many machines into a folder of shares, and the shares kept in the record."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click
import msgspec

from dragoman import pages
from dragoman.cli import console, status, summary, work
from dragoman.cli.options import LOG_FORMAT, RECORD, TELLING, examples, together
from dragoman.model.errors import UnreadableInput, one_line
from dragoman.model.page import Input
from dragoman.model.reading import Reading
from dragoman.record import Entry, Keeper, RecordError, container_mark, edition
from dragoman.scale import Pool, ScaleError, cluster, shares
from dragoman.scale.shares import Cells, Job, Manifest

if TYPE_CHECKING:
    import pyarrow


@click.command("merge", short_help="Keeps what a cluster has read in the record.", epilog=examples(
    "dragoman merge crawl.parts/", "dragoman merge crawl.parts/ --telling --record world.db",
))  # fmt: skip
@click.argument("folder", metavar="FOLDER")
@together(TELLING, RECORD, LOG_FORMAT)
def command(folder: str, telling: bool, record: str) -> int:
    """Keeps the pages of a folder that `dragoman add --on ray --parts FOLDER` made; those that are in the record as they are pass by."""
    return merge(folder, record, telling)


def columns() -> "pyarrow.Schema":
    """The columns of a page in a share, beside `source`, `mark`, `state` and `why`: `told` counts events, statements, positions, measures and
    ties, `reading` is JSON, as `dragoman read` writes it."""
    import pyarrow

    texts = [(name, pyarrow.string()) for name in ("article", "url", "language", "outlet", "published", "title")]
    return pyarrow.schema([*texts, ("events", pyarrow.int32()), ("told", pyarrow.int32()), ("terms", pyarrow.list_(pyarrow.string())), ("reading", pyarrow.string())])


def cells(found: Input) -> Cells:
    """Reads a page for a share."""
    done = work.read_with_terms(found)
    if isinstance(done, work.Failed):
        return {"why": done.why}
    told = done.reading
    try:
        data = msgspec.json.encode(msgspec.structs.replace(told, source="")).decode()
    except UnicodeEncodeError:
        return {"why": "holds halves of characters, which no file can"}
    return {
        "article": told.id, "url": told.url, "language": told.language, "outlet": told.outlet, "published": told.published, "title": told.title,
        "events": len(told.events), "told": sum(map(len, (told.events, told.statements, told.positions, told.measures, told.ties))), "terms": list(done.terms), "reading": data,
    }  # fmt: skip


def add(
    paths: tuple[str, ...], record: str, folder: str | None, columns_: pages.Columns | None = None, *, address: str | None, limit: float, only: bool,
    telling: bool = False,
) -> int:  # fmt: skip
    """Reads on a cluster what the folder (default: that of the record) does not have yet, then keeps it unless `only` the folder is wanted."""
    folder = folder or f"{record}.parts"
    failed = pages_read = 0
    try:
        todo = shares.shares(pages.files(paths), folder, edition.reader(), columns=columns_)
        with console.Bar(None, "shares") as bar, closing(cluster.spread(todo, folder, Job(cells, columns, work.WARM, limit), address)) as made:
            for one in made:
                bar.hide()
                match one:
                    case Manifest():
                        pages_read += one.read
                        console.inform(
                            f"{one.name}: {summary.pages(one.read)} read, {one.failed} failed, {one.skipped} skipped in {one.seconds:.0f} s", "share",
                            name=one.name, read=one.read, failed=one.failed, skipped=one.skipped, bytes=one.bytes, seconds=one.seconds, resident=one.resident,
                        )  # fmt: skip
                    case UnreadableInput():
                        failed += 1
                        console.failed(one)
                    case ScaleError():
                        failed += 1
                        console.complain(str(one), "share")
                bar.show()
                bar.step()
    except ScaleError as error:
        console.complain(str(error))
        return status.NOTHING_READ
    if only:
        console.inform(f"{summary.pages(pages_read)} read into {one_line(folder)}", "summary", read=pages_read, failed=failed)
        return status.of_batch(pages_read or len(shares.manifests(folder)), failed)
    return max(merge(folder, record, telling), status.SOME_FAILED if failed else status.OK)


def merge(folder: str, record: str, telling: bool = False) -> int:
    """Keeps the pages of a folder, or only those that are `telling` something. Gives the exit status."""
    tally = summary.Tally()
    keeper: Keeper | None = None
    try:
        found = shares.manifests(folder)
        if not found:
            raise ScaleError(f"{one_line(folder)}: there are no shares here; `dragoman add PAGES --on ray --parts {one_line(folder)}` makes them")
        others = {m.share.edition for m in found} - {edition.reader()}
        if others:
            console.complain(f"{one_line(folder)}: shares of another edition of the reader are left out ({', '.join(sorted(others))}); `dragoman add --on ray` makes them anew")
        found = [m for m in found if m.share.edition not in others]
        with Keeper(record) as keeper, console.Bar(len(found), "merging") as bar:
            containers: set[str] = set()
            for manifest in found:
                bar.on(manifest.name)
                for row in shares.rows(folder, manifest):
                    if telling and row["told"] == 0:
                        continue
                    _keep(row, keeper, tally)
                    containers.add(row["source"].rpartition("#")[0])
                bar.step()
            for path, mark in _whole(found):
                if path in containers and not telling:
                    keeper.note(Entry(source=path, mark=mark, state="whole"))
            keeper.flush()
            with Pool(work.read, 1) as nobody:
                work.tell(tally, keeper, nobody, record)
            return status.of_batch(tally.read + tally.known, tally.failures)
    except (RecordError, ScaleError) as error:
        console.complain(str(error))
        return status.SOME_FAILED if keeper is not None and keeper.kept + tally.known else status.NOTHING_READ


def _keep(row: Cells, keeper: Keeper, tally: summary.Tally) -> None:
    if row["state"] != "read":
        error = UnreadableInput(row["source"], row["why"])
        console.failed(error)
        tally.error(error)
        keeper.note(Entry(source=row["source"], mark=row["mark"], state=row["state"], why=row["why"]))
    elif keeper.knows(row["source"], row["mark"]):
        tally.known += 1
    else:
        told = msgspec.structs.replace(msgspec.json.decode(row["reading"], type=Reading), source=row["source"])
        keeper.keep(told, row["terms"], row["mark"])
        tally.page(told)


def _whole(found: list[Manifest]) -> Iterator[tuple[str, str]]:
    """The files that are there from beginning to end, each with its mark."""
    reached: dict[tuple[str, str, int], int] = {}
    pieces = [(p, container_mark(p.size, p.changed, m.share.columns)) for m in found for p in m.share.pieces]
    for piece, mark in sorted(pieces, key=lambda one: (one[0].path, one[1], one[0].start)):
        one = (piece.path, mark, piece.size)
        if piece.start <= reached.get(one, 0):
            reached[one] = max(reached.get(one, 0), piece.end)
    yield from ((path, mark) for (path, mark, size), end in reached.items() if end >= size)
