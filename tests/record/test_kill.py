"""Killed at any moment, nothing is lost and nothing is half there. `make kill` plays many more rounds."""

from kill import rounds


def test_killed_processes_leave_whole_records_and_end_where_an_undisturbed_one_does() -> None:
    count, kills = rounds(3, seed=3)
    assert count == 3
    assert kills > 0
