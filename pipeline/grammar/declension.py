"""Undoing the declension of personal names: from a form, a case and a gender to nominatives.

The endings are those of A. A. Zaliznyak's grammatical dictionary and of the reference work on
surnames by L. P. Kalakutskaya, as taught in every Russian school grammar; each rule gives all
nominatives a form can come from, the usual one first. Which of them is right is decided by what
else is known: name lists, other mentions, the case of the office in front.
"""

from __future__ import annotations

from functools import lru_cache

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
_VOWELS = "аеёиоуыэюя"
_HUSHING = "жшчщц"
_VELAR = "гкх"
_SLAVIC = ("ов", "ев", "ёв", "ин", "ын")

# (ending of the form, endings of the nominative) by gender and case. «» stands for a bare stem.
_MASCULINE: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "Gen": (
        ("ого", ("ый", "ой", "ий")),
        ("его", ("ий",)),
        ("ия", ("ий",)),
        ("ья", ("ий", "ья")),
        ("а", ("",)),
        ("я", ("ь", "й")),
        ("ы", ("а",)),
        ("и", ("а", "я")),
    ),
    "Dat": (
        ("ому", ("ый", "ой", "ий")),
        ("ему", ("ий",)),
        ("ию", ("ий",)),
        ("у", ("",)),
        ("ю", ("ь", "й")),
        ("е", ("а", "я")),
        ("и", ("я",)),
    ),
    "Ins": (
        ("ым", ("", "ый", "ой")),
        ("им", ("ий",)),
        ("ием", ("ий",)),
        ("йем", ("й",)),  # «Абийем», as foreign names in -ий are written too
        ("ом", ("",)),
        ("ём", ("ь", "й")),
        ("ем", ("", "ь", "й")),
        ("ой", ("а",)),
        ("ею", ("а", "я")),
        ("ою", ("а",)),
        ("ьёй", ("ья",)),
        ("ей", ("а", "я")),
    ),
    "Loc": (
        ("ом", ("ый", "ой", "ий")),
        ("ем", ("ий",)),
        ("ии", ("ий",)),
        ("е", ("", "ь", "й", "а", "я")),
        ("и", ("я",)),
    ),
}
_MASCULINE["Acc"] = (
    *_MASCULINE["Gen"][:6],
    ("у", ("а",)),
    ("ю", ("я",)),
)
_FEMININE: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "Gen": (
        ("ой", ("а", "ая")),
        ("ей", ("ая", "яя")),
        ("ии", ("ия",)),
        ("ы", ("а",)),
        ("и", ("а", "я", "ь")),
    ),
    "Dat": (
        ("ой", ("а", "ая")),
        ("ей", ("ая", "яя")),
        ("ии", ("ия",)),
        ("е", ("а", "я")),
        ("и", ("ь",)),
    ),
    "Acc": (
        ("ую", ("ая",)),
        ("юю", ("яя",)),
        ("ию", ("ия",)),
        ("у", ("а",)),
        ("ю", ("я",)),
        ("ь", ("ь",)),
    ),
    "Ins": (
        ("ией", ("ия",)),
        ("ьей", ("ья",)),
        ("ьёй", ("ья",)),
        ("ой", ("а", "ая")),
        ("ою", ("а", "ая")),
        ("ей", ("я", "а", "ая")),
        ("ею", ("я", "а")),
        ("ью", ("ь",)),
    ),
}
_FEMININE["Loc"] = _FEMININE["Dat"]
_NEVER_DECLINED = ("еску", "оглу", "дзе", "швили", "ли", "ури", "иани", "зода")
"""Romanian, Turkish, Georgian and Tajik surnames that stay as they are (Superanskaya 1973)."""
_TABLES = {"Masc": _MASCULINE, "Fem": _FEMININE}


@lru_cache(maxsize=20_000)
def nominatives(form: str, case: str, gender: str, *, family: bool) -> tuple[str, ...]:
    """The nominatives that `form` can be a case form of.

    Args:
        form: One word of a name, in lower case; no hyphens.
        case: Universal Dependencies' case the form is supposed to stand in.
        gender: `"Masc"` or `"Fem"`: of the person.
        family: Whether the word is a surname (else a given name or patronymic).

    Returns:
        Nominatives in lower case, the likeliest first; empty if the form cannot stand in that
        case. A name that does not decline is its own nominative in every case.
    """
    if family and form.endswith(_NEVER_DECLINED):
        return (form,)
    if case == "Nom":
        return (form,) if _possible_nominative(form, gender, family=family) else ()
    found: list[str] = []
    for ending, replacements in _TABLES[gender][case]:
        if not form.endswith(ending):
            continue
        stem = form[: len(form) - len(ending)]
        if len(stem) < 2:
            continue
        for replacement in replacements:
            candidate = _attach(stem, ending, replacement, case, gender, family=family)
            if candidate is not None and candidate not in found:
                found.append(candidate)
    if form not in found and is_indeclinable(form, gender, family=family):
        found.append(form)
    return tuple(found)


