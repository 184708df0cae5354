"""Speakers told by what they are, where only one person of the release can be meant."""

import pytest

from pipeline.flow import load


@pytest.fixture(scope="module")
def speakers():
    extract = load()

    def call(text):
        record = extract(text)
        names = {p.id: p.name.family for p in record.participants}
        return [names.get(s.speaker or "", s.source) for s in record.statements]

    return call


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Президент Латвии Эгил Озолс принял Юрия Саара. Эстонский президент поблагодарил "
            "латвийское правительство за поддержку.",
            ["Саар"],
        ),
        (
            "Президент Латвии Эгил Озолс принял Юрия Саара и Ивара Калныньша. Эстонский президент "
            "поблагодарил латвийское правительство за поддержку.",
            [],
        ),
        (
            "Президент Латвии Эгил Озолс принял министра обороны Эстонии Юрия Саара. Эстонский "
            "президент поблагодарил латвийское правительство за поддержку.",
            [],
        ),
    ],
)
def test_who_is_left(speakers, text, wanted):
    assert speakers(text) == wanted
