import json
import logging
import os
from datetime import date

import pytest

from pipeline.errors import (
    EmptyInputError,
    MetadataError,
    NotRussianError,
    NotTextError,
    UsageError,
)
from pipeline.layers import Release
from pipeline.readers import InputFailure, make_release, read_metadata, read_paths
from pipeline.records import text_hash

BODY = "В Минске прошла встреча министров транспорта."


def write(folder, **files):
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def write_lines(path, *lines):
    path.write_text(
        "\n".join(
            line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
            for line in lines
        ),
        encoding="utf-8",
    )
    return path


def read(*paths, metadata=None):
    return list(read_paths(paths, metadata and read_metadata(metadata)))


# --- files and folders -----------------------------------------------------------------------


def test_a_folder_is_read_in_a_fixed_order(tmp_path):
    write(tmp_path, b_txt=BODY, a__z_txt=BODY, a__b__c_txt=BODY, B_txt=BODY)
    found = read(tmp_path)
    assert [release.source for release in found] == ["B.txt", "a/b/c.txt", "a/z.txt", "b.txt"]
    assert len({release.id for release in found}) == 4


def test_a_release_as_read(tmp_path):
    raw = " date 2026-05-14 В Минске\r\nпрошла\u00a0встреча министров.".encode()
    write(tmp_path, visit_txt=raw)
    (release,) = read(tmp_path)
    assert release.text == raw.decode()
    assert release.sha256 == text_hash(release.text)
    assert (release.id, release.source, release.encoding) == ("visit", "visit.txt", "utf-8")
    assert release.published == date(2026, 5, 14)
    assert release.issues == ()


def test_another_encoding_is_told(tmp_path):
    write(tmp_path, a_txt=BODY.encode("koi8-r"), b_txt=b"\xef\xbb\xbf" + BODY.encode())
    koi, marked = read(tmp_path)
    assert koi.text == marked.text == BODY
    assert [(issue.stage, issue.code) for issue in koi.issues] == [("reading", "decoded_from")]
    assert "koi8-r" in koi.issues[0].message
    assert marked.issues == ()


def test_what_cannot_be_read_is_a_failure_and_the_rest_goes_on(tmp_path):
    write(tmp_path, a_txt=b"", b_txt=b"\0\1\2", c_txt="Just English here.", d_txt=BODY)
    *failed, release = read(tmp_path)
    assert [type(failure.error) for failure in failed] == [
        EmptyInputError,
        NotTextError,
        NotRussianError,
    ]
    assert [failure.id for failure in failed] == ["a", "b", "c"]
    assert isinstance(release, Release)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission(tmp_path):
    write(tmp_path, a_txt=BODY)
    (tmp_path / "a.txt").chmod(0)
    (failure,) = read(tmp_path)
    assert "Permission denied" in str(failure.error)


def test_a_file_that_vanishes(tmp_path):
    write(tmp_path, a_txt=BODY, b_txt=BODY)
    stream = read_paths([tmp_path])
    (tmp_path / "b.txt").unlink()
    _, failure = stream
    assert isinstance(failure, InputFailure)
    assert "No such file" in str(failure.error)


def test_other_kinds_are_counted_and_hidden_files_left_out(tmp_path, caplog):
    write(tmp_path, a_txt=BODY, b_png=b"x", c_xls=b"x")
    (tmp_path / ".hidden.txt").write_text(BODY)
    write(tmp_path / ".git", x_txt=BODY)
    assert len(read(tmp_path)) == 1
    assert "2 files of other kinds" in caplog.text


def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path):
    write(tmp_path, release_md=BODY)
    (release,) = read(tmp_path / "release.md")
    assert (release.id, release.source) == ("release", "release.md")


def test_a_file_that_is_reached_twice_is_read_once(tmp_path):
    write(tmp_path, a_txt=BODY)
    assert len(read(tmp_path, tmp_path / "a.txt", tmp_path / "." / "a.txt")) == 1


def test_no_such_path(tmp_path):
    with pytest.raises(UsageError, match="no such file or folder"):
        read(tmp_path / "nothing")


def test_nothing_to_read(tmp_path):
    with pytest.raises(UsageError, match="nothing to read"):
        read(tmp_path)


