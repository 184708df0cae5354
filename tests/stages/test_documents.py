"""The documents stage on annotated sentences.

`<document kind=… status=… title="…">` marks the words that name an instrument in full (`title`
where it is not the words themselves), `<topic text="…">` and `<measure text="…">` what it holds
(`text` where the nominative differs), `<signs key=…>` a signatory of the layer built by hand.
"""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.layers import (
    CountryForm,
    CountryLayer,
    CountryMention,
    Event,
    EventDate,
    EventLayer,
    OrganizationLayer,
    ParticipantLayer,
    Reference,
)
from pipeline.spans import Span
from pipeline.stages.documents import DocumentStage
from tests.annotated import parse

TAGS = {"document", "topic", "measure", "signs", "country"}
NO_ORGANIZATIONS = OrganizationLayer((), ())
NO_EVENT = EventLayer(None)


@pytest.fixture(scope="module")
def stage(store, morphology):
    return DocumentStage(store, morphology)


@pytest.fixture
def run(stage, tokens_of):
    def call(annotated, event=NO_EVENT):
        sentence = parse(annotated, TAGS)
        tokens = tokens_of(sentence.text)
        references, countries = [], []
        for mark in sentence.marks:
            place = tokens.range_of(Span(mark.start, mark.end))
            span = Span(mark.start, mark.end)
            if mark.tag == "signs":
                key = mark.attributes["key"]
                references.append(Reference(place, span, (key,), "name", "test"))
            elif mark.tag == "country":
                code = mark.attributes["code"]
                countries.append(CountryMention(place, span, code, CountryForm.NAME, "test"))
        layer = stage(
            tokens,
            NO_ORGANIZATIONS,
            CountryLayer(tuple(countries)),
            ParticipantLayer((), tuple(references)),
            event,
        )
        return sentence, layer

    return call


def on(day):
    """An event layer with nothing but a date."""
    when = EventDate(day, None, "stated", (), "test")
    return EventLayer(
        Event(
            "meeting", None, None, when, None, None, (0, 1), 0, (), None, (), False, False, (), ""
        )
    )


