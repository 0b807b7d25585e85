"""The interface for programs: what the document promises is so, for made-up questions too."""

import re
import time

import hypothesis
import pytest
import schemathesis
from fastapi.testclient import TestClient
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dragoman.web.app import create_app

#: Seconds that all made-up questions may take together, and questions for each address.
_SECONDS, _QUESTIONS = 25, 8


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict:
    return client.get("/openapi.json").json()


def test_examples_can_be_followed(client: TestClient, described: dict) -> None:
    """Every address, with the examples that the document gives for what it needs, answers."""
    for path, operation in ((p, o["get"]) for p, o in described["paths"].items() if "get" in o):
        if "/changes" in path:
            continue  # no page of the samples has two versions
        given = {p["name"]: p for p in operation.get("parameters", [])}
        address = re.sub(r"\{(\w+)\}", lambda m: str(given[m[1]]["example"]), path)  # noqa: B023
        query = {name: p["example"] for name, p in given.items() if p["in"] == "query" and p.get("required")}
        answer = client.get(address, params=query)
        assert answer.status_code in (200, 301), (address, answer.text[:200])


def test_every_parameter_says_what_it_means(described: dict) -> None:
    for path, operation in ((p, o["get"]) for p, o in described["paths"].items() if "get" in o):
        assert operation["summary"], path
        for parameter in operation.get("parameters", []):
            assert parameter.get("description"), (path, parameter["name"])


def test_the_page_says_the_same_to_people(client: TestClient, described: dict) -> None:
    page = client.get("/api").text
    for path in described["paths"]:
        if path.endswith((".json", ".atom")) and not path.endswith(".feed.json"):
            assert f"<code>{path}</code>" in page
    assert re.findall(r"<script[^>]*src=\"([^\"]*)\"", page) == [s for s in re.findall(r"<script[^>]*src=\"([^\"]*)\"", page) if s.startswith("/static/")]


def test_made_up_questions_are_answered_as_the_document_says(record_path: str) -> None:
    """Schemathesis asks; nothing is a defect of ours (500), and every answer has the form that the document promises."""
    app = create_app(record_path)
    with TestClient(app) as reader:
        document = reader.get("/openapi.json").json()
    schema = schemathesis.openapi.from_dict(document)
    schema.app = app
    until = time.monotonic() + _SECONDS
    asked = 0
    for made in schema.get_all_operations():
        operation = made.ok()
        if not operation.path.endswith((".json", ".atom", ".csv")):
            continue

        @hypothesis.settings(
            max_examples=_QUESTIONS, deadline=None, database=None, derandomize=True, phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        )  # fmt: skip
        @hypothesis.given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            nonlocal asked
            if time.monotonic() > until:
                return
            asked += 1
            answer = case.call()
            assert answer.status_code < 500, (case.as_curl_command(), answer.text[:300])
            case.validate_response(answer, checks=(status_code_conformance, content_type_conformance, response_schema_conformance))

        ask()
    assert asked > 100


def test_only_the_embedded_chart_may_be_framed(client: TestClient) -> None:
    answers = {path: client.get(path).headers for path in ("/KAZ/RUS", "/embed/KAZ/RUS", "/review")}
    assert "frame-ancestors *" in answers["/embed/KAZ/RUS"]["content-security-policy"]
    assert "x-frame-options" not in answers["/embed/KAZ/RUS"]
    for path in ("/KAZ/RUS", "/review"):
        assert "frame-ancestors 'none'" in answers[path]["content-security-policy"]
        assert answers[path]["x-frame-options"] == "DENY"
