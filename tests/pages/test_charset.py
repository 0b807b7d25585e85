"""Character sets, declared rightly, wrongly or not at all."""

import pytest

from dragoman.pages.charset import declared, decode

KOREAN = "카자흐스탄 대통령이 28일 아스타나에서 장관을 만났다. 양국은 협력을 넓히기로 했다.\n" * 3
RUSSIAN = "Президент Казахстана встретился в Астане с министром. Стороны договорились о сотрудничестве.\n" * 3


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "euc-kr", "cp949", "iso2022_kr"])
def test_korean(name: str) -> None:
    assert (decode(KOREAN.encode(name)) or ("", ""))[0] == KOREAN


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "utf-16-le", "cp949"])
def test_half_a_character_at_the_end_is_dropped(name: str) -> None:
    whole = "회담이 열렸다" * 20
    assert (decode(whole.encode(name)[:-1]) or ("", ""))[0] == whole[:-1]


def test_hangul_beyond_euc_kr() -> None:
    assert decode(("똠방각하와 펲시콜라 " * 9).encode("cp949")) == ("똠방각하와 펲시콜라 " * 9, "cp949")


@pytest.mark.parametrize("says", ["utf-8", "euc-kr", "ks_c_5601-1987", "iso-8859-1", "windows-1251", "no-such-set", "base64"])
@pytest.mark.parametrize("name", ["utf-8", "cp949"])
def test_a_wrong_declaration_is_seen_through(says: str, name: str) -> None:
    page = f'<html><head><meta charset="{says}"></head><p>{KOREAN}'
    assert decode(page.encode(name)) == (page, name)


def test_a_page_of_two_character_sets() -> None:
    page = b"<p>" + KOREAN.encode("cp949") + b"</p><p>" + KOREAN.encode("utf-8") + b"</p>"
    text, _ = decode(page) or ("", "")
    assert text.count(KOREAN) == 2


def test_a_few_broken_bytes_do_not_spoil_the_page() -> None:
    text, name = decode(KOREAN.encode() + b"<p>\xff\xfe\xc0</p>" + KOREAN.encode()) or ("", "")
    assert name == "utf-8"
    assert text.count(KOREAN) == 2


@pytest.mark.parametrize("name", ["cp1251", "koi8-r"])
def test_russian_undeclared(name: str) -> None:
    assert (decode(RUSSIAN.encode(name)) or ("", ""))[0] == RUSSIAN


def test_declared_sets_are_believed_where_they_fit() -> None:
    thai = '<meta charset="tis-620"><p>' + "รัฐมนตรีเดินทางเยือนกรุงโซล" * 5
    assert decode(thai.encode("cp874")) == (thai, "cp874")
    chinese = '<meta charset="gb2312"><p>' + "外交部长访问阿斯塔纳，双方同意扩大合作。" * 5
    assert decode(chinese.encode("gb18030")) == (chinese, "gb18030")


def test_declarations() -> None:
    assert declared(b'<meta http-equiv="Content-Type" content="text/html; charset=EUC-KR">') == "cp949"
    assert declared(b'<?xml version="1.0" encoding="UTF-8"?>') == "utf-8"
    assert declared(b"<meta charset=klingon>") is None
