"""`dragoman schema`: the JSON schema of a reading, made from the records."""

import json

import msgspec

from dragoman.model.reading import SCHEMA, Reading


def text() -> str:
    """The schema (JSON Schema 2020-12) as indented JSON with a line break at its end; the same records give the same text."""
    (schema,), definitions = msgspec.json.schema_components([Reading], ref_template="#/$defs/{name}")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"A reading ({SCHEMA})"}
    return json.dumps(head | schema | {"$defs": definitions}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
