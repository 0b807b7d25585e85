"""Keeps a small record of the newest schema in tests/record/schemas: run it once when a schema is released, never again for that schema."""

import gzip
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "record"))

from invented_pages import act, page  # noqa: E402

from dragoman.reading import terms  # noqa: E402
from dragoman.record import Keeper, file, open_record  # noqa: E402

with tempfile.TemporaryDirectory() as folder:
    path = str(Path(folder) / "kept.db")
    first = page(act("러시아는 미국을 비난했다", "RUS", "USA"), title="첫째", url="https://a.example/1", said=[("KAZ", "우리는 모두와 가깝다")])
    second = page(act("두 나라 대표가 만났다", "RUS USA", type="CONSULT", when="2024-05-11"), title="둘째", stands=[("KAZ", "supports", "UN")])
    with Keeper(path) as keeper:
        for reading in (first, second):
            keeper.keep(reading, terms(reading.text))
    with open_record(path) as record:
        record.correct(first.events[0].id, "accept", by="a test")
    # the last to close the file leaves nothing beside it
    with Keeper(path):
        pass
    out = ROOT / "tests" / "record" / "schemas" / f"{len(file.migrations()):04}.db.gz"
    if out.exists():
        sys.exit(f"{out} is there already: a released schema does not change")
    out.write_bytes(gzip.compress(Path(path).read_bytes(), 9, mtime=0))
