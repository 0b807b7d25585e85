"""Data twins: every page at the same address with `.json`, `.jsonl` or `.csv` behind it, made from the same view."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeVar, get_args

import msgspec
from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from dragoman.record.rows import columns_of

Form = Literal["html", "json", "jsonl", "csv"]
DATA: tuple[Form, ...] = ("json", "jsonl", "csv")
KINDS: dict[Form, str] = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
#: Tells Korean Excel that a file is UTF-8.
_MARK = "\ufeff"
#: A cell that begins like this would be run as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What pages show, by the name of their function: for the documentation.
VIEWS: dict[str, type[msgspec.Struct]] = {}
E = TypeVar("E", bound=Callable[..., Any])


def twinned(
    router: APIRouter, path: str, *, forms: Sequence[Form] = DATA, view: type[msgspec.Struct] | None = None, **told: Any
) -> Callable[[E], E]:
    """Puts a page at `path` and its twins at `path.json` and so on; the page itself is no part of the documented interface.

    `view` is what the page shows, `told` (summary, description, responses): both go to the documentation of the twins.
    """

    def register(endpoint: E) -> E:
        if view is not None:
            VIEWS[endpoint.__name__] = view
        stem = path if path != "/" else "/index"
        for form in forms:
            content: dict[str, Any] = {KINDS[form].partition(";")[0]: {"schema": {} if form == "json" else {"type": "string"}}}
            responses = {200: {"description": "The page as data", "content": content}, **told.get("responses", {})}
            rest = {k: v for k, v in told.items() if k != "responses"}
            router.add_api_route(
                f"{stem}.{form}", endpoint, name=f"{endpoint.__name__}.{form}", operation_id=f"{endpoint.__name__}_{form}",
                response_class=Response, responses=responses, methods=["GET"], **rest,
            )  # fmt: skip
        router.add_api_route(path, endpoint, name=endpoint.__name__, include_in_schema=False, response_class=HTMLResponse, methods=["GET", "HEAD"])
        return endpoint

    return register


def form_of(path: str) -> Form:
    """The form that an address asks for: by its ending, else HTML."""
    ending = path.rpartition(".")[2]
    return next((form for form in DATA if form == ending and form in get_args(Form)), "html")


def twin(address: str, form: Form) -> str:
    """The address of a page's twin: `/KAZ?by=year` is at `/KAZ.json?by=year`."""
    path, mark, query = address.partition("?")
    return f"{path if path != '/' else '/index'}.{form}{mark}{query}"


def answer(form: Form, view: msgspec.Struct, items: Sequence[msgspec.Struct], rows: Sequence[Mapping[str, Any]] | None, status: int = 200) -> Response:
    """A view as JSON, its items as JSON Lines, or their flat rows as CSV."""
    match form:
        case "json":
            body = msgspec.json.encode(view)
        case "jsonl":
            body = b"".join(msgspec.json.encode(item) + b"\n" for item in items)
        case "csv":
            body = as_csv(flat(items) if rows is None else rows).encode()
        case _:
            raise ValueError(f"{form!r} is no form of data")
    return Response(body, status, media_type=KINDS[form])


def flat(items: Sequence[msgspec.Struct]) -> list[dict[str, Any]]:
    """Rows of items: the columns of the command line for what the record answers, else the fields as they are."""
    out: list[dict[str, Any]] = []
    for item in items:
        try:
            cells = columns_of(type(item))
        except KeyError:
            out.append({k: _cell(v) for k, v in msgspec.to_builtins(item).items()})
        else:
            out.append({name: cell(item) for name, (_, cell) in cells.items()})
    return out


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """RFC 4180 with the mark by which Excel knows UTF-8; what a spreadsheet would take for a formula has an apostrophe before it."""
    out = io.StringIO()
    out.write(_MARK)
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({k: _safe(v) for k, v in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(v, str | int | float) for v in value):
        return ";".join(str(v) for v in value)
    return msgspec.json.encode(value).decode() if isinstance(value, list | dict) else value


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
