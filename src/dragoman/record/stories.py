"""Stories: the same text in several outlets, and who it comes from.

Two texts are one story where four in five word triples of the shorter one stand in the longer one too: a reprint cut short, or
given another headline and a caption, still is one; two reporters' accounts of one event share far less. To find candidates without
comparing all texts, each text has a MinHash signature (Broder 1997), cut into bands: texts that share a band are looked at
(locality-sensitive hashing; Indyk and Motwani 1998), and only what the triples themselves confirm is one story.

Stories are the connected components of the texts confirmed, so they follow from the set of articles, in whatever order they came.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from rensa import RMinHash

from dragoman.model.reading import Event, Reading
from dragoman.names.lexicon import load

#: Words in a shingle.
_WORDS = 3
#: Share of the shorter text's shingles that the longer one must hold, and how many shingles a text must have to be compared.
_HELD, _LEAST = 0.8, 12
#: A text this many times as long as another is no reprint of it: it may quote it whole.
_LONGER = 4
#: Bands and rows of the signature: a pair of Jaccard index 0.5 (half of the text cut) shares a band with probability 0.93, of 0.1
#: with 0.02.
_BANDS, _ROWS = 20, 3
#: Seed of the permutations. Another one makes signatures that cannot be compared with those kept: it never changes.
_SEED = 20230301
_BYTES = 4


def signature(text: str) -> bytes:
    """The MinHash signature of a text: 60 hashes of 4 bytes, big-endian, the same on every machine; empty for a text too short to compare."""
    words = shingles(text)
    if len(words) < _LEAST:
        return b""
    sketch = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    sketch.update(sorted(words))
    return b"".join(n.to_bytes(_BYTES, "big") for n in sketch.digest())


def bands(of: bytes) -> tuple[bytes, ...]:
    """The keys under which a signature is found: texts of one story share at least one, as good as always. None for an empty signature.

    A key is 13 bytes: the number of the band and its hashes.
    """
    width = _ROWS * _BYTES
    return tuple(bytes([n // width]) + of[n : n + width] for n in range(0, len(of), width))


def shingles(text: str) -> frozenset[str]:
    """The triples of neighbouring words of a text, letters and digits alone, whatever its line breaks, quotes and full stops."""
    words = _NO_WORD.sub(" ", text.casefold()).split()
    return frozenset(" ".join(words[i : i + _WORDS]) for i in range(len(words) - _WORDS + 1))


def same_story(one: str, other: str) -> bool:
    """Whether two texts are one story: the shorter one stands in the longer one, as good as word for word. Symmetric."""
    return same_shingles(shingles(one), shingles(other))


def same_shingles(one: frozenset[str], other: frozenset[str]) -> bool:
    """`same_story` of texts whose shingles are known."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST or len(long) > _LONGER * len(short):
        return False
    return len(short & long) >= _HELD * len(short)


def stories(texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The stories among texts by their ids: each a sorted tuple of ids; a text like no other is a story of its own.

    Does in one go what a store does step by step with `bands` and `same_story`; gives the same.
    """
    cut = {key: shingles(text) for key, text in texts.items()}
    holders: dict[bytes, list[str]] = {}
    story = {key: key for key in texts}
    members = {key: [key] for key in texts}
    for key in sorted(texts):
        near = {other for band in bands(signature(texts[key])) for other in holders.get(band, ())}
        for other in sorted(near):
            if story[other] != story[key] and same_shingles(cut[key], cut[other]):
                into, gone = sorted((story[key], story[other]))
                for moved in members.pop(gone):
                    story[moved] = into
                    members[into].append(moved)
        for band in bands(signature(texts[key])):
            holders.setdefault(band, []).append(key)
    return sorted(tuple(sorted(m)) for m in members.values())


def canonical(readings: Iterable[Reading]) -> Reading:
    """The reading that a story is named after: the first published, of equal ones that of the smallest id; undated ones come last."""
    return min(readings, key=lambda r: (r.published or "9999", r.id))


def origin(reading: Reading) -> str | None:
    """Where a text comes from: the agency it names, else its outlet; None where it names neither.

    Names that the lexicon knows come as its ids (`outlet:yonhap`), so that 연합 and 연합뉴스 are one; others as they stand.
    """
    named = reading.agency or reading.outlet
    return None if named is None else _outlets().get(named.casefold(), named)


def story_origin(readings: Sequence[Reading]) -> str | None:
    """Where a story comes from: an agency that one of its texts names, of several the first published one's; else `origin` of the canonical one."""
    wired = [r for r in readings if r.agency is not None]
    return origin(canonical(wired or readings))


def source(story: str, comes_from: str | None, event: Event) -> str:
    """Who stands behind a report independently of others: the outlet or agency on whose word it rests, else the origin of its story, else the story.

    Two papers that have an act from one agency's report are one source, whatever words they tell it in, and the same source as
    that agency's own text.
    """
    for voice in event.voices:
        if voice.kind in ("outlet", "agency"):
            return _outlets().get(voice.name.casefold(), voice.name)
    return comes_from if comes_from is not None else f"story:{story}"


_NO_WORD = re.compile(r"[\W_]+")


@cache
def _outlets() -> dict[str, str]:
    """The ids of outlets by their names and strong forms."""
    found: dict[str, str] = {}
    for outlet in load().outlets:
        written = [outlet.name, outlet.label, *(f if isinstance(f, str) else f.form for forms in outlet.strong.values() for f in forms)]
        for form in written:
            found.setdefault(form.casefold(), f"outlet:{outlet.id}")
    return found
