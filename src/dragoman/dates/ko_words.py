"""The words of Korean time expressions. Written for this project from general knowledge of the language.

Numbers beside words are shifts (in the unit of the table) or values; a `None` shift counts from what was spoken of last.
"""

from typing import Final

# Days counted in words.
DAY_COUNTS: Final = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9,
    "열흘": 10, "보름": 15, "일주일": 7,
}  # fmt: skip
# Native numerals before 달 and 해 (한 달 전).
SMALL_NUMBERS: Final = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "열": 10}
# Units of "ago" and of durations, and the calendar unit they count in (a week is seven days).
UNITS: Final = {
    "년": "year",
    "해": "year",
    "개월": "month",
    "달": "month",
    "주일": "week",
    "주": "week",
    "일": "day",
}

# Years against the year of publication; 그해 and its kin against the year spoken of.
YEAR_WORDS: Final = {
    "지지난해": (-2, "year-before-last"), "재작년": (-2, "year-before-last"), "지난해": (-1, "last-year"),
    "작년": (-1, "last-year"), "올해": (0, "this-year"), "금년": (0, "this-year"), "올": (0, "this-year"),
    "내년": (1, "next-year"), "내후년": (2, "year-after-next"),
}  # fmt: skip
SPOKEN_YEARS: Final = {"그해": 0, "같은해": 0, "이듬해": 1}
# Months against the month of publication; written without the space here, with or without it in texts.
MONTH_WORDS: Final = {
    "지지난달": (-2, "month-before-last"), "지난달": (-1, "last-month"), "이번달": (0, "this-month"),
    "이달": (0, "this-month"), "다음달": (1, "next-month"), "내달": (1, "next-month"),
}  # fmt: skip
SPOKEN_MONTHS: Final = ("같은달", "그달")
# Weeks against the week of publication.
WEEK_WORDS: Final = {
    "지지난주": -2,
    "지난주": -1,
    "이번주": 0,
    "금주": 0,
    "다음주": 1,
    "내주": 1,
    "다다음주": 2,
}
WEEKDAYS: Final = "월화수목금토일"

# Parts: of a month, first and last day (0: its last); of a year, first and last month; of a week, days from Monday.
MONTH_PARTS: Final = {
    "초": (1, 10),
    "초순": (1, 10),
    "상순": (1, 10),
    "중순": (11, 20),
    "중반": (11, 20),
    "하순": (21, 0),
    "말": (21, 0),
}
YEAR_PARTS: Final = {
    "초": (1, 3), "연초": (1, 3), "중반": (5, 8), "말": (10, 12), "연말": (10, 12), "상반기": (1, 6), "하반기": (7, 12),
    "1분기": (1, 3), "2분기": (4, 6), "3분기": (7, 9), "4분기": (10, 12),
    "봄": (3, 5), "여름": (6, 8), "가을": (9, 11), "겨울": (12, 14),
}  # fmt: skip
# Parts of a year that name no months for certain.
VAGUE_PARTS: Final = frozenset({"초", "연초", "중반", "말", "연말"})
WEEK_PARTS: Final = {
    "초": (0, 2),
    "초반": (0, 2),
    "중반": (1, 3),
    "후반": (3, 6),
    "말": (5, 6),
    "주말": (5, 6),
}

# Days against the day of publication (now), or against the day spoken of (spoken).
NOW_DAYS: Final = {
    "그저께": (-2, "two-days-ago"), "그제": (-2, "two-days-ago"), "어제": (-1, "yesterday"), "오늘": (0, "today"),
    "내일": (1, "tomorrow"), "모레": (2, "day-after-tomorrow"), "글피": (3, "three-days-ahead"),
}  # fmt: skip
SPOKEN_DAYS: Final = {
    "전날": (-1, "previous-day"), "이날": (0, "that-day"), "같은날": (0, "same-day"), "그날": (0, "same-day"), "이튿날": (1, "following-day"),
    "다음날": (1, "following-day"), "당일": (0, "same-day"), "그날로": (0, "same-day"),
}  # fmt: skip

# Days that other days are counted from, and that the calendar here does not know: 선거 전날, 투표 날 하루 전.
SET_DAYS: Final = (
    "선거", "지방선거", "총선", "대선", "재선거", "보궐선거", "투표", "투표일", "투표 날", "개표", "취임", "취임식", "대관식", "개막", "개막식", "개회식",
    "시한", "마감", "기한", "기념일", "명절", "설", "설날", "추석", "성탄절", "크리스마스", "생일", "만료", "발효", "휴가", "종료",
)  # fmt: skip

# What says that a day or month is behind or ahead.
PAST_MARKS: Final = ("지난",)
AHEAD_MARKS: Final = ("오는", "다가오는", "다가올")

# `3일 전` is three days ago, but not before these: there 전 is "former" or "whole" (28일 전 대통령, 28일 전 세계).
FORMER_OR_WHOLE: Final = (
    "세계", "국민", "국가", "지역", "직원", "산업", "인류", "주민", "부문", "당원", "국무", "외무", "외교", "국방", "재무",
    "대통령", "총리", "장관", "차관", "의원", "대표", "위원", "회장", "대변인", "대사", "정부", "주석", "국장", "총장", "사령관",
    "미국", "미 ", "러시아", "중국", "일본", "영국", "독일", "유엔", "주한", "주미", "주중", "주러",
)  # fmt: skip
# Words right before a number of days that make it a count.
COUNT_MARKS: Final = (
    "총",
    "약",
    "앞으로",
    "무려",
    "불과",
    "최소",
    "최대",
    "최장",
    "단",
    "고작",
    "꼬박",
    "만",
    "제",
    "주",
)
# Names that look like months.
NAMES: Final = (
    "3월의 광란",
    "13월의",
    "8월의 크리스마스",
    "10월 혁명",
    "2월 혁명",
    "4월 혁명",
    "9월 학기",
    "5월 단체",
)
