"""What made a record: versions of the program, digests of models and resources."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from pipeline.analysis.cards import read_card
from pipeline.analysis.packs import EMBEDDINGS, MORPH, NER
from pipeline.records import Provenance
from pipeline.resources.loader import ResourceStore

_LIBRARIES = ("pymorphy3", "pymorphy3-dicts-ru", "razdel", "spacy")
"""Libraries whose data or rules change what is extracted."""


def program_version() -> str:
    """The installed version of Kommunike; `"unknown"` in a bare source tree."""
    try:
        return version("kommunike")
    except PackageNotFoundError:
        return "unknown"


def provenance(store: ResourceStore) -> Provenance:
    """Versions and digests, after all stages have read their resources from `store`."""
    cards = [read_card(pack) for pack in (MORPH, NER, EMBEDDINGS)]
    models = {card.id: f"{card.version} sha256:{card.sha256[:16]}" for card in cards}
    models |= {name: version(name) for name in _LIBRARIES}
    resources = {name: f"sha256:{digest[:16]}" for name, digest in sorted(store.hashes.items())}
    return Provenance(pipeline=program_version(), models=models, resources=resources)
