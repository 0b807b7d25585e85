"""The status of a clause: from its own endings and from what it hangs on."""

from collections.abc import Iterator

from dragoman.languages.ko.drafts import Draft
from dragoman.languages.ko.grammar import grammar
from dragoman.languages.ko.telling import complement_status, host_kind
from dragoman.model.language import Status


def contents_of(draft: Draft) -> Iterator[Draft]:
    """The clauses that a predicate reports or asks for: 다고, 것을, 기를."""
    for report in draft.reports:
        yield report
        yield from report.reports
    for node in draft.nodes:
        if node.clause is not None:
            yield node.clause
        for modifier in node.modifiers:
            if isinstance(modifier, Draft) and node.marker in ("object", "at", "about", "by", ""):
                yield modifier


def is_reported(draft: Draft) -> bool:
    """Whether somebody is said to say the clause: …한다고, …한다는 뜻을."""
    return draft.reported_by is not None or draft.predicate.ending == "quoted-adnominal"


def is_past(draft: Draft) -> bool:
    """Told in the past tense, by its own ending or that of the clause it is chained to."""
    seen = 0
    current: Draft | None = draft
    while current is not None and seen < 8:
        if any(f in ("었", "았", "였") for f in current.predicate.tail.split()) or (current.predicate.ending == "adnominal" and current.predicate.ending_form in ("ᆫ", "은", "던")):
            return True
        current, seen = current.chained, seen + 1
    return False


def status_of(draft: Draft) -> tuple[Status, list[str]]:
    """The status of a clause: its own endings first, then what it hangs on."""
    telling = draft.telling
    status = telling.status
    rules: list[str] = []
    if telling.aim:
        return "possible", ["ko/aim"]
    if draft.begun is not None:
        return status_of(draft.begun)
    if _is_asked_too(draft):
        return "possible", ["ko/called-for"]
    if draft.head is not None and draft.gap is None and draft.head.owner is not None and draft.head.owner.predicate.lemma in grammar().agreeing and (
        draft.head.head in ("데", "것") or (draft.head.head in grammar().terms and draft.predicate.ending == "quoted-adnominal" and not telling.tensed)
    ):
        return "planned", ["ko/agreed-to"]
    if draft.predicate.ending in ("adnominal", "quoted-adnominal", "nominal", "giro") and status in ("happened", "planned"):
        noun = draft.head.head if draft.head is not None else ""
        if noun in grammar().times_past and telling.tensed and any(f in ("었", "았", "였") for f in draft.predicate.tail.split()):
            return "happened", ["ko/when-it-was"]
        lent = complement_status(noun) if draft.gap is None else None
        if draft.predicate.ending == "quoted-adnominal" and lent == "planned":
            # 지지한다는 뜻: the words in -다는 say themselves whether they are a plan
            lent = None
        if noun == "경우" and draft.predicate.ending_form in ("ᆯ", "을"):
            return "possible", ["ko/condition"]
        if lent is not None and "planned" in (status, lent) and draft.predicate.ending != "nominal" and not (lent == "possible" and telling.tensed and status == "happened"):
            return lent, ["ko/complement"]
        if lent == "possible" and not telling.tensed and draft.predicate.ending == "adnominal" and draft.predicate.ending_form == "는" and noun in ("방안", "가능성", "문제", "제안", "요구", "요청"):
            return "possible", ["ko/complement"]
        if draft.predicate.ending == "giro":
            return "planned", ["ko/agreed-to"]
        if draft.predicate.ending == "nominal" and not (draft.predicate.ending_form in ("ᆷ", "음") and draft.predicate.marker in ("at", "by")):
            # 채택함에 따라, 거부함으로써: what is so
            return "possible", ["ko/nominalised"]
        if draft.head is not None and draft.head.owner is not None and draft.head.head in ("것", "점", "데"):
            kind = host_kind(draft.head.owner.predicate.lemma)
            if kind in ("possible", "planned") and status != "happened":
                return "possible", ["ko/called-for"]
        if draft.head is not None and draft.head.owner is not None and draft.predicate.ending == "adnominal" and draft.predicate.ending_form == "는" and not telling.tensed:
            if draft.head.head in ("것", "거") and draft.gap is None and draft.head.marker in ("topic", "subject") and draft.head.owner.telling.status in ("planned", "possible"):
                # 관계를 맺는 것은 도움이 될 것이다: what would be, were it done
                return "possible", ["ko/supposed"]
            # 미사일을 쏘는 것을 막다, 핵을 넘기는 것을 기대하다: what is not, or not yet
            if draft.head.head in ("것", "거") and draft.gap is None and draft.head.owner.predicate.lemma in grammar().unreal_of:
                return "possible", ["ko/called-for"]
            if draft.head.head == "동안" and status_of(draft.head.owner)[0] == "possible":
                return "possible", ["ko/called-for"]
    nearer = _nearer(draft)
    if nearer is not None:
        return nearer
    if not telling.tensed and draft.chained is not None and draft.predicate.ending == "connective":
        later, _ = ("happened", []) if draft.predicate.comma else status_of(draft.chained)
        if later in ("planned", "possible") and draft.predicate.ending_form in grammar().endings["alike"] and not draft.chained.telling.aim:
            # 군대를 철수시키고 협력을 중단하라고: what is asked for together
            asked = [r for r in draft.chained.telling.rules if r in ("ko/command", "ko/must", "ko/need")]
            return later, asked or ["ko/chained"]
    owner = draft.head.owner if draft.head is not None else None
    if owner is not None and draft.predicate.ending == "adnominal":
        # 접견한 뒤 워싱턴으로 떠난다: what comes before something ahead lies ahead
        before = draft.head is not None and draft.head.head in grammar().afterwards
        # 방문하는 캐나다에서 … 만날 예정이다: what is yet to be done there is still ahead
        same_visit = draft.predicate.ending_form == "는" and status == "happened" and draft.predicate.lemma in grammar().scheduled
        if (before and tell_of_final(owner) == "planned") or (same_visit and "planned" in (owner.telling.status, tell_of_final(owner))):
            return "planned", ["ko/ahead"]
    if owner is not None and draft.predicate.ending == "adnominal" and owner.predicate.lemma == "이다" and draft.gap is None and draft.head is not None and draft.head.marker == "complement" and owner.telling.status in ("planned", "possible") and status == "happened":
        # 지지를 요청하는 자리였을 것이다
        return "possible", ["ko/complement"]
    if owner is not None and draft.head is not None and draft.head.head in grammar().texts and (
        owner.telling.negated or host_kind(owner.predicate.lemma) in ("refused", "ended")
    ):
        return "possible", ["ko/host-refused"]
    if draft.predicate.ending == "quoted-adnominal" and owner is not None and owner.predicate.lemma in grammar().reconsidering:
        return "possible", ["ko/host-possible"]
    if draft.reported_by is not None and host_kind(draft.reported_by.predicate.lemma) == "denied":
        return "denied", ["ko/denied"]
    if draft.head is not None and draft.head.owner is not None and draft.head.head in grammar().denied_nouns and _is_denied(draft):
        return "denied", ["ko/denied"]
    return status, rules


