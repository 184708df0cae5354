from pipeline.evaluation.diff import diff_records, diff_runs


def _changes(first, second):
    return {field: (before, after) for field, before, after in diff_records(first, second)}


def test_equal_records_have_no_differences(make, record):
    assert _changes(record, make.record()) == {}


def test_a_value_is_named_by_its_item(make, record):
    record["participants"][1]["positions"][0]["country"] = "LT"
    record["event"]["kind"] = "meeting"
    assert _changes(make.record(), record) == {
        "event.kind": ("signing", "meeting"),
        "participants[Март Каск].positions[заместитель министра труда].country": ("EE", "LT"),
    }


def test_a_new_item_in_front_changes_nothing_else(make, record):
    record["participants"].insert(0, make.person(9, "Озолс"))
    record["participants"][0]["evidence"] = make.at("Балтийской")
    record["participants"][0]["name"]["full"] = "Петерис Берзс"
    for number, person in enumerate(record["participants"], 1):
        person["id"] = f"p-{number}"
    for statement in record["statements"]:
        statement["speaker"] = {"p-1": "p-2", "p-2": "p-3"}[statement["speaker"]]
    assert _changes(make.record(), record) == {
        "participants[Петерис Берзс]": (None, "Петерис Берзс")
    }


def test_a_reworded_item_is_a_change_not_two(make, record):
    record["documents"][0]["title"] = "Меморандум о туризме"
    changes = _changes(make.record(), record)
    assert list(changes.values()) == [
        ("Меморандум о сотрудничестве в сфере туризма", "Меморандум о туризме")
    ]


def test_moved_evidence_is_told_with_its_places(make, record):
    record["countries"][0]["evidence"] = make.at("Риге")
    (change,) = _changes(make.record(), record).items()
    assert change == ("countries[LV].evidence", (["14–20 Латвии"], ["98–102 Риге"]))


def test_provenance_is_left_out(make, record):
    record["provenance"]["pipeline"] = "another"
    assert _changes(make.record(), record) == {}


def test_runs(make, record, tmp_path):
    other = make.record()
    other["countries"].pop()
    first = make.write(tmp_path / "a", record, make.renamed(record, "oslo"))
    second = make.write(tmp_path / "b", other, make.renamed(record, "turku"))
    result = diff_runs(first, second)
    assert result.compared == 1
    assert result.only_first == ("oslo",)
    assert result.only_second == ("turku",)
    assert result.counts() == {"countries": 1}
    assert '"field": "countries[EE]"' in result.to_json()
