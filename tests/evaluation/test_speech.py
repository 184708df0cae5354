"""Statements: numbers worked out by hand."""


def test_another_speaker_is_wrong(make, record):
    record["statements"][0]["speaker"] = "p-2"
    counts = make.counts(record)
    assert counts["statements"] == (1, 2, 2)
    assert counts["statement_spans"] == (2, 2, 2)
    assert make.errors(record, "statements") == ["wrong_speaker"]


def test_half_of_the_words_are_enough(make, record):
    # «важность обмена опытом» has 22 code points, «обмена опытом» 13, «опытом» 6.
    record["statements"][1]["evidence"] = make.at("обмена опытом")
    assert make.counts(record)["statements"] == (2, 2, 2)
    record["statements"][1]["evidence"] = make.at("опытом")
    assert make.counts(record)["statements"] == (1, 2, 2)


def test_touching_words_are_no_overlap(make, record):
    record["statements"][1]["evidence"] = make.at("отметил ")
    assert make.counts(record)["statements"] == (1, 2, 2)


def test_an_interrupted_quotation_matches_golds_first_piece(make, record):
    pieces = make.at("Мы начинаем новую работу", "Каск отметил важность обмена опытом")
    record["statements"][0]["evidence"] = pieces
    assert make.counts(record)["statements"] == (2, 2, 2)
    record["statements"][0]["evidence"] = pieces[::-1]
    assert make.counts(record)["statements"] == (1, 2, 2)


def test_one_verb_with_two_speakers_is_two_statements(make, record):
    gold = make.record()
    for one in (gold, record):
        one["statements"].append({**one["statements"][1], "speaker": "p-1"})
    assert make.counts(record, gold)["statements"] == (3, 3, 3)
    record["statements"].pop()
    assert make.counts(record, gold)["statements"] == (2, 2, 3)


def test_kind(make, record):
    record["statements"][0]["kind"] = "reported"
    counts = make.counts(record)
    assert counts["statements"] == (2, 2, 2)
    assert counts["statement_kind"] == (1, 2, 2)


def test_an_institution_speaks_under_any_of_its_names(make, record):
    gold = make.record()
    gold["statements"][0] |= {"speaker": None, "source": "Министерство иностранных дел"}
    record["statements"][0] |= {"speaker": None, "source": "МИД"}
    assert make.counts(record, gold)["statements"] == (2, 2, 2)
    record["statements"][0]["source"] = "МВД"
    assert make.counts(record, gold)["statements"] == (1, 2, 2)


def test_a_speaker_nobody_aligned_is_wrong(make, record):
    record["participants"][0]["name"]["full"] = "Петерис Берзс"
    assert make.counts(record)["statements"] == (1, 2, 2)
