"""The shapes of Korean time expressions, as regular expressions over the tables of `ko_words`.

Every repetition is bounded, so that matching at one place costs a bounded time. `START` finds places worth trying;
the other patterns are matched there and nowhere else. S is an optional space (texts write 지난달 and 지난 달, 7월8일 and 7월 8일).
"""

import re
from collections.abc import Iterable
from typing import Final

from dragoman.dates import ko_words as words

S: Final = r"[ \t\u00a0\u3000]{0,3}"
_DASH: Final = r"[~∼〜～\-–]"
# What may follow a word that is also the head of longer words (해/해석, 초/초대, 말/말레이시아): an end or a particle.
_END: Final = (
    r"""(?=[\s,.:;)\]'"’”」』·…]|에|엔|의|부터|부턴|까지|께|쯤|경|로|였|이었|인|은|는|가|를|도[\s,]|$)"""
)


def _any(forms: Iterable[str]) -> str:
    """An alternation of words, longest first; 지난달 also matches 지난 달."""
    spaced = {
        "지난달",
        "이번달",
        "다음달",
        "같은달",
        "지난주",
        "이번주",
        "다음주",
        "같은해",
        "같은날",
        "다음날",
    }
    longest = sorted(forms, key=len, reverse=True)
    return "|".join(form[:2] + S + form[2:] if form in spaced else form for form in longest)


# (현지시간), (이하 현지시각), (한국시각 21일), (금), (금요일), (금·현지시간)
_ZONE: Final = (
    r"(?:이하\s?)?[가-힣][가-힣 ]{1,16}시[간각](?:으?로)?(?:\s?기준|\s?(?:\d{1,2}일)?"
    r"(?:\s?(?:오전|오후|새벽|아침|저녁|정오|자정|심야|밤|낮))?(?:\s?\d{1,2}시(?:\s?\d{1,2}분)?)?(?:께|경|쯤)?)?\s?"
)
_PAREN: Final = rf"(?:{S}\((?:%s(?:요일)?)?[·,\s]{{0,2}}(?:{_ZONE})?(?<!\()\))?"
_WEEKDAY: Final = r"(?P<weekday>[월화수목금토일])"
# 오전 10시 30분께, 밤, 늦은 오후; 28일 밤샘 협상 and 15일 낮은 수준 are no times.
_TIME: Final = (
    rf"(?P<time>{S}(?:(?:늦은|이른){S})?(?:(?:오전|오후|새벽|아침|저녁|정오|자정|심야|한밤|밤(?![샘낮새중])|낮(?![은아추출]))"
    rf"(?:{S}\d{{1,2}}시(?!간)(?:{S}\d{{1,2}}분)?)?|\d{{1,2}}시(?!간)(?:{S}\d{{1,2}}분)?)(?:께|경|쯤)?)?"
)
TAIL: Final = re.compile(_PAREN % _WEEKDAY + _TIME + _PAREN % "[월화수목금토일]")

# 한국시간 12일 새벽(현지시간 11일 오후): the day where it took place.
LOCAL_DAY: Final = re.compile(r"\((?:이하\s?)?현지\s?시[간각]\s?(\d{1,2})일")
LOCAL: Final = re.compile(r"현지\s?시[간각]")

SUFFIX: Final = re.compile(
    rf"(?P<since>부터|부턴|{S}이후(?!락)|{S}이래|{S}들어(?=[\s,]|서))|(?P<until>까지|{S}이전(?=에|의|까지|[,.]|$))"
)

