"""Who says the words of a sentence: its subject, the noun the words stand before, whoever spoke last."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from dragoman.languages.ko.discourse import Discourse
from dragoman.languages.ko.drafts import Draft, Node, Parse
from dragoman.languages.ko.interviews import Interview, speaker_line
from dragoman.languages.ko.naming import Reference, state_table, who
from dragoman.languages.ko.sayings import speech_words
from dragoman.languages.ko.sentences import Quote
from dragoman.languages.ko.speakers import Describer
from dragoman.model.parties import Party, Unresolved


class Inside(msgspec.Struct, frozen=True):
    """Whether a sentence stands in a quote, and who speaks it (None where nobody could be told)."""

    quote: bool = False
    by: Party | None = None


#: Sectors of those who speak and act for a state.
_OFFICIAL = frozenset({"GOV", "MIL"})

#: How many sentences back who issued a text is looked for.
_NEAR_ISSUE = 6

#: Of a sentence that no quote holds.
OUTSIDE = Inside()


class Attribution:
    """Tells who speaks, sentence after sentence of one article."""

    def __init__(self, text: str, discourse: Discourse) -> None:
        self.text = text
        self.discourse = discourse
        self.describer = Describer(text, discourse)
        self.spoke_at = -1
        self.subject: Party | None = None
        self.subject_at = -1
        self.asked = False
        self.about_to_speak: Party | None = None
        self.captioned: Party | None = None
        self.sentence_start = 0
        self.turn = self.turn_spoken = 0
        self.interviewee: Party | None = None
        self.questioned = False
        self.interview = Interview()

    def whom(self, node: Node | None) -> Party | None:
        """Whoever a phrase is that may speak: a party, a side of one, or somebody described."""
        if node is None:
            return None
        if node.reference.parties:
            found = self._foremost(node.reference.parties)
            self.describer.keep_official(node.head, found)
            return found
        if node.head in who().pair and self.discourse.groups and len(self.discourse.groups[-1]) == 2:
            return self.discourse.groups[-1][0]
        if node.head in speech_words().sides and node.reference.within:
            return node.reference.within[0]
        return self.describer.describe(node)

    def officials(self, parse: Parse) -> Iterator[Node]:
        """Officials whose state their phrase or the ministry that reports of them tells.

        `리비아 정부의 히셈 아부 슈키와트 민간항공부 장관은`, `국방부는 이승범 국제정책관이 …에게 항의했다고 밝혔다`.
        """
        for draft in parse.drafts:
            subject = draft.subject
            if subject is None or subject.phrase is None or subject.is_party or self.describer.sector(subject) not in _OFFICIAL:
                continue
            owners = [m.reference.parties for m in subject.modifiers if isinstance(m, Node) and m.marker == "genitive"]
            codes = {p.code for some in (subject.reference.within, *owners) for p in some}
            outer = draft.reported_by.subject if draft.reported_by is not None else None
            whose = outer.reference.parties[0] if outer is not None and outer.is_party else None
            if len(codes) == 1:
                code, via = codes.pop(), "ko/described"
            elif not codes and whose is not None and whose.entity.startswith(("institution:", "state:")) and whose.sector in _OFFICIAL:
                code, via = (self.describer.compatriot(subject) if whose.via is not None else None) or whose.code, "ko/of-the-ministry"
            else:
                continue
            if code not in state_table():
                continue
            start, end = subject.phrase.items[0].start, subject.phrase.items[-1].end
            name = self.text[start:end]
            party = Party(code=code, entity=f"state:{code}", name=name, label=name, sector=self.describer.sector(subject), start=start, end=end, via=via)
            self.discourse.saw(party, "state")
            subject.reference = Reference((party,), subject.reference.within, f"= {name} ({code}), {via}")
            yield subject

    def _foremost(self, parties: tuple[Party, ...]) -> Party:
        """Of 양측 and 두 정상 the one that the article names first."""
        if len(parties) > 1 and parties[0].via == "ko/both-sides":
            places = self.discourse.places
            return min(parties, key=lambda p: min((s for s, e in places.get(p.entity, ()) if s < p.start), default=p.start))
        return parties[0]

    def speaker(self, draft: Draft, parse: Parse, quoted: Sequence[Node], inside: Inside) -> Party | None:
        """Who says what `draft` reports: its subject, a topic or subject before the words, whoever went on speaking."""
        w = speech_words()
        subject = self._own(draft, quoted)
        found = self.whom(self._inner_speaker(draft, parse) or subject) or self._of_text(subject)
        if found is not None:
            return found
        impersonal = draft.predicate.lemma in w.impersonal or draft.passive
        if not inside.quote and self._is_account(draft, subject):
            return self.going_on()
        if subject is not None and quoted and not impersonal and self._within_words(subject, quoted):
            return inside.by if inside.quote else self.continued()
        own = subject is not None and draft.subject_rule in ("ko/subject", "ko/shared-topic", "ko/gap-subject")
        if own and subject is not None and subject.head not in w.pointing:
            found = self._beside(draft, parse, quoted)
            if found is not None and not impersonal:
                return found
            if quoted and subject.reference.within and self.discourse.speaker is not None and not impersonal:
                return subject.reference.within[0]
            return None if impersonal else self._undescribed(subject)
        if impersonal:
            return None
        return inside.by if inside.quote else self.continued()

    def continued(self) -> Party | None:
        """Who goes on speaking where nobody is named: the subject of the sentence before, if they did something since the last words."""
        if self.subject is not None and self.spoke_at < self.subject_at:
            return self.subject
        return self.discourse.speaker or self.discourse.subject

    def _of_text(self, subject: Node | None) -> Party | None:
        """`의장성명은 …고 못 박았다`: whose text it is that says so: of whom it is, who issued it, the one who acted before."""
        if subject is None or subject.phrase is None or not (subject.topic or subject.marker == "subject") or not subject.head.endswith(speech_words().speaking_texts):
            return None
        d = self.discourse
        owners = [p for m in subject.modifiers if isinstance(m, Node) and m.marker == "genitive" for p in m.reference.parties]
        if owners or subject.reference.within:
            return [*owners, *subject.reference.within][0]
        if d.issued_by and d.sentence - d.issued_at <= _NEAR_ISSUE:
            return d.issued_by[0]
        return d.subject

    def going_on(self) -> Party | None:
        """Who spoke or acted in the sentence right before."""
        return self.continued() if self.turn_spoken >= self.turn - 1 else None

    def _is_account(self, draft: Draft, subject: Node | None) -> bool:
        """`…다는 설명이다`, `“…”는 것이 이유였다`: an account that nobody is named for is that of whoever spoke before."""
        w, tail = speech_words(), account_tail(draft)
        account = next((n for n in draft.nodes if n.marker == "complement"), None)
        if tail is None and draft.predicate.lemma != "이다":
            return False
        of_nobody = subject is None or subject.head in w.things | w.spoken_of | w.pointing or subject.marker == "subject" or self._is_thing(subject)
        return of_nobody and (tail in w.accounts if tail is not None else account is not None and account.head in w.accounts)

    def _is_thing(self, node: Node) -> bool:
        """Whether a phrase is neither somebody nor a name of anybody: 시간은, 물가는."""
        head = node.phrase.head if node.phrase is not None else None
        return head is not None and head.tag == "NNG" and not node.is_party and not node.reference.within and self.describer.sector(node) is None

    def _within_words(self, subject: Node, quoted: Sequence[Node]) -> bool:
        """`그 결정이 “고약했다”며`: a thing right before words is what they are about."""
        beside = any(0 <= q.start - subject.end <= 2 for q in quoted)
        return beside and subject.marker == "subject" and not subject.topic and subject.head in speech_words().spoken_of

    def _own(self, draft: Draft, quoted: Sequence[Node]) -> Node | None:
        """The subject of a predicate of saying; of a topic and a subject before reported words the topic speaks, the subject is told of."""
        subject = draft.subject
        if subject is None or quoted or not draft.reports or subject.marker != "subject":
            return subject
        topic = next((n for n in draft.nodes if n.topic and n.marker == "topic" and n.end <= subject.start), None)
        first = min((d.predicate.start for d in draft.reports), default=0)
        if topic is not None and subject.end <= first and self.whom(topic) is not None and draft.reports[0].subject is not subject:
            return topic
        return subject

    def _inner_speaker(self, draft: Draft, parse: Parse) -> Node | None:
        """`신문은 김 위원이 …것은 “…”라고 짚었다고 보도했다`: words that an outlet passes on are said by the person before them."""
        outer = draft.reported_by
        if outer is None or draft.subject is None or draft.subject is not outer.subject or not any(p.sector == "MED" for p in draft.subject.reference.parties):
            return None
        between = [n for n in parse.nodes if n.marker == "subject" and draft.subject.end <= n.start and n.end <= draft.predicate.start]
        return next((n for n in between if self._person(n)), None)

    def _person(self, node: Node) -> bool:
        found = self.whom(node)
        return found is not None and found.entity.startswith("person:")

    def _quoted_source(self, parse: Parse, found: Party, start: int) -> Party:
        """`로이터는 A를 인용해 …라고 전했다`: the words are A's, the outlet passes them on."""
        if found.sector != "MED":
            return found
        for node in parse.nodes:
            if node.marker == "according" and node.end <= start and self.is_quoted(node):
                source = self.whom(node)
                if source is not None and source.sector != "MED":
                    return source
        return found

    def is_quoted(self, node: Node) -> bool:
        """Whether a source is one that an outlet quotes (A를 인용해), not one the article itself names (A에 따르면)."""
        return node.phrase is not None and any(verb in node.phrase.particle for verb in speech_words().quoting)

    def _beside(self, draft: Draft, parse: Parse, quoted: Sequence[Node]) -> Party | None:
        """The nearest topic or subject before the words that may speak, where the subject is a thing."""
        start = quoted[0].start if quoted else min((n.start for d in draft.reports for n in d.nodes), default=draft.predicate.start)
        for node in sorted(parse.nodes, key=lambda n: -n.start):
            if node.end <= start and (node.topic or node.marker == "subject") and node is not draft.subject:
                found = self.whom(node)
                if found is not None:
                    return found
        return None

    def _undescribed(self, subject: Node) -> Party | None:
        name = self.text[subject.start : subject.phrase.end if subject.phrase else subject.end]
        self.discourse.unresolved.append(
            Unresolved(what="speaker", text=name, start=subject.start, end=subject.start + len(name), why="the text does not tell for whom they speak")
        )
        return None

    # -- through nouns ---------------------------------------------------------------------------------------------------

    def of_noun(self, node: Node | None) -> Party | None:
        """`전문가들의 분석`, `조선중앙통신의 보도`: whose words a noun of content holds."""
        if node is None or node.head not in speech_words().content_nouns | speech_words().stands:
            return None
        for modifier in reversed(node.modifiers):
            if isinstance(modifier, Node) and modifier.marker == "genitive":
                return self.whom(modifier)
        return None

    def behind(self, quote: Node, parse: Parse) -> Node | None:
        """The noun that a quote with an adnominal particle stands before."""
        if quote.phrase is None or quote.phrase.quote is None or quote.phrase.quote.marker not in speech_words().adnominal_markers:
            return None
        return next((n for n in parse.nodes if n.start >= quote.end and n.marker != "genitive" and n.clause is None), None)

    def predicated(self, node: Node | None) -> Node | None:
        """`…다는 게 A의 설명이다`: the noun that a clause with 것 is said to be."""
        owner = node.owner if node is not None else None
        if node is None or owner is None or owner.predicate.lemma != "이다" or node.head not in speech_words().things:
            return None
        return next((n for n in owner.nodes if n.marker == "complement" and n.head in speech_words().stands), None)

    # -- quotes without a verb --------------------------------------------------------------------------------------------

    def loose(self, parse: Parse, quote: Quote, headline: bool, inside: Inside) -> Party | None:
        """A quote without a verb: whoever stands right before it, is the topic, or stands behind it; else the last speaker."""
        if self.about_to_speak is not None and quote.span.start == self.sentence_start:
            # 주인은 되물었다. “…”
            return self.about_to_speak
        if quote.span.start == self.sentence_start and speaker_line(self.text, quote.span.start):
            # [이름/직함]
            return self.captioned
        if quote.answer or any(q.covers(quote.inner) for q in self.interview.quoted):
            # a paper that asks itself answers itself
            return self.interviewee
        before = [n for n in parse.nodes if n.is_party and n.end <= quote.span.start]
        if before:
            adjacent = [n for n in before if not self.text[n.reference.parties[-1].end : quote.span.start].strip(" \u00a0:,")]
            topics = [n for n in before if n.topic or n.marker == "subject"]
            bare = [n for n in before if n.marker == ""]
            return self._foremost((adjacent[-1:] or topics[-1:] or bare[:1] or before[-1:])[0].reference.parties)
        shortened = [n for n in parse.nodes if headline and n.reference.within and not self.text[n.end : quote.span.start].strip()]
        if shortened:
            # 美국방 “…”: an office cut short right before its words
            return shortened[-1].reference.within[-1]
        described = [n for n in parse.nodes if n.end <= quote.span.start and (n.topic or n.marker == "subject")]
        for node in reversed(described):
            found = self.whom(node)
            if found is not None:
                return found
        after = [n for n in parse.nodes if n.is_party and n.start >= quote.span.end]
        spoken = [n for n in after if n.topic or n.marker == "subject" or (headline and n.marker == "" and n.comma and not self.text[quote.span.end : n.start].strip())]
        if spoken:
            return self._foremost(spoken[0].reference.parties)
        if headline or inside.quote:
            return inside.by
        if self.asked and self.interviewee is not None:
            return self.interviewee
        if self.asked and self.discourse.speaker is None and self.discourse.people:
            return self.discourse.people[-1]
        return self.continued()

    # -- what is kept for the sentences that follow -------------------------------------------------------------------------

    def remember(self, speaker: Party, addressees: tuple[Party, ...], inside: Inside) -> None:
        """Keeps who spoke and to whom, for the sentences that follow."""
        d = self.discourse
        if inside.quote:
            return
        if d.speaker is not None and d.speaker.entity != speaker.entity:
            d.addressee = None
        d.speaker = speaker
        self.spoke_at = d.sentence
        self.turn_spoken = self.turn
        if addressees:
            d.addressee = addressees[0]

    def keep_interviewee(self, parse: Parse, headline: bool) -> None:
        """Keeps who is interviewed where a sentence says so: `다음은 A 장관과의 일문일답`, `외교부 정례브리핑`, `A 대통령은 본지 인터뷰에서`."""
        if self.questioned or not (self.interview.questions or self.interview.answers):
            # an interview whose questions nothing marks is told like other news
            return self._keep_named(parse)
        w = speech_words()
        words = {f for n in parse.nodes if n.phrase is not None for f in n.phrase.words} | {d.predicate.lemma for d in parse.drafts}
        if words & (w.interviews | w.briefings):
            found = self._guest(parse)
            if found is not None and not (headline and self.interviewee is not None):
                self.interviewee = found
                return
        if self.interviewee is None:
            self.interviewee = self.met_by_the_paper(parse)

    def _keep_named(self, parse: Parse) -> None:
        if not any(n.head in speech_words().interviews for n in parse.nodes):
            return
        asked = [n.reference.parties[0] for n in parse.nodes if n.reference.parties and n.reference.parties[0].entity.startswith("person:")]
        self.interviewee = asked[0] if asked else self.interviewee

    def _guest(self, parse: Parse) -> Party | None:
        """Who answers, in a sentence that announces questions: a person, one described, or the institution whose briefing it is."""
        persons = [n.reference.parties[0] for n in parse.nodes if n.reference.parties and n.reference.parties[0].entity.startswith("person:")]
        if persons:
            return persons[0]
        nodes = [n for n in parse.nodes if n.marker in ("subject", "topic", "with", "genitive", "") and n.phrase is not None and n.phrase.time is None]
        for node in nodes:
            found = self.whom(node) if node.is_party or node.head not in speech_words().interviews | speech_words().briefings else None
            if found is not None and found.sector != "MED":
                return found
        within = (next(iter(n.reference.within), None) or self.describer.institution(n) for n in nodes)
        return next((p for p in within if p is not None and p.sector != "MED"), None)

    def begin_questions(self) -> None:
        """At the first question: a spokesman met before answers for his institution; without any announcement whoever spoke last answers."""
        if self.questioned:
            return
        self.questioned = True
        d, told = self.discourse, self.interviewee
        if told is None or not told.entity.startswith("person:"):
            speaks = [p for p in d.people if (p.title or "") in speech_words().answering and (told is None or p.code == told.code)]
            self.interviewee = speaks[-1] if speaks else told
        if self.interviewee is None and not self.interview.lettered:
            spoke = d.speaker if d.speaker is not None and d.speaker.entity.startswith("person:") else None
            self.interviewee = spoke or (d.people[-1] if d.speaker is None and d.people else None)

    def met_by_the_paper(self, parse: Parse) -> Party | None:
        """`A 차관을 31일 청사에서 만났다`: in an interview whoever was met by nobody named answers."""
        for draft in parse.drafts:
            met = draft.first("object", "with")
            own = draft.subject is not None and draft.subject in draft.nodes
            if draft.predicate.lemma in speech_words().meets and draft.predicate.ending == "final" and met is not None and not own:
                return next((p for p in met.reference.parties if p.entity.startswith("person:")), None)
        return None

    def keep_subject(self, parse: Parse) -> None:
        """Keeps the subject of the sentence, who may go on to speak in the next."""
        main = next((d for d in reversed(parse.drafts) if d.predicate.ending in ("final", "none")), None)
        if main is None or main.subject is None:
            return
        reference = main.subject.reference
        if reference.parties and main.subject_rule == "ko/subject":
            self.subject, self.subject_at = reference.parties[0], self.discourse.sentence
            self.turn_spoken = self.turn
        states = [p.code for p in (*reference.parties, *reference.within) if p.code in self.discourse.states]
        self.describer.scene = states[0] if states else self.describer.scene


@cache
def _account() -> re.Pattern[str]:
    return re.compile(r"(?:다|라|자|냐)는 (\w+) 이(?: |$)")


def account_tail(draft: Draft) -> str | None:
    """The noun that a clause in -다는 is said to be where the two are one predicate: …할 수 있다는 | 설명 | 이다."""
    match = _account().search(draft.predicate.tail)
    return match.group(1) if match else None