def _is_denied(draft: Draft) -> bool:
    """Whether the noun that a clause stands before is denied; who answers what another did (촉구한 것을 반박했다) does not deny it."""
    owner = draft.head.owner if draft.head is not None else None
    return owner is not None and host_kind(owner.predicate.lemma) == "denied" and not (owner.predicate.lemma == "반박" and draft.head is not None and draft.head.head == "것")


def _nearer(draft: Draft) -> tuple[Status, list[str]] | None:
    """`관계를 개선해 | 우군으로 만들 것이라는 | 관측이 나온다`, `박차고 | 나올 리 없다`: a clause that goes with the next one, not with the last."""
    chained, predicate = draft.chained, draft.predicate
    if chained is None or draft.telling.tensed or predicate.comma or predicate.ending != "connective" or predicate.ending_form not in ("고", "어", "아", "어서", "아서"):
        return None
    if chained.predicate.start - predicate.end <= 1:
        return ("possible", ["ko/chained"]) if "ko/cannot" in chained.telling.rules else None
    behind = [m for n in chained.nodes for m in (*n.modifiers, n.clause) if isinstance(m, Draft) and m.predicate.start > predicate.end]
    following = min(behind, key=lambda d: d.predicate.start, default=None)
    if following is None:
        return None
    inside = [m for d in behind for n in d.nodes for m in (*n.modifiers, n.clause) if isinstance(m, Draft)]
    adjacent = next((d for d in (*behind, *inside) if 0 <= d.predicate.start - predicate.end <= 1 and d.predicate.lemma in grammar().serial), None)
    serial = adjacent is not None
    following = adjacent or following
    # 만나 협력을 이어가길 희망했다: what is told as past was done before what is wished
    told_now = predicate.lemma not in grammar().settings_of_speech and not is_past(chained) and not chained.telling.tensed and following.predicate.ending_form not in ("ᆯ", "을", "ᆫ", "은", "는", "던")
    if serial or (told_now and following.subject not in following.nodes):
        status, rules = status_of(following)
        if status in ("planned", "possible"):
            return status, rules if serial else ["ko/chained"]
    return None


def _is_asked_too(draft: Draft) -> bool:
    """`군대를 철수하고 | 협력을 중단할 것을 | 촉구했다`: whether a clause is called for together with the next one."""
    asking, g, lemma = draft.chained, grammar(), draft.predicate.lemma
    if asking is None or draft.predicate.comma or draft.telling.tensed or draft.predicate.ending_form != "고" or host_kind(asking.predicate.lemma) != "possible":
        return False
    if lemma in g.settings_of_speech or lemma in g.done_by_saying or lemma in g.showing:
        return False
    wanted = (m for n in asking.nodes if n.head == "것" for m in n.modifiers if isinstance(m, Draft))
    return any(m.predicate.ending_form in ("ᆯ", "을") and m.predicate.start > draft.predicate.end for m in wanted)


def tell_of_final(draft: Draft) -> Status:
    """The status of the clause that a chain of clauses ends in."""
    last, seen = draft, 0
    while last.chained is not None and seen < 8:
        last, seen = last.chained, seen + 1
    ahead = "ko/scheduled-present" in last.telling.rules and any(n.phrase is not None and n.phrase.ahead for n in last.nodes)
    return "planned" if ahead else last.telling.status


def worse(left: Status, right: Status) -> Status:
    """The less real of two statuses."""
    order: tuple[Status, ...] = ("happened", "planned", "possible", "denied")
    return max(left, right, key=order.index)
