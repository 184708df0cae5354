from dataclasses import replace

from pipeline.batch.outcomes import Extracted, Failed
from pipeline.batch.robust import chunks, extract_batch
from pipeline.readers.base import Unparsed
from pipeline.records import Record
from tests.batch.fakes import FakeExtractor
from tests.batch.runs import items, releases


def test_a_release_that_fails_costs_itself_only():
    extractor = FakeExtractor()
    batch = releases("Один", "ПОЛОМКА", "Три", "НЕВЕРНО")
    outcomes = extract_batch(extractor, batch)
    assert [type(outcome) for outcome in outcomes] == [Extracted, Failed, Extracted, Failed]
    assert [outcome.id for outcome in outcomes] == ["r0", "r1", "r2", "r3"]
    assert outcomes[1].code == "internal_error"
    assert outcomes[1].message == "ValueError: что-то пошло не так"
    assert outcomes[3].code == "invalid_record"
    assert extractor.batches == [4, 1, 1, 1, 1]


def test_a_sound_batch_goes_through_at_once():
    extractor = FakeExtractor()
    outcomes = extract_batch(extractor, releases("Один", "Два"))
    assert extractor.batches == [2]
    assert outcomes[0].found["countries"] == 1
    assert Record.parse(outcomes[0].record, outcomes[0].text.decode()).countries[0].code == "KZ"
    assert all(outcome.seconds >= 0 for outcome in outcomes)


def test_the_time_of_a_release_is_its_own():
    class Slow(FakeExtractor):
        def extract(self, releases):
            for extraction, seconds in zip(super().extract(releases), (3.0, 0.5), strict=True):
                yield replace(extraction, seconds=seconds)

    first, second = extract_batch(Slow(), releases("Один", "Два"))
    assert 3 <= first.seconds < 3.4
    assert 0.5 <= second.seconds < 0.9


def test_too_few_results_are_noticed():
    class Forgetful:
        def extract(self, releases):
            yield from list(FakeExtractor().extract(releases))[1:]

    (outcome,) = extract_batch(Forgetful(), releases("Один"))
    assert outcome.code == "internal_error"


def test_what_cannot_be_parsed_keeps_its_place():
    empty = Unparsed("x", "x.txt", b"", "text")
    odd = Unparsed("y", "y.pdf", b"nothing", "pdf")
    outcomes = extract_batch(FakeExtractor(), [empty, *items("Один"), odd])
    assert outcomes[0] == Failed("x", "x.txt", "empty_input", "is empty")
    assert outcomes[1].id == "r0"
    assert outcomes[2].code == "unreadable_input"


def test_a_reader_that_breaks_costs_its_file_only(monkeypatch):
    def broken(self, raw):
        raise ZeroDivisionError

    monkeypatch.setattr("pipeline.readers.pdf.PdfReader.parse", broken)
    odd = Unparsed("y", "y.pdf", b"nothing", "pdf")
    outcomes = extract_batch(FakeExtractor(), [odd, *items("Один")])
    assert [outcome.id for outcome in outcomes] == ["y", "r0"]
    assert outcomes[0].code == "internal_error"


def test_batches_are_bounded_in_number_and_in_size():
    assert [len(batch) for batch in chunks(items(*"абвгд"), 2)] == [2, 2, 1]
    large = [Unparsed(str(n), str(n), b"x" * 3_000_000, "text") for n in range(4)]
    assert [len(batch) for batch in chunks(large, 16)] == [2, 2]
