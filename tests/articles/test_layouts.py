"""Whole pages in different layouts, as text and as HTML: what is taken out of them and what is not.

The pages under `layouts/` were written for these tests; outlets, people and most of the events in them are invented.
"""

from pathlib import Path

import msgspec
import pytest

from dragoman.articles import extract
from dragoman.model.article import Article
from dragoman.pages import load

LAYOUTS = Path(__file__).parent / "layouts"


class Expected(msgspec.Struct, kw_only=True):
    """What a page of `layouts/` holds; `never` are words of its furniture and its teasers."""

    title: str
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    dateline: str | None = None
    language: str = "ko"
    starts: str
    ends: str
    bodies: int
    captions: int = 0
    subtitles: tuple[str, ...] = ()
    related: int = 0
    never: tuple[str, ...] = ()


PAGES = {
    "portal.txt": Expected(
        title="한·우즈베크 외교장관, 타슈켄트서 회담…“핵심광물 공급망 협력”", published="2024-05-03T15:21", modified="2024-05-03T17:02", outlet="가람일보", byline="홍길동",
        starts="한국과 우즈베키스탄 외교장관이", ends="다음 회담은 내년 서울에서 열린다.", bodies=4, captions=1, related=2,
        never=("PICK", "구독", "댓글", "배터리", "무산", "내달 서울 온다", "@"),
    ),
    "wire.txt": Expected(
        title="카자흐 대통령, 내달 서울 방문…원전 협력 논의", published="2024-04-11T18:07", outlet="새벽통신", agency="연합뉴스", byline="이도령", dateline="아스타나",
        starts="카자흐스탄 대통령이 내달", ends="국민투표를 치를 예정이다.", bodies=3, captions=2, related=4, never=("저작권", "발하시", "지하철", "송고", "doryeong"),
    ),
    "named_above.txt": Expected(
        title='카자흐 대통령 "철도 협력 확대"…3월 서울 방문', published="2023-02-14T09:00+09:00", outlet="머니투데이", byline="성춘향",
        starts="카자흐스탄 대통령이 다음 달", ends="절반으로 줄어듭니다.", bodies=5, subtitles=('"중앙아시아와 철도 협력 확대"…대통령실 "3월 방문 환영"',),
        never=("정치판", "리포트", "앵커", "기자"),
    ),
    "blog.txt": Expected(
        title="키르기스 총리, 서울에서 투자 설명회", published="2023-09-14T22:05", starts="키르기스스탄 총리가 14일", ends="짓는다는 계획을 세웠다.", bodies=3,
        subtitles=("수력발전에 거는 기대",), related=3, never=("방명록", "태그", "타지크", "박람회"),
    ),
    "mobile.txt": Expected(
        title='외교부 "몽골과 화상 회의…황사 공동 대응 합의"', published="2022-03-21T09:05", modified="2022-03-21T11:40", outlet="나루신문", byline="성춘향",
        starts="외교부는 21일 몽골", ends='요청했다"고 말했다.', bodies=3, related=2, never=("광고", "야구", "가수", "저작권", "카카오톡"),
    ),
    "cms.txt": Expected(
        title='카자흐 외교장관 "한국과 핵심광물 협력 원해"', published="2023-03-01T09:41", modified="2023-03-01T10:20", outlet="가람외교신문", byline="홍길동",
        starts="한국을 방문 중인", ends="협력 대상으로 꼽힌다.", bodies=9, captions=1, related=3,
        subtitles=("- 양국 외교장관, 서울서 4시간 회담", '- "희토류 공동 탐사 올해 시작"', '◆ "중국 의존 줄인다"'), never=("SNS", "균형 외교", "꽃샘", "댓글", "법인명", "새문안로"),
    ),
    "slogan.txt": Expected(
        title="[외교] 中·러 외교장관 회담, 북핵 문제 논의", outlet="뉴시스", agency="뉴시스", byline="홍길동", dateline="서울",
        starts="중국과 러시아 외교장관이", ends="우크라이나 문제도 다뤘다.", bodies=3, never=("공감언론", "무단", "홍길동", "운세"),
    ),
    "credits.txt": Expected(
        title='[단독] 외교부, 러 대사 초치… "무기 거래 즉각 중단하라"', published="2023-09-15T18:22", modified="2023-09-15T19:01", outlet="매일한빛신문",
        starts="외교부가 15일", ends="따를 것이라고 말했다.", bodies=3, captions=2, related=2, never=("보스토치니", "@", "무단", "최종수정"),
    ),
    "radio.txt": Expected(
        title="우즈벡 당국, 북 노동자 비자 연장 거부", published="2021-03-11", outlet="초원방송", byline="홍길동", starts="앵커: 우즈베키스탄", ends="홍길동입니다.", bodies=4, related=1,
        never=("에디터", "댓글", "송환", "@"),
    ),
    "broadcast.txt": Expected(
        title="카자흐 대통령 “평화회의에 한국 참여 환영”…광산 개발 약속", published="2023-07-16T09:41", modified="2023-07-16T10:20", outlet="한강방송",
        starts="카자흐스탄을 방문한 대통령이", ends="홍길동입니다.", bodies=8, never=("크롬", "제보", "[앵커]", "영상편집", "HOT"),
    ),
    "teasers_first.txt": Expected(
        title="타지크·키르기스, 국경 획정 협상 재개…“연내 마무리”", published="2022-08-21T06:05", outlet="한누리타임스", byline="임꺽정", dateline="비슈케크",
        starts="타지키스탄과 키르기스스탄이 20일", ends="감사를 표했다.", bodies=3, related=6, never=("더위", "코스피", "나담", "장길산", "닉네임", "조회"),
    ),
    "english.txt": Expected(
        title="Kazakhstan and South Korea agree to expand rail links", published="2024-05-03T09:41+00:00", modified="2024-05-03T11:05+00:00", outlet="The Steppe Herald",
        agency="Reuters", byline="Jane Roe and John Doe", dateline="ASTANA", language="en", starts="Kazakhstan and South Korea agreed on Friday", ends="as ten years ago.", bodies=4,
        captions=1, related=4, never=("cookies", "Caspian", "Storm", "railway was promised", "Advertisement"),
    ),
    "english_plain.txt": Expected(
        title="Mongolia joins talks on water of the Selenga", published="2021-06-12", language="en", starts="Mongolia and Russia resumed", ends="Irkutsk in autumn.", bodies=3,
    ),
    "russian.txt": Expected(
        title="Казахстан и Корея договорились о поставках урана", published="2024-05-03T14:20", agency="КАЗИНФОРМ", dateline="АСТАНА", language="ru",
        starts="Казахстан и Республика Корея", ends="атомной станции.", bodies=2, related=2, never=("Узбекистан", "Бишкеке", "Поделиться"),
    ),
    "json_ld.html": Expected(
        title="한·카자흐 외교장관 전화 통화…“원전 협력 계속”", published="2024-05-03T15:21+09:00", modified="2024-05-03T17:40+09:00", outlet="연합뉴스", agency="연합뉴스", byline="홍길동",
        dateline="서울", starts="외교부 장관이 3일", ends="서울을 찾을 예정이다.", bodies=3, captions=1, related=1, never=("제보", "구독", "프로야구", "저작권"),
    ),
    "opengraph.html": Expected(
        title="몽골 총리, 부산 신항 둘러봐…“바닷길 협력 기대”", published="2024-06-11T08:30+09:00", outlet="나루신문", byline="성춘향",
        starts="몽골 총리가 10일 부산", ends="협정에 서명할 계획이다.", bodies=3, related=1, never=("쿠키", "로그인", "인기", "축제"),
    ),
    "time_tag.html": Expected(
        title="Tajikistan opens embassy in Seoul", published="2023-11-20", language="en", starts="Tajikistan opened an embassy", ends="by the end of next year.", bodies=3,
        never=("Subscribe", "festival"),
    ),
    "bare_euckr.html": Expected(
        title="우즈베크 대통령 특사, 국회 방문", published="2019-04-02T14:05", starts="우즈베키스탄 대통령 특사가 2일", ends="뜻을 전했다.", bodies=3, never=("회원가입", "게시판"),
    ),
    "masthead.txt": Expected(
        title="몽골 씨름 대표팀, 부산서 합동 훈련…“내년 교류전”", published="2024-02-17T10:12", outlet="가람스포츠", byline="홍길동", dateline="부산",
        starts="몽골 씨름 대표팀이", ends="문을 연다.", bodies=4, captions=1, related=2, never=("좋아요", "프린트", "마라톤", "등산화", "몽골어"),
    ),
    "crumbs.txt": Expected(
        title="우즈베크, 한국에 계절 노동자 5천 명 더 보낸다", published="2023-10-05T16:40", outlet="나루일보", agency="뉴시스", byline="임꺽정", dateline="타슈켄트",
        starts="우즈베키스탄 정부가", ends="논의한다고 밝혔다.", bodies=3, captions=2, related=1, never=("인쇄", "지하철", "ⓒ"),
    ),
    "syndicated.txt": Expected(
        title="한·카자흐 의원친선협회 4년 만에 재가동", published="2023-06-08T11:20", outlet="한빛포스트", agency="새벽통신", byline="성춘향", dateline="서울",
        starts="한국과 카자흐스탄의", ends="끌 것\"이라고 강조했다.", bodies=3, related=2, never=("글꼴", "도서관", "축구단", "한빛로"),
    ),
    "site_prefix.html": Expected(
        title="타지크 외교장관 방한…“수력발전 투자 요청”", published="2022-10-19T13:30", outlet="나루리포트", byline="홍길동",
        starts="타지키스탄 외교장관이", ends="이웃 나라에 판다.", bodies=4, captions=1, related=3, never=("파미르", "철새", "나루를", "#"),
    ),
    "only_brand.html": Expected(
        title="키르기스 총리, 서울서 의료 협력 논의…병원 세 곳 짓기로", published="2021-04-27T18:05", outlet="한누리타임스", byline="임꺽정", dateline="서울",
        starts="키르기스스탄 총리가", ends="살펴볼 계획이다.", bodies=4, never=("독자와", "날씨"),
    ),
    "slogan_title.html": Expected(
        title="몽골·일본, 고비 사막에 풍력 단지…2027년 전력 생산", published="2022-06-14T09:12", byline="홍길동",
        starts="몽골과 일본이 고비", ends="피해 달라고 요청했다.", bodies=4, related=2, never=("바른 소식", "매연", "수출길"),
    ),
    "prefixed.txt": Expected(
        title="우즈베크 총리, 부산항 시찰…“물류 기지 세우겠다”", published="2021-10-08T14:30", outlet="물결소식", byline="홍길동",
        starts="우즈베키스탄 총리가", ends="열기로 했다.", bodies=4, captions=1, related=2, never=("좋아요", "::", "불꽃", "휴게실"),
    ),
    "figure_utc.html": Expected(
        title="몽골 대통령, 한국 기업인들과 간담회…“사막 녹화에 동참을”", published="2023-05-16T11:25+09:00", outlet="강나루신보", byline="성춘향", dateline="울란바토르",
        starts="몽골 대통령이 16일", ends="지원하겠다고 밝혔다.", bodies=3, captions=1, related=5, never=("늑대", "라면", "독자와"),
    ),
}  # fmt: skip


def of(article: Article, kind: str) -> list[str]:
    """The texts of the parts of one kind."""
    return [article.text[p.start : p.end] for p in article.parts if p.kind == kind]


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    want = PAGES[name]
    article = extract(load(str(LAYOUTS / name)))
    found = {field: getattr(article, field) for field in ("title", "published", "modified", "outlet", "agency", "byline", "dateline", "language")}
    assert found == {field: getattr(want, field) for field in found}
    bodies = of(article, "body")
    assert bodies[0].startswith(want.starts)
    assert bodies[-1].endswith(want.ends)
    assert (len(bodies), len(of(article, "caption"))) == (want.bodies, want.captions)
    assert tuple(of(article, "subtitle")) == want.subtitles
    assert len(article.related) == want.related
    assert not [words for words in want.never if words in article.text]


def test_every_page_is_tested() -> None:
    assert {p.name for p in LAYOUTS.iterdir()} == set(PAGES)
