"""When and where the events of marked-up sentences happened (the labels are explained in `settings.txt` and `acts.txt`)."""

from pathlib import Path

import pytest
from markup import Case, cases
from test_acts import wrong

from dragoman.coding import code, vocabulary
from dragoman.languages.ko.reader import analyse
from dragoman.model.article import Article, Part


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("settings.txt")))
def test_tells_when_and_where(case: Case) -> None:
    found = [f"[{mark.words}|{mark.label}]: {why}" for mark in case.marks if (why := wrong(case, mark))]
    assert not found, "\n".join([case.why, case.text, *found])


def test_a_headline_tells_of_the_day_of_its_lead() -> None:
    title, body = "러시아, 핀란드 외교관 추방", "러시아 외무부가 27일 성명을 내고 핀란드를 비난했다."
    text = f"{title}\n\n{body}"
    parts = (Part(kind="title", start=0, end=len(title)), Part(kind="body", start=len(title) + 2, end=len(text)))
    page = Article(source="case", language="ko", text=text, parts=parts, published="2023-03-01")
    coded = code(analyse(page, vocabulary("ko"), "KOR"), "ko", text, page.published, "case")
    assert [e.when.start for e in coded.events if e.type == "SANCTION"] == ["2023-02-27"]
