"""The same text in several outlets is one story; two accounts of one event are two."""

import random

import pytest
from invented_reports import report

import dragoman
from dragoman.model.page import Page
from dragoman.record import stories

_WORDS = ["정부", "회담", "대통령", "외교장관", "협정", "서명", "방문", "국경", "철도", "도로", "학생", "교역", "지원", "물가", "전력", "항구", "위원회", "발표", "논의", "제안", "거절", "환영", "우려", "합의", "일정", "대표단", "기자", "회견", "도시", "마을"]


def text(seed: int, words: int = 150) -> str:
    """A text of invented order, sentences of eight words."""
    drawn = random.Random(seed).choices(_WORDS, k=words)
    return "\n\n".join(" ".join(drawn[i : i + 8]) + "." for i in range(0, words, 8))


WIRE = text(1)


@pytest.mark.parametrize(
    ("why", "other", "same"),
    [
        ("word for word", WIRE, True),
        ("another headline and a caption", "두 나라 손잡다\n\n사진은 회담장 모습\n\n" + WIRE, True),
        ("other line breaks and quotes", WIRE.replace("\n\n", " ").replace("회담", "'회담'"), True),
        ("cut to its first half", WIRE[: len(WIRE) // 2], True),
        ("twice as long, the first version in it", WIRE + "\n\n" + text(2), True),
        ("a long page that quotes it whole", text(3, 900) + WIRE, False),
        ("another text of the same words", text(4), False),
        ("half of it, and half another", WIRE[: len(WIRE) // 2] + text(5)[len(WIRE) // 2 :], False),
        ("its first sentence alone", WIRE[:40], False),
        ("nothing", "", False),
    ],
)
def test_one_story(why: str, other: str, same: bool) -> None:
    assert stories.same_story(WIRE, other) is same, why
    assert stories.same_story(other, WIRE) is same, why
    found = stories.stories({"a": WIRE, "b": other})
    assert (found == [("a", "b")]) is same, "found through the bands"


def test_signatures_are_the_same_on_every_machine() -> None:
    """A record holds signatures: what made them may not change under it."""
    assert stories.signature(WIRE)[:12].hex() == "02c120550cb650120fa3162c"
    assert len(stories.signature(WIRE)) == 240
    assert stories.signature("너무 짧은 글") == b""
    assert stories.bands(b"") == ()
    assert len(set(stories.bands(stories.signature(WIRE)))) == 20


def test_reprints_cut_to_half_are_nearly_always_found() -> None:
    found = sum(bool(set(stories.bands(stories.signature(text(n)))) & set(stories.bands(stories.signature(text(n, 76))))) for n in range(200))
    assert found >= 180


def test_stories_do_not_depend_on_the_order() -> None:
    made = {f"{n}{k}": text(n)[: 400 + 200 * k] for n in range(6) for k in range(3)}
    wanted = stories.stories(made)
    assert wanted == [tuple(f"{n}{k}" for k in range(3)) for n in range(6)]
    for seed in range(5):
        keys = list(made)
        random.Random(seed).shuffle(keys)
        assert stories.stories({k: made[k] for k in keys}) == wanted


def page(opening: str, outlet: str, published: str) -> Page:
    body = "카심조마르트 토카예프 카자흐스탄 대통령이 1일 아스타나에서 장관들을 만났다. 회의는 두 시간 이어졌다."
    html = (
        f'<html lang="ko"><head><meta property="og:site_name" content="{outlet}"><meta property="article:published_time" content="{published}">'
        f"<title>회의</title></head><body><article><h1>회의</h1><p>{opening}{body}</p></article></body></html>"
    )
    return Page(source="page", text=html, kind="html", encoding="utf-8")


def test_where_a_story_comes_from() -> None:
    wire = dragoman.read(page("(알마티=연합뉴스) 한가람 통신원 = ", "견본일보", "2024-05-02"))
    own = dragoman.read(page("", "견본일보", "2024-05-01"))
    assert stories.origin(wire) == "outlet:yonhap"
    assert stories.origin(own) == "견본일보"
    assert stories.canonical([wire, own]) == own
    assert stories.story_origin([own, wire]) == "outlet:yonhap"
    assert stories.story_origin([own]) == "견본일보"


def test_who_stands_behind_a_report() -> None:
    assert stories.source("s", "견본일보", report("a").event) == "견본일보"
    assert stories.source("s", None, report("a").event) == "story:s"
    assert stories.source("s", "견본일보", report("a", voice="연합뉴스").event) == "outlet:yonhap"
    assert stories.source("s", "견본일보", report("a", voice="먼나라신문").event) == "먼나라신문"
