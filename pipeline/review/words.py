"""Words of the page in Russian and English; the record's closed lists come from its labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from pipeline.commands.labels import (
    ATTENDANCE,
    BASIS,
    COUNTRY_STATUS,
    DOCUMENT_KINDS,
    DOCUMENT_STATUS,
    EVENT_KINDS,
    ORGANIZATION_KINDS,
    RANKS,
    ROLES,
    STATEMENT_KINDS,
)

Language = Literal["ru", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("ru", "en")

_CHOICES: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("positions", "rank"): RANKS,
    ("positions", "country_basis"): BASIS,
    ("participants", "attendance"): ATTENDANCE,
    ("participants", "roles"): ROLES,
    ("countries", "status"): COUNTRY_STATUS,
    ("countries", "basis"): BASIS,
    ("event", "kind"): EVENT_KINDS,
    ("date", "basis"): BASIS,
    ("documents", "kind"): DOCUMENT_KINDS,
    ("documents", "status"): DOCUMENT_STATUS,
    ("statements", "kind"): STATEMENT_KINDS,
    ("organizations", "kind"): ORGANIZATION_KINDS,
}

_KINDS: Final = {
    "participants": ("Участник", "Participant"),
    "positions": ("Должность", "Position"),
    "countries": ("Страна", "Country"),
    "event": ("Событие", "Event"),
    "date": ("Дата", "Date"),
    "place": ("Место", "Place"),
    "documents": ("Документ", "Document"),
    "topics": ("Тема", "Topic"),
    "measures": ("Мера", "Measure"),
    "statements": ("Высказывание", "Statement"),
    "organizations": ("Организация", "Organization"),
    "release": ("Релиз", "Release"),
    "issuer": ("Источник", "Issuer"),
}
_SECTIONS: Final = {
    "participants": ("Участники", "Participants"),
    "countries": ("Страны", "Countries"),
    "event": ("Событие", "Event"),
    "documents": ("Документы", "Documents"),
    "statements": ("Высказывания", "Statements"),
    "organizations": ("Организации", "Organizations"),
    "release": ("Релиз", "Release"),
}
_FIELDS: Final = {
    "name.full": ("имя", "name"),
    "name.given": ("личное имя", "given name"),
    "name.patronymic": ("отчество", "patronymic"),
    "name.family": ("фамилия", "family name"),
    "country": ("страна", "country"),
    "attendance": ("присутствие", "attendance"),
    "roles": ("роли", "roles"),
    "title": ("название", "title"),
    "positions.title": ("должность", "title"),
    "rank": ("ранг", "rank"),
    "organization": ("организация", "organization"),
    "code": ("страна", "country"),
    "status": ("статус", "status"),
    "represented": ("представлена", "represented"),
    "basis": ("основание", "basis"),
    "kind": ("вид", "kind"),
    "name": ("название", "name"),
    "theme": ("тема", "theme"),
    "start": ("начало", "start"),
    "end": ("конец", "end"),
    "signatories": ("подписали", "signatories"),
    "text": ("текст", "text"),
    "concept": ("рубрика", "concept"),
    "speaker": ("кто говорит", "speaker"),
    "source": ("учреждение", "source"),
    "verb": ("глагол", "verb"),
    "abbreviation": ("сокращение", "abbreviation"),
    "published": ("опубликован", "published"),
    "headline": ("заголовок", "headline"),
    "evidence": ("слова", "evidence"),
}
_UI: Final = {
    "queue": ("Очередь", "Queue"),
    "map": ("Карта прогона", "Map of the run"),
    "review": ("Проверка", "Review"),
    "text": ("Текст релиза", "Text of the release"),
    "record": ("Запись", "Record"),
    "search": ("Поиск", "Search"),
    "apply": ("Показать", "Show"),
    "reset": ("Сбросить", "Reset"),
    "all": ("все", "all"),
    "order": ("Порядок", "Order"),
    "order.doubt": ("по сомнительности", "by doubt"),
    "order.id": ("по имени", "by name"),
    "order.progress": ("по готовности", "by progress"),
    "filter.status": ("Состояние", "Status"),
    "filter.country": ("Страна", "Country"),
    "filter.person": ("Лицо", "Person"),
    "filter.event": ("Вид события", "Kind of event"),
    "filter.document": ("Статус документа", "Document status"),
    "filter.issue": ("Код вопроса", "Issue code"),
    "status.new": ("новый", "new"),
    "status.progress": ("в работе", "in progress"),
    "status.reviewed": ("проверен", "reviewed"),
    "status.conflict": ("разногласие", "conflict"),
    "status.gold": ("эталон", "gold"),
    "column.release": ("Релиз", "Release"),
    "column.status": ("Состояние", "Status"),
    "column.progress": ("Решено", "Decided"),
    "column.doubts": ("Сомнения", "Doubts"),
    "column.inferred": ("Выведено", "Inferred"),
    "column.issues": ("Вопросы", "Issues"),
    "releases": ("релизов", "releases"),
    "ready": ("проверено", "reviewed"),
    "left": ("осталось", "left"),
    "empty": ("Ничего не найдено", "Nothing found"),
    "refused": ("Нельзя проверять", "Cannot be reviewed"),
    "state.machine": ("машина", "machine"),
    "state.default": ("не задано", "not set"),
    "state.proposed": ("предложено", "proposed"),
    "state.accepted": ("принято", "accepted"),
    "state.edited": ("исправлено", "edited"),
    "state.added": ("добавлено", "added"),
    "state.rejected": ("отклонено", "rejected"),
    "state.adjudicated": ("решено", "adjudicated"),
    "was": ("было", "was"),
    "none": ("нет", "none"),
    "yes": ("да", "yes"),
    "no": ("нет", "no"),
    "doubts": ("сомнения", "doubts"),
    "no_evidence": ("без слов в тексте", "no words in the text"),
    "stale": (
        "слова не совпадают с текстом: не подсвечены",
        "the words are not the text's: not highlighted",
    ),
    "notes": ("Вопросы к проверке", "Issues"),
    "flags": ("Прежние решения, которые не перенесены", "Earlier decisions not carried over"),
    "problems": ("Запись пока не годна", "Not a valid record yet"),
    "problem.dangling": (
        "{kind} «{label}»: {field} — «{value}», но эта строка отклонена",
        "{kind} “{label}”: {field} is “{value}”, which is rejected",
    ),
    "problem.country": (
        "{kind} «{label}»: {value} нет среди стран — добавьте её или исправьте поле",
        "{kind} “{label}”: {value} is not among the countries: add it or mend the field",
    ),
    "problem.twice": ("{kind} «{label}» стоит дважды", "{kind} “{label}” stands twice"),
    "problem.speaker": (
        "{kind} «{label}»: нужно одно из двух — кто говорит или учреждение",
        "{kind} “{label}”: a speaker or else an institution is needed",
    ),
    "problem.dates": ("{kind}: конец раньше начала", "{kind}: the end is before the start"),
    "key.accept": ("Принять", "Accept"),
    "key.accept_row": ("Принять строку", "Accept the row"),
    "key.edit": ("Изменить", "Edit"),
    "key.evidence": ("Слова", "Evidence"),
    "key.reanchor": ("Взять слова", "Take selection"),
    "key.reanchor_more": ("добавить выделенное к словам", "add the selection to the words"),
    "key.drop": ("убрать выбранные слова", "drop the chosen words"),
    "key.find": ("Найти", "Find"),
    "key.word": ("выделить соседнее слово", "select the word beside"),
    "key.doubtful": ("Сомнительное", "Next doubtful"),
    "key.basis": ("сказано / выведено", "stated / inferred"),
    "key.history": ("История", "History"),
    "key.reject": ("Отклонить", "Reject"),
    "key.new": ("Участник", "Participant"),
    "key.add": ("Добавить…", "Add…"),
    "key.undo": ("Отменить", "Undo"),
    "key.redo": ("Вернуть", "Redo"),
    "key.next": ("Нерешённое", "Next undecided"),
    "key.comment": ("Замечание", "Comment"),
    "key.done": ("Готово", "Done"),
    "key.reopen": ("Открыть снова", "Reopen"),
    "key.help": ("Клавиши", "Keys"),
    "key.field": ("следующее / предыдущее поле", "next / previous field"),
    "key.item": ("следующая / предыдущая строка", "next / previous item"),
    "key.leave": ("оставить ввод", "leave the input"),
    "key.grow": ("сдвинуть конец выделения", "grow / shrink the selection"),
    "key.grow_start": ("сдвинуть начало выделения", "move its beginning"),
    "key.side": ("взять сторону по номеру", "take the side of that number"),
    "key.own": ("Своё значение", "Another value"),
    "key.difference": ("следующее / предыдущее разногласие", "next / previous conflict"),
    "op.accept": ("принято", "accepted"),
    "op.edit": ("исправлено", "edited"),
    "op.reanchor": ("взяты другие слова", "other words taken"),
    "op.reject": ("отклонено", "rejected"),
    "op.restore": ("возвращено", "restored"),
    "op.add": ("добавлено", "added"),
    "op.undo": ("отменено", "undone"),
    "op.comment": ("замечание", "comment"),
    "op.done": ("проверено", "declared reviewed"),
    "op.reopen": ("открыто снова", "reopened"),
    "op.adjudicate": ("решено", "adjudicated"),
    "history_empty": ("Решений ещё не было", "No decisions yet"),
    "last_words": (
        "Это последние слова: возьмите другие или отклоните строку",
        "These are the last words: take others or reject the item",
    ),
    "not_found": ("не найдено", "not found"),
    "pick_words": ("Сначала выберите слова клавишей S", "Choose the words with S first"),
    "saved_all": ("Решения на диске", "Decisions are on the disk"),
    "by_hand": ("другое значение", "another value"),
    "point": (",", "."),
    "kappa": ("каппа Коэна", "Cohen's kappa"),
    "together_figures": ("по всем релизам", "over all releases"),
    "legend": ("Знаки", "Signs"),
    "key.document": ("предыдущий / следующий релиз", "previous / next release"),
    "actions": ("Действия", "Actions"),
    "close": ("Закрыть", "Close"),
    "save": ("Сохранить", "Save"),
    "cancel": ("Отмена", "Cancel"),
    "kind": ("Что добавить", "What to add"),
    "saved": ("сохранено", "saved"),
    "saving": ("сохраняется", "saving"),
    "offline": (
        "Нет связи с программой: решения ждут здесь и будут отправлены",
        "The program does not answer: decisions wait here and will be sent",
    ),
    "conflict": (
        "{who} уже решил(а) это: {value}. Ваше решение не записано.",
        "{who} has decided this: {value}. Your decision was not written.",
    ),
    "select_first": ("Сначала выделите слова в тексте", "Select words in the text first"),
    "refused.needed": ("Здесь нужно значение", "A value is needed here"),
    "refused.long": ("Слишком длинное значение", "The value is too long"),
    "refused.already": ("Такая строка уже есть", "There is one already"),
    "refused.text": (
        "Текст на странице не тот, что в журнале: обновите страницу",
        "The page shows another text than the log: reload it",
    ),
    "refused.changed": (
        "Запись тем временем изменили: посмотрите ещё раз",
        "Somebody has changed the record meanwhile: look again",
    ),
    "undecided": ("Остались нерешённые поля", "Fields are undecided"),
    "done": ("Проверен", "Reviewed"),
    "comment": ("Замечание", "Comment"),
    "conflicts": ("Разногласия", "Conflicts"),
    "machine": ("Машина", "Machine"),
    "field": ("Поле", "Field"),
    "choose": ("Взять", "Take"),
    "agreement": ("Согласие", "Agreement"),
    "no_conflicts": ("Разногласий нет", "No conflicts"),
    "presence": ("есть ли в релизе", "whether it stands"),
    "there": ("есть", "there"),
    "missing": ("нет такого", "not there"),
    "skip": ("К записи", "Skip to the record"),
    "reviewer": ("Проверяет", "Reviewer"),
    "mode.shared": ("вместе", "together"),
    "mode.independent": ("независимо", "independently"),
    "mode.blind": ("вслепую", "blind"),
    "mode.adjudication": ("сведение", "adjudication"),
    "proposal": ("предложено", "proposed"),
    "redo_empty": ("Возвращать нечего", "There is nothing to redo"),
    "undo_empty": ("Отменять нечего", "There is nothing to undo"),
}


class Words:
    """The page's words in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._index = LANGUAGES.index(language)

    def __call__(self, key: str) -> str:
        """A word of the page; raises `KeyError` for one that is not listed."""
        return _UI[key][self._index]

    def kind(self, name: str) -> str:
        """What one item of a kind is called."""
        return _KINDS[name][self._index]

    def section(self, name: str) -> str:
        """What a part of the record is called."""
        return _SECTIONS[name][self._index]

    def field(self, kind: str, name: str) -> str:
        """What a field is called."""
        return (_FIELDS.get(f"{kind}.{name}") or _FIELDS[name])[self._index]

    def choice(self, kind: str, field: str, value: str) -> str:
        """What a value of a closed list is called."""
        if self.language == "en":
            return value.replace("_", " ")
        return _CHOICES[kind, field].get(value, value)

    def country(self, code: str) -> str:
        """A country's name with its code."""
        from pipeline.resources.countries import country_lexicon

        try:
            return f"{country_lexicon().name(code)} ({code})"
        except KeyError:
            return code

    def for_script(self) -> dict[str, Any]:
        """The words that the page's script needs."""
        return {key: pair[self._index] for key, pair in _UI.items()} | {
            f"kind.{name}": pair[self._index] for name, pair in _KINDS.items()
        }
