"""The colours of a card, and how well one is read on another (WCAG 2.2, 1.4.3)."""

import re
from dataclasses import dataclass

from scripts.content.account import Account

WHITE, INK, SOFT = "#ffffff", "#1d2830", "#4a5963"
LEAST, LEAST_LARGE = 4.5, 3.0  # contrast of letters; of large ones (from 24 px, bold ones from 18.66 px)
_STANDARD = ("#17608a", WHITE)  # of an account without a brand
_SOBER = ("#37474f", WHITE)  # of a correction, which must not look like an advertisement
_HEX = re.compile("#[0-9a-fA-F]{6}", re.ASCII)


@dataclass(frozen=True)
class Palette:
    """`accent` for links, headings and the one button, `alert` for what must not be missed; `tint` lies behind facts."""

    accent: str
    on_accent: str
    tint: str
    rule: str
    alert: str = "#b3261e"
    on_alert: str = WHITE


def palette_of(account: Account, is_correction: bool) -> Palette:
    """The brand's colours where the account has them, the standard ones where it has none; sober ones for a correction."""
    brand = (account.brand.accent.lower(), account.brand.on_accent.lower()) if account.brand else _STANDARD
    accent, on_accent = _SOBER if is_correction else brand if all(map(is_colour, brand)) else _STANDARD
    return Palette(accent, on_accent, _mixed(accent, 0.07), _mixed(accent, 0.3))


def is_colour(text: str) -> bool:
    """True for `#rrggbb`."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours `#rrggbb`: 1 (alike) to 21 (black on white)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, share: float) -> str:
    """That share of a colour in white."""
    return "#" + "".join(f"{round(255 - (255 - channel) * share):02x}" for channel in _channels(colour))


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))
