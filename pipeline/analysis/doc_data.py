"""What a Doc carries beyond spaCy's own annotation: sections, smoothed forms, cut sentences.

Everything lies in `Doc.user_data` as plain numbers and strings, so that Docs survive `to_bytes`,
`DocBin(store_user_data=True)` and pickle; `Doc._.layout` and `layout_of` read it back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.attrs import ORTH
from spacy.tokens import Doc

from pipeline.layers import Section, SectionKind
from pipeline.layout import Layout, find_layout
from pipeline.spans import Span

_LAYOUT = "layout"
_SECTIONS = "sections"
_CUTS = "cut_sentences"
_FORMS = "forms"


def write_data(
    doc: Doc, layout: Layout, sections: list[int], forms: Mapping[int, str], cuts: list[int]
) -> None:
    """Keep in `doc` what the tokenizer found.

    Args:
        doc: The new Doc.
        layout: Its text's layout.
        sections: Index of its section for each token, -1 for white space.
        forms: Smoothed forms by index, of the tokens whose own characters differ from them.
        cuts: Code points at which a sentence too long for the models was cut.
    """
    doc.user_data[_LAYOUT] = {
        "sections": [[s.kind.value, s.span.start, s.span.end] for s in layout.sections],
        "header_date": layout.header_date,
        "dateline_date": layout.dateline_date,
    }
    doc.user_data[_SECTIONS] = sections
    doc.user_data[_FORMS] = [[index, form] for index, form in forms.items()]
    doc.user_data[_CUTS] = cuts


def form_keys(doc: Doc) -> Any:
    """Keys in the string store of each token's smoothed form, as an array."""
    keys: Any = doc.to_array(ORTH)
    for index, form in doc.user_data.get(_FORMS) or ():
        keys[index] = doc.vocab.strings.add(form)
    return keys


def layout_of(doc: Doc) -> Layout:
    """The layout of a Doc's text: as the tokenizer found it, else found now."""
    data: dict[str, Any] | None = doc.user_data.get(_LAYOUT)
    if data is None:
        return find_layout(doc.text)
    return Layout(
        tuple(Section(SectionKind(kind), Span(a, b)) for kind, a, b in data["sections"]),
        data["header_date"],
        data["dateline_date"],
    )


def sections_of(doc: Doc) -> Sequence[int] | None:
    """Index of its section for each token, -1 for white space; `None` for a Doc made by hand."""
    return doc.user_data.get(_SECTIONS)


def cuts_of(doc: Doc) -> Sequence[int]:
    """Code points at which sentences too long for the models were cut."""
    return doc.user_data.get(_CUTS) or ()


Doc.set_extension(_LAYOUT, getter=layout_of, force=True)
