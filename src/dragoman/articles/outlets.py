"""Which outlet or agency a name, a copyright line or an address tells."""

import re
from datetime import tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dragoman.articles import newsrooms
from dragoman.names import lexicon
from dragoman.names.lexicon import Outlet

#: A word that ends (or begins) as names of papers and broadcasters do names an outlet, known or not.
_TYPICAL = re.compile(rf"(?:{newsrooms.either('paper_end')})\d{{0,2}}$", re.IGNORECASE)
_PERIODICAL = re.compile(rf"(?:{newsrooms.either('paper_start')})\s?[가-힣]{{2,6}}$")
#: Names of sections and of kinds of news, which end as names of outlets do: 포토뉴스, 북한경제.
_SECTION = re.compile(rf"(?:{newsrooms.either('no_paper')})\s*(?:{newsrooms.either('section_end')})$")
_DESK_NAME = rf"(?:{newsrooms.either('desk')})(?:{newsrooms.either('desk_end')})"
_DESK_BEHIND = re.compile(rf"\s+(?:{_DESK_NAME}|{newsrooms.either('section')})(?:\s*(?:{newsrooms.either('compiled')}))?$")
_LATIN_FIRST = re.compile(r"^[A-Z][A-Z .&\d]{2,40}\s+(?=[가-힣])")
#: A name may stand in a box.
_FRAME = " │┃|"
_LATIN_NAME = re.compile(r"\s+[A-Z][A-Z .&\d]{2,40}$")
_PORTAL = re.compile(rf"(?:{newsrooms.either('portal')})\s*(?:{newsrooms.either('news')})?$", re.IGNORECASE)
_BLOG = re.compile(rf"(?:[^\s|]{{1,12}}\s){{1,3}}(?:{newsrooms.either('blog')})$")


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
    return known.kind == "agency" if known else name.endswith(newsrooms.words("agency_end"))


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
    name = name.strip(_FRAME)
    for behind in (_DESK_BEHIND, _LATIN_NAME, _LATIN_FIRST):
        short = behind.sub("", name).strip(_FRAME)
        if short != name and looks_like_outlet(short) and not named(name):
            return short
    return name


def is_section(text: str) -> bool:
    """Whether a text is the name of a section, a desk or a kind of article."""
    return re.fullmatch(rf"{_DESK_NAME}|{newsrooms.either('section')}", text) is not None or _SECTION.match(text) is not None


def is_periodical(text: str) -> bool:
    """Whether a text begins as names of magazines do: `주간 나루`."""
    return _PERIODICAL.match(text) is not None and not is_section(text)


def is_blog(text: str) -> bool:
    """Whether a text is what one person's site is called: `나루터 국제 블로그`."""
    return _BLOG.match(text) is not None


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
    names = set(newsrooms.words("agency"))
    for outlet in lexicon.load().outlets:
        if outlet.kind == "agency":
            names |= {outlet.name} | {f.form for language in outlet.strong for f in lexicon.forms(outlet.strong, language)}
    return "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))


@cache
def place_names() -> frozenset[str]:
    """The Korean names of cities and regions, which are no reporters' names."""
    lists = [place.strong for place in lexicon.load().places] + [place.weak for place in lexicon.load().places]
    return frozenset(form.form for names in lists for form in lexicon.forms(names, "ko")) | set(newsrooms.words("city"))


def _key(name: str) -> str:
    return re.sub(r"\s+", "", name).lower()
