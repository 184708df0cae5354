"""Why a value is doubtful and what a stage could not resolve, in words for reviewers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pipeline.review.words import LANGUAGES, Language

_REASONS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        # Doubts of values.
        "attendance_by_invitation": ("участие выведено из приглашения", "attends as one invited"),
        "attendance_by_office": ("участие выведено из должности", "attends by office"),
        "attendance_by_side": ("участие выведено из стороны", "attends as one of a side"),
        "content_from_previous_sentence": (
            "содержание из предыдущего предложения",
            "content of the sentence before",
        ),
        "country_from_others": ("страна выведена из соседних", "country as of those beside"),
        "event_name_form": ("форма названия под вопросом", "form of the name unsure"),
        "event_place_from_dateline": ("место из строки с датой", "place from the dateline"),
        "event_taken_for_granted": ("событие лишь упомянуто", "event taken for granted"),
        "inside_title": ("внутри названия", "inside a title"),
        "duties_only": ("исполняет обязанности", "performs the duties only"),
        "long_link": ("далеко от имени", "far from the name"),
        "name_form_unsure": ("форма имени под вопросом", "form of the name unsure"),
        "no_agreement": ("не согласуется с именем", "does not agree with the name"),
        "nominative_unsure": ("именительный падеж под вопросом", "nominative unsure"),
        "not_borne_out": ("слова не подтверждают значение", "not borne out by its words"),
        "several_together": ("несколько лиц вместе", "several people together"),
        "several_unnamed": ("несколько безымянных", "several unnamed ones"),
        "speaker_from_context": ("кто говорит, выведено", "speaker from context"),
        "speaker_role": ("роль говорящего выведена", "speaker's role inferred"),
        "status_inferred": ("статус выведен", "status inferred"),
        "status_unsure": ("статус под вопросом", "status unsure"),
        "title_form_unsure": ("форма должности под вопросом", "form of the title unsure"),
        "title_unsure": ("граница должности под вопросом", "extent of the title unsure"),
        "weak_head": ("слабая опора", "weak support"),
        # Issues of releases.
        "ambiguous_abbreviation": ("сокращение неоднозначно", "ambiguous abbreviation"),
        "ambiguous_country": ("страна неоднозначна", "ambiguous country"),
        "ambiguous_name": ("имя неоднозначно", "ambiguous name"),
        "ambiguous_office": ("неясно, чья должность", "whose office is open"),
        "membership_contradiction": ("статус страны противоречив", "contradictory status"),
        "membership_unknown": ("статус страны неизвестен", "unknown status of a country"),
        "other_event": ("ещё одно событие", "another event"),
        "sentence_cut": ("длинное предложение разрезано", "a long sentence was cut"),
        "several_documents": ("документы не названы поимённо", "documents not named one by one"),
        "unread_provision": ("положение документа не прочитано", "unread provision"),
        "unresolved_country": ("страна не определена", "unresolved country"),
        "unresolved_signatory": ("кто подписал, неясно", "unresolved signatory"),
        "unresolved_speaker": ("кто говорит, неясно", "unresolved speaker"),
    }
)


def reason(code: str, language: Language) -> str:
    """What a code of a doubt or an issue means; a code without words is shown as it is."""
    pair = _REASONS.get(code)
    return pair[LANGUAGES.index(language)] if pair is not None else code.replace("_", " ")
