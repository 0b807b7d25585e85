"""What stands around a body in short: title, outlet, byline, place and day of the pages in `headers.txt`."""

from pathlib import Path

import pytest

from dragoman.articles import extract
from dragoman.model.page import Page

BODIES = {
    "A": [
        "카자흐스탄 대통령이 5일 서울을 찾아 대통령과 정상회담을 하고 핵심광물 공급망을 함께 꾸리기로 했다. 두 정상은 네 시간 동안 머리를 맞댔다.",
        "두 나라는 우라늄과 리튬을 비롯한 광물을 함께 캐고 가공하는 내용의 문서 여섯 건에 서명했다. 카자흐스탄은 한국 기업에 광산 두 곳의 개발권을 주기로 했다.",
        "카자흐스탄 대통령은 “한국은 우리의 둘도 없는 벗이며 광물 협력을 동맹 수준으로 넓히고 싶다”고 말했다.",
        "대통령실은 카자흐스탄에 원전을 짓는 문제도 다뤘다고 밝혔다. 다음 회담은 내년 아스타나에서 열린다.",
    ],
    "B": [
        "몽골과 일본의 외교장관이 7일 도쿄에서 회담하고 고비 사막에 태양광 발전 단지를 짓는 협정에 서명했다.",
        "일본은 단지를 지을 돈의 절반을 빌려 주기로 했다. 몽골은 전기의 절반을 이웃 나라에 팔 생각이다.",
        "몽골 외교장관은 “고비의 볕은 마르지 않는 샘”이라고 했다. 두 나라는 2030년까지 단지 네 곳을 세운다는 계획을 세웠다.",
    ],
    "C": [
        "이란이 8일 유엔 특사가 내놓은 휴전 중재안을 거부했다. 외무장관은 테헤란에서 특사와 만나 제재를 먼저 풀라고 요구했다.",
        "특사는 사흘째 테헤란에 머물며 이란을 설득하고 있다. 유럽 세 나라는 결과가 없으면 이 문제를 안전보장이사회로 가져가겠다고 경고했다.",
        "이란 외무부 대변인은 “중재안은 한쪽의 말만 담았다”고 비판했다. 그는 제재가 풀리면 휴전을 논의할 수 있다고 덧붙였다.",
    ],
}
PAGES = [page.strip("\n") for page in (Path(__file__).parent / "headers.txt").read_text("utf-8").partition("\n\n")[2].split("\n=====\n")]


@pytest.mark.parametrize("page", PAGES, ids=range(1, len(PAGES) + 1))
def test_what_stands_around_a_body(page: str) -> None:
    said, _, shown = page.partition("\n\n")
    bodies_wanted = [paragraph for name, some in BODIES.items() if f"{{{name}}}" in shown for paragraph in some]
    wanted = dict(line.split(": ", 1) for line in said.split("\n"))
    for name, paragraphs in BODIES.items():
        shown = shown.replace(f"{{{name}}}", "\n".join(paragraphs))
    for gaps in ("\n", "\n\n"):
        article = extract(Page(source="x", kind="text", text=shown.replace("\n", gaps), encoding="utf-8"))
        bodies = [article.text[p.start : p.end] for p in article.parts if p.kind == "body"]
        found = {name: getattr(article, name, None) or "-" for name in wanted}
        found |= {"related": str(len(article.related)), "captions": str(sum(p.kind == "caption" for p in article.parts)), "body_ends": bodies[-1][-len(wanted.get("body_ends", "")) :]}
        assert {name: found[name] for name in wanted} == wanted
        assert [p for p in bodies_wanted if not any(p in text for text in bodies)] == []
        assert [text for text in bodies if not any(p in text for p in bodies_wanted) and not text.endswith("입니다.")] == []


def test_a_brand_that_stands_nowhere_is_no_title() -> None:
    lines = ["초원에서 온 손님, 두고 간 숙제", "2024-03-05 15:12", *BODIES["A"]]
    source = "<html><head><title>어떤 곳</title></head><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
    assert extract(Page(source="x", kind="html", text=source, encoding="utf-8")).title == lines[0]


def test_a_list_that_its_class_calls_other_articles() -> None:
    items = ["파키스탄 홍수 그 뒤, 물이 빠지지 않는다", "태풍이 올라온다…남해안에 센 바람"]
    body = "".join(f"<p>{line}</p>" for line in BODIES["C"])
    source = f"<html><body><h1>이란, 휴전 중재안 거부했다</h1>{body}<ul class='rel'>{''.join(f'<li>{i}</li>' for i in items)}</ul></body></html>"
    assert [t.title for t in extract(Page(source="x", kind="html", text=source, encoding="utf-8")).related] == items
