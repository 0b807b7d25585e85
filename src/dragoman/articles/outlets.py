"""Which outlet or agency a name, a copyright line or an address tells."""

import re
from datetime import tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dragoman.names import lexicon
from dragoman.names.lexicon import Outlet

#: Endings of names of papers and broadcasters: a word with one of them names an outlet, known or not.
_TYPICAL = re.compile(
    r"(?:일보|신문|신보|뉴스\d*|통신|방송|경제|데일리|투데이|타임[스즈]|저널|미디어|헤럴드|포스트|시사|매일|매거진|위클리|TV|티브이|닷컴|프레스|리뷰|News|Times|Daily|Post|Herald|Journal|Today)$", re.IGNORECASE
)
#: Names of sections and of kinds of news, which end as names of outlets do: 포토뉴스, 북한경제.
_SECTION = re.compile(
    r"(?:포토|사진|영상|동영상|속보|최신|최근|주요|인기|실시간|카드|랭킹|전체|관련|국제|정치|경제|사회|문화|세계|북한|해외|지역|국내|종합|생방송|모바일|연예|스포츠|오늘의|많이본|이전|다음|글로벌|산업|생활|날씨|단독|추천|이슈|우리|외신)\s*"
    r"(?:뉴스|방송|미디어|경제|포스트|리뷰|시사|통신|저널|TV)$"
)
_DESK_BEHIND = re.compile(r"\s+(?:정치|경제|사회|국제|문화|세계|산업|스포츠|연예|오피니언|북한|외교|국방|지역|전국|생활|과학|증권|부동산)$")
_LATIN_NAME = re.compile(r"\s+[A-Z][A-Z .&\d]{2,40}$")
_PORTAL = re.compile(r"(?:네이버|다음|네이트|구글|카카오|줌|Google|Yahoo|MSN|Naver|Daum)\s*(?:뉴스|News)?$", re.IGNORECASE)


@cache
def _by_name() -> dict[str, Outlet]:
    """Every name and form of every outlet, lower case without blanks."""
    found: dict[str, Outlet] = {}
    for outlet in lexicon.load().outlets:
        names = [outlet.name, outlet.label, *(f.form for forms in outlet.strong for f in lexicon.forms(outlet.strong, forms))]
        names += [f.form for language in outlet.weak for f in lexicon.forms(outlet.weak, language)]
        for name in names:
            found.setdefault(_key(name), outlet)
    return found


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain.lower().removeprefix("www."): outlet for outlet in lexicon.load().outlets for domain in outlet.domains}


def named(name: str) -> Outlet | None:
    """The outlet of that name, in any of its forms."""
    return _by_name().get(_key(name))


def at_address(address: str) -> Outlet | None:
    """The outlet of a web or mail address (`https://www.yna.co.kr/…`, `name@hani.co.kr`), by its domain or one above it."""
    host = re.sub(r"^[a-z]+://", "", address.strip().lower()).split("/")[0].split("@")[-1].split(":")[0]
    labels = host.split(".")
    return next((o for i in range(len(labels) - 1) if (o := _by_domain().get(".".join(labels[i:])))), None)


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency."""
    known = named(name)
    return known.kind == "agency" if known else name.endswith("통신")


def looks_like_outlet(name: str) -> bool:
    """Whether a name is a known outlet's or is built as one."""
    return named(name) is not None or bool(_TYPICAL.search(name.strip()))


def is_site_name(text: str, outlet: str | None = None) -> bool:
    """Whether a text is the name of a site and no headline: `outlet`'s, a known outlet's, or one word (two short ones) built as one."""
    if outlet is not None and _key(text) == _key(outlet):
        return True
    text = _LATIN_NAME.sub("", text) if re.search("[가-힣]", text) else text
    words = len(text.split())
    return named(text) is not None or (words <= 2 and 4 <= len(text) <= 20 // words**2 and _TYPICAL.search(text) is not None)


def is_own_name(text: str) -> bool:
    """Whether a text by itself is the name of one outlet, not of a portal or a section (`포토뉴스`)."""
    return is_site_name(text) and not is_portal(text) and _SECTION.match(text) is None


def without_section(name: str) -> str:
    """The name of a site without the section named behind it: `나루일보 국제`, `나루일보 NARU ILBO`."""
    for behind in (_DESK_BEHIND, _LATIN_NAME):
        short = behind.sub("", name)
        if short != name and looks_like_outlet(short) and not named(name):
            return short
    return name


def is_portal(name: str) -> bool:
    """Whether a name is that of a site that shows other outlets' articles."""
    return _PORTAL.match(name) is not None


def zone_of(outlet: Outlet | None) -> tzinfo | None:
    """The zone an outlet's time stamps are in."""
    if outlet is None or outlet.timezone is None:
        return None
    try:
        return ZoneInfo(outlet.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return None


@cache
def agency_names() -> str:
    """An expression for the names of all agencies, longest first, and their short Latin names."""
    names = {"AP", "AFP", "EPA", "UPI", "로이터", "타스", "신화", "교도", "연합", "게티이미지", "Reuters", "REUTERS", "News1", "뉴스1", "뉴시스", "연합뉴스"}
    for outlet in lexicon.load().outlets:
        if outlet.kind == "agency":
            names |= {outlet.name} | {f.form for language in outlet.strong for f in lexicon.forms(outlet.strong, language)}
    return "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))


@cache
def place_names() -> frozenset[str]:
    """The Korean names of cities and regions, which are no reporters' names."""
    lists = [place.strong for place in lexicon.load().places] + [place.weak for place in lexicon.load().places]
    return frozenset(form.form for names in lists for form in lexicon.forms(names, "ko")) | {"서울", "도쿄", "파리", "베를린", "워싱턴"}


def _key(name: str) -> str:
    return re.sub(r"\s+", "", name).lower()
