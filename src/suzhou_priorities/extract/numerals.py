"""Numbers written in Chinese characters."""

from __future__ import annotations

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
SIGNS = "〇零一二两三四五六七八九十百千万亿"


def chinese_number(text: str) -> float | None:
    """Return the value of a whole number in Chinese characters (``一百二十``, ``两``, ``三万五``), None if it is none.

    Digits in a row are read as such (``二〇二四``). A bare power counts once (``千亿`` is 1000 times 亿), and a
    last digit behind a power without a zero counts in the next power down (``三万五`` is 35,000).
    """
    if not text or any(sign not in SIGNS for sign in text):
        return None
    if all(sign in DIGITS for sign in text):
        return float("".join(str(DIGITS[sign]) for sign in text))
    total = section = 0.0
    digit: int | None = None
    power = 0
    for sign in text:
        if sign in DIGITS:
            if digit:
                return None
            digit = DIGITS[sign]
            power = 0 if digit == 0 else power
        elif sign in _TENS:
            section += (1 if digit is None else digit) * _TENS[sign]
            digit, power = None, _TENS[sign]
        else:
            group = _GROUPS[sign]
            whole = section + (digit or 0)
            if whole == 0 and total:
                total *= group
            else:
                scaled = (whole or 1) * group
                total = (total + whole) * group if total and total < group else total + scaled
            section, digit, power = 0.0, None, group
    if digit is not None:
        section += digit * (power / 10 if power > 10 else 1)
    return total + section


def chinese_decimal(text: str) -> float | None:
    """Return the value of a number in Chinese characters that may have decimals behind 点 (``三点五``), or None."""
    whole, _, rest = text.partition("点")
    value = chinese_number(whole)
    digits = [DIGITS.get(sign) for sign in rest]
    if value is None or None in digits:
        return None
    return value + sum((digit or 0) * 0.1**place for place, digit in enumerate(digits, start=1))
