"""A crawl that nobody made: pages of a newspaper's site, nine in ten of them about anything but diplomacy, as HTML in a WARC file.

usage: python benchmarks/crawl.py PAGES FILE.warc.gz [--relevant]

All sentences were written for this project. The same number always gives the same page.
"""

import argparse
import gzip
import random
from collections.abc import Iterable, Iterator
from functools import cache

from irrelevant import page as irrelevant_page

from dragoman.names.lexicon import load

#: One page in so many is about diplomacy.
IN = 10
_TITLES = ("{a}, {b}에 “{ask}”", "{a}·{b} 외교장관 {day}일 회담", "{a} “{b} 조치 받아들일 수 없다”", "{a}, {b} 지원 계획 밝혀")
_SENTENCES = (
    "{a} 외교부는 {day}일 성명을 내고 {b}의 조치를 강하게 비난했다.",
    "{a} 외교장관은 이날 {b} 외교장관과 만나 {matter} 문제를 논의했다고 밝혔다.",
    "{a} 대변인은 “{b} 정부가 약속을 지켜야 한다”고 말했다.",
    "{a}는 {b}에 {n}억 달러를 지원하기로 했다.",
    "{b}는 {a}의 제안을 거부하고 회담에 나오지 않겠다고 했다.",
    "{a} 대통령은 다음 달 {b}를 방문할 예정이다.",
    "{a}와 {b}는 {matter} 협정에 서명했다.",
    "{b} 총리는 {a}의 {matter} 정책을 지지한다고 말했다.",
    "{a}가 {b} 기업 {n}곳을 제재 명단에 올렸다고 {c} 언론이 전했다.",
    "{c} 정부는 두 나라에 대화로 문제를 풀라고 요구했다.",
    "{a} 국방부는 {b} 국경에 병력 {n}천 명을 보냈다고 밝혔다.",
    "전문가들은 {a}와 {b}의 관계가 당분간 나아지지 않으리라고 본다.",
    "{matter}를 둘러싼 두 나라의 다툼은 {n}년째 이어지고 있다.",
    "회담은 {day}일 {c}에서 열릴 것으로 보인다.",
    "{b} 의회는 {a}와 맺은 {matter} 조약을 비준했다.",
    "{a} 장관은 “{c}도 이 회의에 함께할 것”이라며 {matter} 논의를 서두르겠다고 했다.",
)  # fmt: skip
_MATTERS = ("무역", "국경", "가스관", "난민", "군사훈련", "원전", "어업", "철도", "기후", "안보")
_ASKS = ("회담 열자", "군대 물려라", "약속 지켜라", "제재 풀어라")
_MENU = ("정치", "경제", "사회", "국제", "문화", "스포츠", "날씨", "연예", "오피니언", "사진")


@cache
def _states() -> tuple[str, ...]:
    return tuple(s.name for s in load().states)[:120]


def political(number: int) -> bytes:
    """A page about what states do, as a text dump in UTF-8."""
    chance = random.Random(f"political {number}")
    a, b, c = chance.sample(_states(), 3)

    def filled(pattern: str) -> str:
        return pattern.format(a=a, b=b, c=c, day=chance.randint(1, 28), n=chance.randint(2, 90), matter=chance.choice(_MATTERS), ask=chance.choice(_ASKS))

    paragraphs = [" ".join(filled(s) for s in chance.sample(_SENTENCES, 3)) for _ in range(chance.randint(4, 8))]
    stamp = f"입력 20{chance.randint(15, 24)}-0{chance.randint(1, 9)}-{chance.randint(10, 28)} 0{chance.randint(6, 9)}:{chance.randint(10, 59)}"
    return "\n".join(["견본국제신문", filled(chance.choice(_TITLES)), stamp, "한마루 기자", "", *(line for p in paragraphs for line in (p, ""))]).encode()


def text(number: int, relevant: bool = False) -> bytes:
    """The page of a number: one in `IN` is political, or all."""
    return political(number) if relevant or number % IN == 0 else irrelevant_page(number)


def html(number: int, relevant: bool = False) -> bytes:
    """The same as HTML, with the furniture of a site around it: about 12 kB."""
    outlet, title, stamp, byline, *body = text(number, relevant).decode().split("\n")
    paragraphs = "".join(f"<p>{line}</p>\n" for line in body if line)
    menu = "".join(f'<li><a class="item item-{n}" href="/section/{n}" data-track="menu-{n}">{word}</a></li>' for n, word in enumerate(_MENU))
    script = "".join(f"window.counters.push({{id: {n}, label: 'slot-{n}', size: [300, 250], seen: false}});\n" for n in range(90))
    return (
        f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{title} - {outlet}</title><meta property="og:site_name" content="{outlet}">'
        f'<meta property="og:title" content="{title}"><script>window.counters = [];\n{script}</script></head><body><header><nav><ul>{menu}</ul></nav></header>'
        f'<main><article><h1>{title}</h1><div class="info"><span>{stamp}</span> <span>{byline}</span></div><div class="article-body">\n{paragraphs}</div></article></main>'
        f"<footer><ul>{menu}</ul><p>ⓒ {outlet} 무단 전재 및 재배포 금지</p></footer></body></html>"
    ).encode()


def pages(count: int, relevant: bool = False) -> Iterator[tuple[str, bytes]]:
    """Address and HTML of so many pages."""
    return ((f"https://news{number % 40}.example/{number}", html(number, relevant)) for number in range(count))


def write_warc(found: Iterable[tuple[str, bytes]], path: str) -> None:
    """A WARC 1.1 file of responses, packed record by record."""
    with open(path, "wb") as file:
        for number, (address, body) in enumerate(found):
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
            head = (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
                f"WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            ).encode()
            file.write(gzip.compress(head + answer + b"\r\n\r\n", 6, mtime=0))


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("pages", type=int)
    options.add_argument("file")
    options.add_argument("--relevant", action="store_true", help="all pages are about diplomacy")
    given = options.parse_args()
    write_warc(pages(given.pages, given.relevant), given.file)


if __name__ == "__main__":
    main()
