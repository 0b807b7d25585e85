"""The word lists of `speech.yaml`: verbs, nouns and signs by which words are said."""

from functools import cache

import msgspec

from dragoman.languages.ko.grammar import load_yaml


class SpeechWords(msgspec.Struct, frozen=True):
    """Word lists of `speech.yaml`."""

    says: frozenset[str]
    holds: frozenset[str]
    tells: frozenset[str]
    speaking_texts: tuple[str, ...]
    withheld: frozenset[str]
    clearly: frozenset[str]
    passes_on: frozenset[str]
    guesses: frozenset[str]
    goes_on: tuple[str, ...]
    inserts: tuple[str, ...]
    while_saying: tuple[str, ...]
    made_nouns: frozenset[str]
    unnamed: frozenset[str]
    impersonal: frozenset[str]
    content_nouns: frozenset[str]
    stands: frozenset[str]
    accounts: frozenset[str]
    asked: frozenset[str]
    calls: frozenset[str]
    documents: frozenset[str]
    this_way: tuple[str, ...]
    such: tuple[str, ...]
    announces: frozenset[str]
    sayings: frozenset[str]
    demands: frozenset[str]
    judges: frozenset[str]
    values: frozenset[str]
    highly: frozenset[str]
    hears: frozenset[str]
    attitudes: frozenset[str]
    feelings: frozenset[str]
    gives_reasons: frozenset[str]
    reasons: frozenset[str]
    spoken_of: frozenset[str]
    as_told: tuple[str, ...]
    answers: frozenset[str]
    adnominal_markers: frozenset[str]
    supposed: frozenset[str]
    pointing: frozenset[str]
    sides: frozenset[str]
    things: frozenset[str]
    quoting: tuple[str, ...]
    hearsay_tails: tuple[str, ...]
    answer_marks: tuple[str, ...]
    lettered_answer_marks: tuple[str, ...]
    question_marks: tuple[str, ...]
    lettered_question_marks: tuple[str, ...]
    interviews: frozenset[str]
    explainers: frozenset[str]
    briefings: frozenset[str]
    answering: frozenset[str]
    meets: frozenset[str]


@cache
def speech_words() -> SpeechWords:
    """The word lists."""
    return load_yaml("speech.yaml", SpeechWords)
