"""The licences of everything the package depends on: `python -m tests.licences`.

Reads the installed distributions, from Kommunike's requirements inwards; `make docs` writes the
result to THIRD_PARTY.md.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

EXTRAS = ("", "documents", "map", "parquet", "ray", "review", "xlsx")
"""The base and the extras of the program, each with what it adds; tools to develop with are not
passed on."""

HEAD = """\
# Third-party licences

What an installation of Kommunike brings along, by extra. Nothing of it is copied into this
repository; the models come inside `natasha`. Made by `make docs` of the installed distributions.

The extra `ftm`, which is built from source and not installed everywhere, brings `followthemoney`,
`PyICU`, `rigour`, `banal`, `normality`, `prefixdate`, `openpyxl`, `et-xmlfile`, `pyparsing` and
`SQLAlchemy` (MIT), `networkx` and `rdflib` (BSD), `chardet` (0BSD), `phonenumbers` (Apache-2.0),
`orjson` (MPL-2.0 and Apache-2.0 or MIT) and `python-stdnum` (LGPL-2 or later).

## Facts in the lexicons

Every entry names its source. Codes are those of ISO 3166-1 and, for territories without one, of
OpenSanctions; Russian names of countries follow Unicode's CLDR (Unicode License v3) and
Debian's iso-codes (LGPL-2.1 or later); ids of organisations are Wikidata's (CC0). Of the UNBIS
Thesaurus of the United Nations only the codes of its subject categories are here, not their names.
"""

KNOWN = {
    # Distributions whose metadata name no licence; source: their repositories.
    "docopt": "MIT",
    "intervaltree": "Apache-2.0",
    "pymorphy2-dicts-ru": "MIT (data: OpenCorpora, CC BY-SA 3.0)",
    "pymorphy3-dicts-ru": "MIT (data: OpenCorpora, CC BY-SA 3.0)",
}


def licence(found: Distribution) -> str:
    """A distribution's licence, as short as its metadata allow."""
    name = found.metadata["Name"].lower().replace("_", "-")
    if name in KNOWN:
        return KNOWN[name]
    stated = found.metadata.get("License-Expression") or ""
    if not stated:
        classified = [
            item.rsplit(" :: ", 1)[1]
            for item in found.metadata.get_all("Classifier") or ()
            if item.startswith("License :: ") and not item.endswith("OSI Approved")
        ]
        stated = ", ".join(classified)
    return stated or (found.metadata.get("License") or "").split("\n")[0] or "not stated"


def needs(found: Distribution, extra: str) -> set[str]:
    """Names of what a distribution requires here, with an extra."""
    wanted = set()
    for line in found.requires or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None:
            inside = not extra
        else:
            plain, with_extra = marker.evaluate({"extra": ""}), marker.evaluate({"extra": extra})
            inside = plain if not extra else with_extra and not plain
        if inside:
            wanted.add(re.sub(r"[-_.]+", "-", requirement.name).lower())
    return wanted


def closure(names: set[str], known: set[str]) -> dict[str, Distribution]:
    """What the names bring along that is not known already."""
    found: dict[str, Distribution] = {}
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name in found or name in known:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        waiting += sorted(needs(found[name], ""))
    return found


def page() -> str:
    """The page as Markdown."""
    own = distribution("kommunike")
    parts, known = [HEAD], set()
    for extra in EXTRAS:
        found = closure(needs(own, extra), known)
        known |= set(found)
        parts.append(f"## {f'Extra `{extra}`' if extra else 'Base installation'}\n")
        parts.append("| Package | Licence |\n|---|---|")
        parts += [
            f"| {item.metadata['Name']} | {licence(item)} |" for _, item in sorted(found.items())
        ]
        parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    print(page(), end="")
