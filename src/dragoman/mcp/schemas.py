"""JSON schemas of questions and answers, and what is said of arguments that do not fit them."""

import re
from typing import Any

import msgspec

from dragoman.mcp.asked import Question
from dragoman.record import BadQuestion


def schema(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON schema (2020-12) of a record, an object at its root, others under `$defs`."""
    (_,), parts = msgspec.json.schema_components((struct,), ref_template="#/$defs/{name}")
    root = dict(parts.pop(struct.__name__))
    return {**root, "$defs": parts} if parts else root


def understood(question: type[Question], arguments: dict[str, Any]) -> Question:
    """The arguments as a question. Raises `BadQuestion`, which says what the argument may be."""
    try:
        return msgspec.convert(arguments, question, strict=False)
    except msgspec.ValidationError as error:
        raise BadQuestion(f"{error}{_help(question, str(error))}") from None


def _help(question: type[Question], error: str) -> str:
    known: dict[str, Any] = schema(question)["properties"]
    named = re.search(r"`\$\.(\w+)", error)
    if named is None or named[1] not in known:
        required = schema(question).get("required", [])
        return f". Arguments are: {', '.join(f'{name} (required)' if name in required else name for name in known)}"
    told = _parts(known[named[1]])
    words = next((part["description"] for part in told if "description" in part), "")
    values: list[object] = next((part["enum"] for part in told if "enum" in part), [])
    return f". {named[1]}: {words}" + (f" One of: {', '.join(map(str, values))}" if values else "")


def _parts(field: dict[str, Any]) -> list[dict[str, Any]]:
    """A field's schema and those that it is one of."""
    return [field, *(inner for part in field.get("anyOf", []) for inner in _parts(part))]
