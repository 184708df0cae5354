import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.layers import SectionKind
from pipeline.layout import find_layout

LEAD = "Министр транспорта встретился с коллегами и обсудил сотрудничество двух стран в этой сфере."
SHORT = {
    SectionKind.HEADER: "h",
    SectionKind.HEADLINE: "H",
    SectionKind.DATELINE: "d",
    SectionKind.PARAGRAPH: "p",
    SectionKind.LIST_ITEM: "l",
    SectionKind.SIGNATURE: "s",
}


def kinds(text):
    return "".join(SHORT[section.kind] for section in find_layout(text).sections)


def words(text, kind=None):
    return [
        section.span.of(text)
        for section in find_layout(text).sections
        if kind is None or section.kind is kind
    ]


# --- headers and date lines ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "date"),
    [
        (" date 2026-05-14 ", "2026-05-14"),
        (" date 2026-05-14\n", "2026-05-14"),
        ("Дата: 14.05.2026\n", "14.05.2026"),
        ("Дата публикации: 14 мая 2026 года\r\n", "14 мая 2026 года"),
        ("Опубликовано 14.05.2026, 10:30\n", "14.05.2026"),
    ],
)
def test_a_header_begins_the_text(header, date):
    layout = find_layout(header + LEAD)
    assert kinds(header + LEAD) == "hp"
    assert layout.header_date == date
    assert words(header + LEAD)[-1] == LEAD


@pytest.mark.parametrize(
    "line",
    [
        "14 мая 2026 года",
        "14.05.2026",
        "14.05.2026 10:30",
        "14 мая 2026, 10:30",
        "2026-05-14T10:30:00+03:00",
        "Thu, 14 May 2026 10:30:00 +0300",
        "четверг, 14 мая 2026",
    ],
)
def test_a_line_that_is_a_date_is_a_header(line):
    for text in (f"{line}\n{LEAD}", f"Министры встретились\n{line}\n{LEAD}", f"{LEAD}\n\n{line}"):
        assert words(text, SectionKind.HEADER) == [line]
        assert find_layout(text).header_date is not None


@pytest.mark.parametrize(
    "line",
    [
        "(Рига, 12 мая 2026 года, служба печати Министерства связи)",
        "Пресс-служба Министерства связи Латвии, 12 мая 2026 года",
        "Дата: 12.05.2026",
    ],
)
def test_a_line_below_the_headline_says_when_it_was_released(line):
    lead = "Вчера в Риге состоялось заседание комиссии по связи, на котором обсудили тарифы."
    layout = find_layout(f"Комиссия обсудила тарифы\n\n{line}\n\n{lead}")
    assert layout.header_date in {"12 мая 2026 года", "12.05.2026"}


@pytest.mark.parametrize(
    "line",
    [
        "Министерство связи провело конкурс, 12 мая",
        "Мост через реку у города открыли, 12 мая 2026 года",
        "Министерство связи Латвии объявило, что новые тарифы начнут действовать 12 мая 2026 года",
    ],
)
def test_a_line_that_says_more_is_no_release_date(line):
    lead = "Вчера в Риге состоялось заседание комиссии по связи, на котором обсудили тарифы."
    assert find_layout(f"Комиссия обсудила тарифы\n\n{line}\n\n{lead}").header_date is None


def test_an_abbreviated_year_begins_a_sentence():
    assert kinds("4 мая 2026 г. Министр принял посла.\n\nОни говорили о портах.") == "pp"


def test_a_sentence_with_a_date_is_no_header():
    assert kinds(f"14 мая 2026 года в Астане прошла встреча.\n{LEAD}") == "pp"


# --- headlines -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headline",
    [
        "Министры обсудили транспорт",
        "МИНИСТРЫ ОБСУДИЛИ ТРАНСПОРТ",
        "О встрече министров транспорта",
        "«Новый путь»: чем закончились переговоры?",
        "На дорогу выделено 5 млн руб.",
        "США – Литва: новый этап",
    ],
)
def test_a_headline(headline):
    for between in ("\n", "\n\n", "\r\n", " \n \n"):
        text = f"{headline}{between}{LEAD}"
        assert kinds(text) == "Hp"
        assert words(text)[0] == headline