_MARK: Final = _any((*words.PAST_MARKS, *words.AHEAD_MARKS))
_YEAR: Final = (
    rf"(?:(?P<year4>(?:1[89]|20)\d\d){S}년(?![대산형식생판물째])(?!간(?![ ]?[가-힣]))(?!{S}(?:역사|만에|동안|넘게|가까이))(?:도(?!쿄))?"
    rf"|['’‘](?P<year2>\d\d){S}년|(?P<year2m>\d\d)년(?={S}\d{{1,2}}월)"
    rf"|(?P<yearword>지지난해|재작년|작년|금년|내후년|내년|(?:{_any(words.SPOKEN_YEARS)}){_END}|(?:지난|올)해(?![석결법당설명군])"
    rf"|올(?={S}(?:\d{{1,2}}월|상반기|하반기|초{_END}|[1-4]분기|봄|여름|가을|겨울|연말|들어))))"
)
_MONTH: Final = (
    rf"(?:(?:(?P<month1>\d{{1,2}})(?:월?{S}{_DASH}|{S}[·ㆍ,]){S})?(?P<month>\d{{1,2}}){S}월(?!드|급|세|요일)"
    rf"|(?P<monthword>{_any((*words.MONTH_WORDS, *words.SPOKEN_MONTHS))})(?![리려린릴렸라러마])(?!라))"
)
_NOT_DAY: Final = (
    r"(?!본(?!부)|째|차(?![관장기량])|치|짜리|씩|당(?![정국직])|거리|자리|평균|여|만에|만의|간의|일|장(?!관)|제(?=[를의는가도\s,.])"
    rf"|이{S}(?:걸[리린릴렸]|소요|남[은았])|{S}(?:동안|만에|만의|일정|코스|휴가|내내|연속|평균|앞으로|안에|내에|내로|뒤|후(?=[\s에])))"
)
_DAYS: Final = rf"(?P<days>\d{{1,2}}(?:일?{S}(?:[·ㆍ‧,]|{_DASH}){S}\d{{1,2}}){{0,3}}){S}"
_PART: Final = rf"(?P<part>[1-4]분기|상반기|하반기|(?:초순|상순|중순|하순|중반|연초|연말|초|말){_END}|(?:봄|여름|가을|겨울)(?!방학))"
DATE: Final = re.compile(
    rf"(?:(?P<mark>{_MARK}){S}(?=['’‘\d상하봄여가겨연]))?"
    rf"(?:{_YEAR}{S})?"
    rf"(?:{_MONTH}{S})?"
    rf"(?:{_DAYS}(?(mark)(?:일{_NOT_DAY}|(?=부터))|일{_NOT_DAY}))?"
    rf"(?(days)|{_PART}?)"
)
# 10∼15일, 14일∼15일, 19일부터 21일까지: what joins the two, and what may close the second.
JOIN: Final = re.compile(rf"{S}(?:{_DASH}|(?P<words>부터|에서)){S}(?=['’‘\d내올다])")
# 19일부터 사흘간: how long it lasts.
LASTING: Final = re.compile(
    rf"부터{S}(?:(?:(?P<word>{_any(words.DAY_COUNTS)})|(?P<count>\d{{1,2}})일){S}(?:간|동안|일정으로)(?![가-힣])"
    rf"|\d{{1,2}}박{S}(?P<stay>\d{{1,2}})일(?:간)?)"
)

NUMERIC: Final = re.compile(
    r"(?P<year>(?:1[89]|20)\d\d)(?P<sep>\.|-|/)\s?(?P<month>\d{1,2})(?P=sep)\s?(?P<day>\d{1,2})(?![\d-]|\.\d)\.?"
)
YEARS: Final = re.compile(
    rf"(?P<first>(?:1[89]|20)\d\d)년?{S}{_DASH}{S}(?P<last>(?:1[89]|20)\d\d|\d\d){S}년(?![대산형식생판물째간])"
)
DECADE: Final = re.compile(r"(?:(?P<year>(?:1[89]|20)\d0)|(?P<short>[2-9]0))년대")

