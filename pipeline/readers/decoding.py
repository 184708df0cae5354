"""From bytes to text: which encoding, and is it text at all.

A byte order mark decides; then a strict decode as UTF-8, which no other encoding passes by chance.
What remains are the single-byte Cyrillic encodings. charset-normalizer ranks them; measured on
cuts of Russian news it is right from 80 characters on, but at 30 it takes every second KOI8-R text
for cp1251. Letter frequencies tell these apart (the alphabets are permuted), so they have the last
word and its order settles ties. Nothing is ever replaced.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from pipeline.errors import EmptyInputError, NotTextError

_MARKS = (
    # UTF-32's mark begins with UTF-16's, so it is tried first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = ("cp1251", "koi8-r", "cp866", "iso8859-5")
"""Encodings Russian text is still met in; Mac Cyrillic shadows cp1251 and is left out."""

_FREQUENT = frozenset("оеаинтсрвл")
"""The ten most frequent letters: 0.60-0.65 of the letters of Russian text of any kind (source:
letter counts of the Russian National Corpus); 0.2-0.3 after a wrong decode."""
_FREQUENT_SHARE = 0.45
_SAMPLE = 8_000
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CYRILLIC_WORD = re.compile("[а-яё]+", re.IGNORECASE)
_MIXED_WORD = re.compile("[a-z][а-яё]|[а-яё][a-z]", re.IGNORECASE)
_ODD_CASE = re.compile("[а-яё][А-ЯЁ]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_CONTROL_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text.

    Attributes:
        text: Without the byte order mark, otherwise exactly what the bytes say.
        encoding: Python's name of the encoding.
    """

    text: str
    encoding: str


def decode(raw: bytes) -> Decoded:
    """Decode the bytes of a text file.

    Raises:
        EmptyInputError: There is nothing but white space.
        NotTextError: The bytes are no text, or in no encoding that can be named for certain.
    """
    if not raw:
        raise EmptyInputError("is empty")
    decoded = _decode(raw)
    check_text(decoded.text)
    return decoded


def check_text(text: str) -> None:
    """Refuse a text that is empty or binary.

    Raises:
        EmptyInputError: There is nothing but white space.
        NotTextError: It holds NULs, many control characters or halves of surrogate pairs.
    """
    if not text.strip("\ufeff\u200b \t\r\n") or text.isspace():
        raise EmptyInputError("holds nothing but white space")
    nul = text.find("\0")
    if nul >= 0:
        raise NotTextError(
            f"is no text: a NUL at character {nul} (if it is UTF-16 without a byte order mark, "
            "save it as UTF-8)"
        )
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text) + 1:
        raise NotTextError("is no text: it is full of control characters")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotTextError(f"holds half a surrogate pair at character {error.start}") from None


def _decode(raw: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return Decoded(raw[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise NotTextError(
                    f"begins with the mark of {encoding} but is not valid {encoding} at byte "
                    f"{error.start + len(mark)}"
                ) from None
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    if b"\0" in raw:
        raise NotTextError("is no text: it holds NULs")
    if _is_damaged_utf8(raw):
        raise NotTextError(f"is UTF-8 that is damaged at byte {bad}; mend it and save it again")
    plausible: dict[float, Decoded] = {}
    for encoding in _ranked(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        plausible.setdefault(_frequent_share(text), Decoded(text, encoding))
    if plausible and max(plausible) >= _FREQUENT_SHARE:
        return plausible[max(plausible)]
    raise NotTextError(
        f"is not valid UTF-8 (byte {bad}) and reads as Russian in none of "
        f"{', '.join(_SINGLE_BYTE)}; save it as UTF-8"
    )


def _ranked(raw: bytes) -> list[str]:
    """The single-byte encodings, those the detector finds likely first."""
    from charset_normalizer import from_bytes  # 30 ms that a UTF-8 text need not pay

    names = {codecs.lookup(name).name: name for name in _SINGLE_BYTE}
    matches = from_bytes(raw, cp_isolation=list(_SINGLE_BYTE), enable_fallback=False)
    found = [codecs.lookup(match.encoding).name for match in matches]
    return [names[name] for name in dict.fromkeys([*found, *names]) if name in names]


def _is_damaged_utf8(raw: bytes) -> bool:
    """Whether most bytes outside ASCII form UTF-8's pairs: in other encodings hardly any do."""
    high = sum(byte >= 0x80 for byte in raw[:_SAMPLE])
    valid = raw[:_SAMPLE].decode("utf-8", "ignore")
    return len(_NOT_ASCII.findall(valid)) > high / 4


def _frequent_share(text: str) -> float:
    """How much of a text outside ASCII is frequent Russian letters; 0 where cases are mixed."""
    sample = text[:_SAMPLE]
    counts = Counter(letter.lower() for letter in _NOT_ASCII.findall(sample))
    words = len(_CYRILLIC_WORD.findall(sample))
    if not words or len(_ODD_CASE.findall(sample)) > 0.05 * counts.total():
        return 0.0
    if len(_MIXED_WORD.findall(sample)) > 0.2 * words:  # French accents read as Cyrillic
        return 0.0
    return sum(counts[letter] for letter in _FREQUENT) / counts.total()
