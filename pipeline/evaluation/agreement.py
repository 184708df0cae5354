"""How far two annotators agree: one gold against another by the alignment of evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.evaluation.evaluate import Evaluation, Judged, gold_case
from pipeline.evaluation.judge import judge
from pipeline.evaluation.sources import Texts, read_gold
from pipeline.gold.envelope import is_annotated


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two annotations of the same releases.

    Attributes:
        evaluation: The second annotation judged by the first; F1 does not depend on which is
            which, precision and recall change places.
        only_first: Ids that only the first annotator did.
        only_second: Ids that only the second did.
    """

    evaluation: Evaluation
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


def agree(first: Path, second: Path, texts: Path | None = None) -> Agreement:
    """Compare two gold folders (envelopes or light format) over the fields both annotated.

    Args:
        first: One annotator's gold.
        second: The other's.
        texts: The releases' texts, which the light format needs.

    Raises:
        InputError: A folder holds no gold, texts are missing, or no release is in both.
    """
    left, right = read_gold(first), read_gold(second)
    common = sorted(left.keys() & right.keys())
    if not common:
        raise InputError("no release is annotated in both")
    shelf = Texts((texts,) if texts is not None else ())
    documents = []
    for identifier in common:
        one, other = left[identifier], right[identifier]
        text = shelf.find(identifier)
        mine = gold_case(one, text, has_record=True)
        theirs = gold_case(other, text, has_record=True)
        both = tuple(
            sorted(
                {path for path in one.annotated if is_annotated(path, other.annotated)}
                | {path for path in other.annotated if is_annotated(path, one.annotated)}
            )
        )
        outcomes = tuple(judge(mine, theirs, both))
        documents.append(Judged(identifier, text, (), outcomes, 0, 0, True))
    return Agreement(
        Evaluation(tuple(documents), ()),
        tuple(sorted(left.keys() - right.keys())),
        tuple(sorted(right.keys() - left.keys())),
    )