@pytest.mark.parametrize(
    "line",
    [
        "Министры обсудили транспорт.",
        "Подписаны следующие документы:",
        "состоялась встреча министров",
        "— создать рабочую группу",
        "1. Создать рабочую группу",
    ],
)
def test_no_headline(line):
    assert "H" not in kinds(f"{line}\n{LEAD}")


def test_one_line_alone_is_no_headline():
    assert kinds("Министры обсудили транспорт") == "p"


def test_a_headline_in_capitals_may_be_wrapped():
    text = f"МИНИСТРЫ ТРАНСПОРТА ОБСУДИЛИ\nНОВЫЕ ДОРОГИ\n{LEAD}"
    assert words(text)[0] == "МИНИСТРЫ ТРАНСПОРТА ОБСУДИЛИ\nНОВЫЕ ДОРОГИ"


HOUSE = "Министерство транспорта Республики Казахстан"
TITLE = "Министры обсудили перевозки через порты"


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ([HOUSE], "h"),
        ([HOUSE, "Пресс-служба"], "hh"),
        ([HOUSE.upper(), "ПРЕСС-РЕЛИЗ № 14"], "hh"),
        ([HOUSE, "14.05.2026"], "hh"),
        ([HOUSE, "14 мая 2026 года, г. Астана"], "hd"),
        (["Астана, 14 мая 2026 года"], "d"),
        (["Министерство иностранных дел Республики Армения", "14.05.2026"], "hh"),
        (["Пресс-служба Президента Литвы", "14.05.2026 11:40, город Вильнюс"], "hd"),
        (["Сообщение для СМИ", "г. Астана      14 мая 2026 г."], "hd"),
        (["Государственный комитет Республики Беларусь (Госкомитет)"], "h"),
        (["Посольство Литвы в Республике Молдова", "№ 12/04"], "hh"),
        (["Пресс-релиз № 14 от 14.05.2026"], "h"),
        ([HOUSE, "ПРЕСС-РЕЛИЗ от 14 мая 2026 года"], "hh"),
        (["№ 45 от 14.05.2026"], "h"),
    ],
)
def test_a_masthead_stands_above_the_headline(above, expected):
    text = "\n\n".join([*above, TITLE, LEAD])
    assert kinds(text) == f"{expected}Hp"
    assert words(text, SectionKind.HEADLINE) == [TITLE]
    assert (find_layout(text).header_date or find_layout(text).dateline_date) == next(
        (date for date in ("14 мая 2026 года", "14 мая 2026 г.", "14.05.2026")
         if any(date in line for line in above)), None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "headline",
    [
        "Министерство транспорта Казахстана открыло новый порт",
        "Министерство транспорта Казахстана: новый порт",
        "Заседание Комитета по транспорту Республики Казахстан",
        "Банк развития финансирует порты",
        "Правительство Литвы подпишет соглашение о портах",
        "Посольство обсудит поставки зерна",
        "МИНИСТЕРСТВО ТРАНСПОРТА ОТКРЫЛО НОВЫЙ ПОРТ",
    ],
)
def test_a_headline_that_begins_with_a_body_is_no_masthead(headline):
    text = f"{headline}\n\n{TITLE}\n\n{LEAD}"
    assert words(text, SectionKind.HEADLINE) == [headline]


def test_a_place_and_day_below_the_headline_are_a_dateline():
    text = f"{HOUSE.upper()}\n\n{TITLE}\n\nАстана, 14 мая 2026 г.\n\n{LEAD}"
    assert kinds(text) == "hHdp"


def test_a_release_without_a_headline():
    assert kinds(f"{HOUSE}\n\nПресс-релиз\n\n{LEAD}") == "hhp"


def test_a_body_alone_above_the_text_is_its_headline():
    assert kinds(f"{HOUSE}\n\n{LEAD}") == "Hp"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Политика | Рига, 14.05.2026, 15:42", "14.05.2026"),
        ("312-14-05-2026", "14.05.2026"),
    ],
)
def test_a_rubric_or_number_below_the_headline_holds_the_day(line, date):
    text = f"{TITLE}\n\n{line}\n\n{LEAD}"
    assert kinds(text) == "Hhp"
    assert find_layout(text).header_date == date


