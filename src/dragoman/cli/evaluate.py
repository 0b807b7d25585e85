"""`dragoman evaluate`: how well pages are read, measured against gold."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import msgspec

from dragoman import evaluation, reading
from dragoman.cli import console, figures, status
from dragoman.cli.defects import defect
from dragoman.cli.figures import Half
from dragoman.evaluation import Changes, GoldPage, Run
from dragoman.model.errors import UnreadableInput
from dragoman.model.reading import Reading


def evaluate(gold: str, pages: str, *, as_json: bool, accept: bool) -> int:
    """Reads the pages that the gold file names from the folder `pages` and prints the figures. Gives the exit status.

    Pages that the gold marks `blind` are kept apart, and no single event of them is printed or kept. `accept` keeps the run
    beside the gold (`accepted_file`); otherwise the difference to the run that is kept there is printed.
    """
    wanted = load_gold(gold)
    readings, failed = _read(wanted, pages)
    run = evaluation.run_of(wanted, readings)
    against = None if accept else _against(accepted_file(gold), run)
    parts = halves(wanted, readings)
    if as_json:
        overall = evaluation.calibration(evaluation.outcomes(wanted, readings))
        found = figures.flat(evaluation.evaluate(wanted, readings)) | {"calibration": figures.of_calibration(overall)}
        found |= {half.name: figures.of_half(half) for half in parts}
        if against is not None:
            found["changes"] = figures.of_changes(against, run)
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
    else:
        out = console.output()
        for half in parts:
            figures.show(half, out, heading=len(parts) > 1)
        if against is not None:
            figures.show_changes(against, run, out)
    if accept:
        accepted_file(gold).write_bytes(msgspec.json.format(msgspec.json.encode(run), indent=1) + b"\n")
        console.complain(f"this run is kept as {accepted_file(gold)}")
    return status.of_batch(len(readings), failed)


def halves(wanted: Sequence[GoldPage], readings: Mapping[str, Reading]) -> list[Half]:
    """The pages to develop on and the blind ones, each where there are any."""
    out: list[Half] = []
    for name, blind in (("developed", False), ("blind", True)):
        pages = [p for p in wanted if p.blind is blind]
        if pages:
            table = evaluation.calibration(evaluation.outcomes(pages, readings))
            scores = evaluation.evaluate(pages, readings)
            out.append(Half(name=name, scores=scores, confusion=evaluation.confusion(pages, readings), calibration=table))
    return out


def load_gold(path: str) -> list[GoldPage]:
    """The gold of a JSON Lines file. Raises `click.UsageError` naming the line that is not in the format."""
    pages: list[GoldPage] = []
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                pages.append(msgspec.json.decode(line, type=GoldPage))
            except msgspec.MsgspecError as error:
                raise click.UsageError(f"{path}, line {number}: not gold: {error}") from None
    return pages


def accepted_file(gold: str) -> Path:
    """Where the accepted run of a gold file is kept: beside it, `gold.accepted.json` for `gold.jsonl`."""
    return Path(gold).with_suffix(".accepted.json")


def _against(path: Path, run: Run) -> Changes | None:
    """The difference of a run to the one that is kept; None where none is. Raises `click.UsageError` if the file is no run."""
    if not path.exists():
        return None
    try:
        return evaluation.changes(msgspec.json.decode(path.read_bytes(), type=Run), run)
    except msgspec.MsgspecError as error:
        raise click.UsageError(f"{path}: not a run: {error}") from None


def _read(wanted: Sequence[GoldPage], folder: str) -> tuple[dict[str, Reading], int]:
    readings: dict[str, Reading] = {}
    failed = 0
    with console.Bar(len(wanted)) as bar:
        for page in wanted:
            path = os.path.join(folder, page.page)
            bar.on(page.page)
            try:
                readings[page.page] = reading.read(path)
            except UnreadableInput as error:
                failed += 1
                console.complain(str(error))
            except Exception as error:
                failed += 1
                console.complain(str(defect(path, error)))
            bar.step()
    return readings, failed
