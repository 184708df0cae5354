"""Text that breaks careless code, as a Hypothesis strategy."""

from hypothesis import strategies as st

DROPPED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0300\u0301"
SPACES = " \u00a0\u2002\u2003\u2007\u2009\u200a\u202f\t\v\f\r\n\u2028\u2029\u0085"

PIECES = [
    *DROPPED,
    *SPACES,
    *"аяйёЙЁБ-ZxŁ09.,;:!?…«»„“\"'()[]—–‐‑№%&<>/\\_*",
    *("и\u0306", "е\u0308", "И\u0306", "\u0306", "\u0308", "о\u0301", "e\u0301"),
    *("😀", "👍🏽", "🇰🇿", "👩\u200d👩\u200d👧", "\U00010348", "\U000e0041", "\ue000", "\ufffd"),
    *("\u202e", "\x00", "\x1c", "عر", "会談", "İ", "ﬁ"),
    *("\r\n", "\n\n", ". ", " — ", "т. е. ", "А. Б. ", "1) ", "5-6", "2,5", "г. "),
    *("Министр ", "заявил", "Казахстана", "мини\u00adстр", "Чолакузаявил", "министрыобсудят"),
]

nasty_text = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
