"""Which lines of a dump are the article's body: every line gets a weight, and the heaviest stretch of lines wins."""

import re

from dragoman.articles import captions, dateline, furnishings, newsrooms
from dragoman.articles.dump import Line, bare, ends_sentence, function_share, is_cut, sentence_stops, width
from dragoman.articles.stamp import is_stamp_line
from dragoman.model.article import PartKind

_KOREAN_END = re.compile(rf"(?:{newsrooms.either('final')})[.!?][\"'”’)\]]*$")
_FULL_STOP = re.compile(r"[.!?。][\"'”’)\]]*$")
_SIGN_OF_HEADING = tuple("◆■●▶□◇◈◎★▣")
#: What an entry of a chronology weighs: it holds its neighbours together, and makes no article by itself.
_ENTRY = 3.0
#: Scripts whose sentences end without a sign: Thai, Lao, Burmese, Khmer.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
#: What a line weighs that ends the article (a heading of comments or rankings).
_END = -80.0
_FURNITURE = -12.0
#: A heading over other articles' headlines, and one of these: the body may go on below them.
_RELATED = -10.0
_TEASER = -2.0
#: A date on a line of its own: teasers and comments carry one each.
_DATE = -20.0
#: Text after a heading of comments, once an article may have been read, counts this much of its weight.
_AFTER_COMMENTS = 0.4
#: Weight of prose that makes an article.
_ENOUGH = 60.0
#: At most so many lines, none of them wider than this, follow reporters' signatures without being of the article.
_AFTER_SIGNATURE = 4
_SHORT = 90
#: A paragraph with two or more links or dates on either side counts this much: it is likely a teaser or a comment.
_ALONE = 0.4


def weigh(lines: list[Line], dropped: set[int]) -> list[float]:
    """The weight of each line: prose is positive by its length, links and furniture are negative, runs of them more so.

    `dropped` holds the indexes of lines that are known to be other articles' teasers.
    """
    weights: list[float] = []
    shorts, read, factor = 0, 0.0, 1.0
    seen: set[str] = set()
    for line in lines:
        weight = _weight(line, dropped)
        if weight > 0 and line.text in seen:
            weight = 0.0
        seen.add(line.text)
        if line.index in dropped:
            pass
        elif weight < 0:
            shorts += 1
            weight *= 0.6 if shorts == 1 else 1.0 if shorts < 6 else 1.4
            if read > _ENOUGH and furnishings.is_comments_heading(line.words):
                factor = _AFTER_COMMENTS
        else:
            shorts = 0
            read += weight
            weight *= factor
        weights.append(weight)
    return [w * _ALONE if w > 0 and _alone(weights, i) else w for i, w in enumerate(weights)]


def _alone(weights: list[float], i: int) -> bool:
    """Whether two negative lines stand on each side of line `i`."""
    return i >= 2 and i + 2 < len(weights) and max(weights[i - 2], weights[i - 1], weights[i + 1], weights[i + 2]) < _TEASER


def best(weights: list[float]) -> tuple[int, int] | None:
    """The stretch (first, last + 1) with the largest sum; None where no line has a positive weight."""
    top, found = 0.0, None
    total, first = 0.0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, first = 0.0, i
        total += weight
        if total > top:
            top, found = total, (first, i + 1)
    return found


def _weight(line: Line, dropped: set[int]) -> float:
    text = dateline.without_end(line.words)
    wide = width(text)
    if line.index in dropped:
        return _RELATED if furnishings.is_related_heading(text) else _TEASER
    if line.entry:
        return _ENTRY
    if captions.is_caption_line(line):
        return min(wide, 100) / 10
    if furnishings.is_end(text) or furnishings.is_related_heading(text):
        return _END if furnishings.is_end(text) else _FURNITURE
    if furnishings.is_furniture(text) or furnishings.is_boilerplate(text):
        return _FURNITURE
    if is_stamp_line(text):
        return _DATE
    if is_prose(text):
        return min(wide, 600) / 6 * (0.5 if line.bullet else 1.0)
    if _FULL_STOP.search(text) and not is_cut(text) and not line.bullet:
        return 2.0 if _KOREAN_END.search(text) else -1.0
    if is_cut(text) or wide < 25:
        return -8.0
    return -5.0


