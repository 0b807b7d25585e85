"""Figures of the room for Prometheus."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client import CollectorRegistry, generate_latest

from dragoman.record import Record
from dragoman.web.app import create_app
from dragoman.web.figures import Figures


def told(figures: Figures) -> list[str]:
    """What Prometheus would get."""
    registry = CollectorRegistry()
    registry.register(figures)  # type: ignore[arg-type]
    return generate_latest(registry).decode().splitlines()


@pytest.fixture
def figures(record_path: str) -> Figures:
    return Figures(create_app(record_path), record_path)


def test_requests_are_counted_by_page_and_status_and_the_record_by_what_it_holds(figures: Figures, record: Record) -> None:
    with TestClient(figures, follow_redirects=False) as reader:
        for path in ("/events", "/events?party=KAZ", "/events/0123456789abcdef", "/no/such/page", "/KAZ"):
            reader.get(path)
        reader.get("/KAZ")
        reader.request("BREW", "/KAZ")
    lines = told(figures)
    pages = [line for line in lines if line.startswith("dragoman_http_requests_total")]
    assert sum(float(line.rpartition(" ")[2]) for line in pages) == 7
    assert any('route="/events"' in line and 'status="200"' in line and line.endswith(" 2.0") for line in pages)
    assert any('status="404"' in line for line in pages)
    assert any('method="other"' in line and 'status="405"' in line for line in pages)
    assert not any("0123456789abcdef" in line or "KAZ" in line for line in lines)
    assert "dragoman_record_readable 1.0" in lines
    assert f'dragoman_record_held{{what="events"}} {float(record.totals().events)}' in lines
    assert any(line.startswith("dragoman_http_request_seconds_bucket") and 'le="0.15"' in line for line in lines)


def test_a_record_that_cannot_be_read_is_told(figures: Figures, tmp_path: Path) -> None:
    lines = told(Figures(create_app, str(tmp_path / "gone.db")))  # type: ignore[arg-type]
    assert "dragoman_record_readable 0.0" in lines
    assert not any(line.startswith("dragoman_record_held") for line in lines)
