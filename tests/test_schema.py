"""The JSON schema of a reading is made from the records, kept in the repository, and true."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

import dragoman
from dragoman.cli.read import encode
from dragoman.cli.schema import text
from dragoman.model.reading import Reading

KEPT = Path(__file__).parent.parent / "schema" / "reading.schema.json"
SAMPLES = Path(dragoman.__file__).parent / "samples"


def test_the_kept_schema_is_the_one_the_records_give() -> None:
    assert KEPT.read_text("utf-8") == text(), (
        "records and schema/reading.schema.json differ: run `make schema`"
    )


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(text()))


@pytest.mark.parametrize("name", ["s01.txt", "s03.html", "s16.html"])
def test_readings_are_as_the_schema_says(name: str) -> None:
    line = encode(dragoman.read(str(SAMPLES / name)))
    jsonschema.Draft202012Validator(json.loads(text())).validate(json.loads(line))
    assert encode(msgspec.json.decode(line, type=Reading)) == line


def test_a_reading_without_its_text_is_refused() -> None:
    reading = json.loads(encode(dragoman.read(str(SAMPLES / "s16.html"))))
    del reading["text"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json.loads(text())).validate(reading)
