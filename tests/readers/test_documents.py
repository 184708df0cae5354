"""HTML, DOCX, PDF, feeds, CSV, ZIP and standard input, and what the world makes of them."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.readers import InputFailure, ReaderOptions, find_sources, read_paths, read_sources
from pipeline.readers.base import MAX_TEXT
from pipeline.readers.feed import plain
from pipeline.readers.paths import sniff
from tests.readers.files import ATOM, BODY, PAGE, RSS, docx, pdf, zipped


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(*paths, **options):
    return list(read_paths(paths, options=ReaderOptions(**options)))


def one(path, **options):
    (found,) = read(path, **options)
    assert not isinstance(found, InputFailure), found.error
    return found


def refused(path, **options):
    (found,) = read(path, **options)
    assert isinstance(found, InputFailure), found
    return f"{found.error.code}: {found.error}"


# --- HTML ------------------------------------------------------------------------------------


def test_a_page_gives_its_article_title_and_date(tmp_path):
    release = one(put(tmp_path, "a.html", PAGE))
    assert BODY in release.text
    for furniture in ("Главная", "права защищены", "реклама"):
        assert furniture not in release.text
    assert release.headline == "Министры обсудили транспорт"
    assert release.published == date(2026, 5, 14)


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-16"])
def test_a_page_in_another_encoding(tmp_path, encoding):
    page = PAGE.replace('charset="utf-8"', f'charset="{encoding}"').replace("—", "-")
    assert BODY in one(put(tmp_path, "a.html", page.encode(encoding))).text


def test_a_page_that_lies_about_its_encoding(tmp_path):
    assert BODY in one(put(tmp_path, "a.html", PAGE.encode("cp1251"))).text


def test_a_date_in_the_future_is_still_the_page_s_date(tmp_path):
    page = PAGE.replace("2026-05-14", "2031-05-14")
    assert one(put(tmp_path, "a.html", page)).published == date(2031, 5, 14)


def test_a_page_without_a_date_has_none(tmp_path):
    page = "\n".join(line for line in PAGE.split("\n") if "published_time" not in line)
    assert one(put(tmp_path, "a.html", page)).published is None


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html>" + "<div>" * 30_000,
        "<<<>>><a <b <c",
    ],
    ids=["empty", "deep", "broken"],
)
def test_pages_without_an_article_are_refused(tmp_path, page):
    assert refused(put(tmp_path, "a.html", page)).split(":")[0] in {
        "empty_input",
        "unreadable_input",
        "not_russian",
    }


# --- DOCX ------------------------------------------------------------------------------------


def test_a_word_document_in_order(tmp_path):
    raw = docx("Министры обсудили транспорт", BODY, table=(("Минск", "5 мая"), ("Гомель", "6 мая")))
    release = one(put(tmp_path, "a.docx", raw))
    assert release.text == f"Министры обсудили транспорт\nМинск\t5 мая\nГомель\t6 мая\n{BODY}"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"no zip", "is no Word document"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old or an encrypted Word document"),
        (zipped({"a.txt": BODY}), "damaged Word document"),
        (docx("", " "), "Word document without text"),
        (docx(BODY)[:-400], "is no Word document"),
        (zipped({"word/document.xml": b"0" * (51 * 2**20)}), "ZIP bomb"),
    ],
    ids=["text", "old", "other", "empty", "cut", "bomb"],
)
def test_word_documents_that_are_none(tmp_path, raw, message):
    assert message in refused(put(tmp_path, "a.docx", raw))


def test_a_bomb_of_entities_in_a_word_document(tmp_path):
    """A billion laughs: nothing is expanded, nothing hangs."""
    bomb = '<!DOCTYPE x [<!ENTITY a "' + "х" * 1000 + '">'
    for letter, before in zip("bcdefg", "abcdef", strict=True):
        bomb += f'<!ENTITY {letter} "' + f"&{before};" * 10 + '">'
    name = "word/document.xml"
    source = zipfile.ZipFile(io.BytesIO(docx(BODY)))
    files = {info.filename: source.read(info) for info in source.infolist()}
    text = files[name].decode().replace("<w:document", bomb + "]><w:document", 1)
    files[name] = text.replace(BODY, "&g;").encode()
    assert refused(put(tmp_path, "a.docx", zipped(files)))


# --- PDF -------------------------------------------------------------------------------------


def test_a_pdf_with_a_text_layer(tmp_path):
    raw = pdf(
        ["Министры обсудили транспорт", "В Минске прошла встреча минист-", "ров транспорта."],
        ["Стороны подписали меморандум."],
    )
    release = one(put(tmp_path, "a.pdf", raw))
    assert release.text == (
        "Министры обсудили транспорт\nВ Минске прошла встреча министров транспорта.\n\n"
        "Стороны подписали меморандум."
    )
    assert release.published is None


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"nothing", "damaged PDF"),
        (b"%PDF-1.7\n" + b"\x00" * 1000, "damaged PDF"),
        (pdf(["а"])[:300], "damaged PDF"),
        (pdf([]), "without a text layer"),
        (pdf(), "without a text layer"),
    ],
    ids=["text", "zeros", "cut", "scan", "no pages"],
)
def test_pdfs_that_give_nothing(tmp_path, raw, message):
    assert message in refused(put(tmp_path, "a.pdf", raw))


def test_an_encrypted_pdf(tmp_path):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([BODY]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "save it without a password" in refused(put(tmp_path, "a.pdf", out.getvalue()))


# --- feeds -----------------------------------------------------------------------------------


def test_rss(tmp_path):
    first, second = read(put(tmp_path, "a.xml", RSS))
    assert first.text == f"{BODY}\nоткрыть рейс;\nсоздать группу."
    assert (first.id, first.source) == ("release-1", "a.xml:1")
    assert first.headline == "Министры & транспорт"
    assert first.url == "https://example.org/1"
    assert first.published == date(2026, 5, 14)  # in UTC it would be the day before
    assert isinstance(second, InputFailure)
    assert second.error.code == "empty_input"


def test_atom(tmp_path):
    release = one(put(tmp_path, "a.atom", ATOM))
    assert release.text == BODY
    assert (release.id, release.published) == ("a-1", date(2026, 5, 15))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html><body>нет</body></html>", "no RSS or Atom feed"),
        ("не XML", "no RSS or Atom feed"),
        ('<rss version="2.0"><channel></channel></rss>', "feed without entries"),
        ('<!DOCTYPE r [<!ENTITY a "b">]>' + RSS, "declares XML entities"),
        ("<rss><channel><item><title>", "empty"),
    ],
    ids=["html", "text", "empty", "entities", "cut"],
)
def test_feeds_that_are_none(tmp_path, text, message):
    assert message in refused(put(tmp_path, "a.xml", text))


def test_markup_becomes_lines():
    markup = "<p>Раз&nbsp;два<br>три</p><!-- нет -->четыре <b>пять</b><style>x</style> шесть"
    assert plain(markup) == "Раз\u00a0два\nтри\nчетыре пять шесть"
    assert plain("<" * 5_000) is not None


# --- CSV -------------------------------------------------------------------------------------


def test_a_table_with_columns_of_its_own(tmp_path):
    table = f'№;Дата;Текст\r\n7;2026-05-14;"{BODY}\r\n«Цитата; с ""кавычками""»."\r\n;;\r\n'
    path = put(tmp_path, "a.csv", table.encode("cp1251"))
    release = one(path, columns={"text": "Текст", "published": "Дата", "id": "№"})
    assert release.text == f'{BODY}\r\n«Цитата; с "кавычками"».'
    assert (release.id, release.source, release.published) == ("7", "a.csv:2", date(2026, 5, 14))


def test_a_table_with_the_fields_own_names(tmp_path):
    path = put(tmp_path, "a.tsv", f"\ufefftext\theadline\n{BODY}\tВстреча\n\n{BODY}\n")
    first, second = read(path)
    assert (first.id, first.headline) == ("a-2", "Встреча")
    assert isinstance(second, InputFailure)
    assert "too few" in str(second.error)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("Текст,Дата\nа,б\n", "no column 'text' for the text; its columns are 'Текст', 'Дата'"),
        ("text,text\nа,б\n", "2 columns named 'text'"),
        ("text\n", "no releases"),
        ("", "empty"),
        (b"text\n\xff\xfe\x00\x01", "no text"),
    ],
)
def test_tables_that_are_none(tmp_path, table, message):
    path = put(tmp_path, "a.csv", table)
    if message == "no releases":
        assert read(path) == []
    else:
        assert message in refused(path)


def test_a_large_table_is_read_as_a_stream(tmp_path):
    rows = "".join(f'{n},"{BODY} {n}"\n' for n in range(3_000))
    found = read(put(tmp_path, "a.csv", "id,text\n" + rows))
    assert len(found) == 3_000
    assert found[2_999].text.endswith(" 2999")


# --- ZIP -------------------------------------------------------------------------------------


def test_an_archive_is_a_folder(tmp_path):
    lines = json.dumps({"id": "z", "text": BODY}, ensure_ascii=False)
    raw = zipped(
        {
            "б/a.txt": BODY,
            "a.html": PAGE,
            "lines.jsonl": lines,
            "__MACOSX/a.txt": "x",
            ".b.txt": "x",
            "b/../../../etc/x.txt": BODY,
            "picture.png": b"x",
        }
    )
    put(tmp_path, "in/архив.zip", raw)
    found = read(tmp_path / "in")
    assert [release.source for release in found] == [
        "архив.zip/a.html",
        "архив.zip/b/../../../etc/x.txt",
        "архив.zip/lines.jsonl:1",
        "архив.zip/б/a.txt",
    ]
    assert not any("/" in release.id for release in found)


def test_names_from_windows(tmp_path):
    """Archives made there have names in DOS's Cyrillic, without a mark."""
    raw = zipped({"aaaaa.txt": BODY}).replace(b"aaaaa", "пресс".encode("cp866"))
    release = one(put(tmp_path, "a.zip", raw))
    assert (release.id, release.source) == ("пресс", "a.zip/пресс.txt")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"no zip", "no ZIP archive"),
        (zipped({"a.txt": BODY})[:-10], "no ZIP archive"),
        (zipped({}), "archive with nothing to read"),
        (zipped({"a.txt": b"0" * 40_000_000}), "ZIP bomb"),
        (zipped({"b.zip": zipped({"a.txt": BODY})}), "archive inside an archive"),
    ],
    ids=["text", "cut", "empty", "bomb", "nested"],
)
def test_archives_that_give_nothing(tmp_path, raw, message):
    assert message in refused(put(tmp_path, "a.zip", raw))


