"""Subjects that one predicate lends another in the same sentence."""

from collections.abc import Sequence

from dragoman.languages.ko.drafts import Draft, Node
from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.naming import Reference
from dragoman.languages.ko.sayings import speech_words
from dragoman.model.parties import Party


def share(drafts: Sequence[Draft]) -> None:
    """A predicate without a subject takes the topic, else the subject next to it in the sentence."""
    topics: list[Node] = []
    chain: Node | None = None
    for draft in drafts:
        for node in draft.nodes:
            if node.topic and node.marker in ("topic", "also", "subject"):
                topics.append(node)
    topics.sort(key=lambda n: n.start)
    for k, draft in enumerate(drafts):
        if draft.subject is not None:
            if draft.predicate.ending in ("connective", "quotative", "final", "none"):
                chain = draft.subject
            continue
        if _is_of_place(draft):
            continue
        if draft.gap == "subject" and draft.head is not None:
            draft.subject, draft.subject_rule = draft.head, "ko/gap-subject"
            continue
        topic = next((t for t in reversed(topics) if t.start < draft.predicate.start), None)
        inner = _inner_subject(drafts, draft, k, topic)
        if inner is not None:
            draft.subject, draft.subject_rule = inner, "ko/subject-inside-words"
            continue
        own_topic = draft.topic or topic
        if own_topic is not None:
            draft.subject, draft.subject_rule = own_topic, "ko/shared-topic"
            continue
        if draft.reports and draft.reports[0].subject is not None:
            draft.subject, draft.subject_rule = draft.reports[0].subject, "ko/subject-of-words"
            continue
        before = chain
        if before is None:
            before = next((d.subject for d in reversed(drafts[:k]) if d.subject is not None and d.subject_rule == "ko/subject" and _adverbial(d)), None)
        if before is None:
            before = next((d.subject for d in drafts[k + 1 :] if d.subject is not None and d.subject_rule == "ko/subject" and d.subject.start < draft.predicate.start), None)
        if before is None:
            before = next((d.head for d in drafts[k + 1 :] if d.gap == "subject" and d.head is not None and d.head.is_party), None)
        if before is not None:
            draft.subject, draft.subject_rule = before, "ko/shared-subject"
    _same_as_topic(drafts)


def take_up(drafts: Sequence[Draft], zero: tuple[Party, ...]) -> None:
    """`북한은 도로를 폭파했다. 남한 무인기가 침투했다고 | 주장했다`: who claims or blames is who the sentence before was about, not who is spoken of.

    So is who says something besides (`서방이 협정을 어겼다고도 했다`).
    """
    claims: list[Node] = []
    for draft in drafts:
        spoken_of = draft.subject
        if not zero or draft.subject_rule != "ko/subject-of-words" or spoken_of is None or spoken_of.topic:
            continue
        besides = bool(draft.reports) and draft.reports[0].predicate.marker == "also"
        if not (besides or draft.predicate.lemma in grammar().claiming or any(c is spoken_of for c in claims)):
            continue
        claims.append(spoken_of)
        if spoken_of.is_party and {p.code for p in zero}.isdisjoint(p.code for p in spoken_of.reference.parties):
            draft.subject, draft.subject_rule = Node(None, Reference(zero), "topic", zero[0].start, zero[-1].end), "ko/zero-subject"


def _is_of_place(draft: Draft) -> bool:
    """`…한 인터뷰에서다`: a copula on a phrase with 에서 says where; it has no subject and leaves that of the sentence before."""
    last = draft.nodes[-1] if draft.nodes else None
    return draft.predicate.lemma == "이다" and last is not None and last.marker == "in" and last.end >= draft.predicate.start - 1


def _same_as_topic(drafts: Sequence[Draft]) -> None:
    """`러시아는 우크라이나를 침공한 나라다`: what is told of a 나라 that somebody is, is told of them."""
    for draft in drafts:
        head = draft.head
        if draft.gap == "subject" and head is not None and head.head in ("나라", "국가") and not head.is_party:
            owner = head.owner
            if owner is not None and owner.predicate.lemma == "이다" and owner.subject is not None and owner.subject.is_party:
                draft.subject, draft.subject_rule = owner.subject, "ko/subject-of-copula"


def _inner_subject(drafts: Sequence[Draft], draft: Draft, k: int, topic: Node | None) -> Node | None:
    """Inside reported words a subject of their own goes before the topic, which is who reports them.

    Not who gave the occasion: 이스라엘군은 | 시위대가 접근하자 | 발포했다고 주장했다.
    """
    before = draft.before
    if draft.predicate.ending == "quoted-adnominal" and topic is not None and before is not None and before.subject is not None:
        # 대변인은 | 한국이 폭격기를 보내지 않도록 | 요청했다는 보도를 부인했다
        aside = before.subject_rule == "ko/subject" and not before.subject.topic and before.subject.start > topic.start
        return before.subject if aside else None
    report = next((d.reported_by for d in drafts[k:] if d.reported_by is not None), None)
    if topic is None or report is None or report is draft or report.subject not in (None, topic):
        return None
    return next(
        (
            d.subject
            for i, d in reversed(list(enumerate(drafts[:k])))
            if d.subject is not None and d.subject_rule == "ko/subject" and not d.subject.topic
            and d.subject.start > topic.start and d.predicate.ending_form not in grammar().endings["occasion"] and (d.predicate.ending in ("connective", "quotative", "giro") or _told_to(topic, d, draft))
            and not _are_told(drafts[i:k], drafts[: k + 1])
        ),
        None,
    )  # fmt: skip


def _told_to(topic: Node, inner: Draft, draft: Draft) -> bool:
    """`콜롬비아는 | 미국이 콜롬비아에 넘겨줄 것을 | 요청할 것이라고 밝혔다`: nobody asks something of himself, so whoever is to get it asks."""
    if inner.head is None or inner.head not in draft.nodes or inner.head.marker != "object":
        return False
    own = {p.code for p in topic.reference.parties}
    return any(p.code in own for n in inner.nodes if n.marker in ("at", "to") for p in n.reference.parties)


def _are_told(words: Sequence[Draft], until: Sequence[Draft]) -> bool:
    """`A는 | B가 …했다고 | 비난하고 …`: whether words in between are reported by a predicate not later than these."""
    return any(w.predicate.ending == "quotative" and w.reported_by is not None and w.reported_by in until for w in words)


def _adverbial(draft: Draft) -> bool:
    """Whether an adnominal clause only sets the scene (…하는 자리에서, …한 뒤), so that its subject may go on."""
    if draft.predicate.ending not in ("adnominal", "quoted-adnominal"):
        return True
    # 북한이 무산 가능성을 시사한 것과 | 관련, “…”라고 했다: who did what is spoken of
    thing = draft.head is not None and draft.head.marker == "with" and draft.head.head in speech_words().things
    return draft.gap is None and draft.head is not None and draft.head.marker not in ("object", "subject", "topic", "about") and not thing
