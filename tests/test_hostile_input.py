"""What bad input gets: a clear line that names the input, or a reading that is honestly empty; in seconds and below 1 GB."""

import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from dragoman.cli import run
from dragoman.model.errors import UnreadableInput
from dragoman.model.reading import Reading
from dragoman.pages import LIMIT
from dragoman.reading import read, read_many

#: Seconds that a page may take once the reader is warm. Twice what the slowest takes alone: test machines are shared.
SECONDS = 10.0
LINE = 200_000
HEAD = "카자흐스탄 대통령, 러시아 방문\n\n입력 2024.05.03 오후 3:21\n\n"
VISIT = "카자흐스탄 대통령이 28일 러시아를 방문했다고 카자흐스탄 외무부가 밝혔다."
#: A page with one event; what a hostile page is read beside must still give it.
GOOD = (HEAD + VISIT + "\n").encode()


def long(unit: str, size: int = LINE) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def page(body: str) -> bytes:
    return (HEAD + body + "\n").encode()


def markup(body: str) -> bytes:
    return f"<!doctype html><html><head><title>카자흐스탄 대통령, 러시아 방문</title></head><body>{body}".encode()


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Data and models are loaded once a process; that is not what is measured."""
    read(GOOD)
    read(markup(f"<p>{VISIT}</p><p>{VISIT}</p>"))
    read(("US Secretary of State Antony Blinken visited Kazakhstan on Tuesday. " * 3).encode())


def timed(data: bytes) -> Reading:
    """The reading of `data`; fails where it takes too long or does not survive JSON."""
    began = time.process_time()
    reading = read(data)
    took = time.process_time() - began
    assert took < SECONDS, f"{took:.1f} s"
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading
    for event in reading.events:
        assert reading.text[event.trigger.start : event.trigger.end] == event.trigger.text
    return reading


LINES: dict[str, Callable[[], bytes]] = {
    "words without spaces": lambda: page(long("대통령이방문했다카자흐스탄외무장관회담")),
    "one syllable": lambda: page(long("가")),
    "sentences": lambda: page(long("카자흐스탄 대통령이 러시아를 방문했다. ")),
    "words without an end": lambda: page(long("카자흐스탄 대통령은 러시아 외무장관과 ")),
    "nouns joined by dots": lambda: page(long("카자흐스탄·러시아·중국·") + " 대통령이 만났다."),
    "verbs in -고": lambda: page(long("카자흐스탄이 러시아를 방문하고 ") + " 회담했다."),
    "digits": lambda: page(long("0123456789")),
    "numbers with commas": lambda: page(long("1,")),
    "quotes": lambda: page(long('"')),
    "apostrophes": lambda: page(long("' ")),
    "parentheses": lambda: page("(" * (LINE // 2) + ")" * (LINE // 2)),
    "commas": lambda: page(long(",")),
    "full stops": lambda: page(long(".")),
    "mail addresses": lambda: page(long("a@b.")),
    "letters": lambda: page(long("ABCdef ")),
    "hanja": lambda: page(long("美中露日北南")),
    "emoji": lambda: page(long("😀")),
    "words in markup": lambda: markup("<p>" + long("카자흐스탄대통령이")),
}

SENTENCES: dict[str, str] = {
    "genitives": "것의 ", "names with 의": "카자흐스탄의 ", "names with 과": "중국과 ", "names with dots": "중국·", "names with commas": "중국, ", "states in a row": "중국 ",
    "clauses in -고": "가고 ", "adnominal clauses": "미를 본 ", "nested objects": "본 것을 ", "reports": "중국이 간다고 ", "reported nouns": "간다는 것을 ",
    "topics": "그는 ", "subjects": "중국이 ", "sources": "중국에 따르면 ", "references": "양국 정상은 ", "offices": "중국 대통령 ", "introductions": "김철수 중국 장관이 ",
    "amounts": "1조 2천억 달러 ", "dates": "2023년 2월 30일 ", "quotes": "“가자고 했다”고 ", "single quotes": "'가자'고 ", "parentheses": "(가) ",
}  # fmt: skip

QUOTES: dict[str, Callable[[], bytes]] = {
    "nested": lambda: page("“" * 10_000 + "가자고 말했다" + "”" * 10_000 + "라고 대통령이 말했다."),
    "nested of two kinds": lambda: page("“‘" * 5_000 + "카자흐스탄을 방문하자고 했다" + "’”" * 5_000 + "라고 대통령이 말했다."),
    "nested with words": lambda: page("“카자흐스탄 대통령은 " * 10_000 + "말했다”" * 10_000 + "라고 대통령이 말했다."),
    "unclosed": lambda: page("“카자흐스탄 대통령은 방문한다. " * 10_000),
    "unclosed, single": lambda: page("‘카자흐스탄 대통령은 방문한 것 " * 10_000),
    "unclosed, straight": lambda: page('"카자흐스탄 대통령은 방문한다.\n' * 10_000),
    "one after another": lambda: page("“카자흐스탄을 방문한다”고 대통령이 말했다. " * 5_000),
}

MARKUP: dict[str, Callable[[], bytes]] = {
    "nested div": lambda: markup("<div>" * 100_000 + VISIT + "</div>" * 100_000),
    "nested b": lambda: markup("<b>" * 100_000 + VISIT),
    "nested tables": lambda: markup("<table><tr><td>" * 33_000 + VISIT),
    "nested lists": lambda: markup("<ul><li>" * 50_000 + VISIT),
    "links in links": lambda: markup("<a href=x>카자흐" * 40_000),
    "boxes": lambda: markup("<div>가</div>" * 30_000),
    "line breaks": lambda: markup("<br>" * 50_000),
    "paragraphs": lambda: markup(f"<p>{VISIT}</p>" * 5_000),
    "opening brackets": lambda: markup("<" * 300_000),
    "scripts": lambda: markup("<script>" * 50_000),
    "comments": lambda: markup("<!--" * 100_000),
    "attributes": lambda: markup("<p " + "a=b " * 100_000 + f">{VISIT}</p>"),
    "nested JSON": lambda: markup("<script type='application/ld+json'>" + "[" * 200_000 + f"</script><p>{VISIT}</p>"),
    "dates that do not exist": lambda: markup("<meta name='date' content='2023-99-99'>" * 20_000 + f"<p>{VISIT}</p>"),
}

MANY: dict[str, Callable[[], bytes]] = {
    "short lines": lambda: page("\n".join(f"카자흐스탄 {i}일 방문했다." for i in range(5_000))),
    "dates": lambda: page("2023.03.01 09:41\n" * 5_000),
    "people": lambda: page("\n".join(f"김{chr(0xAC00 + 37 * i % 11_000)}{chr(0xAC00 + 91 * i % 11_000)} 외교부 대변인은 {i % 28 + 1}일 러시아를 방문했다고 밝혔다." for i in range(3_000))),
    "paragraphs": lambda: page("\n".join(f"{i}번째로 토카예프 대통령이 {i % 28 + 1}일 러시아를 방문해 푸틴 대통령과 회담했다고 밝혔다." for i in range(3_000))),
    "old line breaks": lambda: page(f"{VISIT}\r" * 3_000),
    "unusual line breaks": lambda: page(f"{VISIT}\u2028" * 3_000),
}


@pytest.mark.parametrize("name", LINES)
def test_one_line_of_200_000_characters(name: str) -> None:
    timed(LINES[name]())


@pytest.mark.parametrize("name", SENTENCES)
@pytest.mark.parametrize("size", [900, 2_900])
def test_sentences_that_never_end(name: str, size: int) -> None:
    # each line is another one: repeated lines are left out as furniture
    lines = (f"{chr(0xAC00 + 37 * i)}가 {long(SENTENCES[name], size)} 말했다." for i in range(12_000 // size))
    timed(page("\n".join(lines)))


@pytest.mark.parametrize("name", QUOTES)
def test_ten_thousand_quotes(name: str) -> None:
    timed(QUOTES[name]())


@pytest.mark.parametrize("name", MARKUP)
def test_markup_bombs(name: str) -> None:
    timed(MARKUP[name]())


@pytest.mark.parametrize("name", MANY)
def test_many_lines(name: str) -> None:
    timed(MANY[name]())


# -- what is no page ------------------------------------------------------------------------------------------------------

NO_PAGES = {
    "empty": b"",
    "blanks": b" \n\t" * 1_000,
    "a mark and nothing else": b"\xef\xbb\xbf",
    "zeros": bytes(10_000),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "a photograph": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8,
    "a document": b"%PDF-1.7\n" + bytes(range(256)) * 8,
    "an archive": b"PK\x03\x04" + bytes(range(256)) * 8,
    "noise": bytes((i * 7919 + i * i * 31) % 256 for i in range(5_000)),
    "too much": b"<p>x</p>" * (LIMIT // 8 + 1),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_PAGES)
def test_what_is_no_page_is_named_and_the_rest_is_read(name: str, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.html", tmp_path / "good.txt"
    bad.write_bytes(NO_PAGES[name])
    good.write_bytes(GOOD)
    first, second = read_many([str(bad), str(good)])
    assert isinstance(first, UnreadableInput)
    assert str(first).startswith(f"{bad}: ")
    assert "\n" not in str(first)
    assert isinstance(second, Reading)
    assert second.events


def test_a_page_of_50_mb_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    began = time.process_time()
    with pytest.raises(UnreadableInput, match="50 MB"):
        read(str(path))
    assert time.process_time() - began < 0.5


def test_paths_without_pages(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "table.csv").write_text("a,b")
    missing = str(tmp_path / "missing.html")
    good = tmp_path / "two\nlines.txt"
    good.write_bytes(GOOD)
    first, second, third = read_many([missing, str(folder), str(good)])
    assert isinstance(first, UnreadableInput)
    assert str(first) == f"{missing}: no such file"
    assert isinstance(second, UnreadableInput)
    assert str(folder) in str(second)
    assert isinstance(third, Reading)
    assert third.source == str(good)


def test_an_error_about_an_odd_name_is_one_line(tmp_path: Path) -> None:
    for name in ("no\nsuch\x1b[31m", "no\x00such", "no\udcffsuch"):
        (error,) = read_many([str(tmp_path / name)])
        assert isinstance(error, UnreadableInput)
        assert str(error).isprintable()


# -- languages ------------------------------------------------------------------------------------------------------------

THAI = "รัฐมนตรีต่างประเทศสหรัฐเยือนคาซัคสถานในวันอังคาร "
LANGUAGES = {
    "th": THAI, "zh": "美国国务卿布林肯周二访问哈萨克斯坦，并与总统托卡耶夫举行会谈。",
    "kk": "Қазақстан Президенті Қасым-Жомарт Тоқаев АҚШ Мемлекеттік хатшысы Энтони Блинкенді қабылдады. ",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_that_is_not_read_is_said(language: str) -> None:
    reading = timed((LANGUAGES[language] * 10 + "\n").encode())
    assert reading.language == language
    assert not reading.events
    assert not reading.statements
    (doubt,) = reading.unresolved
    assert doubt.what == "language"
    assert language in doubt.why
    assert reading.text[doubt.start : doubt.end] == doubt.text


def test_thai_in_its_own_character_set_is_not_korean() -> None:
    assert timed((THAI * 10 + "\n").encode("cp874")).language != "ko"


# -- characters -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_half_a_character_at_the_end(encoding: str) -> None:
    whole = HEAD + VISIT + " 양국은 협정에 서명했다"
    reading = timed(whole.encode(encoding)[:-1])
    assert "\ufffd" not in reading.text
    assert reading.events


def test_decomposed_hangul_is_hangul() -> None:
    reading = timed(unicodedata.normalize("NFD", HEAD + VISIT).encode())
    assert reading.language == "ko"
    assert [e.type for e in reading.events] == [e.type for e in timed(GOOD).events]


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u200e", "\u200f", "\u202e", "\u0301", "😀", "𠀀", "\x07", "\x1b[31m", "\x00"])
def test_invisible_and_unusual_characters(mark: str) -> None:
    body = VISIT.replace("러시아", f"{mark}러시아") + " " + VISIT.replace("대통령", f"대{mark}통령") + " 이 방문은 오래전부터 준비된 것이라고 관계자는 전했다." * 8
    reading = timed(page(body))
    assert reading.language == "ko"


def test_lone_surrogates() -> None:
    timed((HEAD + "\ud83d" + VISIT).encode("utf-8", "surrogatepass"))


# -- pages that hold little, and numbers that hold too much ------------------------------------------------------------------

LITTLE = {
    "only a headline": "카자흐스탄 대통령, 러시아 방문",
    "only a caption": "▲ 카자흐스탄 대통령이 러시아를 방문해 회담하고 있다. [사진=연합뉴스]",
    "only furniture": "공유하기\n페이스북\n댓글 0\n로그인\n회원가입\n무단 전재 및 재배포 금지\nCopyright ⓒ All rights reserved.",
    "no date": "카자흐스탄 대통령, 러시아 방문\n\n" + VISIT,
}


@pytest.mark.parametrize("name", LITTLE)
def test_pages_that_hold_little(name: str) -> None:
    reading = timed(LITTLE[name].encode())
    assert reading.published is None
    if name == "only furniture":
        assert not reading.text
        assert not reading.events


def test_a_date_above_a_short_body_is_found() -> None:
    assert timed(GOOD).published == "2024-05-03T15:21"
    assert timed(GOOD.rstrip()[:-1]).published == "2024-05-03T15:21"


@pytest.mark.parametrize("published", ["2024.05.03", "9999.12.31", "1900.01.01", "2099.12.31"])
@pytest.mark.parametrize(
    "day", ["99월 99일", "2023년 2월 30일", "0년 1월 1일", "0000년 0월 0일", "9999년 12월 31일", "13월 32일", "내일", "어제", "다음 달", "내년", "지난해", "999년 뒤", "9999년 전", "31일부터 999일간", "이튿날", "내년 2월 29일"]
)  # fmt: skip
def test_days_that_do_not_exist(published: str, day: str) -> None:
    text = f"카자흐스탄 대통령, 러시아 방문\n\n입력 {published} 오후 3:21\n\n카자흐스탄 대통령이 {day} 러시아를 방문했다고 카자흐스탄 외무부가 밝혔다. 그는 {day}까지 머문다.\n"
    for event in timed(text.encode()).events:
        assert event.when.start is None or event.when.start[:4].isdigit()


@pytest.mark.parametrize("number", ["9" * 400, "1" + ",000" * 130, "9" + "조" * 400, "9조" * 100, "0" * 400, "1." * 200, "-1", "1e999", "٣", "Ⅳ", "½"])
def test_numbers_too_large_or_odd(number: str) -> None:
    reading = timed(page(f"카자흐스탄은 {number} 달러를 러시아에 지원했다고 밝혔다. {number}명이 숨졌다고 러시아가 밝혔다. {number}년 {number}월 {number}일 러시아를 방문했다."))
    for measure in reading.measures:
        assert 0 <= measure.value < float("inf")


# -- the whole process -----------------------------------------------------------------------------------------------------


#: Reads pages and prints how many, and the most memory that the process held, in bytes. On Linux `getrusage` would give what the
#: process that started this one held, if that is more; `VmHWM` is this one's own.
_READS_AND_WEIGHS = """
import re, resource, sys
from pathlib import Path
from dragoman.reading import read_many
count = len(list(read_many(sys.argv[1:])))
status = Path("/proc/self/status")
own = re.search(r"VmHWM:\\s+([0-9]+) kB", status.read_text()) if status.exists() else None
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(count, int(own.group(1)) * 1024 if own else peak)
"""


def test_memory_of_a_process_that_reads_hostile_pages(tmp_path: Path) -> None:
    paths = []
    for name in ("links in links", "paragraphs", "nested div"):
        paths.append(tmp_path / f"{name}.html")
        paths[-1].write_bytes(MARKUP[name]())
    paths.append(tmp_path / "sentences.txt")
    paths[-1].write_bytes(LINES["sentences"]())
    done = subprocess.run([sys.executable, "-c", _READS_AND_WEIGHS, *map(str, paths)], capture_output=True, text=True, check=True, timeout=300)
    count, size = map(int, done.stdout.split())
    assert count == len(paths)
    assert size < 1_000_000_000


@pytest.mark.parametrize(("kinds", "status"), [(["empty"], 3), (["empty", "good"], 1), (["good"], 0)])
def test_the_command_names_each_input_and_gives_its_status(kinds: list[str], status: int, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    data = {"empty": b"", "good": GOOD}
    for kind in kinds:
        (tmp_path / f"{kind}.txt").write_bytes(data[kind])
    assert run(["read", "--format", "jsonl", *(str(tmp_path / f"{kind}.txt") for kind in kinds)]) == status
    out, err = capfdbinary.readouterr()
    assert len(out.splitlines()) == kinds.count("good")
    assert len([line for line in err.splitlines() if b"empty.txt: empty: there is nothing to read" in line]) == kinds.count("empty")
    assert len(err.splitlines()) == kinds.count("empty") + (2 if len(kinds) > 1 else 0)  # what is summed up of several
    assert b"Traceback" not in err
