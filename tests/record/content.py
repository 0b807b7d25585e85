"""What a record holds, as text that can be compared: everything but numbers of rows, times of adding, and the log of changes."""

import sqlite3

#: Columns that hold the number of a row of another table, and what that row is called instead.
_CALLED = {
    "article": "SELECT id FROM articles WHERE number = ?",
    "other": "SELECT id FROM articles WHERE number = ?",
    "statement": "SELECT a.id || ' ' || s.nth FROM statements s JOIN articles a ON a.number = s.article WHERE s.number = ?",
    "report": "SELECT id FROM reports WHERE number = ?",
    "event": "SELECT id FROM events WHERE number = ?",
}
_LEFT_OUT = {"number", "added", "at", "component"}
_LOGS = {"changes", "sqlite_sequence"}


def content(path: str) -> list[str]:
    """One line for each row, sorted; the rows that hang together under one component are named by their ids."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    lines: list[str] = []
    tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'article_words%'")]
    for table in tables:
        if table in _LOGS:
            continue
        for row in connection.execute(f"SELECT * FROM {table}"):
            told = {name: _called(connection, name, value) for name, value in zip(row.keys(), row, strict=True) if name not in _LEFT_OUT}
            lines.append(f"{table} {told}")
    for row in connection.execute("SELECT group_concat(id, ' ') AS ids FROM (SELECT * FROM reports ORDER BY id) WHERE live GROUP BY component"):
        lines.append(f"component {row['ids']}")
    for row in connection.execute("SELECT id, published FROM articles"):
        lines.append(f"article {row['id']} {row['published']}")
    connection.close()
    return sorted(lines)


def _called(connection: sqlite3.Connection, name: str, value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    if name in _CALLED and isinstance(value, int):
        return connection.execute(_CALLED[name], (value,)).fetchone()[0]
    return value