_NUMBER: Final = r"(?:\d{1,3}(?:[~∼-]\d{1,3})?|[1-9]000|몇|수십|수)여?"
_UNIT: Final = r"(?:년|개월|주일|주|일)"
_SMALL: Final = rf"(?:{_any(words.SMALL_NUMBERS)}|몇)"
_WORD: Final = rf"(?:{_any(words.DAY_COUNTS)}|며칠|수일)"
_AMOUNT: Final = rf"(?:{_NUMBER}{S}{_UNIT}여?|{_WORD}|{_SMALL}{S}[달해주])"
DURATION: Final = re.compile(
    rf"(?:(?:지난|최근|향후|앞으로){S})?(?:(?:약|총|무려|꼬박|불과|단){S})?{_AMOUNT}(?:{S}\d{{1,2}}개월|{S}수개월)?{S}"
    r"(?:간(?=[\s,.)에의을를은이]|여|$)|동안|만에|만(?=의|이다|인|이고|이며|으로|\s?[,.])|째|차(?=에|가|인|를|로|[\s,.]|$)|연속|내내"
    r"|(?:이상|이내|정도|가량|남짓|가까이|넘게)(?=[\s,.)의을이에]|$)|안에)"
)
_NOT_AGO: Final = rf"(?!{S}전(?:[에의인부]|(?![가-힣])))"
STRETCH: Final = re.compile(
    rf"(?:(?:최근|향후|앞으로){S}(?:약{S})?{_AMOUNT}"
    rf"|지난{S}(?:약{S})?(?:{_NUMBER}{S}(?:년(?!{S}\d{{1,2}}월)|개월|주일|주)여?|{_WORD}|{_SMALL}{S}[달해주])){_NOT_AGO}"
)
AGO: Final = re.compile(
    rf"(?:지난{S}|약{S})?(?:(?P<count>[1-9]\d{{0,2}}){S}(?P<unit>{_UNIT})|(?P<word>{_any(words.DAY_COUNTS)})"
    rf"|(?P<small>{_any(words.SMALL_NUMBERS)}){S}(?P<smallunit>[달해주])){S}"
    rf"(?:(?P<ago>전|앞서(?=[\s,])|앞선(?=\s))|(?P<later>뒤|후))(?=[\s,.)에의인부까엔과와은]|$)(?P<thatday>{S}(?:이날|오늘))?"
)
# What stands right before a day that is counted from one of them.
FROM_SET_DAY: Final = re.compile(rf"(?<![가-힣])(?:{_any(words.SET_DAYS)})(?:{S}(?:바로|불과|하루))?{S}$")
FORMER: Final = re.compile(rf"{S}(?:{'|'.join(words.FORMER_OR_WHOLE)})")
# 회담 사흘 만인 25일: what was that many days before the date that follows.
FROM_DATE: Final = re.compile(rf"(?:(?P<word>{_any(words.DAY_COUNTS)})|(?P<count>\d{{1,2}}){S}일){S}만(?=인)")
BEFORE_DATE: Final = re.compile(rf"인{S}(?=(?:(?:지난|오는) )?\d)")
ANNIVERSARY: Final = re.compile(rf"\d{{1,3}}{S}주[년기](?!간)")
FREQUENCY: Final = re.compile(
    rf"(?:매년|매해|해마다|격년|매달|매월|매주|매일(?!경제|신문|유업|방송))"
    rf"(?:{S}(?P<month>\d{{1,2}})월)?(?:{S}(?P<day>\d{{1,2}})일)?(?:{S}[월화수목금토일]요일)?"
)
WEEK: Final = re.compile(
    rf"(?P<week>{_any(words.WEEK_WORDS)})(?:{S}(?P<weekpart>초반?|중반|후반|주말|말)(?=[\s,.에의부까도]|$))?"
    rf"(?:{S}(?P<day>[월화수목금토일])요일(?:{S}\((?P<date>\d{{1,2}})일\))?"
    r"|(?=[\s,.:;)'\"’”…]|에|엔|의|부터|부턴|까지|는|중|간(?![가-힣])|도(?![권하적로시])|$))"
)
WEEKEND: Final = re.compile(rf"(?P<week>지난|이번|다음|오는){S}주말")
WEEKDAY: Final = re.compile(
    rf"(?:(?P<mark>{_MARK}|이번){S})?(?P<day>[월화수목금토일])요일(?!마다)(?:{S}\((?P<date>\d{{1,2}})일\))?"
)
NOW_DAY: Final = re.compile(
    rf"(?P<word>{_any(words.NOW_DAYS)})(?![야서날])(?!{S}자)(?!신문|뉴스|저널)(?:{S}\((?P<date>\d{{1,2}})일\))?"
)
SPOKEN_DAY: Final = re.compile(
    rf"(?P<word>{_any(words.SPOKEN_DAYS)}|다음{S}날)(?![치씨짜])(?:{S}\((?P<date>\d{{1,2}})일\))?"
)
# 총리는 당일, but not 회의 당일
BEFORE_THAT_DAY: Final = re.compile(r"(?:^|[.,\n\"”’']|[은는가도을를])\s?$")
YEAR_END: Final = re.compile(rf"(?P<word>연말|연초|연내){_END}")
# 올해 들어 3월까지, 금년 들어 지난 6월까지: from January on
SO_FAR: Final = re.compile(rf"(?:올해?|금년){S}들어{S}(?:지난{S})?(?P<month>\d{{1,2}})월{S}(?:말)?까지")
RECENTLY: Final = re.compile("최근(?!접)")
THEN: Final = re.compile(r"당시(?=[\s,에의엔는]|$)")
BEFORE_THEN: Final = re.compile(r"(?:^|[.?!…\n\"”’'(,]\s{0,3}|[은는도]\s)$")
# Not times at all: skipped whole.
NO_DATE: Final = re.compile(
    rf"{'|'.join(words.NAMES)}|\d{{1,3}}박{S}\d{{1,3}}일|1일{S}\d{{1,3}}{S}(?:회|번|끼|시간|잔|배럴|톤)|1일{S}(?:평균|최대|최소|생산)"
    rf"|\d{{1,3}}일(?:에서|이던|간에서){S}\d{{1,3}}일(?:간)?(?:으?로|까지{S}(?:늘|줄))"
    r"|오늘날|오늘내일|일일|어제오늘"
)
COUNT_BEFORE: Final = re.compile(rf"(?:(?:^|[^가-힣])(?:{'|'.join(words.COUNT_MARKS)}){S}|\d박{S}|제)$")
# 문명국의 내일을: the future, not the day after.
FIGURATIVE_BEFORE: Final = re.compile("의 $")
SENTENCE_END: Final = re.compile(r"[.?!][\"'”’)]?(?!\d)")
# A day told in passing is not the scene of what follows when its sentence looks back (앞서 …, … 이후, 당시, … 때).
LOOKING_BACK: Final = re.compile("앞서|이후|당시|때|만에|만이")
# 20일 … 매체에 따르면 … 전날: the first day is that of the report, the scene is the day before.
REPORT: Final = re.compile("따르면|보도|인용")

_HEADS: Final = (
    "지난|지지난|오는|오늘|다가|다음|다다음|올|작년|재작년|금년|금주|내[년달일후주]|그[해달제날]|그저께|같은|이[달번날튿듬틀레]"
    "|당일|전날|어제|모레|글피|최근|당시|연[말초내]|상반기|하반기|매[년해달월주일]|해마다|격년|향후|앞으로|하루|사흘|나흘|닷새|엿새"
    "|여드레|아흐레|열흘|보름|며칠|수[십년일개주]|몇|일주일|일일|(?:한|두|세|석|네|넉|다섯|여섯|열)[ ]?[달해주]"
    "|[월화수목금토일]요일|(?:약|총|무려|꼬박|불과|단)[ ]?\\d"
)
# A number that no number, letter or joined number precedes (not 24.5일, G7, 010-28), or a word that begins here.
START: Final = re.compile(
    rf"(?<![\dA-Za-z])(?<!\d[.,·ㆍ‧/~∼〜～:\-–])(?<![A-Za-z]-)\d|['’‘](?=\d\d ?년)|(?<![가-힣])(?:{_HEADS})"
)
