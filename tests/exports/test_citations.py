"""Citations: what they say, and that no title, however odd, breaks the form. Parsers of others read them back."""

from datetime import date

import bibtexparser
import msgspec
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from invented_record import event
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

import dragoman
from dragoman.exports.citations import FORMS, Cited, Looked, citation, of_article, of_event
from dragoman.exports.plain import on_one_line

LOOKED = Looked(on=date(2026, 11, 21), version="0.1.0")
XI = Cited(
    article="5eeeef4ad01c5dd3edb5", event="9e6afeae90bd8599", reports=2, outlet="견본일보", agency="견본통신", byline="한가람, 이세라",
    title="시진핑, 카자흐 국빈 방문", published="2024-07-03T21:14+09:00", url="https://example.org/xi?a=1", language="ko",
)  # fmt: skip
NASTY = [
    r"50% off: $100 & #1_{x}^2 ~ \input{/etc/passwd} <b>|</b>",
    "unbalanced } brace, and another {",
    '"quotes", “curly”, \'single\' and @misc{evil, title = {x}}',
    "line\r\nER  - \r\nTY  - BOOK\u2028U+2028\u0085NEL\x0bVT",
    "\u202egnp.exe\u2066 turned\u2069 \x00\x1b[31m red \ud800 lone",
    "\U000e0041\U000e0042 tags, \ufeff mark, nbsp\u00a0here",
    "100 %",
    "\\",
    "",
    "   ",
]  # fmt: skip


TEX = get_default_latex_context_db()
#: Commands of LaTeX that the parser does not know, or shows as another sign.
TEX.add_context_category("signs", prepend=True, macros=[
    MacroTextSpec(f"text{name}", sign)
    for name, sign in {"braceleft": "{", "braceright": "}", "less": "<", "greater": ">", "bar": "|", "asciicircum": "^", "asciitilde": "~"}.items()
])  # fmt: skip


def shown(tex: str) -> str:
    """What LaTeX prints."""
    return str(LatexNodes2Text(latex_context=TEX, keep_comments=True).latex_to_text(tex))


def bibtex(text: str) -> dict[str, str]:
    """The fields of the one entry of a BibTeX file, TeX taken off."""
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    (entry,) = library.entries
    return {"ID": entry.key, **{f.key: shown(f.value) for f in entry.fields}}


def ris(text: str) -> dict[str, object]:
    (entry,) = rispy.loads(text)
    return dict(entry)


def test_bibtex() -> None:
    assert citation(XI, "bibtex", LOOKED) == """\
@misc{dragoman-9e6afeae90bd8599,
  author       = {{한가람} and {이세라}},
  title        = {{시진핑, 카자흐 국빈 방문}},
  howpublished = {견본일보 (견본통신)},
  year         = {2024},
  month        = jul,
  url          = {https://example.org/xi?a=1},
  urldate      = {2026-11-21},
  langid       = {korean},
  note         = {Published 2024-07-03. Accessed 2026-11-21. Dragoman 0.1.0, event 9e6afeae90bd8599 (told by 2 articles).},
}
"""


def test_ris() -> None:
    text = citation(XI, "ris", LOOKED)
    assert text.split("\r\n") == [
        "TY  - NEWS", "AU  - 한가람", "AU  - 이세라", "TI  - 시진핑, 카자흐 국빈 방문", "T2  - 견본일보", "PB  - 견본통신", "PY  - 2024", "DA  - 2024/07/03/",
        "UR  - https://example.org/xi?a=1", "Y2  - 2026/11/21/", "LA  - ko", "AN  - 9e6afeae90bd8599", "DB  - Dragoman 0.1.0",
        "N1  - Dragoman 0.1.0, event 9e6afeae90bd8599 (told by 2 articles).", "ER  - ", "",
    ]  # fmt: skip
    assert ris(text)["title"] == XI.title


def test_plain_words() -> None:
    assert citation(XI, "en", LOOKED) == (
        "한가람, 이세라, “시진핑, 카자흐 국빈 방문”, 견본일보 (견본통신), 3 July 2024, https://example.org/xi?a=1 (accessed 21 November 2026). "
        "Dragoman 0.1.0, event 9e6afeae90bd8599 (told by 2 articles).\n"
    )
    assert citation(XI, "ko", LOOKED) == (
        "한가람, 이세라, “시진핑, 카자흐 국빈 방문”, 『견본일보』(견본통신), 2024년 7월 3일, https://example.org/xi?a=1 (검색일: 2026년 11월 21일). "
        "Dragoman 0.1.0, 사건 9e6afeae90bd8599(기사 2건).\n"
    )


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_known_is_left_out(form: str) -> None:
    text = citation(Cited(article="a1"), form, LOOKED)  # type: ignore[arg-type]
    assert "None" not in text
    assert "a1" in text
    assert {"bibtex": "Accessed 2026-11-21", "ris": "TY  - NEWS\r\nY2  - ", "ko": "[제목 없음], 날짜 없음 (", "en": "[untitled], n.d. ("}[form] in text