def test_headings_inside_the_text_are_sections_of_their_own():
    text = f"Министры обсудили транспорт\n{LEAD}\nНовые дороги\n{LEAD}"
    assert words(text)[2] == "Новые дороги"


# --- datelines -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dateline", "date"),
    [
        ("АСТАНА, 14 мая. —", "14 мая"),
        ("АСТАНА, 14 мая –", "14 мая"),
        ("МОСКВА, 14 мая – РИА Новости.", "14 мая"),
        ("МОСКВА, 14 мая. /ТАСС/.", "14 мая"),
        ("МОСКВА, 14 мая. ТАСС.", "14 мая"),
        ("Москва, 14 мая 2026 года.", "14 мая 2026 года"),
        ("БАКУ /Trend/ –", None),
        ("Бишкек, 14 мая /Кабар/.", "14 мая"),
        ("Душанбе, 14.05.2026 /НИАТ «Ховар»/.", "14.05.2026"),
        ("14 мая, Минск /Корр. БЕЛТА/.", "14 мая"),
        ("АСТАНА. КАЗИНФОРМ –", None),
        ("АСТАНА. 14 мая. КазТАГ –", "14 мая"),
        ("АСТАНА. 14 МАЯ. КАЗИНФОРМ –", "14 МАЯ"),
        ("ТАШКЕНТ, 14 мая — Дунё.", "14 мая"),
        ("г. Ташкент, 14 мая 2026 года.", "14 мая 2026 года"),
        ("САНКТ-ПЕТЕРБУРГ —", None),
        ("Минск. 14 мая. ИНТЕРФАКС -", "14 мая"),
        ("14 мая 2026 года, Ереван.", "14 мая 2026 года"),
        ("Нью-Йорк, 14 мая 2026 года (среда) —", "14 мая 2026 года"),
        ("ЖЕНЕВА (14 мая 2026 г.) —", "14 мая 2026 г."),
    ],
)
def test_a_dateline(dateline, date):
    for between in (" ", "\n", "\u00a0"):
        text = f"{dateline}{between}{LEAD}"
        assert words(text) == [dateline, LEAD]
        assert find_layout(text).dateline_date == date
    assert kinds(f"Министры обсудили транспорт\n\n{dateline} {LEAD}") == "Hdp"
    assert kinds(f"Министры обсудили транспорт\nЕсть планы\n{dateline} {LEAD}") == "Hpdp"


def test_a_dateline_on_a_line_of_its_own():
    for line in ("Баку, 14 мая, АЗЕРТАДЖ", "(г. Шымкент, Республика Казахстан, 14 мая 2026 г.)"):
        assert words(f"{line}\n{LEAD}") == [line, LEAD]


@pytest.mark.parametrize(
    "lead",
    [
        "ОБСЕ — крупнейшая региональная организация.",
        "ОБСЕ (Организация по безопасности) провела встречу.",
        "Сегодня, 14 мая, МИД Казахстана сообщил о встрече.",
        "МИД Казахстана, 14 мая, сообщил о встрече.",
        "Астана, 14 мая принявшая гостей, готовится к новому визиту.",
        "В Астане 14 мая – День города.",
    ],
)
def test_no_dateline(lead):
    assert words(lead) == [lead]


# --- paragraphs and lists --------------------------------------------------------------------


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\n\n", "\r\n\r\n", "\u2028", "\x85"])
def test_paragraphs(break_):
    text = break_.join([LEAD, LEAD, LEAD])
    assert words(text) == [LEAD] * 3


def test_lines_of_one_width_are_one_paragraph():
    text = (
        "Министр транспорта и дорожного хозяйства встретился с коллегами и\n"
        "обсудил сотрудничество двух стран в этой сфере на ближайшие годы.\n"
        "Стороны договорились продолжить работу и провести новую встречу в\n"
        "следующем году."
    )
    assert words(text) == [text]


