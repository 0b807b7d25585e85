"""Ended in every way, `add` goes on where it was. `make kill` plays many more rounds."""

import os

import pytest


@pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")
def test_a_command_that_is_ended_in_every_way_ends_with_the_record_of_an_undisturbed_one() -> None:
    from ending import rounds

    ended = rounds(2, seed=3)
    assert ended["full disk"] == 1
    assert sum(ended.values()) > 1
