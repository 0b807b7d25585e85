"""Sentences and quotes of Korean text.

Each part of the article is split by itself, so that a headline or a caption never shares a sentence with the body.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.model.text import Span

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_CLOSERS = {c: o for o, c in _PAIRS.items()}
# What may follow a closing mark and ties the quote to its frame: "…"라며, "…"이라고, "…"고도, '…'이라는.
_MARKER = re.compile(
    r"(?:이?라고도|이?라고는|이?라고|이?라면서도|이?라면서|이?라며|이?라는|이?란|며|면서|고도|고|는|냐고|냐며|자고)(?=$|[\s,.·)\]]|[가-힣])"
)
#: Particles behind which a word or two are speech too.
_SAID = frozenset({"라고", "이라고", "라며", "이라며", "라면서", "이라면서"})
_SENTENCE_LIKE = re.compile(r"(?:다|요|까|냐|죠|자|라|래|네|오|함|음|임|것|때|뿐|중|야)[.?!…]*$|[가-힣][.?!]+$")
_STOP = re.compile(r"[.?!]+[”\"’')\]]*|…+|\n")
_OPEN = "([<〈《"
_BRACKET = re.compile(r"[(\[<〈《)\]>〉》]")
#: What stands in longer brackets is no aside, in code points.
_LONGEST_ASIDE = 199
_MARK = re.compile(r"[“”‘’「」『』]")
_PAIRED_OR_STRAIGHT = re.compile(r"[“”‘’「」『』\"]")
_OPENING = re.compile(r"[“‘「『\"']")


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words between quotation marks: `span` with marks and frame particle, `inner` the words, `marker` the particle.

    `open` says that the quote goes on in the next part, `resumed` that it began in the part before, `answer` that it is the
    answer of an interview and has no marks.
    """

    span: Span
    inner: Span
    marker: str
    speech: bool
    open: bool = False
    resumed: bool = False
    answer: bool = False


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with the outermost quotes in it."""

    span: Span
    quotes: tuple[Quote, ...]


def split(text: str, span: Span, headline: bool = False, answers: Sequence[Span] = ()) -> Iterator[Stretch]:
    """The sentences of `text[span]`. In a headline `…` ends a sentence and every double quote is speech; `answers` are quotes as they stand."""
    quotes = tuple(_with_answers(_quotes(text, span, headline), [a for a in answers if span.covers(a)]))
    start, at = span.start, 0
    for stop in _stops(text, span, quotes, headline):
        piece = _trim(text, Span(start, stop))
        first = at
        while at < len(quotes) and quotes[at].span.start < stop:
            at += 1
        if piece.start < piece.end:
            yield Stretch(span=piece, quotes=tuple(q for q in quotes[first:at] if piece.covers(q.span)))
        start = stop


def _stops(text: str, span: Span, quotes: tuple[Quote, ...], headline: bool) -> Iterator[int]:
    masked = _masked(text, span, quotes)
    for match in _STOP.finditer(masked):
        end = match.end()
        before = masked[match.start() - 1] if match.start() else ""
        after = masked[end] if end < len(masked) else ""
        mark = match.group()
        if mark[0] == "\n":
            yield span.start + end
        elif mark[0] == "…":
            if headline and before and not before.isspace():
                yield span.start + end
        elif mark[0] == ".":
            ends_word = bool(before) and ("가" <= before <= "힣" or before in "\x01)]”’\"'")
            if ends_word and (not after or after.isspace() or "가" <= after <= "힣" or after in "\x01“‘\"'△▲◆■▷(["):
                yield span.start + end
        elif not after or after.isspace():
            yield span.start + end
    yield span.end


def _masked(text: str, span: Span, quotes: tuple[Quote, ...]) -> str:
    """The text with quotes and parentheses blanked out, so that stops inside them do not count."""
    masked = _blanked(text[span.start : span.end], [(q.span.start - span.start, q.span.end - span.start) for q in quotes], "\x01")
    opened: list[int] = []
    asides: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(masked):
        if bracket.group() in _OPEN:
            opened.append(bracket.start())
        elif opened:
            first, last = opened.pop() + 1, bracket.start()
            if not opened and last - first < _LONGEST_ASIDE:
                asides.append((first, last))
    return _blanked(masked, asides, "\x02")


def _blanked(text: str, stretches: list[tuple[int, int]], sign: str) -> str:
    """The text with `sign` for each character of `stretches`, which are in order and do not overlap."""
    out: list[str] = []
    at = 0
    for start, end in stretches:
        out += [text[at:start], sign * (end - start)]
        at = end
    return "".join([*out, text[at:]])


def _quotes(text: str, span: Span, headline: bool) -> Iterator[Quote]:
    """Outermost quotes, in order. An opening mark that nothing closes reaches to the end of its part."""
    position = span.start
    closings = _closings(text, span)
    resumed = _resumed(text, span)
    if resumed is not None:
        quote = _quote(text, span.start - 1, resumed, span, headline)
        yield msgspec.structs.replace(quote, span=Span(span.start, resumed + 1 + len(quote.marker)), speech=True, resumed=True)
        position = resumed + 1
    like = bool(_SENTENCE_LIKE.search(text[max(span.start, span.end - 200) : span.end].rstrip()))
    while position < span.end:
        opened = _next_opening(text, position, span)
        if opened is None:
            return
        closed = closings.get(opened) if text[opened] in _PAIRS else _closing(text, opened, span)
        if closed is None:
            if text[opened] not in '“"' or not like:
                position = opened + 1
                continue
            yield Quote(span=Span(opened, span.end), inner=Span(opened + 1, span.end), marker="", speech=True, open=True)
            return
        yield _quote(text, opened, closed, span, headline)
        position = closed + 1


def _with_answers(quotes: Iterator[Quote], answers: Sequence[Span]) -> list[Quote]:
    """Quotes and answers in order; what an answer itself quotes is left for when its words are split."""
    own = [Quote(span=a, inner=a, marker="", speech=True, answer=True) for a in answers]
    return sorted([*own, *(q for q in quotes if not any(a.overlaps(q.span) for a in answers))], key=lambda q: q.span.start)


def _resumed(text: str, span: Span) -> int | None:
    """Where a quote that an earlier part opened is closed: a closing mark before any opening one, with its frame behind it."""
    mark = _PAIRED_OR_STRAIGHT.search(text, span.start, span.end)
    if mark is not None:
        i, c = mark.start(), mark.group()
        if c in _CLOSERS:
            double = c in "”」』"
            return i if double and i > span.start and _MARKER.match(text, i + 1, span.end) else None
        if c == '"':
            odd = text.count('"', span.start, span.end) % 2 == 1
            return i if odd and i > span.start and not text[i - 1].isspace() and _MARKER.match(text, i + 1, span.end) else None
    return None


def _quote(text: str, opened: int, closed: int, span: Span, headline: bool) -> Quote:
    inner = _trim(text, Span(opened + 1, closed))
    match = _MARKER.match(text, closed + 1, span.end)
    marker = match.group() if match else ""
    words = inner.of(text)
    like = bool(_SENTENCE_LIKE.search(words))
    double = opened < span.start or text[opened] in '“"「『'
    if marker in ("는", "고", "며", "면서") and not like and not (double and marker in ("며", "면서") and len(words) >= 8):
        marker = ""
    speech = (bool(marker) and marker not in ("이라는", "라는", "이란", "란", "는") and len(words) >= (2 if double and like else 4)) or (
        double and ((like and len(words) >= 8) or headline)
    )
    if marker in _SAID and double and len(words) >= 2:
        # “반역”이라고
        speech = True
    if marker in ("이라는", "라는", "는") and like and len(words) >= 8:
        speech = True
    end = closed + 1 + len(marker) if speech else closed + 1
    return Quote(span=Span(opened, end), inner=inner, marker=marker, speech=speech)


def _next_opening(text: str, position: int, span: Span) -> int | None:
    for mark in _OPENING.finditer(text, position, span.end):
        i = mark.start()
        if mark.group() != "'" or i == span.start or not text[i - 1].isalnum():
            return i
    return None


def _closings(text: str, span: Span) -> dict[int, int]:
    """Where each paired mark of `text[span]` is closed, marks of one kind nested."""
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = {mark: [] for mark in _PAIRS}
    for mark in _MARK.finditer(text, span.start, span.end):
        c = mark.group()
        if c in opened:
            opened[c].append(mark.start())
        elif opened[_CLOSERS[c]]:
            found[opened[_CLOSERS[c]].pop()] = mark.start()
    return found


def _closing(text: str, opened: int, span: Span) -> int | None:
    """Where a straight mark is closed: on the same line, and not as an apostrophe between Latin letters."""
    mark = text[opened]
    line_end = text.find("\n", opened + 1, span.end)
    end = span.end if line_end < 0 else line_end
    i = text.find(mark, opened + 1, end)
    while i >= 0:
        if mark == '"' or not (text[i - 1].isascii() and text[i - 1].isalpha() and i + 1 < span.end and text[i + 1].isascii() and text[i + 1].isalpha()):
            return i
        i = text.find(mark, i + 1, end)
    return None


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
