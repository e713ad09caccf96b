from __future__ import annotations


def scaled(value: float, lang: str) -> tuple[str, str]:
    if lang == "zh":
        for size, word in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
            if abs(value) >= size:
                return f"{value / size:,.12g}".replace(",", ""), word
    return f"{value:,.12g}", ""
