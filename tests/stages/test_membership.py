"""The membership stage on hand-made layers and the earlier stages' event and attendance."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.stages.attendance import AttendanceStage
from pipeline.stages.event import EventStage
from pipeline.stages.membership import MembershipStage
from tests.stages.handmade import make_scene


@pytest.fixture(scope="module")
def stages(store, morphology):
    return (
        EventStage(store, morphology),
        AttendanceStage(store, morphology),
        MembershipStage(store, morphology),
    )


@pytest.fixture
def run(stages, tokens_of):
    def call(text, published=date(2026, 4, 10)):
        event_stage, attendance_stage, stage = stages
        scene = make_scene(text, tokens_of, published)
        event = event_stage(
            scene.release,
            scene.tokens,
            scene.organizations,
            scene.countries,
            scene.persons,
            scene.positions,
            scene.participants,
        )
        attendance = attendance_stage(
            scene.tokens, scene.participants, event, scene.documents, scene.statements
        )
        return stage(
            scene.tokens,
            scene.organizations,
            scene.countries,
            scene.participants,
            event,
            attendance,
        )

    return call


def found(layer):
    return {item.code: (item.status, item.represented) for item in layer.countries}


TURKIC = "<body key=o lexicon=ots>Организации тюркских государств</body>"

CASES = {
    "whose people the lines of a list name": (
        f"Состоялась сессия {TURKIC}. В сессии приняли участие:\n\n<country code=KZ>Республика "
        "Казахстан</country> – <person id=a rank=other title=советник>Азамат Сеитов</person>, "
        "советник;\n<country code=AZ>Азербайджан</country> – <person id=b rank=other "
        "title=советник>Ашот Тороманян</person>, советник.",
        {"KZ": ("member", True), "AZ": ("member", True)},
    ),
    "where one comes from, without an office": (
        f"Состоялась сессия {TURKIC}. Секретарем избрали <person id=a>Азамата Сеитова</person> "
        "(<country code=KZ>Казахстан</country>).",
        {"KZ": ("member", True)},
    ),
    "with whom an office deals": (
        f"Состоялась сессия {TURKIC}. В сессии участвовал <office of=a>руководитель бюро по связям "
        "с <country code=KZ>Казахстаном</country></office> <person id=a rank=other "
        'title="руководитель бюро по связям с Казахстаном">Йонас Вайткус</person>.',
        {"KZ": ("mentioned", False)},
    ),
    "a third state acts beside the talks of two": (
        "Начались переговоры <country code=LT>Литвы</country> с <country code=KZ>Казахстаном"
        "</country>. Стороны говорили о море. <country code=LV>Латвия</country> подписала договор "
        "о рыбе. В переговорах участвует делегация <country code=EE>Эстонии</country>.",
        {
            "LT": ("party", True),
            "KZ": ("party", True),
            "LV": ("mentioned", False),
            "EE": ("party", True),
        },
    ),
    "a third state acts beside the meeting of two people": (
        "<person id=a country=LT rank=minister title=министр>Йонас Вайткус</person> встретился с "
        "<person id=b country=KZ rank=minister title=министр>Азаматом Сеитовым</person>. "
        "<place name=Рига code=LV>Рига</place> закрыла порт. <country code=LV>Латвия</country> "
        "провела выборы. <country code=LT>Литва</country> и <country code=KZ>Казахстан</country> "
        "соседи.",
        {"LT": ("party", True), "KZ": ("party", True), "LV": ("mentioned", False)},
    ),
    "who applied for membership": (
        f"Состоялся саммит {TURKIC}. Заявки на вступление подали три страны, среди которых — "
        "<country code=LT>Литва</country>, <country code=LV>Латвия</country> и другие, сообщили в "
        "<place name=Рига code=LV>Риге</place>.",
        {"LT": ("candidate", False), "LV": ("candidate", False)},
    ),
    "where an office is makes no side": (
        "<person id=a country=LT rank=minister title=министр>Йонас Вайткус</person> провел встречу "
        "с делегацией посольства <country code=KZ>Казахстана</country> в <country code=LV>Латвии"
        "</country>.",
        {"KZ": ("party", True), "LV": ("mentioned", False), "LT": ("party", True)},
    ),
    "observers who have an opinion": (
        "<country code=LT>Литва</country> начала переговоры с <country code=KZ>Казахстаном"
        "</country>. По мнению наблюдателей, <country code=LV>Латвия</country> выиграет.",
        {"LT": ("party", True), "KZ": ("party", True), "LV": ("mentioned", False)},
    ),
    "who sits at the table": (
        "Прошли переговоры о море в столице. За столом переговоров оказались представители "
        "<country code=LT>Литвы</country>, <country code=LV>Латвии</country> и <country code=EE>"
        "Эстонии</country>.",
        {"LT": ("party", True), "LV": ("party", True), "EE": ("party", True)},
    ),
    "who belongs to the body": (
        f"Завершился саммит {TURKIC}. В организацию входят <country code=AZ>Азербайджан</country>, "
        "<country code=KZ>Казахстан</country> и <country code=TR>Турция</country>.",
        {"AZ": ("member", False), "KZ": ("member", False), "TR": ("member", False)},
    ),
    "who signs at a summit is there": (
        "Завершился саммит морских стран. Декларацию подписали <country code=LT>Литва</country>, "
        "<country code=LV>Латвия</country> и <country code=EE>Эстония</country>.",
        {"LT": ("party", True), "LV": ("party", True), "EE": ("party", True)},
    ),
    "who will be represented": (
        "Заседание совета по проекту пройдет в мае. На уровне министров будут представлены "
        "<country code=LT>Литва</country> и <country code=LV>Латвия</country>.",
        {"LT": ("mentioned", True), "LV": ("mentioned", True)},
    ),
    "whose act is signed by one hand": (
        "Президент <person id=a country=LT rank=head_of_state title=президент>Йонас Вайткус"
        "</person> подписал протокол о вступлении <country code=LV>Латвии</country> в союз. "
        "<country code=LT>Литва</country> готова.",
        {"LT": ("party", True), "LV": ("mentioned", False)},
    ),
    "membership is no member": (
        "<person id=a country=LT rank=minister title=министр>Йонас Вайткус</person> встретился с "
        "<person id=b country=KZ rank=minister title=министр>Азаматом Сеитовым</person>, чтобы "
        "обсудить членство <country code=SE>Швеции</country> в союзе. Делегация <country code=LT>"
        "Литвы</country> и делегация <country code=KZ>Казахстана</country> обсудили тарифы.",
        {"SE": ("mentioned", False), "LT": ("party", True), "KZ": ("party", True)},
    ),
    "a guest house is no guest": (
        "<person id=a country=LT rank=minister title=министр>Йонас Вайткус</person> встретился с "
        "<person id=b country=KZ rank=minister title=министр>Азаматом Сеитовым</person>. Соседние "
        "страны стали гостевым домом для судов, считает <country code=LT>Литва</country>.",
        {"LT": ("party", True), "KZ": ("party", True)},
    ),
    "the church acts for no state": (
        '<person id=a country=LT rank=other title="митрополит">Йонас Вайткус</person> встретился с '
        '<person id=b country=KZ rank=ambassador title="посол">Азаматом Сеитовым</person> у '
        "границы <country code=LT>Литвы</country> и <country code=KZ>Казахстана</country>.",
        {"LT": ("party", False), "KZ": ("party", True)},
    ),
    "a session of a state's own body": (
        "Прошло заседание <body key=o kind=government country=LT>Совета безопасности</body> "
        "<country code=LT>Литвы</country>. <country code=LV form=adjective>Латвийское</country> "
        "министерство призвало к миру.",
        {"LT": ("party", True), "LV": ("mentioned", False)},
    ),
    "lists in brackets": (
        f"Состоялась встреча судей государств – членов {TURKIC}. В ней участвовали руководители "
        "судов из государств-членов (<country code=AZ>Азербайджан</country>, <country code=TR>"
        "Турция</country>) и стран-наблюдателей (<country code=HU>Венгрия</country>).",
        {"AZ": ("member", True), "TR": ("member", True), "HU": ("observer", True)},
    ),
    "status behind the country": (
        f"Состоялось заседание совета {TURKIC}. <country code=HU>Венгрия</country> участвовала в "
        "статусе наблюдателя.",
        {"HU": ("observer", True)},
    ),
    "status behind two countries": (
        f"Состоялось заседание совета {TURKIC}. Прибыли делегации <country code=HU>Венгрии"
        "</country> и <country code=TM>Туркменистана</country>, имеющих статус наблюдателей.",
        {"HU": ("observer", True), "TM": ("observer", True)},
    ),
    "in the capacity of observers": (
        f"Состоялось заседание совета {TURKIC}. В качестве наблюдателя присутствовала делегация "
        "<country code=HU>Венгрии</country>.",
        {"HU": ("observer", True)},
    ),
    "delegations of members": (
        f"Состоялось заседание министров {TURKIC}. В нем участвовали делегации <country code=KZ>"
        "Казахстана</country> и <country code=UZ>Узбекистана</country>. <country code=TR>Турция"
        "</country> своих представителей не направила.",
        {"KZ": ("member", True), "UZ": ("member", True), "TR": ("member", False)},
    ),
    "headings over lists": (
        f"Сегодня проходит заседание совета {TURKIC}. Делегации возглавляют:\n\n"
        f"I. Государства – члены {TURKIC}\n\n"
        "от <country code=KZ>Казахстана</country> – <person id=a country=KZ title=министр>Азамат "
        "Сеитов</person>, министр.\n\n"
        "II. Государства – наблюдатели\n\n"
        "от <country code=HU>Венгрии</country> – <person id=b country=HU title=министр>Иштван "
        "Хайду</person>, министр.\n\n"
        "III. Приглашенные лица\n\n"
        "от <country code=GE>Грузии</country> – <person id=c country=GE title=министр>Леван "
        "Кобалия</person>, министр.",
        {"KZ": ("member", True), "HU": ("observer", True), "GE": ("mentioned", True)},
    ),
    "the same status again": (
        f"Состоялось заседание совета {TURKIC}. В качестве наблюдателя присутствовала делегация "
        "<country code=HU>Венгрии</country>. <country code=TM>Туркменистан</country>, имеющий тот "
        "же статус, направил письменное обращение.",
        {"HU": ("observer", True), "TM": ("observer", False)},
    ),
    "two sides and an outsider": (
        "<person id=a country=LT title=министр>Йонас Вайткус</person>, министр <country code=LT>"
        "Литвы</country>, встретился с министром <country code=KZ>Казахстана</country> <person "
        "id=b country=KZ title=министр>Азаматом Сеитовым</person>. Они обсудили транзит через "
        "<country code=TM>Туркменистан</country>.",
        {"LT": ("party", True), "KZ": ("party", True), "TM": ("mentioned", False)},
    ),
    "a side by its adjective": (
        "Состоялись консультации с <country code=LT form=adjective>литовской</country> стороной. "
        "<country code=KZ form=adjective>Казахстанскую</country> делегацию возглавил <person id=a "
        "country=KZ title=министр>Азамат Сеитов</person>.",
        {"LT": ("party", True), "KZ": ("party", True)},
    ),
    "a company acts for no state": (
        "Состоялась встреча министров <country code=KZ>Казахстана</country> с представителями "
        "компании «Балтик» из <country code=LT>Литвы</country>.",
        {"KZ": ("party", True), "LT": ("party", False)},
    ),
    "host of a forum without an organisation": (
        "В <place name=Ереван code=AM>Ереване</place> прошел форум портов, собравший участников "
        "из <country code=AM>Армении</country> и <country code=KZ>Казахстана</country>. Его открыл "
        "<person id=a country=AM title=министр>Ашот Тороманян</person>.",
        {"AM": ("host", True), "KZ": ("mentioned", False)},
    ),
    "no event": (
        "<country code=LT>Литва</country> направит помощь. Об этом сообщила делегация <country "
        "code=KZ>Казахстана</country>.",
        {"LT": ("mentioned", False), "KZ": ("mentioned", False)},
    ),
    "background acts not": (
        f"Состоялось заседание министров {TURKIC}. В нем участвовала делегация <country code=KZ>"
        "Казахстана</country>.\n\nВ январе прошла встреча с участием делегации <country code=TR>"
        "Турции</country>.",
        {"KZ": ("member", True), "TR": ("mentioned", False)},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_status_and_representation(run, text, expected):
    assert found(run(text)) == expected


def test_words_win_over_the_list_and_leave_an_issue(run):
    layer = run(
        f"Состоялось заседание министров {TURKIC}. В нем участвовали делегации "
        "государств-членов: <country code=KZ>Казахстана</country> и <country code=HU>Венгрии"
        "</country>."
    )
    assert found(layer)["HU"] == ("member", True)
    assert [issue.code for issue in layer.issues] == ["membership_contradiction"]
    (hungary,) = (item for item in layer.countries if item.code == "HU")
    assert hungary.doubts == ("membership_contradiction",)


def test_a_capital_alone_is_inferred(run):
    layer = run(
        "<country code=LT form=capital>Вильнюс</country> и <country code=KZ>Казахстан</country> "
        "подписали соглашение."
    )
    assert {item.code: item.basis for item in layer.countries} == {"LT": "inferred", "KZ": "stated"}


def test_spans_are_all_mentions_in_order(run):
    layer = run(
        "<country code=KZ>Казахстан</country> и <country code=LT>Литва</country> подписали "
        "соглашение. <country code=KZ>Казахстан</country> доволен."
    )
    assert [len(item.spans) for item in layer.countries] == [2, 1]
    assert [item.code for item in layer.countries] == ["KZ", "LT"]
