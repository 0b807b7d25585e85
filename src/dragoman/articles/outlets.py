"""Which outlet or agency a name, a copyright line or an address tells."""

import re
from datetime import tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dragoman.names import lexicon
from dragoman.names.lexicon import Outlet

#: Endings of names of papers and broadcasters: a word with one of them names an outlet, known or not.
_TYPICAL = re.compile(
    r"(?:일보|신문|신보|뉴스\d*|통신|방송|경제|데일리|투데이|타임[스즈]|저널|미디어|헤럴드|포스트|시사|매일|TV|티브이|닷컴|프레스|리뷰|News|Times|Daily|Post|Herald|Journal|Today)$", re.IGNORECASE
)
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
    words = len(text.split())
    return named(text) is not None or (words <= 2 and 4 <= len(text) <= 20 // words**2 and _TYPICAL.search(text) is not None)


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
