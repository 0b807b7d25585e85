"""From drafts to clauses: the clauses of a sentence, one a predicate and one a noun of action."""

from dragoman.languages.ko.actions import actions_in, appositions
from dragoman.languages.ko.arguments import arguments_of
from dragoman.languages.ko.drafts import Draft, Parse
from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.status import contents_of, is_past, is_reported, status_of
from dragoman.languages.ko.told import Context, Told
from dragoman.model.language import Clause, Form
from dragoman.model.text import Span


def clauses(parse: Parse, context: Context, headline: bool) -> list[Told]:
    """The clauses of a sentence: one a predicate, one a noun of action."""
    out: list[Told] = []
    order = {id(draft): i for i, draft in enumerate(parse.drafts)}
    for draft in parse.drafts:
        told = _of_draft(draft, context)
        told.content = tuple(order[id(c)] for c in contents_of(draft) if id(c) in order)
        out.append(told)
    for node in parse.nodes:
        out.extend(actions_in(node, parse, context, headline))
        out.extend(appositions(node, context))
    return out


def manner(draft: Draft) -> list[str]:
    """What adverbs say of who does it to whom: each other (서로 비난했다), or in answer (이에 맞서 출격했다)."""
    words = {*draft.adverbs, *(n.phrase.particle and n.head for n in draft.nodes if n.phrase is not None), draft.predicate.lemma}
    g = grammar()
    answers = draft.chained is not None and draft.chained.predicate.lemma in g.in_answer
    occasion = draft.predicate.ending == "connective" and draft.predicate.ending_form in g.endings["occasion"]
    return ["ko/occasion"] * occasion + ["ko/each-other"] * (not g.each_other.isdisjoint(words)) + ["ko/in-answer"] * (answers or not g.in_answer.isdisjoint(words))


def _of_draft(draft: Draft, context: Context) -> Told:
    predicate, telling = draft.predicate, draft.telling
    arguments = context.arguments[id(draft)] = list(arguments_of(draft, context))
    status, rules = status_of(draft)
    start = min([predicate.start, *[n.start for n in draft.nodes]])
    form: Form = "copula" if predicate.lemma in ("이다", "아니다") else "verb"
    lemma = predicate.lemma
    if lemma == "하다" and any(n.clause is not None and n.clause.predicate.ending == "giro" for n in draft.nodes):
        lemma = "기로 하다"
    return Told(
        Clause(
            id=0, sentence=context.sentence, start=start, end=predicate.end, trigger=Span(predicate.stem_start, predicate.stem_end),
            predicate=lemma, variant=predicate.variant if lemma == predicate.lemma else None, form=form, arguments=tuple(arguments), negated=telling.negated or predicate.lemma == "아니다",
            quotes=tuple(n.phrase.quote.inner for n in draft.nodes if n.phrase is not None and n.phrase.quote is not None),
            past=is_past(draft), reported=is_reported(draft), adverbs=tuple(draft.adverbs), passive=draft.passive, status=status, speaker=context.speaker, addressees=context.addressees, quoted=context.quoted,
            rules=(*telling.rules, *rules, *(["ko/adnominal"] if predicate.ending == "adnominal" else []), *(["ko/also-did"] if draft.did_also else []), *manner(draft)),
        ),
        draft, None,
    )  # fmt: skip
