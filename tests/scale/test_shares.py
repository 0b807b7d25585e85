"""Shares: what is in the folder, what is still to be done, and files that are not what they were."""

from pathlib import Path

import duckdb
import pyarrow.dataset as dataset
import pytest
from counting import columns, work

from dragoman.model.errors import UnreadableInput
from dragoman.scale import ScaleError, shares
from dragoman.scale.shares import Job, Share

JOB = Job(work, columns, None, 60.0)  # type: ignore[arg-type]


def made(folder: Path, words: list[str]) -> list[str]:
    folder.mkdir(exist_ok=True)
    files = [folder / f"{n:03}.txt" for n in range(len(words))]
    for file, text in zip(files, words, strict=True):
        if not file.exists():
            file.write_text(text, "utf-8")
    return [str(file) for file in files]


def todo(files: list[str], out: Path, edition: str = "e1", size: int = 100) -> list[Share]:
    found = list(shares.shares(files, str(out), edition, size))
    assert all(isinstance(one, Share) for one in found)
    return found  # type: ignore[return-value]


def do(found: list[Share], out: Path) -> None:
    shares.prepare(str(out))
    for share in found:
        shares.work_through(share, str(out), JOB)


def test_every_page_is_in_the_data_set_once_with_what_became_of_it(tmp_path: Path) -> None:
    files = made(tmp_path / "in", ["하나", "fail", "crash", *["글" * 20] * 7])
    out = tmp_path / "out"
    found = todo(files, out)
    assert len(found) > 1
    do(found, out)
    rows = duckdb.sql(f"SELECT source, state, why, words FROM '{out}/*.parquet' ORDER BY source").fetchall()
    assert [row[0] for row in rows] == files
    assert [row[1] for row in rows] == ["read", "failed", "skipped", *["read"] * 7]
    assert rows[1][2] == "it was to fail"
    assert "exit status 1" in rows[2][2]
    assert rows[0][3] == "하나"
    counts = [(m.read, m.failed, m.skipped) for m in shares.manifests(str(out))]
    assert tuple(map(sum, zip(*counts, strict=True))) == (8, 1, 1)


def test_other_engines_read_the_data_set(tmp_path: Path) -> None:
    out = tmp_path / "out"
    do(todo(made(tmp_path / "in", ["글" * 20] * 7), out), out)
    found = dataset.dataset(str(out), format="parquet")
    assert found.count_rows() == 7
    assert found.schema.names == duckdb.sql(f"SELECT * FROM '{out}/*.parquet'").columns
    assert found.to_table(filter=dataset.field("state") == "read").num_rows == 7
    spark_sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: Spark was not tried")
    spark = spark_sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        read = spark.read.parquet(str(out))
        assert (read.count(), read.columns) == (7, found.schema.names)
    finally:
        spark.stop()


def test_only_what_is_missing_is_still_to_be_done(tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["글" * 20] * 6
    first = todo(made(tmp_path / "in", words), out)
    do(first[:1], out)
    assert todo(made(tmp_path / "in", words), out) == first[1:]
    do(first[1:], out)
    assert todo(made(tmp_path / "in", words), out) == []
    more = todo(made(tmp_path / "in", [*words, "새 글"]), out)
    assert [Path(p.path).name for share in more for p in share.pieces] == ["006.txt"]
    (tmp_path / "in" / "002.txt").write_text("고친 글", "utf-8")
    assert {Path(p.path).name for share in todo(made(tmp_path / "in", [*words, ""]), out) for p in share.pieces} == {"002.txt", "006.txt"}
    assert len([p for share in todo(made(tmp_path / "in", words), out, edition="e2") for p in share.pieces]) == 6


def test_a_share_that_is_made_twice_is_there_once(tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = todo(made(tmp_path / "in", ["글"] * 3), out)
    do(found, out)
    do(found, out)
    assert duckdb.sql(f"SELECT count(*) FROM '{out}/*.parquet'").fetchall() == [(3,)]
    assert len(shares.manifests(str(out))) == 1
    assert not [p for p in out.rglob("*") if p.name.endswith(".tmp")]


def test_a_file_that_cannot_be_opened_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    files = made(tmp_path / "in", ["글"])
    error, share = list(shares.shares([str(tmp_path / "absent.txt"), *files], str(tmp_path / "out"), "e1"))
    assert isinstance(error, UnreadableInput)
    assert isinstance(share, Share)


def test_a_share_whose_file_is_not_what_was_written_is_said_so(tmp_path: Path) -> None:
    out = tmp_path / "out"
    do(todo(made(tmp_path / "in", ["글"]), out), out)
    (manifest,) = shares.manifests(str(out))
    (file,) = out.glob("*.parquet")
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ScaleError, match="not the file that was written"):
        list(shares.rows(str(out), manifest))
    file.unlink()
    with pytest.raises(ScaleError, match="remove its manifest"):
        list(shares.rows(str(out), manifest))
    (out / "_manifest" / f"{manifest.name}.json").write_text("{", "utf-8")
    with pytest.raises(ScaleError, match="not a manifest"):
        shares.manifests(str(out))
