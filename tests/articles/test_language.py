"""Languages, by script first."""

import pytest

from dragoman.articles.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("카자흐스탄 대통령이 장관을 만났다.", "ko"),
        ("카자흐스탄 대통령 Kassym-Jomart Tokayev (哈萨克斯坦)", "ko"),
        ("รัฐมนตรีต่างประเทศเดินทางเยือนกรุงโซล", "th"),
        ("外交部长访问阿斯塔纳，双方同意扩大合作。", "zh"),
        ("外務大臣はアスタナを訪問した。", "ja"),
        ("Президент Казахстана встретился с министром иностранных дел.", "ru"),
        ("Қазақстан Президенті Сыртқы істер министрін қабылдады.", "kk"),
        ("The minister met the president of Kazakhstan on Friday.", "en"),
        ("12345", None),
        ("", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language_of(text) == code