def test_a_bomb_that_lies_about_its_size(tmp_path):
    raw = bytearray(zipped({"a.txt": b"0" * 40_000_000}))
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = raw.index(signature)
        raw[start + place : start + place + 4] = struct.pack("<I", 500)
    assert refused(put(tmp_path, "a.zip", bytes(raw)))


def test_damage_inside_an_archive_costs_one_file(tmp_path):
    raw = bytearray(zipped({"a.txt": BODY, "b.txt": BODY}, zipfile.ZIP_STORED))
    place = raw.index(BODY.encode())
    raw[place + 4] ^= 1
    first, second = read(put(tmp_path, "a.zip", bytes(raw)))
    assert isinstance(first, InputFailure)
    assert "damaged" in str(first.error)
    assert second.text == BODY


def test_an_encrypted_member(tmp_path):
    raw = bytearray(zipped({"a.txt": BODY}))
    for signature, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        raw[raw.index(signature) + place] |= 1
    assert "is encrypted" in refused(put(tmp_path, "a.zip", bytes(raw)))


# --- standard input, other kinds, sizes ------------------------------------------------------


def from_stdin(content: bytes, **options):
    sources = find_sources([Path("-")], options=ReaderOptions(**options), stdin=content)
    return list(read_sources(sources, options=ReaderOptions(**options)))