def test_a_permalink_stands_for_the_address_and_in_the_note() -> None:
    looked = msgspec.structs.replace(LOOKED, permalink="https://reading.example/events/9e6afeae90bd8599")
    without = msgspec.structs.replace(XI, url=None)
    assert bibtex(citation(without, "bibtex", looked))["url"] == looked.permalink
    assert all(looked.permalink in citation(XI, form, looked) for form in FORMS if looked.permalink)


def test_an_article_that_ships_with_the_package() -> None:
    reading = dragoman.read("src/dragoman/samples/s01.txt")
    text = citation(of_article(reading), "en", LOOKED)
    assert text.startswith(f"한가람, “{reading.title}”, 견본일보 (견본통신), 3 July 2024 (accessed")
    assert text.endswith(f"Dragoman 0.1.0, article {reading.id}.\n")


def test_an_event_is_cited_by_its_best_report() -> None:
    act = event("CONSULT", ["USA"], ["KAZ"], mode="visit", articles=("a1", "a2"))
    cited = of_event(act)
    assert (cited.event, cited.article, cited.reports, cited.outlet, cited.url) == (act.id, "a1", 2, "아시아투데이", "https://example.org/a1")
    reading = msgspec.structs.replace(dragoman.read("src/dragoman/samples/s01.txt"), id="a1")
    assert of_event(act, reading).byline == "한가람"
    with pytest.raises(ValueError, match="a2: not the article of the best report"):
        of_event(act, msgspec.structs.replace(reading, id="a2"))


# -- nasty words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", NASTY, ids=map(str, range(len(NASTY))))
def test_bibtex_is_read_back_as_it_was_meant(words: str) -> None:
    found = bibtex(citation(msgspec.structs.replace(XI, title=words, outlet=words, agency=None, byline="한가람"), "bibtex", LOOKED))
    assert found["ID"] == "dragoman-9e6afeae90bd8599"
    assert found.get("title", "") == on_one_line(words)
    assert found.get("howpublished", "") == on_one_line(words)


@pytest.mark.parametrize("words", NASTY, ids=map(str, range(len(NASTY))))
def test_ris_is_read_back_as_it_was_meant(words: str) -> None:
    text = citation(msgspec.structs.replace(XI, title=words, outlet=words, agency=None, byline=words.replace(",", "")), "ris", LOOKED)
    assert [line[:5] for line in text.split("\r\n")].count("TY  -") == 1
    assert text.replace("\r\n", "").isprintable()
    found = ris(text)
    assert found.get("title", "") == on_one_line(words)
    assert found["type_of_reference"] == "NEWS"


@pytest.mark.parametrize("form", ["ko", "en"])
@pytest.mark.parametrize("words", NASTY, ids=map(str, range(len(NASTY))))
def test_plain_citations_are_one_line_that_shows_what_it_says(words: str, form: str) -> None:
    text = citation(msgspec.structs.replace(XI, title=words, outlet=words, byline=words), form, LOOKED)  # type: ignore[arg-type]
    assert text.endswith("\n")
    assert text[:-1].isprintable()


@given(st.text(max_size=80))
def test_any_title_is_read_back(words: str) -> None:
    plain = on_one_line(words)
    found = ris(citation(msgspec.structs.replace(XI, title=words), "ris", LOOKED))
    assert found.get("title", "") == plain.strip()
    text = citation(msgspec.structs.replace(XI, title=words), "bibtex", LOOKED)
    assert bibtex(text)["ID"] == "dragoman-9e6afeae90bd8599"
    assert text.count("\n") == 10 + bool(plain)


@pytest.mark.parametrize(("url", "written"), [
    ("https://example.org/한국 1", "https://example.org/%ED%95%9C%EA%B5%AD%201"),
    ("https://example.org/{a}\\b\r\nER  - ", "https://example.org/%7Ba%7D%5Cb%0D%0AER%20%20-"),
    ("javascript:alert(1)", None),
    ("file:///etc/passwd", None),
])  # fmt: skip
def test_addresses(url: str, written: str | None) -> None:
    cited = msgspec.structs.replace(XI, url=url)
    assert ris(citation(cited, "ris", LOOKED)).get("urls", [None])[0] == written
    assert bibtex(citation(cited, "bibtex", LOOKED)).get("url") == (written and shown(written))
