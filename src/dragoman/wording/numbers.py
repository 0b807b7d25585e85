"""Numbers as people write them."""

from collections.abc import Sequence


def number(value: float, scales: Sequence[tuple[float, str]]) -> str:
    """A number for people, large ones by the `scales` of a language, the largest first (24.5 billion, 245억)."""
    for size, word in scales:
        if value >= size:
            return f"{value / size:,.4f}".rstrip("0").rstrip(".") + word
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