def test_a_line_that_goes_on_in_lower_case_is_joined():
    text = "Министр транспорта встретился\nс коллегами."
    assert words(text) == [text]


def test_a_line_that_begins_with_a_comma_is_joined():
    """A word set apart on a line of its own, as pages with links are saved."""
    assert words(f"{LEAD}\nОн взял слово,\nподчеркнув\n, что порт открыт.") == [
        LEAD,
        "Он взял слово,\nподчеркнув\n, что порт открыт.",
    ]


@pytest.mark.parametrize("marker", ["- ", "— ", "• ", "1) ", "1. ", "а) ", "\u00a0– ", "*\t"])
def test_lists(marker):
    text = f"Стороны договорились:\n{marker}открыть рейс;\n{marker}создать группу.\nВстреча прошла."
    assert kinds(text) == "pllp"
    assert words(text)[1:3] == ["открыть рейс;", "создать группу."]


def test_a_list_without_full_stops_needs_no_colon():
    assert kinds(f"{LEAD}\n— Казахстан\n— Литва\n— Иран") == "plll"


def test_semicolons_part_the_items_of_a_list_without_marks():
    text = f"{LEAD}\n\nПодписаны:\nсоглашение о связи;\nпротокол о спорте;\nплан.\n{LEAD}"
    assert kinds(text) == "pplllp"
    assert words(text, SectionKind.LIST_ITEM) == [
        "соглашение о связи;",
        "протокол о спорте;",
        "план.",
    ]


def test_turns_of_a_dialogue_are_paragraphs():
    text = f"{LEAD}\n— Каковы итоги встречи?\n— Мы договорились о многом."
    assert kinds(text) == "ppp"


# --- signatures ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Пресс-служба МИД РК",
        "Департамент протокола ЕЭК",
        "Управление информации Министерства иностранных дел (МИД РТ)",
        "Посольство Республики Узбекистан в Литовской Республике",
        "Мария Сапарбекова",
    ],
)
def test_a_signature(line):
    assert kinds(f"{LEAD}\n\n{line}") == "ps"


def test_contacts_stand_behind_a_signature():
    contacts = "press@example.org\nтел. 000-00-00"
    text = f"{LEAD}\n\nУправление коммуникаций МИД Литвы\n{contacts}"
    assert kinds(text) == "psss"
    assert words(text, SectionKind.SIGNATURE)[0] == "Управление коммуникаций МИД Литвы"


@pytest.mark.parametrize(
    "line", ["Подробнее: министр обсудил планы", "Встреча прошла в Баку.", "Фото: сайт города"]
)
def test_no_signature(line):
    assert kinds(f"{LEAD}\n\n{line}") == "pp"


# --- properties ------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "Министр", "АСТАНА", ", ", ". ", "14 мая", " 2026 года", "— ", "\n", "\r\n", "\n\n", "•",
        "\u00a0", "\u00ad", "\N{GRINNING FACE}", "/ТАСС/", ":", "date 2026-05-14", "1) ", "слово",
        "(", ")", "«", "\u2028", "\t", "Пресс-служба", "\u200b", "-",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=200))
def test_sections_are_in_order_and_cover_all_words(text):
    position = 0
    left_out = ""
    for section in find_layout(text).sections:
        assert position <= section.span.start < section.span.end <= len(text)
        assert section.span.of(text).strip() != ""
        left_out += text[position : section.span.start]
        position = section.span.end
    left_out += text[position:]
    # Only white space and the markers of lists stand between sections.
    assert not any(letter.isalpha() for letter in left_out if letter not in "абвгд") or any(
        mark in left_out for mark in ")."
    )


def test_time_is_in_proportion_to_length():
    def seconds(text):
        begin = time.perf_counter()
        find_layout(text)
        return time.perf_counter() - begin

    for unit in (LEAD + "\n", LEAD + " ", "\n", "— пункт\n", "Слово\n", " ", "А. "):
        small = max(min(seconds(unit * 2_000) for _ in range(3)), 1e-4)
        assert min(seconds(unit * 20_000) for _ in range(3)) < 40 * small
