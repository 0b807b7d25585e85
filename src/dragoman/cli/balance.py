"""`dragoman balance`: how a state divides its dealings among its partners."""

from collections.abc import Iterator, Sequence

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli import console, status
from dragoman.cli.bars import bar
from dragoman.cli.output import Shown, write_csv, write_lines
from dragoman.relations import Balance, Evenness, Partner, Slice
from dragoman.relations.evenness import LEAST_ACTS, LEAST_POLES, LEAST_STORIES
from dragoman.wording import Relations, day, words
from dragoman.wording.naming import code as named

#: Partners besides the poles that are shown in a period before the rest is summed up.
_SHOWN = 5
_BAR = 16
_LEAST = {"poles": LEAST_POLES, "acts": LEAST_ACTS, "stories": LEAST_STORIES}
_EVENNESS = ("value", "low", "high", "acts", "stories", "lacking")


def show(found: Balance, shown: Shown) -> int:
    """Prints a balance, the whole last. Gives the exit status."""
    match shown.form:
        case "table":
            Page(found, console.output(), shown.language).show()
        case "csv":
            write_csv(columns(), rows(found), excel=shown.excel)
        case "jsonl":
            write_lines({"state": found.state, "by": found.by} | msgspec.structs.asdict(one) for one in (*found.slices, found.whole))
    return status.OK


# -- for programs ---------------------------------------------------------------------------------------------------------


def columns() -> list[str]:
    """The columns of the CSV."""
    of_slice = [name for name in Slice.__struct_fields__ if name not in ("partners", "evenness", "acts")]
    of_partner = [name for name in Partner.__struct_fields__ if name != "code"]
    return ["state", *of_slice, "acts_of_state", "partner", *of_partner, *(f"evenness_{name}" for name in _EVENNESS)]


def rows(found: Balance) -> Iterator[dict[str, object]]:
    """A row for each period and partner; what is said of the period is repeated in each."""
    for one in (*found.slices, found.whole):
        of_slice: dict[str, object] = {
            "state": found.state, "period": one.period, "covered": one.covered, "articles": one.articles,
            "articles_of_state": one.articles_of_state, "acts_of_state": one.acts,
        }  # fmt: skip
        even = {f"evenness_{name}": getattr(one.evenness, name, None) for name in _EVENNESS}
        for partner in one.partners:
            yield of_slice | {"partner": partner.code} | msgspec.structs.asdict(partner) | even


# -- for people -----------------------------------------------------------------------------------------------------------


class Page:
    """Prints one balance."""

    def __init__(self, found: Balance, out: Console, language: str) -> None:
        self.found = found
        self.out = out
        self.language = language
        self.wording = words(language)
        self.words: Relations = self.wording.relations
        self.partners = max((Text(named(p.code, language)).cell_len for p in found.whole.partners), default=3)

    def show(self) -> None:
        """All periods, stretches without pages or acts on one line each, and the whole."""
        by = self.words.by[self.found.by]
        self.out.print(Text(self.words.balance.format(state=named(self.found.state, self.language), by=by), "bold"))
        if self.found.toward:
            poles = self.wording.comma.join(named(code, self.language) for code in self.found.toward)
            self.out.print(Text(self.words.legend.format(poles), "bright_black"))
        for some in _stretches(self.found.slices):
            self.out.print()
            if some[0].acts:
                self._slice(some[0], self._period(some))
            else:
                self._empty(some)
        self.out.print()
        self._slice(self.found.whole, self.words.whole)
        if self.found.undated:
            self.out.print(Text(self.words.undated.format(self.found.undated), "bright_black"))

    def _period(self, some: Sequence[Slice]) -> str:
        first, last = (period(one.period, self.language) for one in (some[0], some[-1]))
        return first if len(some) == 1 else f"{first} – {last}"

    def _empty(self, some: Sequence[Slice]) -> None:
        said = self.words.none_seen.format(sum(one.articles for one in some)) if some[0].covered else self.words.not_covered
        self.out.print(Text.assemble((self._period(some), "bold"), "  ", (said, "bright_black")))

    def _slice(self, one: Slice, heading: str) -> None:
        pages = self.words.pages.format(named=one.articles_of_state, pages=one.articles) if one.covered else self.words.not_covered
        self.out.print(Text.assemble((heading, "bold"), "  ", (f"{pages}, {self.words.acts.format(one.acts)}", "bright_black")))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(min_width=self.partners + 2)
        for _ in range(2):
            table.add_column(min_width=_BAR, no_wrap=True)
            table.add_column(justify="right", min_width=6)
            table.add_column(justify="right", min_width=5)
        table.add_column(justify="right", min_width=6)
        table.add_row("", self.words.cooperation, "", "", self.words.conflict, "", "", self.words.mean_score, style="bright_black")
        for partner in self._shown(one):
            table.add_row(*self._partner(partner))
        self.out.print(table)
        if one.evenness is not None:
            self.out.print(self._evenness(one.evenness))

    def _shown(self, one: Slice) -> list[Partner]:
        """The poles and those who have most acts; a last row, without a code, for all others."""
        free = [p for p in one.partners if p.code not in self.found.toward]
        shown = {p.code for p in free[: _SHOWN if len(free) > _SHOWN + 1 else None]} | set(self.found.toward)
        rest = [p for p in one.partners if p.code not in shown]
        return [p for p in one.partners if p.code in shown] + ([_together(rest)] if rest else [])

    def _partner(self, one: Partner) -> tuple[Text, ...]:
        code = named(one.code, self.language) if one.code else self.words.others
        cells = [Text("  " + code, "bright_black" if not one.code else "")]
        for amount, share, style in ((one.cooperation, one.cooperation_share, "green"), (one.conflict, one.conflict_share, "red")):
            part = "" if share is None or amount is None else f"{share:.0%}"
            cells += [Text(bar(share or 0, _BAR), style), Text(_number(amount)), Text(part, "bright_black")]
        return (*cells, Text("" if one.mean_score is None else f"{one.mean_score:+.1f}".replace("-", "−")))

    def _evenness(self, even: Evenness) -> Text:
        line = Text("  " + self.words.evenness)
        if even.value is None or even.low is None or even.high is None:
            lacking = even.lacking or "acts"
            said = self.words.lacking[lacking].format(acts=even.acts, stories=even.stories, least=_LEAST[lacking])
            return line.append("– ").append(said, "bright_black")
        line.append(f"{even.value:.2f}", "bold").append(f" ({even.low:.2f}–{even.high:.2f})")
        return line.append("  " + self.words.of_evenness.format(acts=even.acts, stories=even.stories), "bright_black")


def period(key: str, language: str) -> str:
    """A period's key as people write it: `2023-02` is Feb 2023, `2023-Q1` stays."""
    return key if "Q" in key else day(key, words(language))


def _stretches(slices: Sequence[Slice]) -> Iterator[list[Slice]]:
    """Each slice with acts by itself; neighbours without any together, those with pages and those without apart."""
    some: list[Slice] = []
    for one in slices:
        if some and (one.acts or some[0].acts or one.covered is not some[0].covered):
            yield some
            some = []
        some.append(one)
    if some:
        yield some


def _together(some: Sequence[Partner]) -> Partner:
    """The sum of several partners, without a code. Mean scores are not averaged: the row has none."""
    sums = {name: sum(getattr(one, name) or 0 for one in some) for name in Partner.__struct_fields__ if name not in ("code", "mean_score")}
    return Partner(code="", mean_score=None, **sums)


def _number(amount: float | None) -> str:
    if amount is None:
        return "–"
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.1f}"
