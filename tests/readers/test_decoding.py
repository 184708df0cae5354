import codecs

import pytest

from pipeline.errors import EmptyInputError, NotTextError
from pipeline.readers.decoding import check_text, decode

SENTENCES = (
    "Министр обороны прибыл с рабочим визитом.",
    "Заседание межправительственной комиссии прошло в Душанбе под председательством вице-премьера.",
    "СТОРОНЫ ОБСУДИЛИ СОТРУДНИЧЕСТВО В СФЕРЕ ОБРАЗОВАНИЯ И НАУКИ",
    "Пресс-служба МИД: «Переговоры продолжатся завтра», — заявил 14 мая Фёдор Щукин.\r\n",
)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_single_byte_cyrillic_is_recognised(sentence, encoding):
    raw = sentence.encode(encoding, "ignore")  # guillemets are not in all of them
    decoded = decode(raw)
    assert decoded.encoding == encoding
    assert decoded.text == raw.decode(encoding)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_utf8_comes_first(sentence):
    decoded = decode(sentence.encode())
    assert (decoded.text, decoded.encoding) == (sentence, "utf-8")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark, encoding):
    decoded = decode(mark + SENTENCES[3].encode(encoding))
    assert (decoded.text, decoded.encoding) == (SENTENCES[3], encoding)


def test_nothing_in_a_text_is_changed():
    text = "Визит\r\nв\u00a0Баку\u00ad.\u2028 Слова\u0301  \N{GRINNING FACE}\r нет\u200b."
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    "raw", [b"", b"  \r\n\t ", "\ufeff\u00a0\n".encode(), codecs.BOM_UTF16_LE, "\u200b".encode()]
)
def test_nothing_is_empty(raw):
    with pytest.raises(EmptyInputError):
        decode(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" + bytes(range(256)),
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + bytes(range(1, 256)) * 4,
        "Встреча\0министров".encode(),
        "Встреча министров".encode("utf-16-le"),
        bytes(range(1, 32)) * 20 + "Встреча".encode(),
        "Réunion des ministres à Genève, à l'été".encode("latin-1"),
        codecs.BOM_UTF16_LE + b"\x00\xd8\x20",
        "Встреча министров иностранных дел".encode() + b"\xd0",
        "Встреча министров иностранных дел прошла".encode()[:33] + b"\xff",
    ],
)
def test_what_is_no_text_is_refused_in_one_line(raw):
    with pytest.raises(NotTextError) as caught:
        decode(raw)
    assert "\n" not in str(caught.value)


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(NotTextError, match="surrogate pair at character 7"):
        check_text("Встреча\ud83d")


def test_a_few_control_characters_do_no_harm():
    text = "Встреча министров транспорта\x0c прошла в Минске\x1f."
    assert decode(text.encode()).text == text
