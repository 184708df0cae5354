"""Documents, topics and measures: numbers worked out by hand."""


def _document(make, record, **values):
    return {**record["documents"][0], **values}


def test_documents_match_by_words_or_by_title(make, record):
    record["documents"] = [_document(make, record, title="договор о дружбе")]
    assert make.counts(record)["documents"] == (1, 1, 1)
    record["documents"] = [_document(make, record, evidence=make.at("Риге"))]
    assert make.counts(record)["documents"] == (0, 1, 1)
    record["documents"][0]["title"] = "меморандум о сотрудничестве в сфере туризма"
    assert make.counts(record)["documents"] == (1, 1, 1)


def test_touching_words_are_no_overlap(make, record):
    gold = make.record()
    gold["documents"][0]["evidence"] = make.at("Меморандум")
    record["documents"] = [
        _document(make, record, title="план", evidence=make.at(" о сотрудничестве"))
    ]
    assert make.counts(record, gold)["documents"] == (0, 1, 1)


def test_kind_and_status(make, record):
    record["documents"][0]["kind"] = "treaty"
    record["documents"][0]["status"] = "planned"
    counts = make.counts(record)
    assert counts["documents"] == (1, 1, 1)
    assert counts["document_kind"] == (0, 1, 1)
    assert counts["document_status"] == (0, 1, 1)
    assert make.errors(record, "document_kind") == ["wrong_kind"]


def test_a_missing_document_misses_its_topics(make, record):
    record["documents"] = []
    counts = make.counts(record)
    assert counts["documents"] == (0, 0, 1)
    assert counts["topics"] == (0, 0, 1)
    assert counts["topics_in_documents"] == (0, 0, 1)


def test_a_topic_under_another_document_counts_only_when_pooled(make, record):
    topics = record["documents"][0]["topics"]
    record["documents"] = [
        _document(make, record, topics=[]),
        _document(make, record, id="doc-2", topics=topics),
    ]
    counts = make.counts(record)
    assert counts["documents"] == (1, 2, 1)
    assert counts["topics"] == (1, 1, 1)
    assert counts["topics_in_documents"] == (0, 1, 1)


def test_topics_match_by_stems_or_by_words_never_by_letters(make, record):
    topic = record["documents"][0]["topics"][0]
    topic["text"] = "терроризм"
    topic["evidence"] = make.at("Риге")
    assert make.counts(record)["topics"] == (0, 1, 1)
    topic["evidence"] = make.at("туризма")
    assert make.counts(record)["topics"] == (1, 1, 1)
    topic["text"], topic["evidence"] = "туризму", make.at("Риге")
    assert make.counts(record)["topics"] == (1, 1, 1)


def test_topic_words_need_an_overlap_of_six_tenths(make, record):
    topic = record["documents"][0]["topics"][0]
    topic["text"] = "дружба"
    # «туризма» has 7 letters: 7 of 15 code points are too few, 7 of 9 are enough.
    topic["evidence"] = make.at("сфере туризма")
    assert make.counts(record)["topics"] == (0, 1, 1)
    topic["evidence"] = make.at("е туризма")
    assert make.counts(record)["topics"] == (1, 1, 1)


def test_a_topic_twice_is_spurious_once(make, record):
    record["documents"][0]["topics"] *= 2
    assert make.counts(record)["topics"] == (1, 2, 1)


def test_measures_are_scored_apart(make, record):
    gold = make.record()
    gold["documents"][0]["measures"] = [
        {"text": "обмен опытом", "evidence": make.at("обмена опытом")}
    ]
    assert make.counts(record, gold)["measures"] == (0, 0, 1)
    assert make.counts(gold, gold)["measures_in_documents"] == (1, 1, 1)