def test_standard_input():
    (release,) = from_stdin(BODY.encode())
    assert (release.id, release.source, release.text) == ("stdin", "stdin", BODY)
    (release,) = from_stdin(json.dumps({"text": BODY}).encode())
    assert (release.id, release.source) == ("stdin-1", "stdin:1")
    (release,) = from_stdin(f"a,b\n1,{BODY}".encode(), format="csv", columns={"text": "b"})
    assert release.text == BODY
    (failure,) = from_stdin(b"")
    assert failure.error.code == "empty_input"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"%PDF-1.4", "pdf"),
        (b"PK\x03\x04", "docx"),
        (b'\n{"text": 1}', "jsonl"),
        (RSS.encode(), "feed"),
        (b"<!DOCTYPE html>", "html"),
        (b"", "text"),
    ],
)
def test_formats_are_told_by_their_beginning(head, expected):
    assert sniff(head) == expected


@pytest.mark.parametrize("name", ["a.doc", "a.rtf", "a.xlsx", "a.7z", "a.eml"])
def test_other_kinds_are_refused_with_a_remedy(tmp_path, name):
    message = refused(put(tmp_path, name, BODY))
    assert message.startswith("unsupported_input: ")
    assert any(word in message for word in ("save", "unpack"))


def test_a_text_that_is_no_press_release_is_too_large(tmp_path):
    assert "too_large" in refused(put(tmp_path, "a.txt", "слово " * (MAX_TEXT // 6 + 1)))
    line = json.dumps({"text": "слово " * (MAX_TEXT // 6 + 1)})
    path = put(tmp_path, "b.jsonl", line + "\n" + json.dumps({"text": BODY}))
    first, second = read(path)
    assert first.error.code == "too_large"
    assert second.text == BODY


def test_a_line_of_any_length_is_skipped_without_being_held(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.readers.jsonl._MAX_LINE", 1_000)
    lines = "\n".join(json.dumps({"text": text}) for text in (BODY[:40], BODY * 90, BODY[:50]))
    first, second, third = read(put(tmp_path, "a.jsonl", lines))
    assert first.text == BODY[:40]
    assert (second.error.code, second.source) == ("too_large", "a.jsonl:2")
    assert third.text == BODY[:50]


def test_a_missing_library_is_told_before_anything_is_read(tmp_path, monkeypatch):
    put(tmp_path, "a.txt", BODY)
    put(tmp_path, "b.pdf", pdf([BODY]))
    monkeypatch.setattr("pipeline.readers.registry.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"reading pdf needs pypdf: pip install 'kommunike\[doc"):
        read(tmp_path)
    assert len(read(tmp_path / "a.txt")) == 1


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path, monkeypatch):
    put(tmp_path, "a.txt", BODY)

    def walk(folder, onerror):
        onerror(PermissionError(13, "Permission denied", str(tmp_path / "secret")))
        yield str(tmp_path), [], ["a.txt"]

    monkeypatch.setattr("os.walk", walk)
    failure, release = read(tmp_path)
    assert (failure.source, str(failure.error)) == ("secret", "cannot be read: Permission denied")
    assert release.text == BODY


def test_a_path_that_an_earlier_run_read_and_is_gone(tmp_path):
    put(tmp_path, "a.txt", BODY)
    gone = tmp_path / "gone"
    with pytest.raises(UsageError, match="no such file or folder"):
        find_sources([tmp_path, gone])
    sources = find_sources([tmp_path, gone], gone=[gone.as_posix()])
    release, failure = read_sources(sources)
    assert release.text == BODY
    assert str(failure.error) == "is not there any more"
