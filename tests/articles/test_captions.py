"""Captions of pictures, told from body, copyright lines and signatures."""

import pytest

from dragoman.articles.captions import is_caption, is_caption_line, shows_scene
from dragoman.articles.dump import lines

SCENE = "두 장관이 3일 타슈켄트에서 열린 회담에 앞서 악수하고 있다."


@pytest.mark.parametrize(
    "text",
    [
        f"{SCENE} /사진=AP 연합",
        f"{SCENE} /연합뉴스",
        f"{SCENE} [연합뉴스 자료사진. 재배포 및 DB금지]",
        f"{SCENE} [로이터=연합뉴스]",
        f"{SCENE} ⓒ연합뉴스",
        f"{SCENE} © AFP=뉴스1 © News1 홍길동 기자",
        f"{SCENE} (대통령실 제공) 2024.5.3/뉴스1",
        f"{SCENE} 대통령실사진기자단",
        f"{SCENE} 연합뉴스",
        f"▲ {SCENE}",
        f"▲ {SCENE} 로이터연합뉴스",
        "두 장관이 나란히 서 있다 (사진은 회담 전)",
        "시민 수십 명이 3일 타슈켄트의 대사관 앞에서 공습에 항의하고 있다. /나루통신",
        f"(타슈켄트 EPA=연합뉴스) {SCENE} 2024.5.3 photo@example.com",
        f"{SCENE} /나루통신 화면",
        "두 장관이 타슈켄트 청사 앞에서 기자들의 질문에 답하고 있다. / 가람일보",
        "한국 외교장관(왼쪽)이 우즈베키스탄 외교장관과 악수하고 있다.",
        "사진=외교부 제공",
        "타슈켄트 대통령궁 전경. /뉴스1",
        "The ministers shake hands in Tashkent. (AP Photo/Jane Roe)",
        "The ministers shake hands in Tashkent. Handout/Getty Images",
    ],
)
def test_captions(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        SCENE,
        f"{SCENE} /홍길동 기자",
        "정부는 협정이 아직 유효하다고 말했다. 한국/일본",
        "ⓒ가람일보, 무단전재 및 재배포 금지",
        "<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>",
        "Copyright ⓒ 가람일보. All rights reserved.",
        "홍길동 기자 gildong@garam.example",
        "장관은 통신사 연합뉴스와 한 회견에서 협력을 넓히겠다고 말했다.",
        "협력 분야는 △ 광물 △ 교통 △ 교육이라고 외교부는 밝혔다.",
        "정부는 쌀 5만 톤을 제공",
        "▲ 몽골의 선택 = 몽골이 3일 총선을 치렀다. 여당이 이겼다. 야당은 불복했다. 주변국은 축하를 보냈다.",
    ],
)
def test_what_is_no_caption(text: str) -> None:
    assert not is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        SCENE,
        "몽골 총리가 12일 서울공항에 도착해 전용기에서 내리고 있다.",
        "고려인 동포들이 3일 알마티 극장 앞에서 사진 촬영을 하고 있다",
        "한국 외교장관(왼쪽)이 우즈베키스탄 외교장관과 문서를 교환하고 있다.",
    ],
)
def test_what_a_picture_shows(text: str) -> None:
    assert shows_scene(text)


@pytest.mark.parametrize(
    "text",
    [
        "두 나라의 갈등이 3일 서울에서 열린 회담 뒤에도 커지고 있다.",
        "정부가 3일 국회에서 거센 비판을 받고 있다.",
        "국제 유가가 3일 런던 시장에서 큰 폭으로 오르고 있다.",
        "정부는 15일 북한의 움직임을 지켜보고 있다.",
        "두 장관이 3일 서울에서 악수하고 있다고 통신은 전했다.",
        "두 장관은 3일 만났다. 두 장관이 회담장에서 악수하고 있다.",
    ],
)
def test_news_is_no_scene(text: str) -> None:
    assert not shows_scene(text)


def test_what_answers_a_question_is_no_caption() -> None:
    question, answer = lines(f"―두 장관은 만났나.\n▲ {SCENE}")
    assert not is_caption_line(answer)
    assert is_caption_line(lines(f"두 장관은 만났다.\n▲ {SCENE}")[1])
    assert not is_caption_line(question)


def test_a_caption_with_a_credit_is_one_even_behind_a_question() -> None:
    assert is_caption_line(lines(f"―두 장관은 만났나.\n▲ {SCENE} /견본 제공")[1])
