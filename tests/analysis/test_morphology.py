"""Dictionary morphology in Universal Dependencies' terms: readings, lemmas, inflection."""

import pymorphy3
import pytest

from pipeline.analysis.dictionary import Dictionary, is_rare, translate
from pipeline.analysis.packs import load_packs


@pytest.mark.parametrize(
    ("word", "lemma", "pos", "kind", "case", "number"),
    [
        ("министрами", "министр", "NOUN", "NOUN", "Ins", "Plur"),
        ("обсуждавшихся", "обсуждаться", "VERB", "PRTF", "Gen", "Plur"),
        ("подписан", "подписать", "VERB", "PRTS", "", "Sing"),
        ("транспортной", "транспортный", "ADJ", "ADJF", "Gen", "Sing"),
        ("важен", "важный", "ADJ", "ADJS", "", "Sing"),
        ("отметив", "отметить", "VERB", "GRND", "", ""),
        ("провести", "провести", "VERB", "INFN", "", ""),
        ("двумя", "два", "NUM", "NUMR", "Ins", ""),
        ("между", "между", "ADP", "PREP", "", ""),
    ],
)
def test_readings(morphology, word, lemma, pos, kind, case, number):
    readings = {
        (parse.lemma, parse.pos, parse.kind, parse.case, parse.number)
        for parse in morphology.parses(word)
    }
    assert (lemma, pos, kind, case, number) in readings


def test_the_likeliest_reading_stands_first(morphology):
    scores = [parse.score for parse in morphology.parses("стали")]
    assert scores == sorted(scores, reverse=True)


def test_marks_and_cases(morphology):
    assert "Name" in morphology.parses("анна")[0].marks
    assert any("Surn" in parse.marks for parse in morphology.parses("иванова"))
    assert any("Geox" in parse.marks for parse in morphology.parses("москвой"))
    assert any("Fixd" in parse.marks for parse in morphology.parses("пальто"))
    assert morphology.cases("края") >= {"Gen", "Nom", "Acc"}
    assert morphology.cases("пальто") == {"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"}


@pytest.mark.parametrize(
    ("word", "known"),
    [("министром", True), ("Министром", True), ("вайткявичюс", False), ("", False)],
)
def test_what_stands_in_the_dictionary(morphology, word, known):
    assert morphology.known(word) is known


@pytest.mark.parametrize(
    ("word", "pos", "case", "number", "gender", "lemma"),
    [
        ("стали", "NOUN", "Gen", "Sing", "Fem", "сталь"),
        ("стали", "VERB", "", "Plur", "", "стать"),
        ("страны", "NOUN", "Nom", "Plur", "Fem", "страна"),
        ("рабочей", "ADJ", "Gen", "Sing", "Fem", "рабочий"),
        ("рабочих", "NOUN", "Gen", "Plur", "Masc", "рабочий"),
        ("вайткусом", "PROPN", "Ins", "Sing", "Masc", "вайткус"),
        ("её", "DET", "", "", "", "её"),
        ("зюзюк", "X", "", "", "", "зюзюк"),
    ],
)
def test_lemmas_follow_the_tagger(morphology, word, pos, case, number, gender, lemma):
    assert morphology.lemma(word, pos, case, number, gender) == lemma


@pytest.mark.parametrize(
    ("word", "wanted", "options", "inflected"),
    [
        ("министром", ("Nom",), {"from_case": "Ins"}, "министр"),
        ("министры", ("Nom", "Sing"), {}, "министр"),
        ("министр", ("Ins", "Plur"), {}, "министрами"),
        ("транспортной", ("Nom", "Sing", "Fem"), {"pos": "ADJ"}, "транспортная"),
        ("новым", ("Nom", "Sing", "Neut"), {"pos": "ADJ", "from_case": "Ins"}, "новое"),
        ("новыми", ("Nom", "Plur", "Masc"), {"pos": "ADJ"}, "новые"),
        ("исполняющего", ("Nom", "Sing", "Masc"), {"pos": "VERB"}, "исполняющий"),
        ("стали", ("Nom", "Sing"), {"pos": "NOUN", "from_case": "Gen"}, "сталь"),
        ("пальто", ("Ins",), {}, "пальто"),
        ("переговоров", ("Nom", "Plur"), {}, "переговоры"),
        ("вайткусом", ("Nom",), {"from_case": "Ins"}, "вайткус"),
        ("подписал", ("Nom",), {"pos": "VERB"}, None),
        ("между", ("Nom",), {}, None),
        ("", ("Nom",), {}, None),
    ],
)
def test_inflection(morphology, word, wanted, options, inflected):
    assert morphology.inflect(word, *wanted, **options) == inflected


def test_what_the_dictionary_cannot_decline_gives_none(morphology):
    assert morphology.inflect("оон", "Ins") in {None, "оон"}


@pytest.fixture(scope="module")
def vocabulary():
    return load_packs().words.words()


def test_the_dictionarys_readings_are_pymorphys(vocabulary):
    analyzer, readings = pymorphy3.MorphAnalyzer(lang="ru"), Dictionary()
    known = 0
    for word in [*vocabulary[::20], "временного", "ёлкой", "елкой", "стали", "о", "А", "", "и-и"]:
        found = readings(word.lower())
        if found:
            known += 1
            expected = sorted(map(translate, analyzer.parse(word)), key=is_rare)
            assert list(found) == expected, word
    assert known > 8_000
