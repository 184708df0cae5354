"""The categories of the topic vocabulary, for a matrix that stays readable."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pipeline.records import TopicInfo

CATEGORIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "01": "Политика и право",
        "02": "Экономика и финансы",
        "03": "Ресурсы и экология",
        "04": "Сельское хозяйство",
        "05": "Промышленность",
        "06": "Транспорт и связь",
        "07": "Торговля",
        "08": "Население",
        "09": "Населённые пункты",
        "10": "Здравоохранение",
        "11": "Образование",
        "12": "Труд и занятость",
        "13": "Гуманитарная помощь",
        "14": "Социальные вопросы",
        "15": "Культура",
        "16": "Наука и техника",
        "17": "География",
        "18": "Организационные вопросы",
    }
)
"""Names of the UNBIS thesaurus's top categories by the first two digits of a code, shortened."""

OTHER: Final = "Прочее"
"""Topics without a concept."""


def category(topic: TopicInfo) -> str:
    """The category a topic belongs to."""
    if topic.concept is None or topic.concept.scheme != "unbis":
        return OTHER
    return CATEGORIES.get(topic.concept.code[:2], OTHER)
