"""Two spellings of one name: «Камерон Диас» and «Кэмерон Диаз», «Рухани» and «Роухани».

News spell foreign names in several ways, and mistype them. Two persons of one release whose names
differ by a letter are one, where no dictionary and no list knows the surname: of native surnames a
letter makes another («Петров», «Перов»).
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.stages.persons.clusters import Cluster, Named, generations_differ

_SHORTEST = 5
_PLAIN = str.maketrans({"э": "е", "ё": "е", "й": "и", "ы": "и", "ь": None, "ъ": None})


def join_variants(clusters: list[Cluster], is_native: Callable[[str], bool]) -> list[Cluster]:
    """Clusters with those joined whose names are spellings of one.

    Args:
        clusters: Persons in order of place.
        is_native: Whether a folded surname is a known one.
    """
    kept: list[Cluster] = []
    places: dict[str, list[int]] = {}
    for place, cluster in enumerate(clusters):
        for beginning in _beginnings(cluster):
            places.setdefault(beginning, []).append(place)
    for place, cluster in enumerate(clusters):
        near = {other for beginning in _beginnings(cluster) for other in places[beginning]}
        alike = [o for o in sorted(near - {place}) if _alike(clusters[o], cluster)]
        target = clusters[alike[0]] if len(alike) == 1 else None
        if target is None or (target not in kept and _fuller(cluster, target)):
            kept.append(cluster)
            continue
        native = any(is_native(form) for form in _families(cluster) | _families(target))
        if native and not _holds(cluster, target):
            kept.append(cluster)
            continue
        for mention in cluster.mentions:
            target.add(mention)
        target.mentions.sort(key=lambda mention: mention.tokens)
    return kept


def _beginnings(cluster: Cluster) -> frozenset[str]:
    """First letters of surnames and given names; names that share none are not alike."""
    return frozenset(
        form[:1]
        for mention in cluster.mentions
        for form in (*mention.family_forms, *mention.given_forms)
    )


def _fuller(first: Cluster, second: Cluster) -> bool:
    return any(m.is_full for m in first.mentions) or not any(m.is_full for m in second.mentions)


def _families(cluster: Cluster) -> frozenset[str]:
    return frozenset(form for mention in cluster.mentions for form in mention.family_forms)


def _alike(one: Cluster, other: Cluster) -> bool:
    pairs = [(a, b) for a in _distinct(one) for b in _distinct(other)]
    if not all(_may_be_one(a, b) for a, b in pairs):
        return False
    return _holds(one, other) or any(_same(a, b) for a, b in pairs)


def _holds(one: Cluster, other: Cluster) -> bool:
    """«Рауль Алехандро Мендоса Ривера» is «Рауль Мендоса»: a long name holds a short one."""
    for longer, shorter in ((one, other), (other, one)):
        full = [mention for mention in _distinct(longer) if mention.is_full]
        if all(len(mention.parts.words) > 2 for mention in full) and any(
            _contains(a, b) for a in full for b in _distinct(shorter)
        ):
            return True
    return False


def _contains(longer: Named, shorter: Named) -> bool:
    return (
        len(shorter.parts.words) == 2
        and shorter.is_full
        and not longer.parts.patronymic
        and bool(shorter.given_forms & longer.given_forms)
        and bool(shorter.family_forms & longer.given_forms)
        and not shorter.given_forms & shorter.family_forms
    )


def _distinct(cluster: Cluster) -> list[Named]:
    return list({mention.wording: mention for mention in cluster.mentions}.values())


def _same(first: Named, second: Named) -> bool:
    """Whether one of two mentions is full and the surnames are nearly the same."""
    return (first.is_full or second.is_full) and any(
        _near(a, b) for a in first.family_forms for b in second.family_forms
    )


def _may_be_one(first: Named, second: Named) -> bool:
    """Whether the given names, where both have them, are spellings of one."""
    if generations_differ(first, second):
        return False
    if not (first.given_forms and second.given_forms):
        return not (first.parts.initials or second.parts.initials)
    return any(plain(a) == plain(b) for a in first.given_forms for b in second.given_forms)


def plain(name: str) -> str:
    """A name without what transcriptions differ in: doubled letters, «э», «й», signs."""
    letters = name.translate(_PLAIN)
    return "".join(a for a, b in zip(letters, " " + letters, strict=False) if a != b)


def _near(first: str, second: str) -> bool:
    """Whether two surnames are one but for a letter, or two that changed places."""
    if first[:1] != second[:1] or min(len(first), len(second)) < _SHORTEST:
        return False
    one, other = plain(first), plain(second)
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1 or one[-2:] == other[-2:] == "ов":
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])