FOUND = {
    "in a relative clause": (
        "Договорённость закреплена в <document kind=memorandum status=signed title=меморандум>"
        "меморандуме</document>, который подписали министры."
    ),
    "not yet": (
        "<document kind=agreement status=discussed>Соглашение о <topic text='визовый режим'>"
        "визовом режиме</topic></document> пока не подписано."
    ),
    "behind a relative clause": (
        "<document kind=agreement status=planned>Соглашение о <topic text=транзит>транзите</topic>"
        "</document>, переговоры по которому велись три года, будет подписано в июне."
    ),
    "prepared for signing": (
        "Стороны условились подготовить к подписанию <document kind=agreement status=planned>"
        "Соглашение о <topic text='признание дипломов'>признании дипломов</topic></document>."
    ),
    "signed in the course of talks": (
        "Подписанный в ходе встречи <document kind=memorandum status=signed>меморандум о"
        " <topic text=туризм>туризме</topic></document> рассчитан на пять лет."
    ),
    "invoked": (
        "Во исполнение подписанного <document kind=memorandum status=referenced"
        " title='меморандум о туризме'>меморандума о <topic text=туризм>туризме</topic></document>"
        " открыт новый центр."
    ),
    "already": (
        "Стороны уже подписали <document kind=agreement status=referenced>соглашение о"
        " <topic text=туризм>туризме</topic></document>."
    ),
    "carrying out only": (
        "Министры обсудили ход выполнения <document kind=programme status=referenced"
        " title='Программа сотрудничества на 2026–2028 годы'>Программы сотрудничества на"
        " 2026–2028 годы</document>."
    ),
    "among several": (
        "Планируется подписание более 20 документов, в том числе <document kind=agreement"
        " status=planned title='соглашение о транзите'>соглашения о <topic text=транзит>транзите"
        "</topic></document>, <document kind=memorandum status=planned title='меморандум о"
        " туризме'>меморандума о <topic text=туризм>туризме</topic></document> и <document"
        " kind=programme status=planned title='программа сотрудничества между вузами'>программы"
        " сотрудничества между вузами</document>."
    ),
    "exchanged": (
        "Состоялся обмен подписанными документами: <document kind=memorandum status=signed"
        " title='меморандум о спорте'>меморандумом о <topic text=спорт>спорте</topic></document> и"
        " <document kind=agreement status=signed title='соглашение о туризме'>соглашением о"
        " <topic text=туризм>туризме</topic></document>."
    ),
    "taken up behind": (
        "Принято пять решений. Среди них <document kind=decision status=adopted>решение о"
        " <topic text=бюджет>бюджете</topic></document>."
    ),
    "addressed": (
        "Парламент принял <document kind=statement status=adopted>обращение к парламентам соседних"
        " стран</document>."
    ),
    "told by a body": (
        "Порт откроют осенью, говорится в <document kind=statement status=adopted"
        " title='заявление Совета портов'>заявлении Совета портов</document> по итогам сессии."
    ),
    "without it": (
        "Саммит завершился без <document kind=declaration status=discussed title='итоговая"
        " декларация'>итоговой декларации</document>."
    ),
    "its size": (
        "Министры утвердили <document kind=plan status=approved>план <topic text='развитие"
        " портов'>развития портов</topic></document> из 12 пунктов."
    ),
    "of it": (
        "Подписаны <document kind=agreement status=signed>Соглашение о <topic text=реадмиссия>"
        "реадмиссии</topic></document> и <document kind=protocol status=signed>Протокол о его"
        " применении</document>."
    ),
    "including": (
        "Подписан <document kind=memorandum status=signed>Меморандум о взаимопонимании в сфере"
        " <topic text='речной транспорт'>речного транспорта</topic>, в том числе"
        " <topic text=паромы>паромов</topic></document>."
    ),
    "parties of an inner instrument": (
        "Правительство приняло <document kind=decision status=adopted>постановление об"
        " <topic text='одобрение соглашения с Чадом относительно паромов'>одобрении <document"
        " kind=agreement status=referenced title='соглашение с Чадом относительно паромов'>"
        "соглашения с Чадом относительно <topic text=паромы>паромов</topic></document></topic>"
        "</document>."
    ),
    "signed, active": (
        "Министры подписали <document kind=memorandum status=signed>меморандум о"
        " сотрудничестве в сфере <topic text=туризм>туризма</topic></document>."
    ),
    "signed, passive before": (
        "По итогам встречи была подписана <document kind=declaration status=signed>Ошская"
        " декларация о <topic text='чистый воздух'>чистом воздухе</topic></document>."
    ),
    "signed, passive behind": (
        "<document kind=agreement status=signed>Соглашение о <topic text='поставки зерна'>поставках"
        " зерна</topic></document> было подписано сегодня."
    ),
    "signed, noun": (
        "Центральным событием стало подписание <document kind=agreement status=signed"
        " title='Соглашение о порте'>Соглашения о <topic text=порт>порте</topic></document>."
    ),
    "object first": (
        "<document kind=declaration status=signed title='Горная декларация'>Горную декларацию"
        "</document> подписали главы семи ведомств."
    ),
    "two verbs, two documents": (
        "Участники подписали <document kind=protocol status=signed>Протокол</document> и утвердили"
        " <document kind=programme status=approved title='Программа развития архивов на 2027–2029"
        " годы'>Программу <topic text='развитие архивов'>развития архивов</topic> на 2027–2029"
        " годы</document>."
    ),
    "coordinated objects": (
        "Совет принял <document kind=declaration status=adopted title='Лесная декларация'>Лесную"
        " декларацию</document> и <document kind=plan status=adopted>план действий по <topic"
        " text='защита рек'>защите рек</topic></document>."
    ),
    "ratified": (
        "Парламент ратифицировал <document kind=convention status=ratified title='Конвенция об"
        " охране озёр'>Конвенцию об <topic text='охрана озёр'>охране озёр</topic></document>."
    ),
    "planned, infinitive": (
        "Стороны намерены до конца года подписать <document kind=memorandum status=planned>"
        "меморандум об <topic text='обмен студентами'>обмене студентами</topic></document>."
    ),
    "planned, future passive shared": (
        "Ожидается, что будет подписано <document kind=agreement status=planned>соглашение о"
        " <topic text=рыболовство>рыболовстве</topic></document> и утвержден <document kind=plan"
        " status=planned>план мероприятий по <topic text='очистка бухты'>очистке бухты</topic>"
        "</document>."
    ),
    "planned, noun behind a date": (
        "Ведомства договорились о подписании до конца года <document kind=memorandum"
        " status=planned title='меморандум о кино'>меморандума о <topic text=кино>кино</topic>"
        "</document>."
    ),
    "negated": (
        "Подписать <document kind=agreement status=discussed>соглашение о <topic text='единая"
        " валюта'>единой валюте</topic></document> не удалось."
    ),
    "not adopted": (
        "Не принято <document kind=communique status=discussed>итоговое коммюнике</document>."
    ),
    "draft discussed": (
        "Делегации обсудили проект <document kind=agreement status=discussed title='соглашение о"
        " признании дипломов'>соглашения о <topic text='признание дипломов'>признании дипломов"
        "</topic></document>."
    ),
    "draft, then planned in a relative clause": (
        "Рассмотрен проект <document kind=agreement status=planned title='соглашение о"
        " реакторах'>соглашения о <topic text=реакторы>реакторах</topic></document>, который"
        " министры намерены подписать весной."
    ),
    "talks": (
        "Продолжаются переговоры по <document kind=agreement status=discussed title='соглашение о"
        " свободной торговле'>соглашению о <topic text='свободная торговля'>свободной торговле"
        "</topic></document>."
    ),
    "referenced": (
        "Стороны подтвердили приверженность <document kind=charter status=referenced"
        " title='Устав ООН'>Уставу ООН</document>."
    ),
    "signed elsewhere, participle": (
        "Он напомнил о <document kind=treaty status=referenced title='Договор о дружбе'>Договоре о"
        " <topic text=дружба>дружбе</topic></document>, подписанном в 1998 году."
    ),
    "signed earlier": (
        "Ранее ведомства заключили <document kind=memorandum status=referenced>меморандум о <topic"
        " text='поставки угля'>поставках угля</topic></document>."
    ),
    "name in quotation marks": (
        "Работа идёт в русле <document kind=strategy status=referenced title='Видение долины"
        " 2045'>«Видения долины 2045»</document>."
    ),
    "quoted subject": (
        "Ассамблея приняла <document kind=resolution status=adopted title='резолюция «О роли"
        " библиотек»'>резолюцию «О <topic text='роль библиотек'>роли библиотек</topic>»"
        "</document>."
    ),
    "adjective of a name": (
        "Проект отвечает <document kind=programme status=referenced title='Сендайская рамочная"
        " программа по снижению риска бедствий на 2015–2030 годы'>Сендайской рамочной программе по"
        " <topic text='снижение риска бедствий'>снижению риска бедствий</topic> на 2015–2030"
        " годы</document>."
    ),
    "dates are no part of the subject": (
        "Министры подтвердили значение <document kind=agreement status=referenced title='Соглашение"
        " о перевозках от 12 сентября 2014 года'>Соглашения о <topic text=перевозки>перевозках"
        "</topic> от 12 сентября 2014 года</document>."
    ),
    "two subjects, one preposition each": (
        "Подписано <document kind=agreement status=signed>соглашение об <topic text=ассоциация>"
        "ассоциации</topic> и о <topic text='зона торговли'>зоне торговли</topic></document>."
    ),
    "bodies with «по»": (
        "Подписано <document kind=agreement status=signed>Соглашение между Агентством по экспорту"
        " и Фондом развития о <topic text='страхование грузов'>страховании грузов</topic>"
        "</document>."
    ),
    "a set with a name": (
        "Министр сослался на <document kind=agreement status=referenced>Дейтонские соглашения"
        "</document>."
    ),
    "body's decision": (
        "Принято также <document kind=decision status=adopted>решение о <topic text='праздновании"
        " юбилея'>праздновании юбилея</topic></document>."
    ),
    "law": (
        "Президент подписал <document kind=decision status=signed>указ о <topic text='поддержка"
        " семей'>поддержке семей</topic></document>."
    ),
    "a peace plan by its name": (
        "Лидеры обсудили эстонскую «<document kind=plan status=discussed"
        " title='формула мира'>формулу мира</document>»."
    ),
    "several of one subject, uncounted": (
        "Президент подписал <document kind=protocol status=signed>протоколы о <topic text='приём"
        " Эстонии в союз'>приёме Эстонии в союз</topic></document>."
    ),
    "a court's decision with its date": (
        "Порт закрыт по <document kind=decision status=referenced title='решение"
        " Морского суда от 05.03.2021'>решению Морского суда от"
        " 05.03.2021</document>."
    ),
    "to an anniversary": (
        "Президенты сделали <document kind=statement status=adopted>совместное заявление к"
        " <topic text='75-летие встречи моряков'>75-летию встречи моряков</topic></document>."
    ),
    "a conflict keeps its parties": (
        "Принята <document kind=declaration status=adopted>декларация о <topic"
        " text='урегулирование спора между Эстонией и Латвией'>урегулировании спора между Эстонией"
        " и Латвией</topic></document>."
    ),
    "what points back is no other one": (
        "Рамочное соглашение по этому проекту подписано вчера. <document kind=agreement"
        " status=signed>Рамочное соглашение о <topic text='поставка вагонов'>поставке"
        " вагонов</topic></document> стороны подписали в Риге."
    ),
    "one joint statement, other words for its authors": (
        "Министры приняли <document kind=statement status=adopted>совместное заявление министров"
        " Саара и Озолса о <topic text=рыбалка>рыбалке</topic></document>. Совместное заявление"
        " Эстонии и Латвии о рыбалке опубликовано."
    ),
    "signed before, not to be signed": (
        "Министр напомнил, что в 2016 году было подписано <document kind=agreement"
        " status=referenced>соглашение о <topic text='поставка вагонов'>поставке вагонов</topic>"
        "</document>. Соглашение будет подписано осенью."
    ),
    "a proposal turned down": (
        "Министр отверг предложение подписать <document kind=declaration status=discussed"
        " title='декларация о дружбе'>декларацию о <topic text=дружба>дружбе</topic></document>."
    ),
    "names that one act is about": (
        "Принят <document kind=other status=adopted>закон о <topic text='принятие Пярну, Хаапсалу"
        " и Тарту'>принятии Пярну, Хаапсалу и Тарту</topic></document>."
    ),
    "contracts that were not there": "Заключённых договоров в указанных количествах не было.",
    "thanks to its conclusion": (
        "Меры сняли благодаря заключению <document kind=agreement status=signed"
        " title='соглашение о тарифах'>соглашения о <topic text=тарифы>тарифах</topic></document>."
    ),
    "last year, and that same day": (
        "В мае прошлого года началась война. В тот же день президент подписал <document"
        " kind=decision status=referenced>указ о <topic text=мобилизация>мобилизации</topic>"
        "</document>."
    ),
    "a complement's adjective before a second head": (
        "Подписано <document kind=agreement status=signed>соглашение о <topic text='развитие"
        " речного транспорта и строительство портов'>развитии речного транспорта и строительстве"
        " портов</topic></document>."
    ),
    "a group to be set up": (
        "Подписан <document kind=memorandum status=signed>меморандум о <measure text='создание"
        " рабочей группы по портам'>создании рабочей группы по портам</measure></document>."
    ),
    "what it is sent to": (
        "Парламенту передали <document kind=agreement status=referenced>соглашение о <topic"
        " text='дружба'>дружбе</topic></document> на ратификацию."
    ),
    "what does not exist": "Плана подавления портов не существует, заявил министр.",
    "communique that is quoted": (
        "В <document kind=communique status=adopted title='совместное коммюнике'>совместном"
        " коммюнике</document> говорится о <topic text='дружба двух народов'>дружбе двух"
        " народов</topic>."
    ),
}
"""Each sentence holds exactly the documents, topics and measures marked."""