def is_indeclinable(form: str, gender: str, *, family: bool) -> bool:
    """Whether a name of this form does not decline, or may not."""
    if form[-1] in "оуыэюи" or form.endswith(("ых", "их")):
        return not (form[-1] == "и" and form.endswith(("ский", "цкий")))
    if form[-1] in "её" or form.endswith(("уа", "оа", "еа", "эа", "иа")):
        return True  # «Дюбуа», «Моруа», «Хубиа»
    if not family and len(form) > 4 and form.endswith(("йн", "ын")):
        return True  # Mongolian patronymics are genitives («Гантулгын Батжаргалом»)
    # «Айгуль», «Нигяр»: women's names in a consonant; «Любовь» declines as well.
    return gender == "Fem" and form[-1] not in _VOWELS


def _possible_nominative(form: str, gender: str, *, family: bool) -> bool:
    if family and gender == "Fem":
        return not form.endswith((*_SLAVIC, "ский", "цкий", "ый"))
    if family and gender == "Masc":
        return not form.endswith(("ова", "ева", "ёва", "ская", "цкая"))
    return True


def _attach(
    stem: str, ending: str, replacement: str, case: str, gender: str, *, family: bool
) -> str | None:
    """The nominative `stem + replacement`, or `None` where Russian does not form it so."""
    last = stem[-1]
    if replacement == "":
        if last in _VOWELS or last in "ьъй":
            return None
        if ending in {"ым"} and not stem.endswith(_SLAVIC):
            return None
        if ending == "ом" and stem.endswith(_SLAVIC) and family and case == "Ins":
            # «Чаплином»: foreign surnames in -ин keep -ом; Slavic ones have -ым.
            return stem if stem.endswith(("ин", "ын")) else None
        if ending == "ем" and last not in _HUSHING:
            return None
        if ending == "ом" and last in _HUSHING and case == "Ins" and last != "ц":
            return stem
        return stem
    if replacement == "ь" and gender == "Fem" and family:
        return None  # women's surnames in a consonant do not decline
    if replacement == "ь":
        if gender == "Masc" and (last in _VOWELS or last in _VELAR or last in "ьй"):
            return None
        return stem + "ь" if last not in _VOWELS else None
    if replacement == "й":
        return stem + "й" if last in _VOWELS else None
    if replacement == "ий" and ending in {"ого", "ому", "им", "ом"}:
        return stem + "ий" if last in _VELAR or last in _HUSHING else None
    if replacement in {"ый", "ой"} and (last in _VELAR or last in _HUSHING):
        return stem + "ой" if replacement == "ой" and ending != "им" else None
    if replacement in {"ый", "ой"}:
        return stem + replacement if last not in _VOWELS and not stem.endswith(_SLAVIC) else None
    if replacement in {"а", "я"}:
        return _attach_vowel(stem, ending, replacement, gender, family=family)
    if replacement in {"ая", "яя"}:
        if not family or last in _VOWELS or stem.endswith(_SLAVIC):
            return None
        return stem + replacement
    return stem + replacement


def _attach_vowel(
    stem: str, ending: str, replacement: str, gender: str, *, family: bool
) -> str | None:
    last = stem[-1]
    if family and ((gender == "Masc" and stem.endswith(_SLAVIC)) or stem.endswith(("ск", "цк"))):
        return None
    if replacement == "а":
        if last in "ьй" or last in _VOWELS:
            return None
        if ending == "и" and last not in _VELAR and last not in _HUSHING:
            return None
        if ending == "ей" and last not in _HUSHING:
            return None
        return stem + "а"
    if last in _VELAR or last in _HUSHING:
        return None
    if family and ending == "и" and last != "и" and (last in _VOWELS or last in "тдсзмпбфв"):
        return None  # «Резаи», «Хаменеи», «Маретти», «Росси» do not decline
    return stem + "я"