# --- Russian ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Переговоры завершены",
        "Визит MoU signed Астана talks Минск ended",
        "Қазақстан Президенті мәлімдеді. Президент Казахстана заявил об этом и о сотрудничестве "
        "с Литвой, а также рассказал, что визит состоится.",
    ],
)
def test_russian_passes(text):
    assert make_release(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Geneva on Monday.",
        "Ministers met with Иван.",
        "12345 — 67",
        "大臣会談",
        "Міністри зустрілися у Києві та обговорили співпрацю між двома країнами у сфері освіти.",
        "Қазақстан мен Литва министрлері білім беру саласындағы ынтымақтастықты талқылады.",
        "Міністры сустрэліся ў Мінску, каб абмеркаваць супрацоўніцтва ў галіне навукі.",
    ],
)
def test_no_russian_is_refused(text):
    with pytest.raises(NotRussianError):
        make_release(text)


# --- JSON Lines ------------------------------------------------------------------------------


def test_json_lines(tmp_path, caplog):
    path = write_lines(
        tmp_path / "dump.jsonl",
        {"id": "one", "text": BODY, "published": "2026-05-14T10:00:00+04:00", "url": "u"},
        "",
        {"text": BODY, "headline": "Встреча", "issuer": "МИД", "score": 1, "lang": "ru"},
        {"id": 7, "text": BODY, "lang": "ru"},
    )
    one, two, three = read(path)
    assert (one.id, one.source, one.url) == ("one", "dump.jsonl:1", "u")
    assert one.published == date(2026, 5, 14)
    assert (two.id, two.headline, two.issuer) == ("dump-3", "Встреча", "МИД")
    assert three.id == "7"
    assert [record.getMessage() for record in caplog.records] == [
        "dump.jsonl: keys ignored: lang, score"
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: no valid JSON"),
        ("[1]", "line 2: a JSON object is needed"),
        ("[" * 100_000, "line 2: no valid JSON"),
        ({"id": "x"}, "line 2: needs a 'text'"),
        ({"id": "x", "text": 1}, "line 2: needs a 'text'"),
        ({"id": "x", "text": ""}, "holds nothing but white space"),
        ({"id": "x", "text": "English only"}, "has no Cyrillic"),
        ({"id": ["x"], "text": BODY}, "'id' must be a string"),
        ({"text": BODY, "published": "14 мая"}, "'published' must be a date"),
        ({"text": BODY, "published": 2026}, "'published' must be a string"),
        ('{"text": "Встреча \\ud83d министров"}', "surrogate"),
        ({"id": "one", "text": BODY}, "is taken by an earlier release"),
    ],
)
def test_a_broken_line_is_a_failure_that_names_it(tmp_path, line, message):
    path = write_lines(
        tmp_path / "d.jsonl", {"id": "one", "text": BODY}, line, {"id": "two", "text": BODY}
    )
    one, failure, two = read(path)
    assert [one.id, two.id] == ["one", "two"]
    assert isinstance(failure, InputFailure)
    assert failure.source == "d.jsonl:2"
    assert message in str(failure.error)
    assert "\n" not in str(failure.error)


def test_a_line_that_is_not_utf8(tmp_path):
    path = tmp_path / "d.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "\xc2\xf1"}\r\n' + json.dumps({"text": BODY}).encode())
    failure, release = read(path)
    assert "line 1: not UTF-8" in str(failure.error)
    assert release.id == "d-2"


def test_ids_of_lines_cannot_leave_the_folder(tmp_path):
    path = write_lines(tmp_path / "d.jsonl", {"id": "../../x", "text": BODY})
    (release,) = read(path)
    assert release.id == "%2E.%2F..%2Fx"


def test_ids_that_differ_in_case_stay_apart(tmp_path):
    path = write_lines(tmp_path / "d.jsonl", {"id": "aB", "text": BODY}, {"id": "Ab", "text": BODY})
    one, other = read(path)
    assert one.id == "aB"
    assert other.id.startswith("Ab-")


def test_a_text_file_and_a_line_never_share_an_id(tmp_path):
    write(tmp_path, one_txt=BODY)
    write_lines(tmp_path / "d.jsonl", {"id": "one", "text": BODY})
    line, failure = read(tmp_path)
    assert line.id == "one"
    assert "taken" in str(failure.error)


# --- metadata --------------------------------------------------------------------------------


def test_metadata_by_file_and_by_id(tmp_path):
    write(tmp_path / "in", a_txt=BODY, x__b_txt=BODY, c_txt=BODY)
    metadata = write_lines(
        tmp_path / "m.jsonl",
        {"file": "a.txt", "published": "2026-05-14", "headline": "Встреча", "url": None},
        {"file": "x/b.txt", "id": "second", "issuer": "МИД"},
        {"id": "c", "url": "https://example.org/c"},
    )
    a, c, b = read(tmp_path / "in", metadata=metadata)
    assert (a.published, a.headline) == (date(2026, 5, 14), "Встреча")
    assert (b.id, b.issuer) == ("second", "МИД")
    assert c.url == "https://example.org/c"


