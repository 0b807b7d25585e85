"""A record in a format of others: which acts go in, which are left out and why, and the files."""

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from dragoman.exports import cameo, days, folder, gdelt, icews, plover, polecat, tidy
from dragoman.exports.columns import Format, FormatName, Table, describe
from dragoman.exports.errors import NoSuchFile
from dragoman.exports.package import File, MadeBy, package
from dragoman.exports.source import Source
from dragoman.exports.writers import Csv, JsonLines, Kind, Parquet, Tsv, Writer
from dragoman.model.kept import KeptEvent
from dragoman.model.told import KeptArticle
from dragoman.model.when import When

#: Why acts are left out. Statuses are named as in the record.
Reason = Literal["planned", "possible", "denied", "rejected", "undated", "without a CAMEO code"]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What an export did: its files in order, the number of acts in it, and why others are not.

    `rounded` counts the acts that are dated to the first day of a month or year, `by_publication` those dated to the day they were first told.
    """

    files: tuple[File, ...]
    events: int
    left_out: dict[str, int]
    rounded: int
    by_publication: int


def export(
    source: Source, name: FormatName, out: Path, made_by: MadeBy, *,
    kind: Kind | None = None, force: bool = False, all_statuses: bool = False, by_publication: bool = False,
    narrowed: Mapping[str, Any] | None = None,
) -> Outcome:  # fmt: skip
    """Writes a record to the folder `out` in the format `name`, with `datapackage.json` beside the files.

    `kind` is the kind of files; None means those that the format's own tools read (tidy: Parquet). Acts that are planned, possible or
    denied are left out of formats that cannot say so unless `all_statuses`; rejected ones always are. An act known only to the month or
    year is dated to its first day where a day is needed; an act without any time is left out there, or with `by_publication` dated to the
    day on which an article first told it.
    `narrowed` says what of the record the source gives, for `datapackage.json`.
    Raises `AlreadyThere`, `NotWritten` and `NoSuchFile`; after an error there is no file that was not there before.
    """
    format_ = describe(name)
    job = _Job(source, format_, kind, all_statuses=all_statuses or format_.all_statuses, by_publication=by_publication)
    names = tuple(job.file_name(t) for t in format_.files)
    with folder.appearing(out, names, force=force) as working:
        with contextlib.ExitStack() as stack:
            writers = {t.name: job.writer(working / job.file_name(t), t) for t in format_.files}
            for writer in writers.values():
                stack.callback(writer.close)
            job.run(writers)
        files = tuple(File(table=t, name=job.file_name(t), kind=job.kind, rows=writers[t.name].rows) for t in format_.files)
        left_out = dict(sorted(job.left_out.items()))
        asked = {"all_statuses": all_statuses, "undated_by_publication": by_publication}
        filters = {**(narrowed or {}), **{option: True for option, given in asked.items() if given}}
        made = package(format_, working, files, made_by, left_out=left_out, filters=filters)
        (working / folder.PACKAGE).write_bytes(made)
    return Outcome(files=files, events=job.events, left_out=left_out, rounded=job.rounded, by_publication=job.by_publication)


class _Job:
    """One pass over a record."""

    def __init__(self, source: Source, format_: Format, kind: Kind | None, *, all_statuses: bool, by_publication: bool) -> None:
        self.source, self.format = source, format_
        self.native = kind is None and format_.native is not None
        self.kind: str = (format_.native.kind if format_.native else "parquet") if kind is None else kind
        if format_.native and format_.native.kind == "jsonl" and self.kind != "jsonl":
            raise NoSuchFile(f"{format_.name} has nested records, which {self.kind} cannot hold; leave the kind of file out")
        self.events = self.rounded = self.by_publication = 0
        self.left_out: Counter[str] = Counter()
        self._all_statuses, self._by_publication = all_statuses, by_publication

    def file_name(self, table: Table) -> str:
        """The name of a table's file: the format's own, else the table's."""
        if self.native and self.format.native:
            return f"{self.format.name}{self.format.native.suffix}"
        return f"{table.name}.{self.kind}" if self.format.name == "tidy" else f"{self.format.name}.{self.kind}"

    def writer(self, path: Path, table: Table) -> Writer:
        """An open file for a table."""
        if self.kind == "tsv":
            assert self.format.native is not None
            return Tsv(path, table, self.format.native)
        if self.kind == "csv":
            return Csv(path, table)
        if self.kind == "jsonl":
            return JsonLines(path, table, nested=self.format.name == "plover")
        return Parquet(path, table)

    def run(self, writers: dict[str, Writer]) -> None:
        """Writes all rows."""
        for event in self._sayable():
            self.events += 1
            for table, row in self._rows(event):
                writers[table].write(row)
        if self.format.name == "tidy":
            for table, row in self._others():
                writers[table].write(row)

    def _sayable(self) -> Iterator[KeptEvent]:
        """The acts that the format can say; the others are counted."""
        for event in self.source.events():
            why = self._why_not(event)
            if why is not None:
                self.left_out[why] += 1
                continue
            yield event if self.format.name == "tidy" else self._with_a_day(event)

    def _with_a_day(self, event: KeptEvent) -> KeptEvent:
        """The act as formats have it that need a day."""
        self.rounded += days.is_rounded(event.when)
        if days.first_known(event.when) is not None:
            return event
        self.by_publication += 1
        day = event.first_seen
        return msgspec.structs.replace(event, when=When(start=day, end=day, precision="day", basis="publication"))

    def _why_not(self, event: KeptEvent) -> Reason | None:
        if event.verdict == "rejected":
            return "rejected"
        if event.status != "happened" and not self._all_statuses:
            return event.status
        if self.format.name == "tidy":
            return None
        if days.first_known(event.when) is None and not (self._by_publication and event.first_seen):
            return "undated"
        if self.format.name in ("gdelt", "icews") and cameo.code(event) is None:
            return "without a CAMEO code"
        return None

    def _rows(self, event: KeptEvent) -> Iterator[tuple[str, dict[str, Any]]]:
        match self.format.name:
            case "tidy":
                yield from tidy.of_event(event)
            case "gdelt":
                yield from (("events", row) for row in gdelt.rows(event))
            case "icews":
                yield from (("events", row) for row in icews.rows(event))
            case "polecat":
                yield from (("events", row) for row in polecat.rows(event, self._article(event)))
            case "plover":
                yield from (("events", record) for record in plover.records(event, self._article(event)))

    def _article(self, event: KeptEvent) -> KeptArticle | None:
        return self.source.article(event.reports[0].article)

    def _others(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What articles say beside acts, then the articles and stories that it all comes from."""
        source = self.source
        yield from (("statements", tidy.statement(s)) for s in source.statements())
        yield from (("positions", tidy.position(p)) for p in source.positions())
        yield from (("measures", tidy.measure(m)) for m in source.measures())
        yield from (("ties", tidy.tie(t)) for t in source.ties())
        yield from (("articles", tidy.article(a)) for a in source.articles())
        yield from (("stories", tidy.story(s)) for s in source.stories())
