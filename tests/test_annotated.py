"""The parser of annotated sentences is strict."""

import pytest

from tests.annotated import AnnotationError, parse


def test_nested_tags_give_plain_text_and_ranges():
    found = parse('<a id=1>один <b name="x y">два</b></a> три', {"a", "b"})
    assert found.text == "один два три"
    assert [(mark.tag, mark.attributes, found.words(mark)) for mark in found.marks] == [
        ("a", {"id": "1"}, "один два"),
        ("b", {"name": "x y"}, "два"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<a>раз",
        "раз</a>",
        "<c>раз</c>",
        "<a><b>раз</a></b>",
        "<a></a>",
        "<a id>раз</a>",
        "<a id=1 id=2>раз</a>",
        "раз < два",
    ],
)
def test_malformed_texts_fail(text):
    with pytest.raises(AnnotationError):
        parse(text, {"a", "b"})