def test_file_names_match_in_any_unicode_form(tmp_path):
    write(tmp_path / "in", **{"йод_txt": BODY})
    metadata = write_lines(tmp_path / "m.jsonl", {"file": "и\u0306од.txt", "url": "u"})
    (release,) = read(tmp_path / "in", metadata=metadata)
    assert release.url == "u"


def test_metadata_completes_a_line(tmp_path):
    path = write_lines(tmp_path / "d.jsonl", {"id": "a/b", "text": BODY, "headline": "Из строки"})
    metadata = write_lines(
        tmp_path / "m.jsonl", {"id": "a/b", "published": "2026-05-14", "headline": "Другая"}
    )
    (release,) = read(path, metadata=metadata)
    assert (release.published, release.headline) == (date(2026, 5, 14), "Из строки")


def test_metadata_that_fits_nothing_is_told(tmp_path, caplog):
    write(tmp_path / "in", a_txt=BODY)
    metadata = write_lines(tmp_path / "m.jsonl", {"file": "b.txt"}, {"id": "c"}, {"id": "a"})
    with caplog.at_level(logging.WARNING):
        read(tmp_path / "in", metadata=metadata)
    assert [record.getMessage() for record in caplog.records] == [
        "m.jsonl:1: no release for 'b.txt'",
        "m.jsonl:2: no release for 'c'",
    ]


def test_a_bare_name_that_fits_two_files_is_refused(tmp_path):
    write(tmp_path / "in", x__a_txt=BODY, y__a_txt=BODY)
    metadata = write_lines(tmp_path / "m.jsonl", {"file": "a.txt", "url": "u"})
    with pytest.raises(MetadataError, match="relative to its folder"):
        read(tmp_path / "in", metadata=metadata)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"file": "a.txt", "publised": "2026-05-14"}, "unknown key 'publised'"),
        ({"published": "2026-05-14"}, "needs a 'file' or an 'id'"),
        ({"file": "a.txt", "published": "soon"}, "must be a date"),
        ({"file": 1}, "'file' must be a string"),
        ({"file": "z.txt"}, "'z.txt' has an entry already: m.jsonl:1"),
        ("{", "no valid JSON"),
        ('"x"', "a JSON object is needed"),
    ],
)
def test_broken_metadata_is_refused(tmp_path, line, message):
    path = write_lines(tmp_path / "m.jsonl", {"file": "z.txt"}, line)
    with pytest.raises(MetadataError) as caught:
        read_metadata(path)
    assert str(caught.value).startswith("m.jsonl:2: ")
    assert message in str(caught.value)


def test_metadata_that_is_not_there(tmp_path):
    with pytest.raises(MetadataError, match="cannot be read"):
        read_metadata(tmp_path / "m.jsonl")


# --- date of publication ---------------------------------------------------------------------

HEADER = " date 2026-05-14 "
DATELINE = "АСТАНА, 15 мая 2026 года. — "


@pytest.mark.parametrize(
    ("begin", "said", "expected", "codes"),
    [
        ("", None, None, []),
        (HEADER, None, date(2026, 5, 14), []),
        (HEADER, "2026-05-14", date(2026, 5, 14), []),
        (HEADER, "2026-05-16", date(2026, 5, 14), ["published_conflict"]),
        (DATELINE, None, date(2026, 5, 15), []),
        (DATELINE, "2026-05-16", date(2026, 5, 16), []),
        ("АСТАНА, 15 мая. — ", None, None, ["date_without_year"]),
        ("АСТАНА, 15 мая. — ", "2026-05-16", date(2026, 5, 16), []),
        ("Дата: 14.05.2026\n", None, date(2026, 5, 14), []),
        ("14 мая 2026 года\n", None, date(2026, 5, 14), []),
        ("31.02.2026\n", None, None, ["impossible_date"]),
        ("Дата: 14 мая\n", "2026-05-16", date(2026, 5, 16), []),
    ],
)
def test_precedence_of_dates(begin, said, expected, codes):
    release = make_release(begin + BODY, published=said)
    assert release.published == expected
    assert [issue.code for issue in release.issues] == codes
    for issue in release.issues:
        assert all(span.of(release.text) for span in issue.spans)


def test_a_date_that_is_none():
    with pytest.raises(MetadataError, match="2025-12-05"):
        make_release(BODY, published="вчера")


def test_the_texts_own_headline_holds():
    text = f"Министры встретились\n\n{BODY} {BODY}"
    assert make_release(text, headline="Другой").headline == "Министры встретились"
    assert make_release(BODY, headline="Другой").headline == "Другой"