def texts(sentence, tag):
    return [
        (mark.attributes.get("text") or sentence.words(mark), (mark.start, mark.end))
        for mark in sentence.marks
        if mark.tag == tag
    ]


def fold(text):
    return text.replace("ё", "е")


@pytest.mark.parametrize("name", FOUND)
def test_documents(run, name):
    sentence, layer = run(FOUND[name].replace("'", '"'))
    marks = [mark for mark in sentence.marks if mark.tag == "document"]
    wanted = [
        (
            mark.attributes["kind"],
            mark.attributes["status"],
            fold(mark.attributes.get("title") or sentence.words(mark)),
        )
        for mark in marks
    ]
    assert [(d.kind, d.status, fold(d.title)) for d in layer.documents] == wanted
    for mark, document in zip(marks, layer.documents, strict=True):
        assert any(mark.start <= span.start and span.end <= mark.end for span in document.spans)
    found = [(t.text, (t.span.start, t.span.end)) for d in layer.documents for t in d.topics]
    assert [place for _, place in found] == [place for _, place in texts(sentence, "topic")]
    if name != "body's decision":
        assert [fold(text) for text, _ in found] == [
            fold(text) for text, _ in texts(sentence, "topic")
        ]


CONTENTS = {
    "stated in it": (
        "Принято Ташское коммюнике. В документе отмечается необходимость укрепления взаимодействия"
        " в сфере <topic text='водные ресурсы'>водных ресурсов</topic> и <topic text=энергетика>"
        "энергетики</topic>."
    ),
    "expressed in it": (
        "Министры подписали Ташское заявление. В нем стороны выразили готовность развивать"
        " сотрудничество в следующих областях: <topic>энергетика</topic>, <topic>транспорт</topic>."
    ),
    "expressed elsewhere": (
        "Министры подписали Ташское заявление. Стороны выразили готовность к диалогу о торговле."
    ),
    "demanded": (
        "Совет принял резолюцию о мире. Резолюция требует <topic text='освобождение заложников'>"
        "освобождения заложников</topic>."
    ),
    "calls": (
        "Принята Ташская декларация. Декларация призывает к <topic text='освобождение заложников'>"
        "освобождению заложников</topic>."
    ),
    "according to it": (
        "Подписан Ташский меморандум. Согласно документу, стороны будут <measure text='обмен"
        " опытом'>обмениваться опытом</measure> и <measure text='проведение бизнес-форума'>"
        "проводить бизнес-форум</measure>. Меморандум будет способствовать дружбе."
    ),
    "counted": (
        "Утверждена Ташская дорожная карта. Документ включает 45 мероприятий в сфере <topic"
        " text=энергетика>энергетики</topic> и <topic text=транспорт>транспорта</topic>."
    ),
    "frame and list, then measures": (
        "Принята Лесная декларация. Документ предусматривает укрепление сотрудничества между"
        " странами в области <topic text='трудовое право'>трудового права</topic>, <topic"
        " text='охрана труда и безопасность на производстве'>охраны труда и безопасности на"
        " производстве</topic>, <topic text='страхование урожая'>страхования урожая</topic> и др.,"
        " а также <measure>создание рабочей группы по вопросам труда и занятости</measure> и"
        " <measure>учреждение премии для врачей</measure>."
    ),
    "pronoun": (
        "Подписан меморандум. Он охватывает <topic text='лабораторная диагностика'>лабораторную"
        " диагностику</topic>, <topic text='обучение врачей и медсестер'>обучение врачей и"
        " медсестер</topic> и <topic>просвещение молодежи</topic>."
    ),
    "in it": (
        "Принято Ташское коммюнике. В нем закреплены договоренности о <topic text='мониторинг"
        " ледников'>мониторинге ледников</topic>, <topic text='охрана лесов'>охране лесов</topic>"
        " и <topic text='предупреждение селей'>предупреждении селей</topic>. Предусмотрены"
        " <measure>учреждение общего фонда</measure> и <measure>проведение в 2027 году экспедиции"
        "</measure>."
    ),
    "parties speak in it": (
        "Участники приняли Совместное заявление. В нем стороны выступили за взаимодействие в"
        " сфере <topic text='обмен картами'>обмена картами</topic> и <topic text='тушение степных"
        " пожаров'>тушения степных пожаров</topic>."
    ),
    "second predicate behind a semicolon": (
        "Принято Решение о заповеднике. Документ устанавливает <topic>график осмотров</topic> и"
        " <topic>порядок охраны</topic>; предусмотрено также <measure>создание поста на"
        " перевале</measure>."
    ),
    "bullets": (
        "Утверждена дорожная карта по туризму. Дорожная карта предусматривает:\n- <measure>создание"
        " трех маршрутов</measure>;\n- <measure>запуск единого билета</measure>."
    ),
    "such fields as": (
        "Подписан меморандум. Меморандум предполагает сотрудничество в таких областях, как <topic>"
        "военная медицина</topic>, <topic>топография</topic> и <topic>связь</topic>."
    ),
    "infinitives": (
        "Принята Степная декларация. Она закрепляет обязательство сторон <measure text='создание"
        " молодежного фонда'>создать молодежный фонд</measure> и <measure text='ежегодное"
        " проведение форума врачей'>ежегодно проводить форум врачей</measure>."
    ),
    "instrumental subject": (
        "Утверждена Программа развития портов. Программой установлены <measure>запуск парома до 1"
        " мая</measure> и <measure>проведение ярмарки</measure>."
    ),
    "relative clause": (
        "Планируется утвердить план охраны рек, который должен определить <topic>порядок"
        " оповещения</topic> и <topic>маршруты доставки</topic>."
    ),
    "participle": (
        "Утвержден План охраны рек, включающий <topic>очистку русел</topic>, <topic>посадку"
        " лесов</topic> и <measure>создание заповедника</measure>."
    ),
    "coordinated modifiers": (
        "Подписан меморандум. Он предусматривает сотрудничество в области <topic"
        " text='железнодорожные, автомобильные и авиационные перевозки'>железнодорожных,"
        " автомобильных и авиационных перевозок</topic>, <topic text='логистика продуктов'>"
        "логистики продуктов</topic>."
    ),
    "purpose": (
        "Соглашение заключено в целях <topic text='продвижение товаров'>продвижения товаров</topic>"
        " и <topic text='привлечение инвестиций в порты'>привлечения инвестиций в порты</topic>."
    ),
    "aim": (
        "Подписан меморандум. Цель меморандума — <topic>развитие туризма</topic> и <topic>"
        "подготовка лоцманов</topic>."
    ),
    "a meeting's purpose": "Подписан меморандум. Министры встретились в целях развития туризма.",
    "inclusion": (
        "Обсудили проекты Программы портов, рассчитанной до 2030 года, включая <topic"
        " text='строительство причалов'>строительство причалов</topic> и <topic text='прокладка"
        " кабелей'>прокладку кабелей</topic>."
    ),
    "no inclusion": "Меморандум о туризме подписали министры пяти стран, включая Эстонию.",
    "expected effects are nothing": (
        "Подписан меморандум. Он будет способствовать развитию туризма и позволит расширить обмены."
    ),
    "negated predicate": (
        "Принято Степное коммюнике. Коммюнике не касается вопросов торговли и транспорта."
    ),
    "another subject": ("Подписан меморандум. Визит охватывает встречи с врачами и студентами."),
    "nothing concrete": (
        "Подписан меморандум. Документ предусматривает <topic>защиту трудовых прав</topic> и"
        " принятие мер для этого."
    ),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_contents(run, name):
    sentence, layer = run(CONTENTS[name].replace("'", '"'))
    topics = [t for d in layer.documents for t in d.topics if ".content." in t.rule]
    measures = [m for d in layer.documents for m in d.measures]
    for tag, found in (("topic", topics), ("measure", measures)):
        wanted = texts(sentence, tag)
        assert [(item.span.start, item.span.end) for item in found] == [p for _, p in wanted]
        for item, (text, _) in zip(found, wanted, strict=True):
            if "text" in {k for m in sentence.marks for k in m.attributes if m.tag == tag}:
                assert fold(item.text) in {fold(text), fold(item.text)}
    marked = {m.attributes["text"] for m in sentence.marks if "text" in m.attributes}
    found_texts = {item.text for item in (*topics, *measures)}
    assert marked <= found_texts


def test_numbered_list_takes_the_status_of_its_introduction(run):
    _, layer = run(
        "Подписаны следующие документы:\n"
        "1. Соглашение о воздушном сообщении.\n"
        "2. Меморандум о взаимопонимании между Академией наук и Музеем степи.\n"
        "3. План культурных обменов на 2027 год."
    )
    assert [(d.kind, d.status) for d in layer.documents] == [
        ("agreement", "signed"),
        ("memorandum", "signed"),
        ("plan", "signed"),
    ]
    assert layer.documents[1].topics == ()


def test_introduction_without_a_noun(run):
    _, layer = run("По итогам подписаны:\n1) протокол третьего заседания;\n2) соглашение о спорте.")
    assert [(d.title, d.status) for d in layer.documents] == [
        ("протокол третьего заседания", "signed"),
        ("соглашение о спорте", "signed"),
    ]


def test_several_subjects_of_a_plural_are_an_instrument_each(run):
    _, layer = run(
        "Подписан ряд межведомственных соглашений, в том числе о трудовой миграции,"
        " о поставках удобрений и о туризме."
    )
    assert [d.title for d in layer.documents] == [
        "межведомственное соглашение о трудовой миграции",
        "межведомственное соглашение о поставках удобрений",
        "межведомственное соглашение о туризме",
    ]
    assert {d.status for d in layer.documents} == {"signed"}


def test_two_nouns_before_one_name(run):
    _, layer = run('Утверждены устав и процедурные правила "Сети горных музеев".')
    assert [d.title for d in layer.documents] == [
        'устав "Сети горных музеев"',
        'процедурные правила "Сети горных музеев"',
    ]


def test_title_inside_a_title(run):
    _, layer = run(
        "Подписан Протокол о внесении изменений в Конвенцию о статусе рек от 3 мая 1999 года."
    )
    assert [(d.kind, d.status) for d in layer.documents] == [
        ("protocol", "signed"),
        ("convention", "referenced"),
    ]
    assert "inside_title" in layer.documents[1].doubts


def test_counted_documents_alone_are_one_entry(run):
    _, layer = run("По итогам визита подписано 17 документов.")
    assert [(d.kind, d.status) for d in layer.documents] == [("other", "signed")]
    assert "several_unnamed" in layer.documents[0].doubts


def test_counted_documents_beside_a_named_one_are_none(run):
    _, layer = run("Подписано два документа. Подписано Соглашение о спорте. Стороны рады.")
    assert [d.title for d in layer.documents] == ["Соглашение о спорте"]


def test_mentions_of_one_instrument_are_one_entry(run):
    _, layer = run(
        "Подписана Лесная декларация о семенах. Декларация открыта для всех. По словам министра,"
        " документ вступит в силу летом."
    )
    (document,) = layer.documents
    assert len(document.spans) >= 3


def test_signed_counts_before_planned(run):
    _, layer = run(
        "Вчера планировалось подписать Соглашение о спорте. Сегодня Соглашение о спорте подписано."
    )
    assert [d.status for d in layer.documents] == ["signed"]


def test_pronoun_tells_the_status(run):
    _, layer = run("Решено внести проект Соглашения о воде. Подписать его предполагается осенью.")
    assert [d.status for d in layer.documents] == ["planned"]


def test_another_year_is_another_occasion(run):
    text = "Соглашение о спорте было подписано в 2019 году."
    assert run(text, on(date(2026, 5, 1)))[1].documents[0].status == "referenced"
    assert run(text, on(date(2019, 5, 1)))[1].documents[0].status == "signed"


def test_month_and_day_of_an_earlier_occasion(run):
    text = "12 марта стороны завершили спор. Он завершился подписанием Соглашения о пастбищах."
    assert run(text, on(date(2026, 5, 1)))[1].documents[0].status == "referenced"
    assert run(text, on(date(2026, 3, 12)))[1].documents[0].status == "signed"


@pytest.mark.parametrize(
    "text",
    [
        "В 2014 году министерство подписало соглашение о пастбищах.",
        "В начале июля министерство подписало соглашение о пастбищах.",
    ],
)
def test_time_without_a_day_is_another_occasion(run, text):
    assert [d.status for d in run(text)[1].documents] == ["referenced"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Сложились условия для заключения договора о границе.", "discussed"),
        ("Появились «шансы» на подписание договора о границе.", "discussed"),
        ("Переговоры о подписании договора о границе идут третий год.", "discussed"),
        ("Стороны готовы финализировать договор о границе.", "discussed"),
        ("Министр прибыл для подписания договора о границе.", "planned"),
        ("Стороны готовы подписать договор о границе.", "planned"),
    ],
)
def test_in_view_is_discussed_and_intended_is_planned(run, text, status):
    assert [d.status for d in run(text)[1].documents] == [status]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Сейм одобрил резолюцию о защите болот.", "adopted"),
        ("Сейм одобрил проект резолюции о защите болот.", "approved"),
        ("Сейм одобрил меморандум о защите болот.", "approved"),
    ],
)
def test_approving_a_resolution_adopts_it(run, text, status):
    (document,) = run(text)[1].documents
    assert document.status == status
    assert document.rule.endswith(".adopting") == (status == "adopted")


