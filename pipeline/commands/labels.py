"""Russian labels of the record's closed lists, for people who read records."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

RANKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "head_of_state": "глава государства",
        "deputy_head_of_state": "заместитель главы государства",
        "head_of_government": "глава правительства",
        "deputy_head_of_government": "заместитель главы правительства",
        "minister": "министр",
        "deputy_minister": "заместитель министра",
        "parliament_head": "глава парламента",
        "member_of_parliament": "депутат",
        "ambassador": "посол",
        "organization_head": "глава организации",
        "organization_deputy": "заместитель главы организации",
        "agency_head": "глава ведомства",
        "regional_head": "глава региона",
        "military": "военный",
        "business": "деловые круги",
        "other": "другое",
    }
)
ATTENDANCE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "present": "участвует",
        "absent_quoted": "цитируется, не участвует",
        "mentioned": "упоминается",
    }
)
ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "host": "принимает",
        "chair": "председательствует",
        "speaker": "выступает",
        "signatory": "подписывает",
        "recipient": "получает",
    }
)
COUNTRY_STATUS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "member": "член",
        "observer": "наблюдатель",
        "partner": "партнёр",
        "candidate": "кандидат",
        "party": "сторона",
        "host": "принимающая сторона",
        "mentioned": "упоминается",
    }
)
EVENT_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "meeting": "встреча",
        "session": "заседание",
        "summit": "саммит",
        "conference": "конференция",
        "forum": "форум",
        "visit": "визит",
        "negotiations": "переговоры",
        "consultations": "консультации",
        "call": "телефонный разговор",
        "signing": "подписание",
        "ceremony": "церемония",
        "other": "другое",
    }
)
ORGANIZATION_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "intergovernmental": "межгосударственная",
        "government": "государственный орган",
        "parliament": "парламент",
        "company": "компания",
        "other": "другое",
    }
)
DOCUMENT_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "declaration": "декларация",
        "statement": "заявление",
        "communique": "коммюнике",
        "agreement": "соглашение",
        "memorandum": "меморандум",
        "protocol": "протокол",
        "treaty": "договор",
        "convention": "конвенция",
        "resolution": "резолюция",
        "decision": "решение",
        "plan": "план",
        "programme": "программа",
        "strategy": "стратегия",
        "charter": "устав, хартия",
        "contract": "контракт",
        "other": "другое",
    }
)
DOCUMENT_STATUS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "signed": "подписан",
        "adopted": "принят",
        "approved": "утверждён",
        "ratified": "ратифицирован",
        "planned": "планируется",
        "discussed": "обсуждался",
        "referenced": "упоминается",
    }
)
STATEMENT_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {"direct": "прямая речь", "reported": "косвенная речь"}
)
BASIS: Final[Mapping[str, str]] = MappingProxyType({"stated": "сказано", "inferred": "выведено"})
