"""The cards of the model packs, and the files they pin.

A card (`models/<pack>/card.yml`) pins a file of an installed distribution by SHA-256. Every file
is hashed each time it is opened: that costs about 30 ms for all four packs, so there is no cache
of verdicts that could go stale.
"""

from __future__ import annotations

import hashlib
import mmap
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import ModelMismatchError


class Card(BaseModel):
    """What a pack is and where it comes from: `models/<pack>/card.yml`.

    Attributes:
        id: The pack's name, equal to its folder's.
        description: What the model does, in a sentence or two.
        package: The distribution (and import package) that carries the file.
        version: The version of `package` the digest was taken from.
        file: Path of the file inside the package's folder.
        sha256: Digest of the whole file, in hexadecimal.
        licence: SPDX identifier.
        homepage: Where the model's authors describe it.
        labels: The labels the model gives; empty for embeddings.
        scores: Our own measurements, by name; empty until there are some.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str = Field(min_length=1)
    description: str = Field(min_length=1)
    package: str = Field(min_length=1)
    version: str = Field(min_length=1)
    file: str = Field(min_length=1)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    licence: str = Field(min_length=1)
    homepage: str = Field(min_length=1)
    labels: list[str]
    scores: dict[str, float] = Field(default_factory=dict)


def cards_folder() -> Traversable:
    """The folder of the cards: `pipeline/models` in a wheel, `models` in a source checkout."""
    packaged = files("pipeline").joinpath("models")
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2] / "models"


def read_card(pack: str, folder: Traversable | None = None) -> Card:
    """Read the card of a pack.

    Args:
        pack: The pack's id, such as `"slovnet-ner"`.
        folder: The folder that holds a folder a pack; the program's own by default.

    Raises:
        ModelMismatchError: There is no such card, or it breaks its own rules.
    """
    name = f"{pack}/card.yml"
    path = (folder or cards_folder()).joinpath(pack, "card.yml")
    try:
        data = yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        card = Card.model_validate(data)
    except OSError:
        raise ModelMismatchError(f"model card {name} is missing; reinstall kommunike") from None
    except yaml.YAMLError as error:
        raise ModelMismatchError(f"model card {name}: {str(error).splitlines()[0]}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ModelMismatchError(f"model card {name}: {place}: {first['msg']}") from None
    if card.id != pack:
        raise ModelMismatchError(f"model card {name}: its id is {card.id!r}, not {pack!r}")
    return card


def pack_path(card: Card) -> Path:
    """Where the file of a pack lies.

    Raises:
        ModelMismatchError: The distribution is not installed.
    """
    # find_spec does not execute a top-level package, it only says where it lies.
    spec = find_spec(card.package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelMismatchError(
            f"model pack {card.id}: {card.package} is not installed; "
            f"pip install {card.package}=={card.version}"
        )
    return Path(spec.submodule_search_locations[0], card.file)


def open_pack(card: Card) -> mmap.mmap:
    """Map the file of a pack into memory, read-only, once its digest is found to be the card's.

    Raises:
        ModelMismatchError: The distribution or the file is missing, or the digest differs.
    """
    remedy = f"pip install --force-reinstall {card.package}=={card.version}"
    try:
        with pack_path(card).open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # ValueError: an empty file cannot be mapped
        raise ModelMismatchError(
            f"model pack {card.id}: {card.package} has no readable {card.file}; {remedy}"
        ) from None
    digest = hashlib.sha256(data).hexdigest()
    if digest != card.sha256:
        raise ModelMismatchError(
            f"model pack {card.id}: {card.file} has sha256 {digest[:12]}…, its card says "
            f"{card.sha256[:12]}…; {remedy}"
        )
    return data