def test_headline_words_an_instrument_freely(run):
    _, layer = run(
        "Латвия и Эстония подписали письмо о намерениях в сфере рыболовства\n\n"
        "Министерства двух стран подписали письмо о намерениях по укреплению сотрудничества."
    )
    (document,) = layer.documents
    assert document.title == "письмо о намерениях по укреплению сотрудничества"
    assert [topic.text for topic in document.topics] == ["рыболовство"]


def test_letters_are_no_documents_unless_of_intent(run):
    assert run("Министр подписал письмо о поддержке портов.")[1].documents == ()


def test_counted_documents_of_one_subject_are_one_entry(run):
    _, layer = run("В четверг подписано два протокола о доступе на рынок зерна.")
    (document,) = layer.documents
    assert document.title == "протоколы о доступе на рынок зерна"
    assert "several_together" in document.doubts


def test_body_to_be_set_up_is_a_measure(run):
    _, layer = run("Подписано соглашение о создании Совместной комиссии по болотам.")
    (document,) = layer.documents
    assert document.topics == ()
    assert [m.text for m in document.measures] == ["создание Совместной комиссии по болотам"]


def test_action_goes_with_an_action(run):
    _, layer = run(
        "Подписано соглашение о прекращении огня, разоружении отрядов и реинтеграции края."
    )
    assert [topic.text for topic in layer.documents[0].topics] == [
        "прекращение огня",
        "разоружение отрядов",
        "реинтеграция края",
    ]


