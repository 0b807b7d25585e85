"""Pages that are not about diplomacy, made from a small grammar: what nine in ten pages of a newspaper's site are.

All sentences were written for this project. The same number always gives the same page. Five topics in twelve name one state
or two now and then, and some pass on words, as such pages do; those cannot be told apart by their names alone.
"""

import random

#: Topic: (titles, sentences). Words in braces are filled from `_WORDS`.
_TOPICS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "cooking": (
        ("{season}에 더 맛있는 {dish}, 집에서 끓이는 법", "냉장고 속 {food}로 차리는 저녁 한 상"),
        (
            "{food}는 흐르는 물에 씻어 한입 크기로 썬다.", "냄비에 기름을 두르고 {food}를 {n}분 동안 볶는다.", "국물이 끓으면 불을 줄이고 간을 맞춘다.",
            "{dish}는 {season}에 먹어야 제맛이다.", "마지막에 파를 송송 썰어 올리면 향이 살아난다.", "남은 {food}는 물기를 빼고 냉장실에 두면 {n}일은 거뜬하다.",
            "양념은 간장 {n}큰술에 다진 마늘을 섞어 만든다.", "밥 한 그릇에 {dish} 하나면 다른 반찬이 필요 없다.", "아이들 입맛에 맞추려면 고춧가루를 반으로 줄인다.",
        ),
    ),
    "weather": (
        ("{region} {n}도까지 올라…주말에는 비", "{season} 추위 주춤, {region} 곳곳 안개"),
        (
            "{region}의 낮 기온은 {n}도까지 오르겠다.", "아침에는 짙은 안개가 끼는 곳이 많겠다.", "{region}에는 저녁부터 {n}밀리미터 안팎의 비가 내리겠다.",
            "바다의 물결은 먼바다에서 최고 {n}미터로 높게 일겠다.", "미세먼지는 {region}을 빼고 대체로 좋음 수준이겠다.", "밤사이 기온이 떨어지면서 도로가 얼 수 있다.",
            "대기가 메말라 작은 불씨도 크게 번지기 쉽다.", "주말에는 구름이 걷히고 볕이 들겠다.", "남쪽에서 따뜻한 공기가 올라오는 까닭이다.",
        ),
    ),
    "baseball": (
        ("{team}, {n}연승 질주…{player} 끝내기 안타", "{player} 홈런 두 방, {team} 역전승"),
        (
            "{team}이 {region}에서 열린 경기에서 {n}대 2로 이겼다.", "{player}가 {n}회말 2사 뒤 담장을 넘기는 홈런을 때렸다.", "선발 투수는 {n}이닝을 던지며 삼진 {n}개를 잡았다.",
            "{team}은 순위표에서 한 계단 올라섰다.", "상대 타선은 득점 기회마다 병살타로 물러났다.", "{player}는 올해 타율이 3할을 넘는다.", "관중 {n}천 명이 경기장을 채웠다.",
            "불펜이 흔들리면서 경기는 막판까지 알 수 없었다.", "두 팀은 내일 같은 곳에서 다시 맞붙는다.",
        ),
    ),
    "football": (
        ("대표팀, {country} 꺾고 {n}경기 무패", "{player} 결승골…{country}전 승리"),
        (
            "대표팀이 {region}에서 {country}을 {n}대 0으로 꺾었다.", "{player}가 전반 {n}분 왼발 슛으로 골망을 흔들었다.", "{country}은 후반 들어 공격수를 늘렸지만 골문을 열지 못했다.",
            "수비진은 몸을 던져 공을 막아 냈다.", "{player}는 교체될 때 박수를 받았다.", "다음 경기는 {n}일 뒤 {region}에서 열린다.", "비에 젖은 잔디 탓에 패스가 자주 끊겼다.",
            "골키퍼의 눈부신 선방이 승부를 갈랐다.",
        ),
    ),
    "show": (
        ("{player}, {n}년 만에 새 노래 들고 돌아온다", "드라마 '{dish}의 계절' 시청률 {n}% 넘어"),
        (
            "{player}가 다음 달 새 앨범을 낸다.", "드라마는 첫 회부터 {n}%가 넘는 시청률을 올렸다.", "주인공은 시골로 내려가 {dish}집을 차린다.", "촬영은 {region}에서 {n}달 동안 이어졌다.",
            "팬들은 예매 창이 열리자마자 표를 쓸어 담았다.", "{player}는 이번 노래의 가사를 손수 썼다.", "뮤직비디오에는 {season} 바다가 나온다.", "무대 의상은 흰색과 푸른색으로 맞췄다.",
        ),
    ),
    "local": (
        ("{region} {season} 축제에 {n}만 명", "{region} 골목 시장, 밤에도 불 밝힌다"),
        (
            "{region}의 골목 시장이 밤늦게까지 문을 연다.", "축제에는 사흘 동안 {n}만 명이 다녀갔다.", "가게마다 {dish}를 맛보려는 손님이 줄을 섰다.", "주차장이 모자라 학교 운동장까지 차로 가득 찼다.",
            "{region}은 산책길 {n}킬로미터를 새로 닦았다.", "아이들은 {food} 따기 체험에 시간 가는 줄 몰랐다.", "해가 지면 강변에 등불이 켜진다.", "올해 {food} 농사는 {season} 가뭄에도 풍년이다.",
        ),
    ),
    "health": (
        ("{season}철 무릎 건강, 하루 {n}분이면 충분", "잠이 보약…{n}시간 자야 하는 까닭"),
        (
            "하루 {n}분만 걸어도 무릎 둘레 근육이 단단해진다.", "자기 전 휴대전화를 멀리 두면 잠이 깊어진다.", "{food}에는 눈에 좋은 성분이 들어 있다.", "물은 목이 마르기 전에 조금씩 나눠 마시는 편이 낫다.",
            "{season}에는 혈압이 들쭉날쭉하기 쉽다.", "허리가 아플 때는 옆으로 누워 다리 사이에 베개를 끼운다.", "짠 음식을 줄이면 붓기가 빠진다.", "통증이 {n}주 넘게 이어지면 병원을 찾는 것이 좋다.",
        ),
    ),
    "gadgets": (
        ("접는 휴대전화 새 모델, {n}g 가벼워졌다", "{country}산 청소기 써 보니…소음은 줄고 값은 올라"),
        (
            "새 휴대전화는 앞선 모델보다 {n}g 가볍다.", "배터리는 한 번 채우면 {n}시간을 쓴다.", "화면 밝기는 한낮에도 보기에 모자람이 없다.", "{country}산 청소기는 흡입력이 좋지만 먼지통이 작다.",
            "값은 {n}만 원부터다.", "카메라는 어두운 곳에서도 흔들림이 적다.", "색은 {season} 하늘을 닮은 파랑을 비롯해 네 가지다.", "손에 쥐면 뒷면이 조금 미끄럽다.",
        ),
    ),
    "travel": (
        ("{country} 골목에서 보낸 {n}일", "{season} 바다 보러 {region}으로"),
        (
            "{country}의 작은 항구 마을은 아침부터 빵 굽는 냄새로 가득하다.", "기차로 {n}시간을 달리면 호수가 나온다.", "숙소 창밖으로 지붕이 층층이 내려다보인다.", "시장에서는 {food}를 산더미처럼 쌓아 놓고 판다.",
            "{region} 바닷가는 {season}이 가장 한가롭다.", "언덕길을 {n}분쯤 오르면 등대가 보인다.", "비가 그치자 골목마다 고양이가 나와 앉았다.", "{dish} 한 그릇에 하루 피로가 풀린다.",
        ),
    ),
    "business": (
        ("{firm}, {country} 공장 {n}월부터 돌린다", "{firm} 새 모델, {country} 시장서 {n}만 대 팔려"),
        (
            "{firm}가 {country} 시장에서 지난해 자동차 {n}만 대를 팔았다.", "{country}와 {other}에 세운 공장에서는 하루 {n}천 개를 만든다.", "{firm} 관계자는 \"{country} 소비자의 입맛에 맞춘 제품\"이라고 말했다.",
            "주가는 {n}% 오른 채 장을 마쳤다.", "{firm}는 {other} 업체에서 부품을 들여온다.", "올해 영업이익은 {n}백억 원으로 지난해보다 늘었다.", "{country} 경쟁사는 값을 {n}% 내렸다.",
            "증권사들은 목표 주가를 올려 잡았다.", "매장은 {country}에 {n}곳, {other}에 {n}곳이 있다.", "새 대표는 직원들과 만나 새해 계획을 설명했다.",
        ),
    ),
    "stage": (
        ("{player}, {country} 공연 {n}만 석 매진", "{other} 영화제 간 {player}의 새 영화"),
        (
            "{player}가 {country}와 {other}를 도는 공연에 나선다.", "{country} 팬 {n}천 명이 공항에 나왔다.", "영화는 {other} 영화제에서 관객상을 받았다.", "감독은 \"{country}에서 찍은 장면이 가장 마음에 든다\"고 말했다.",
            "앨범은 {country} 차트 {n}위에 올랐다.", "다음 무대는 {region}에서 열린다.", "배우는 {other}에서 {n}달 동안 말타기를 배웠다.", "표는 {n}분 만에 동났다.",
        ),
    ),
    "court": (
        ("{region} 폭행 사건, 재판에", "{region} 빈집털이 {n}건…경찰 수사"),
        (
            "{region} 경찰은 빈집에 들어가 금품을 훔친 {n}명의 뒤를 쫓고 있다.", "법원은 달아날 우려가 있다며 구속영장을 내줬다.", "검찰은 징역 {n}년을 구형했다.", "피의자는 \"술에 취해 기억이 없다\"고 말했다.",
            "경찰은 현장 주변의 영상을 살펴보고 있다.", "{region}에서는 지난달에도 비슷한 사건이 있었다.", "피해자는 {n}주 동안 치료를 받아야 한다.", "주민들은 골목마다 등을 달아 달라고 한다.",
        ),
    ),
}  # fmt: skip
_WORDS: dict[str, tuple[str, ...]] = {
    "season": ("봄", "여름", "가을", "겨울"),
    "dish": ("된장찌개", "칼국수", "비빔밥", "감자탕", "김치전", "미역국"),
    "food": ("배추", "두부", "사과", "감자", "버섯", "딸기", "고등어"),
    "region": ("강릉", "전주", "통영", "경주", "춘천", "여수"),
    "team": ("견본 곰", "견본 갈매기", "견본 독수리", "견본 호랑이"),
    "player": ("가나다", "나루터", "다솜이", "한마루", "봄내음"),
    "firm": ("견본전자", "견본자동차", "견본제과", "견본화학"),
    "other": ("독일", "인도네시아", "캐나다", "멕시코", "일본"),
    "country": ("이탈리아", "호주", "브라질", "베트남", "스페인"),
}


def page(number: int) -> bytes:
    """The page of a number: a text dump with a title, a stamp, a byline and six to twelve paragraphs, in UTF-8."""
    chance = random.Random(number)
    topic = list(_TOPICS)[number % len(_TOPICS)]
    titles, sentences = _TOPICS[topic]
    paragraphs = [" ".join(_filled(chance, s) for s in chance.sample(sentences, 3)) for _ in range(chance.randint(6, 12))]
    stamp = f"입력 2024-0{chance.randint(1, 9)}-{chance.randint(10, 28)} 0{chance.randint(6, 9)}:{chance.randint(10, 59)}"
    lines = ["견본생활신문", _filled(chance, chance.choice(titles)), stamp, "한마루 기자", "", *(line for p in paragraphs for line in (p, ""))]
    return "\n".join([*lines, "한마루 기자 maru@example.com", "ⓒ 견본생활신문 무단 전재 및 재배포 금지", ""]).encode()


def _filled(chance: random.Random, pattern: str) -> str:
    words = {name: chance.choice(some) for name, some in _WORDS.items()}
    return pattern.format(n=chance.randint(2, 9), **words)
