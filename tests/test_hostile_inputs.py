"""What the world sends: each becomes a valid record with exact quotations, or one clear error."""

from __future__ import annotations

import importlib.util
import json
import re
import time

import pytest

from pipeline.readers import InputFailure, make_release, read_paths
from pipeline.records import Record

SENTENCE = (
    "Министр транспорта Республики Казахстан Ерлан Сапарбеков встретился в Астане с министром "
    "инфраструктуры Литвы Йонасом Вайткусом и заявил, что стороны подписали меморандум о "
    "сотрудничестве в сфере туризма. "
)
WORDS = SENTENCE.replace(".", "").split()

TEXTS = {
    "plain": SENTENCE,
    "crlf": SENTENCE.replace(" и ", " и\r\n") + "\r\n\r\n" + SENTENCE,
    "lone_cr": SENTENCE + "\r" + SENTENCE,
    "no_break_spaces": SENTENCE.replace(" ", "\u00a0"),
    "narrow_spaces": SENTENCE.replace(" ", "\u202f"),
    "soft_hyphens": SENTENCE.replace("министр", "ми\u00adнистр").replace("Сапарб", "Сапар\u00adб"),
    "combining_accents": SENTENCE.replace("Ерлан", "Ерла\u0301н").replace("ом", "о\u0301м"),
    "decomposed_letters": SENTENCE.replace("й", "и\u0306").replace("Й", "И\u0306"),
    "emoji": f"\N{GRINNING FACE}\u200d\U0001f1f0\U0001f1ff {SENTENCE}\U0001f44d\U0001f3fd",
    "glued_words": SENTENCE.replace(" встретился", "встретился").replace(", что", ",что"),
    "zero_width": SENTENCE.replace(" и ", " и\u200b\ufeff "),
    "capitals": SENTENCE.upper(),
    "lower_case": SENTENCE.lower(),
    "no_letters_but_three": "Встреча прошла вчера " + "0123456789 " * 200,
    "punctuation": SENTENCE + "«»„“”—–-…!?.,;:()[]{}<>/\\|@#$%^&*+=~`'\" " * 20,
    "nested_quotes": "«" * 300 + SENTENCE + "»" * 300,
    "brackets": "(" * 2_000 + SENTENCE + ")" * 2_000,
    "one_long_word": "Министр " + "а" * 100_000 + " встретился с делегацией.",
    "line_breaks": "\n".join(WORDS),
    "empty_lines": "\n" * 5_000 + SENTENCE + "\n" * 5_000,
    "tabs": SENTENCE.replace(" ", "\t"),
    "separators": SENTENCE + "\u2028" + SENTENCE + "\u2029" + SENTENCE + "\x85" + SENTENCE,
    "right_to_left": SENTENCE + "\u202eعربي\u202c " + SENTENCE,
    "markup": f"<p>{SENTENCE}</p><script>alert('{SENTENCE}')</script>",
    "other_alphabets": SENTENCE + "Қазақстан. 会談。 Διπλωματία. " + SENTENCE,
    "private_use": SENTENCE + "\ue000\U000f0000\ufffd " + SENTENCE,
    "special_words": "<unk> <pad> " + SENTENCE + "<pad>",
    "many_initials": "А. Б. В. Г. Д. Е. " * 300 + SENTENCE,
    "same_name_often": "Ерлан Сапарбеков, " * 1_000 + SENTENCE,
    "numbers": SENTENCE + "5-6, 7–8, 12.05.2026, 10:30, №5, 1.2.3, 31.02.2026, 99 мая. " * 20,
    "dateline_only_place": "АСТАНА, 31 февраля. — " + SENTENCE,
}
"""Inputs that must give a record."""

LONG = {
    "two_megabytes": (SENTENCE * 4 + "\n\n") * (2_000_000 // (4 * len(SENTENCE.encode()))),
    "no_full_stop": " ".join(WORDS * (20_000 // len(WORDS))),
}

needs_flow = pytest.mark.skipif(
    importlib.util.find_spec("pipeline.flow") is None, reason="there is no flow to run yet"
)


@pytest.fixture(scope="module")
def extractor():
    from pipeline.flow import load

    return load()


def check(record: Record, text: str) -> None:
    again = Record.parse(record.to_json(), text)
    assert again == record
    for quotation in quotations(json.loads(record.to_json())):
        assert text[quotation["start"] : quotation["end"]] == quotation["text"]


def quotations(value):
    if isinstance(value, dict):
        yield from value.get("evidence") or ()
        for item in value.values():
            yield from quotations(item)
    elif isinstance(value, list):
        for item in value:
            yield from quotations(item)


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_read_as_it_is(tmp_path, name):
    (tmp_path / "release.txt").write_bytes(TEXTS[name].encode())
    (release,) = read_paths([tmp_path])
    assert not isinstance(release, InputFailure), release
    assert release.text == TEXTS[name].removeprefix("\ufeff")
    assert all(section.span.of(release.text).strip() for section in release.sections)


@needs_flow
@pytest.mark.parametrize("name", TEXTS)
def test_it_becomes_a_record(extractor, name):
    text = TEXTS[name]
    record = extractor(text, id=name, published="2026-05-14")
    check(record, text)
    assert extractor(text, id=name, published="2026-05-14").to_json() == record.to_json()


@needs_flow
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_encodings_give_the_same_findings(extractor, tmp_path, encoding):
    (tmp_path / "release.txt").write_bytes(SENTENCE.encode(encoding))
    (release,) = read_paths([tmp_path])
    record = next(extractor.pipe([release]))
    check(record, SENTENCE)
    plain = extractor(SENTENCE, id="release")
    assert record.participants == plain.participants
    assert record.countries == plain.countries
    assert ("decoded_from" in {issue.code for issue in record.issues}) == (
        encoding not in {"utf-8-sig"}
    )


@needs_flow
@pytest.mark.parametrize("name", LONG)
def test_a_long_text_takes_time_in_proportion(extractor, name):
    text = LONG[name]
    part = text[: len(text) // 8]

    def seconds(read: str) -> float:
        begin = time.process_time()
        extractor(read)
        return time.process_time() - begin

    record = extractor(text)  # warms the caches
    check(record, text)
    # Quadratic time would be 64 times as much, and proportion 8 times.
    assert seconds(text) < 8 * 2.5 * max(seconds(part), seconds(part))


@needs_flow
def test_a_sentence_too_long_for_the_models_is_told(extractor):
    record = extractor(LONG["no_full_stop"])
    assert any(re.search("sentence", issue.code) for issue in record.issues)


@needs_flow
def test_a_batch_gives_what_single_texts_give(extractor):
    releases = [make_release(text, id=name) for name, text in TEXTS.items()]
    together = [record.to_json() for record in extractor.pipe(releases)]
    assert together == [next(extractor.pipe([release])).to_json() for release in releases]