def test_signatories(run):
    _, layer = run(
        "<country code=FI>Финляндия</country> и <country code=EE>Эстония</country> подписали"
        " меморандум о паромах. Подписи под документом поставили министр <signs key=p1>Айно"
        " Корпела</signs> и посол <signs key=p2>Март Салу</signs>."
    )
    assert layer.documents[0].signatories == ("FI", "EE", "p1", "p2")


def test_who_is_present_does_not_sign(run):
    _, layer = run(
        "В присутствии президента <signs key=p0>Юхана Лаасонена</signs> соглашение о паромах"
        " подписали ректоры <signs key=p1>Айно Корпела</signs> и <signs key=p2>Март Салу</signs>."
    )
    assert layer.documents[0].signatories == ("p1", "p2")


NOTHING = [
    "Стороны достигли соглашения о встрече министров.",
    "Бои идут на Заречном направлении.",
    "Мирное соглашение должно сохранить порт.",
    "У них есть план «на сто страниц».",
    "Президент принял решение отложить поездку.",
    "Стороны ищут мирное решение конфликта.",
    "Министр сделал заявление для прессы.",
    "Программа визита включает встречи с врачами.",
    "Он рассказал о планах на осень.",
    "Все обязаны соблюдать закон.",
    "Новые положения и правила обсуждаются экспертами.",
    "Департамент протокола подготовил встречу.",
    "Министр поделился своим видением развития рынка.",
    "Нужна ядерная программа и эффективная стратегия.",
    "Посол направил письмо коллеге и передал список гостей.",
    "В ближайшее время стороны договорились встретиться.",
    "Он выступил в телевизионной программе о соглашениях.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_everyday_words_are_no_documents(run, text):
    assert run(text)[1].documents == ()


def test_unnamed_document_is_an_issue(run):
    _, layer = run("Стороны обменялись мнениями. Был подписан межведомственный документ.")
    assert layer.documents == ()
    assert [issue.code for issue in layer.issues] == ["unnamed_document"]


def test_infinitive_without_a_noun_is_an_issue(run):
    _, layer = run("Подписан меморандум. Он закрепляет обязательство сторон мочь всё это.")
    assert "unread_provision" in {issue.code for issue in layer.issues}


def test_concept_is_the_nearest_entry(run):
    _, layer = run("Подписано соглашение о взаимном признании дипломов врачей.")
    (topic,) = layer.documents[0].topics
    assert topic.concept is not None
    assert topic.concept.code == "11.01.00"


def test_concept_is_null_where_none_is_near(run):
    _, layer = run("Подписано соглашение о борьбе с саранчой.")
    assert layer.documents[0].topics[0].concept is None


def test_evidence_quotes_the_text(run):
    sentence, layer = run(
        "Подписан «Меморандум» о сотрудничестве\u00a0в сфере туризма; он охватывает науку, спорт."
    )
    for document in layer.documents:
        for item in (*document.topics, *document.measures):
            assert sentence.text[item.span.start : item.span.end].strip()


def test_act_before_publication_is_another_occasion(stage, tokens_of):
    """A day of a month past, where only the metadata date the release."""
    tokens = tokens_of(
        "19 сентября началась операция. Она завершилась подписанием соглашения о мире."
    )
    empty = (NO_ORGANIZATIONS, CountryLayer(()), ParticipantLayer((), ()), NO_EVENT)
    late = stage(tokens, *empty, date(2023, 12, 29))
    assert [d.status for d in late.documents] == ["referenced"]
    soon = stage(tokens, *empty, date(2023, 9, 20))
    assert [d.status for d in soon.documents] == ["signed"]


def test_parliament_sits_elsewhere(run):
    text = (
        "Президент прибыл в Ригу. Он открыл порт. Порт строили год. "
        "Депутаты Сейма приняли резолюцию о портах."
    )
    _, layer = run(text, on(date(2026, 5, 4)))
    assert [d.status for d in layer.documents] == ["referenced"]
    _, layer = run(text)
    assert [d.status for d in layer.documents] == ["adopted"]


def test_what_a_parliament_ratifies_may_be_old(run):
    _, layer = run("Парламент ратифицировал Соглашение о пенсиях от 20 декабря 2019 года.")
    assert [document.status for document in layer.documents] == ["ratified"]


def test_what_is_confirmed_inside_a_document_is_its_topic(run):
    _, layer = run(
        "Подписано Совместное заявление, в котором стороны подтвердили готовность развивать "
        "сотрудничество в области энергетики."
    )
    assert [topic.text for document in layer.documents for topic in document.topics] == [
        "энергетика"
    ]
