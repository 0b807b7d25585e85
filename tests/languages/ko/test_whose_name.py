"""Whom a family name means that several people bear: by the office behind it and the day of the article."""

from datetime import date

import pytest

from dragoman.languages.ko.mentions import find


@pytest.mark.parametrize(
    ("text", "day", "person"),
    [
        ("클린턴 국무장관은 말했다.", date(2010, 5, 1), "hillary-clinton"),
        ("클린턴 장관은 말했다.", date(2010, 5, 1), "hillary-clinton"),
        ("클린턴 전 대통령은 말했다.", date(2010, 5, 1), "bill-clinton"),
        ("카터 국방장관은 말했다.", date(2016, 5, 1), "ash-carter"),
        ("카터 전 대통령은 말했다.", date(2016, 5, 1), "jimmy-carter"),
        ("부시 대통령은 말했다.", date(2005, 1, 1), "george-w-bush"),
        # whoever is named in full in the article comes before the day
        ("힐러리 클린턴 전 장관과 만났다. 클린턴은 말했다.", date(2024, 5, 1), "hillary-clinton"),
        # the article may introduce its own
        ("김 대표는 말했다.", date(2016, 1, 1), None),
    ],
)
def test_a_shared_name_means_who_held_the_office(text: str, day: date, person: str | None) -> None:
    people = [m.entity.removeprefix("person:") for m in find(text, (), day)[0] if m.kind == "person"]
    assert (people[-1] if people else None) == person