def is_prose(text: str) -> bool:
    """Whether a line reads as running text: long, with sentence ends or function words."""
    wide = width(text)
    if len(_UNSPACED.findall(text)) >= 40:
        return True
    if wide >= 40 and _KOREAN_END.search(text):
        return True
    if wide >= 50 and ends_sentence(text):
        return function_share(text) >= 0.1 or sentence_stops(text) > 1 or wide >= 100
    return wide >= 140 and (sentence_stops(text) > 1 or function_share(text) >= 0.25) and not is_cut(text)


def stretch(lines: list[Line], dropped: frozenset[int]) -> tuple[int, int]:
    """The body's lines (first, last + 1): the heaviest stretch and the short sentences that go on below it.

    Where no line is prose (a note of one sentence, a language written without full stops) it is all that is no furniture.
    """
    found = best(weigh(lines, set(dropped)))
    if found is None:
        plain = [n.index for n in lines if n.index not in dropped and not furnishings.is_furniture(n.words)]
        if not plain:
            return 0, 0
        sentences = [i for i in plain if ends_sentence(lines[i].words) and width(lines[i].words) >= 24]
        return (sentences[0] if sentences else plain[min(1, len(plain) - 1)]), plain[-1] + 1
    first, last = found
    while last < len(lines) and _goes_on(lines[last], dropped):
        last += 1
    return first, _signed(lines, first, last)


def _signed(lines: list[Line], first: int, last: int) -> int:
    """Where the body ends if reporters have signed below it: at their line, where only a few short ones follow (what the site has to say)."""
    for at in range(max(first + 1, last - _AFTER_SIGNATURE), last):
        if dateline.signature(lines[at].words) is not None:
            rest = lines[at + 1 : last]
            if not any(line.entry or captions.is_caption_line(line) or width(line.words) > _SHORT for line in rest) and _prose(lines[first:at]) > _ENOUGH:
                return at
    return last


def _prose(lines: list[Line]) -> int:
    return sum(width(line.words) for line in lines if is_prose(line.words))


def kinds(lines: list[Line], first: int, last: int, dropped: frozenset[int], title: str | None, above: set[str]) -> dict[int, PartKind]:
    """What each line of the stretch is: body, caption or subtitle; furniture, teasers and the title again are left out.

    `above` holds the lines between title and body, of which none is given again.
    """
    found: dict[int, PartKind] = {}
    seen = set(above)
    for line in lines[first:last]:
        text = dateline.without_end(line.words)
        if line.index in dropped or (line.text in seen and width(text) > 40):
            continue
        seen.add(line.text)
        if line.entry:
            found[line.index] = "body"
            continue
        if captions.is_caption_line(line):
            found[line.index] = "caption"
            continue
        if furnishings.is_end(text) or furnishings.is_related_heading(text) or furnishings.is_furniture(text) or furnishings.is_boilerplate(text):
            continue
        if dateline.signature(text) is not None or is_stamp_line(line.text) or bare(text) == title:
            continue
        if line.text.startswith(_SIGN_OF_HEADING) and width(text) < 90 and not _FULL_STOP.search(text):
            found[line.index] = "subtitle"
        elif is_prose(text) or ends_sentence(text) or line.bullet or width(text) > 120 or furnishings.speaker_line(text) is not None:
            found[line.index] = "body"
        else:
            found[line.index] = "subtitle"
    return found


def _goes_on(line: Line, dropped: frozenset[int]) -> bool:
    text = dateline.without_end(line.words)
    return line.index not in dropped and not line.bullet and width(text) >= 12 and _FULL_STOP.search(text) is not None and not is_cut(text) and not furnishings.is_furniture(text) and not furnishings.is_end(text)
