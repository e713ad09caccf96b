"""A number in the scale people read it in, and its unit: 570亿元, 25万㎡; in English 57 billion yuan, 250,000 m²."""

from __future__ import annotations

from decimal import Decimal

# Chinese counts in fours; a scale is used only where the number then needs at most two decimals, so that nothing is rounded.
SCALES = {
    "zh": ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万")),
    "en": ((Decimal(10**12), " trillion"), (Decimal(10**9), " billion"), (Decimal(10**6), " million")),
}
DECIMALS = 2
DASH = "–"
# Units of measure and money have English words; measure words (家, 个, 所) belong to the noun that they count and stay.
UNITS_EN = {
    "元": "yuan", "美元": "US dollars", "㎡": "m²", "公里": "km", "米": "m", "立方": "m³", "吨": "t", "公顷": "ha", "亩": "mu",
    "平方公里": "km²", "百分点": "percentage points", "人": "people", "人次": "visits", "户": "households", "天": "days",
    "小时": "hours", "分钟": "minutes", "工作日": "working days", "年": "years", "个月": "months", "千瓦时": "kWh", "m3/d": "m³/day",
}  # fmt: skip
CLOSE = ("%", "‰", "℃")  # written without a space


def scaled(value: float | int, lang: str) -> tuple[str, str]:
    """Digits and scale word: (570, 亿); the value is never rounded."""
    exact = Decimal(repr(value))
    for size, word in SCALES[lang]:
        if abs(exact) >= size and _short(exact / size):
            return _digits(exact / size, lang), word
    return _digits(exact, lang), ""


def number_text(value: float | int, unit: str, lang: str) -> str:
    """A bare number with its scale and unit, such as a reading has."""
    digits, scale = scaled(value, lang)
    return digits + scale + unit_text(unit, lang)


def unit_text(unit: str, lang: str) -> str:
    """The unit as it follows a number."""
    if lang == "zh":
        return "个百分点" if unit == "百分点" else unit
    word = UNITS_EN.get(unit, unit)
    return word if word in CLOSE or not word else f" {word}"


def _short(number: Decimal) -> bool:
    return number == number.quantize(Decimal(1).scaleb(-DECIMALS))


def _digits(number: Decimal, lang: str) -> str:
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if lang == "zh":
        return plain
    whole, _, part = plain.partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "") if whole not in ("-0",) else plain
