"""People whom the article introduces, and the short forms it then uses for them.

`루슬란 젤디바이 카자흐스탄 대통령실 대변인` names a person whom no lexicon knows: the words before a state or institution
that is followed by an office. Afterwards `젤디바이 대변인` is the same person, and so is `윤 대통령` after `윤석열 대통령`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import msgspec

from dragoman.languages.ko.grammar import load_yaml
from dragoman.languages.ko.mentions import Mention, state_runs
from dragoman.languages.ko.morphemes import Morpheme
from dragoman.languages.ko.naming import who
from dragoman.model.text import Span, occurrences
from dragoman.names.lexicon import Office, Organisation, Person, forms
from dragoman.names.linker import is_hangul

_NAMED = frozenset({"state", "organisation", "institution", "office", "outlet", "person"})
_NAME_TAGS = frozenset({"NNP", "NNG", "NR", "XPN", "XSN", "MM", "NNB", "SL", "SH", "XR"})
_MAX_WORDS = 4
#: An article introduces no more people than this; what does is a list.
_MOST_PEOPLE = 300
#: How many names in a row before an office may say whose it is.
_MAX_CHAIN = 8
#: A word of three syllables, and how far before an office one is looked for.
_THREE_SYLLABLES = re.compile("(?<![가-힣])[가-힣]{3}(?![가-힣])")
_NEAR = 80
#: Signs that no name reaches across; what stands behind the word after a name says little of it.
_BREAKS = re.compile("[,\"“”‘’「」『』.…?!;:\n]")
_BEHIND = re.compile(r"\S*\s?\S*")


class _People(msgspec.Struct, frozen=True):
    """The word lists of `people.yaml`."""

    family_names: str
    compound_family_names: tuple[str, ...]
    bodies: tuple[str, ...]
    particles: tuple[str, ...]
    of_what_time: tuple[str, ...]
    after_title: tuple[str, ...]
    genitive: str
    roles: tuple[str, ...]
    leading: tuple[str, ...]
    led: tuple[str, ...]
    ends_phrase: str
    short_titles: tuple[str, ...]
    family_name_first: frozenset[str]


@cache
def _people() -> _People:
    return load_yaml("people.yaml", _People)


@cache
def _body() -> re.Pattern[str]:
    """How a university or institute ends, at the end of a word."""
    return re.compile(f"(?:{'|'.join(_people().bodies)})(?=$|[ \u00a0])")


@cache
def _of_what_time() -> re.Pattern[str]:
    """A word before an office that says when it was or is held."""
    return re.compile(rf"[ \u00a0](?:{'|'.join(_people().of_what_time)})$")


@cache
def _particle() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_people().particles)})[ \u00a0]")


def around(text: str, span: Span, offset: int) -> Span:
    """The part of the sentence `span` in which a name around a place stands: from the sign before it to the end of the next word."""
    start = max((m.end() for m in _BREAKS.finditer(text, span.start, offset)), default=span.start)
    behind = _BEHIND.match(text, offset, span.end)
    return Span(start, behind.end() if behind is not None else span.end)


def introduced(text: str, mentions: Sequence[Mention], morphemes: Callable[[int], Sequence[Morpheme]]) -> list[Mention]:
    """People introduced in `text`, as mentions of the full name where it stands.

    `morphemes(offset)` gives the morphemes around a place in the text (of `around`).
    """
    found: dict[str, Mention] = {}
    named = {i for m in mentions if m.kind in _NAMED for i in range(m.span.start, m.span.end)}
    ends = {m.span.end: i for i, m in enumerate(mentions)}
    for index, mention in enumerate(mentions):
        if len(found) >= _MOST_PEOPLE:
            break
        if mention.kind != "office" or (isinstance(mention.entry, Office) and mention.entry.sector == "JRN"):
            continue
        chain = _chain(text, mentions, index)
        if any(m.kind == "person" for m in chain):
            continue
        start = chain[0].span.start if chain else mention.span.start
        span = _name_before(text, start, named, morphemes, anchored=bool(chain))
        if not chain:
            loose = span or _name_before(text, start, named, morphemes, anchored=True)
            if loose is not None:
                leads = _led_by(text, mentions, loose.start)
                chain = [leads] if leads is not None else _chain_before(text, mentions, ends, loose.start)
            span = loose if chain else span
        if span is None and (not chain or chain[0].kind == "institution"):
            span = _before_unknown_body(text, start, morphemes)
        if span is None or span.start in named or text[span.start - 1 : span.start].isdigit():  # 3000|명가량 정부 관계자들
            continue
        name = span.of(text)
        code = _code(chain)
        title = text[mention.span.start : mention.span.end]
        if not chain and not korean_name(name):
            continue
        fuller = next((m for m in mentions if m.kind == "person" and name in text[m.span.start : m.span.end].split()[:-1]), None) if not chain else None
        if fuller is not None:
            # 하산 셰이크 모하무드 소말리아 대통령 … 하산 대통령: no new name
            found.setdefault(name, msgspec.structs.replace(fuller, span=span, rule="ko/introduced"))
            continue
        found.setdefault(name, _person(span, name, code, title))
    for match in _described().finditer(text):
        behind = _name_behind(text, match.end(), named, morphemes)
        whose = _whose(text, mentions, match.start())
        if behind is not None and whose is not None and len(found) < _MOST_PEOPLE:
            name = behind.of(text)
            found.setdefault(name, _person(behind, name, whose.code, match.group(1)))
    return list(found.values())


def _person(span: Span, name: str, code: str | None, title: str) -> Mention:
    return Mention(
        span=span, kind="person", entity="person:" + re.sub(r"\s+", "-", name.strip()), name=name, label=name,
        code=code, sector="GOV", rule="ko/introduced", title=title,
    )  # fmt: skip


@cache
def _described() -> re.Pattern[str]:
    """What somebody is, up to the name: `외교 고문인 `."""
    return re.compile(f"({'|'.join(sorted(_people().roles, key=len, reverse=True))})인 (?=[가-힣])")


@cache
def _leading() -> re.Pattern[str]:
    """`대표단을 이끈 `, up to a name."""
    led, leading = ("|".join(map(re.escape, words)) for words in (_people().led, _people().leading))
    return re.compile(rf"[ \u00a0]?[가-힣]{{0,8}}[ \u00a0]?(?:{led})(?:을|를) (?:{leading})[ \u00a0]$")


def _led_by(text: str, mentions: Sequence[Mention], end: int) -> Mention | None:
    """Whose delegation somebody leads whose name begins at `end`."""
    return _named_before(text, mentions, end, frozenset({"state", "organisation"}), _leading())


def _whose(text: str, mentions: Sequence[Mention], end: int) -> Mention | None:
    """Whose a role is that begins at `end`: the state or body named last before it, in the same phrase."""
    return _named_before(text, mentions, end, frozenset({"state", "organisation", "institution", "person"}), _of_phrase())


def _named_before(text: str, mentions: Sequence[Mention], end: int, kinds: frozenset[str], between: re.Pattern[str]) -> Mention | None:
    """The last mention of some kinds before a place, if the words up to there are those that may stand between."""
    near = [m for m in mentions if m.span.end <= end and end - m.span.end <= _NEAR // 2 and m.kind in kinds and m.code and m.prefix is None]
    return near[-1] if near and between.fullmatch(text, near[-1].span.end, end) else None


@cache
def _of_phrase() -> re.Pattern[str]:
    """What may stand between whose and what: words without a particle but 의 (최고지도자의 외교 )."""
    return re.compile(f"(?:의|(?=[ \u00a0]))(?:[ \u00a0][가-힣·0-9]{{1,8}}(?<![{_people().ends_phrase}])){{0,3}}[ \u00a0]?")


@cache
def _some_words() -> re.Pattern[str]:
    """As many words as a name may have, up to a sign that none reaches across."""
    return re.compile(rf"[가-힣]+(?: [가-힣]+){{0,{_MAX_WORDS - 1}}}")


def _name_behind(text: str, start: int, named: set[int], morphemes: Callable[[int], Sequence[Morpheme]]) -> Span | None:
    """The words of a name that begin at `start`, up to its particle or an office."""
    if start in named:
        return None
    words: list[list[Morpheme]] = []
    far = _some_words().match(text, start)
    for token in (t for t in morphemes(far.end() - 1 if far is not None else start) if t.start >= start):
        if token.tag not in _NAME_TAGS or token.start in named or (words and token.start - words[-1][-1].end > 1):
            break
        if words and token.start == words[-1][-1].end:
            words[-1].append(token)
        else:
            words.append([token])
    while words and not _name_like(words[-1], text):
        words.pop()
    if not words or len(words) > _MAX_WORDS or not _name_like(words[0], text):
        return None
    name = Span(words[0][0].start, words[-1][-1].end)
    return name if len(words) > 1 or korean_name(name.of(text)) else None


def _chain(text: str, mentions: Sequence[Mention], index: int) -> list[Mention]:
    """The names right before an office that say whose it is (카자흐스탄 | 대통령실 | 대변인), in order."""
    out: list[Mention] = []
    end = mentions[index].span.start
    for mention in reversed(mentions[max(0, index - _MAX_CHAIN) : index]):
        gap = text[mention.span.end : end]
        if len(gap) > 16:
            break
        if mention.kind not in ("state", "organisation", "institution", "person", "office", "outlet"):
            break
        if not re.fullmatch(r"(?:[ \u00a0]|[가-힣0-9·]{0,8}[ \u00a0]?[가-힣0-9]{0,6}[ \u00a0]?)", gap) or _particle().search(gap):
            break
        out.insert(0, mention)
        end = mention.span.start
        if mention.kind == "person":
            break
    while out and out[0].kind == "office":
        out.pop(0)
    return out


def _before_unknown_body(text: str, end: int, morphemes: Callable[[int], Sequence[Morpheme]]) -> Span | None:
    """`신승기 한국국방연구원 연구위원`: a Korean name, then one or two nouns that no lexicon knows, then the office."""
    edge = end
    while end > 0 and edge - end < 12 and is_hangul(text[end - 1]):
        end -= 1
    if not any(korean_name(word) for word in _THREE_SYLLABLES.findall(text, max(0, end - _NEAR), end)):
        return None
    tokens = [t for t in morphemes(max(0, end - 2)) if t.end <= end]
    words: list[list[Morpheme]] = []
    for token in reversed(tokens):
        if token.tag not in ("NNP", "NNG", "SL", "XSN", "NNB"):
            break
        if words and token.end == words[0][0].start:
            words[0].insert(0, token)
        elif len(words) < 4:
            words.insert(0, [token])
        else:
            break
    for count in (4, 3, 2, 1):
        if len(words) >= count:
            word = words[-count]
            name = text[word[0].start : word[-1].end]
            first = word[0].start
            bounded = first == 0 or not is_hangul(text[first - 1])
            body = text[word[-1].end : end].strip() or text[end : end + 12]
            proper = any(t.tag == "NNP" or t.unknown for t in word) or bool(_body().search(body))
            if bounded and len(name) == 3 and korean_name(name) and not _body().search(name) and proper and (count > 1 or _body().search(text[end : end + 12])):
                return Span(first, word[-1].end)
    return None


def _chain_before(text: str, mentions: Sequence[Mention], ends: dict[int, int], end: int) -> list[Mention]:
    """`백악관 국가안보회의의 숀 새빗 대변인`: the names that end right before a name, with or without 의."""
    stop = end
    while stop > 0 and text[stop - 1] in " \u00a0":
        stop -= 1
    if text[stop - 1 : stop] == _people().genitive:
        stop -= 1
    index = ends.get(stop)
    if index is None or mentions[index].kind not in ("state", "organisation", "institution"):
        return []
    return [*_chain(text, mentions, index), mentions[index]]


def _code(chain: Sequence[Mention]) -> str | None:
    for mention in chain:
        if mention.kind in ("state", "organisation", "institution") and mention.code and mention.prefix is None:
            if isinstance(mention.entry, Organisation) and mention.entry.kind in ("treaty", "initiative"):
                continue
            return mention.code
    return None


def _name_before(
    text: str, end: int, named: set[int], morphemes: Callable[[int], Sequence[Morpheme]], anchored: bool
) -> Span | None:
    """The words of a name that end at `end`: whole words of name-like morphemes, the nearest four at most."""
    stop = end
    while stop > 0 and text[stop - 1] in " \u00a0":
        stop -= 1
    if stop == end and anchored:
        return None
    time = _of_what_time().search(text, max(0, stop - 8), stop)
    if time is not None:
        # 후안 페레스 전 | 육군 사령관
        stop = time.start()
    if stop and text[stop - 1] == ")":
        opened = text.rfind("(", max(0, stop - 16), stop)
        if opened < 0 or not re.fullmatch(r"[\u4e00-\u9fffA-Za-z .·\-]+", text[opened + 1 : stop - 1]):
            return None
        stop = opened
    if stop - 1 in named or not (text[stop - 1 : stop].isalnum() or text[stop - 1 : stop] == "-"):
        # another name, a comma, a quotation mark: told without looking at morphemes
        return None
    tokens = [t for t in morphemes(max(0, stop - 1)) if t.end <= stop]
    if not tokens or tokens[-1].end != stop:
        return None
    words: list[list[Morpheme]] = []
    for token in reversed(tokens):
        if token.tag not in _NAME_TAGS and not (token.tag == "SO" and token.form == "-"):
            break
        if token.start in named:
            break
        if words and text[token.end : words[0][0].start] == "":
            words[0].insert(0, token)
        elif not words or text[token.end : words[0][0].start].strip(" \u00a0") == "":
            words.insert(0, [token])
        else:
            break
    # a word cut off by a particle or ending on its left is no whole word
    while words and words[0][0].start > 0 and (is_hangul(text[words[0][0].start - 1]) or text[words[0][0].start - 1] in "-·"):
        words.pop(0)
    words = words[-_MAX_WORDS:]
    while words and not _name_like(words[0], text):
        words.pop(0)
    if not words or not _name_like(words[-1], text):
        return None
    first, last = words[0][0].start, words[-1][-1].end
    name = text[first:last]
    if len(words) == 1 and not korean_name(name) and not (anchored and len(name) >= 3 and any(t.tag == "NNP" or t.unknown for t in words[0])):
        return None
    if len(name.replace(" ", "")) < 2 or any(c.isdigit() for c in name):
        return None
    return Span(first, last)


def _name_like(word: Sequence[Morpheme], text: str) -> bool:
    """Whether a word may be part of a name: a proper noun, an unknown word, or a Korean name."""
    surface = text[word[0].start : word[-1].end]
    if not surface or not is_hangul(surface[0]) or len(surface) > 9:
        return False
    if any(t.tag == "NNP" or t.unknown for t in word):
        return True
    return korean_name(surface) and len(word) > 1


def korean_name(name: str) -> bool:
    """Whether a word has the shape of a Korean name: a family name and one or two syllables more."""
    if not all(is_hangul(c) for c in name) or name in state_runs():
        return False
    if len(name) == 4:
        return name.startswith(_people().compound_family_names)
    return len(name) in (2, 3) and name[0] in _people().family_names


def short_forms(text: str, mentions: Sequence[Mention], people: Sequence[Mention]) -> list[Mention]:
    """Later mentions of people by part of their name: 젤디바이 (last word), 윤 (family name before an office)."""
    out: list[Mention] = []
    offices = {m.span.start: m for m in mentions if m.kind in ("office",)}
    for person in {p.entity: p for p in people}.values():
        name = person.name
        out += [_again(person, full, "ko/full-name") for full in occurrences(text, name)]
        if " " in name or "-" in name:
            first, last = name.split(" ")[0], name.split(" ")[-1]
            if len(last) >= 2:
                out += [_again(person, found, "ko/last-name") for found in _words_from(text, last)]
            if len(first) >= 2:
                # 레트노 마르수디, then 레트노 장관
                out += [_again(person, found, "ko/first-name-office") for found in _words_from(text, first) if found.end + 1 in offices]
        out.extend(_family_before_office(text, person, offices))
    return out


def _family_before_office(text: str, person: Mention, offices: dict[int, Mention]) -> list[Mention]:
    family = _family_name(person)
    if family is None:
        return []
    out = []
    titles: set[str] | None = None
    for found in _words_from(text, family):
        apart = text[found.end : found.end + 1] in (" ", "\u00a0")
        if found.end + apart in offices and not offices[found.end + apart].span.of(text).endswith(who().nameless):
            out.append(_again(person, found, "ko/family-name-office"))
        number = _numbered().match(text, found.end)
        if number is None:
            continue
        titles = _titles(text, person.name, offices) if titles is None else titles
        for title in titles:
            if text.startswith(title, number.end()) and _behind_title().match(text, number.end() + len(title)):
                out.append(_again(person, Span(found.start, number.end() + len(title)), "ko/family-name-title"))
    return out


def _words_from(text: str, words: str) -> Iterator[Span]:
    """Where `words` stand with no Hangul before them."""
    return (s for s in occurrences(text, words) if s.start == 0 or not "가" <= text[s.start - 1] <= "힣")


@cache
def _numbered() -> re.Pattern[str]:
    """What may stand between a family name and an office: `김 1차장`."""
    return re.compile("[ \u00a0](?:제?[1-9])?")


@cache
def _behind_title() -> re.Pattern[str]:
    return re.compile(f"$|[^가-힣]|{'|'.join(_people().after_title)}")


def _titles(text: str, name: str, offices: dict[int, Mention]) -> set[str]:
    """The last word of the titles that stand behind a full name, and what is left of it in short: 국가안보실 1차장 gives 차장, 외교부장 also 부장."""
    found: set[str] = set()
    for full in occurrences(text, name):
        for start, office in offices.items():
            if 0 < start - full.end <= 30 and "\n" not in text[full.end : start]:
                last = re.sub(r"^제?[0-9]+", "", text[office.span.start : office.span.end].split(" ")[-1])
                if len(last) >= 2:
                    found.update((last, *(t for t in _people().short_titles if last.endswith(t))))
                break
    return found


def _family_name(person: Mention) -> str | None:
    """The family name of a person with a Korean or Chinese name: its first syllable (or two)."""
    if isinstance(person.entry, Person):
        names = [f.form for f in forms(person.entry.strong, "ko")]
        if person.code in _people().family_name_first:
            # 왕이 is a king with a particle as well, and so no strong form
            names += [f.form for f in forms(person.entry.weak, "ko")]
        name = next((n for n in names if " " not in n and "-" not in n and len(n) in (2, 3, 4) and is_hangul(n[0])), None)
    else:
        name = person.name
    if name is None or " " in name or not (korean_name(name) or person.code in _people().family_name_first):
        return None
    return name[:2] if name.startswith(_people().compound_family_names) else name[0]


def _again(person: Mention, span: Span, rule: str) -> Mention:
    return Mention(
        span=span, kind="person", entity=person.entity, name=person.name, label=person.label, code=person.code,
        sector=person.sector, entry=person.entry, rule=rule, title=person.title,
    )  # fmt: skip
