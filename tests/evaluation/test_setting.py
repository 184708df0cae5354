"""Event and countries: numbers worked out by hand."""


def test_a_wrong_country_is_missing_and_spurious(make, record):
    record["countries"][1] = make.country("LT", "Эстонии")
    counts = make.counts(record)
    assert counts["countries"] == (1, 2, 2)
    assert counts["country_status"] == (1, 2, 2)
    assert counts["represented"] == (1, 2, 2)
    assert make.errors(record, "countries") == ["missing", "spurious"]


def test_a_wrong_status_leaves_the_country_found(make, record):
    record["countries"][1]["status"] = "mentioned"
    counts = make.counts(record)
    assert counts["countries"] == (2, 2, 2)
    assert counts["country_status"] == (1, 2, 2)


def test_representation_is_scored_where_it_is_claimed(make, record):
    record["countries"][1]["represented"] = False
    assert make.counts(record)["represented"] == (1, 1, 2)


def test_null_against_null_earns_nothing(make, record):
    # Gold gives the event no name.
    assert make.counts(record)["event_name"] == (0, 0, 0)
    record["event"]["name"] = "форум"
    assert make.counts(record)["event_name"] == (0, 1, 0)


def test_fields_of_the_event_are_scored_one_by_one(make, record):
    record["event"]["kind"] = "meeting"
    record["event"]["date"] = None
    record["event"]["place"]["name"] = "Таллин"
    counts = make.counts(record)
    assert counts["event_kind"] == (0, 1, 1)
    assert counts["event_date"] == (0, 0, 1)
    assert counts["event_place"] == (0, 1, 1)
    assert counts["event_country"] == (1, 1, 1)
    assert make.errors(record, "event_place") == ["wrong_place"]


def test_no_event_misses_every_field(make, record):
    record["event"] = None
    counts = make.counts(record)
    assert counts["event_kind"] == (0, 0, 1)
    assert counts["event_organization"] == (0, 0, 1)


def test_the_abbreviation_of_the_organisation_counts(make, record):
    record["organizations"][0]["name"] = "БА"
    record["organizations"][0]["evidence"] = make.at("БА")
    assert make.counts(record)["event_organization"] == (1, 1, 1)
    record["organizations"][0]["name"] = "Балтийский банк"
    assert make.counts(record)["event_organization"] == (0, 1, 1)


def test_an_event_without_its_words_matches_nothing(make, record):
    record["event"]["evidence"] = []
    counts = make.counts(record)
    assert counts["event_kind"] == (0, 1, 1)
    assert counts["event_place"] == (0, 1, 1)
    assert make.errors(record, "event_date") == ["ungrounded"]


def test_only_annotated_fields_are_scored(make, record):
    counts = make.counts(record, annotated=("countries.code", "event.kind"))
    assert counts["countries"] == (2, 2, 2)
    assert counts["event_kind"] == (1, 1, 1)
    assert counts["country_status"] == (0, 0, 0)
    assert counts["event_place"] == (0, 0, 0)
    assert counts["participants"] == (0, 0, 0)
