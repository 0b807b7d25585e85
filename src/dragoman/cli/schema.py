"""`dragoman schema`: the JSON schema of a reading, made from the records."""

import inspect
import json
from typing import Any

import msgspec

from dragoman.model.reading import SCHEMA, Reading


def text() -> str:
    """The schema (JSON Schema 2020-12) as indented JSON with a line break at its end; the same records give the same text."""
    (schema,), definitions = msgspec.json.schema_components([Reading], ref_template="#/$defs/{name}")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"A reading ({SCHEMA})"}
    whole = _described(head | schema | {"$defs": definitions})
    return json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _described(node: Any) -> Any:
    """The same with docstrings unindented: Python does that itself from 3.13 on."""
    if isinstance(node, dict):
        return {
            key: inspect.cleandoc(value)
            if key == "description" and isinstance(value, str)
            else _described(value)
            for key, value in node.items()
        }
    return [_described(item) for item in node] if isinstance(node, list) else node
