"""spaCy's DocBin: Docs with spans and relations, to train on.

`doc.spans["sc"]` (the key of spaCy's span categoriser) holds every mark in the record's order;
`doc.user_data` keeps what spans cannot: `kommunike_marks`, the exact offsets and values of each,
and `kommunike_relations`, `[source, target, label]` by index of the span. A mark that begins or
ends inside a token has a span over the whole token.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.exports.marks import to_marks
from pipeline.exports.source import Exported

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SPANS: Final = "sc"
MARKS: Final = "kommunike_marks"
RELATIONS: Final = "kommunike_relations"


def write_docbin(entries: Iterable[Exported], path: Path) -> int:
    """Write a `.spacy` file; the number of Docs.

    Raises:
        InputError: A release has no text.
        OSError: The file cannot be written.
    """
    from spacy.tokens import DocBin

    store = DocBin(attrs=["ORTH", "SPACY", "SENT_START"], store_user_data=True)
    for doc in to_docs(entries, tokenizer()):
        store.add(doc)
    store.to_disk(path)
    return len(store)


def tokenizer() -> Language:
    """A pipeline that only cuts sentences and words, as the extraction does."""
    from pipeline.analysis.language import COMPONENTS, load_nlp

    nlp = load_nlp()
    for name in COMPONENTS:
        nlp.remove_pipe(name)
    return nlp


def to_docs(entries: Iterable[Exported], nlp: Language) -> Iterator[Doc]:
    """A Doc a record."""
    for entry in entries:
        doc = nlp(entry.words)
        found = to_marks(entry.record)
        index = {mark.id: number for number, mark in enumerate(found.marks)}
        spans = (
            doc.char_span(mark.start, mark.end, label=mark.kind, alignment_mode="expand")
            for mark in found.marks
        )
        # A mark stands for words of the text: expanded to tokens there is always a span.
        doc.spans[SPANS] = [span for span in spans if span is not None]
        doc.user_data |= {
            "id": entry.record.release.id,
            "sha256": entry.record.release.sha256,
            MARKS: [asdict(mark) for mark in found.marks],
            RELATIONS: [
                [index[link.source], index[link.target], link.name] for link in found.links
            ],
        }
        yield doc
