"""Countries of offices that the text around them makes clear, and where it does not.

The tags are those of `test_positions`. All people are invented.
"""

import pytest

from tests.stages.test_positions import check

LISTS = [
    'В переговорах участвуют <o of="Йонас Вайткус" title="президент" country=LT>президент Литвы</o>'
    ' <p name="Йонас Вайткус">Йонас Вайткус</p>, <o of="Петрас Каунас" title="министр обороны" '
    'country=LT>министр обороны</o> <p name="Петрас Каунас">Петрас Каунас</p> и <o of="Лайма '
    'Вайткене" title="министр юстиции" country=LT>министр юстиции</o> '
    '<p name="Лайма Вайткене">Лайма Вайткене</p>.',
]
SENTENCES = [
    'В литовскую делегацию вошли <o of="Петрас Каунас" title="министр обороны" country=LT>министр '
    'обороны</o> <p name="Петрас Каунас">Петрас Каунас</p> и <o of="Лайма Вайткене" '
    'title="министр юстиции" country=LT>министр юстиции</o> '
    '<p name="Лайма Вайткене">Лайма Вайткене</p>.',
    'Представлять Литву будет <o of="Петрас Каунас" title="глава МИД" country=LT>глава МИД</o> '
    '<p name="Петрас Каунас">Петрас Каунас</p>.',
    'О решении сообщил <o of="Петрас Каунас" title="министр обороны" country=LT>министр обороны'
    '</o> <p name="Петрас Каунас">Петрас Каунас</p>, возглавляющий литовскую делегацию.',
]
SHARED = [
    'О планах рассказал <o of="Олег Сомов" title="секретарь Совета безопасности" country=RU>'
    'секретарь Совета безопасности России</o> <p name="Олег Сомов">Олег Сомов</p>. Литву '
    'представлял <o of="Йонас Вайткус" title="секретарь Совета безопасности" country=LT>'
    'секретарь Совета безопасности</o> <p name="Йонас Вайткус">Йонас Вайткус</p>.',
]
LINES = [
    'Участвовали:\n\nс литовской стороны:\n<p name="Йонас Вайткус">Йонас Вайткус</p> – <o '
    'of="Йонас Вайткус" title="вице-министр энергетики" country=LT>вице-министр энергетики</o>\n'
    '<p name="Лайма Вайткене">Лайма Вайткене</p> – <o of="Лайма Вайткене" title="директор АО '
    '«Ладога»" country=LT>директор АО «Ладога»</o>\n\nс латвийской стороны:\n'
    '<p name="Петрас Каунас">Петрас Каунас</p> – <o of="Петрас Каунас" title="директор завода" '
    "country=LV>директор завода</o>",
    'Сопредседатели:\nЛитва\n<p name="Йонас Вайткус">Йонас Вайткус</p>, <o of="Йонас Вайткус" '
    'title="министр обороны" country=LT>министр обороны</o>\nРеспублика Куба\n'
    '<p name="Лайма Вайткене">Лайма Вайткене</p>, <o of="Лайма Вайткене" title="директор завода" '
    "country=CU>директор завода</o>",
    'Участвовали:\nЛитовская Республика – <p name="Йонас Вайткус">Йонас Вайткус</p>, <o of="Йонас '
    'Вайткус" title="директор АО «Ладога»" country=LT>директор АО «Ладога»</o>;\n'
    'Республика Куба – <p name="Лайма Вайткене">Лайма Вайткене</p>, <o of="Лайма Вайткене" '
    'title="директор завода" country=CU>директор завода</o>.',
]
BODIES = [
    'Прибыла делегация Вильнюсского университета, которую возглавил <o of="Петрас Каунас" '
    'title="проректор по науке" country=LT>проректор по науке</o> <p name="Петрас Каунас">Петрас '
    "Каунас</p>. Литва готовит договор.",
    'Делегация комитета Сейма Литвы во главе с его <o of="Петрас Каунас" title="председатель" '
    'country=LT>председателем</o> <p name="Петрас Каунас">Петрасом Каунасом</p> уехала.',
    # What a body is about.
    'Выступила <o of="Анна Ветлугина" title="директор Центра исследований Литвы и Евразии" '
    'country=->директор Центра исследований Литвы и Евразии</o> <p name="Анна Ветлугина">Анна '
    "Ветлугина</p>.",
    'Прибыла делегация города Каунаса (Литовская Республика) во главе с <o of="Петрас Каунас" '
    'title="директор департамента" country=LT>директором департамента</o> '
    '<p name="Петрас Каунас">Петрасом Каунасом</p>.',
]
BLENDS = [
    'Выступил <o of="Петрас Каунас" title="директор «Белзернопрома»" country=BY>директор '
    '«Белзернопрома»</o> <p name="Петрас Каунас">Петрас Каунас</p>. Беларусь готовит договор.',
    # A state the release does not name, and a name that only begins so.
    'Выступил <o of="Петрас Каунас" title="директор «Белзернопрома»" country=->директор '
    '«Белзернопрома»</o> <p name="Петрас Каунас">Петрас Каунас</p>.',
    'Выступил <o of="Петрас Каунас" title="директор «Белочки»" country=->директор «Белочки»</o> '
    '<p name="Петрас Каунас">Петрас Каунас</p>. Беларусь готовит договор.',
]
WHOSE = [
    '<o of="Йонас Вайткус" title="премьер-министр" country=LT>Премьер-министр Литвы</o> '
    '<p name="Йонас Вайткус">Йонас Вайткус</p> сообщил, что в Минск прибудет его <o of="Петрас '
    'Каунас" title="специальный советник" country=LT>специальный советник</o> '
    '<p name="Петрас Каунас">Петрас Каунас</p>.',
]
SUBJECTS = [
    '<o of="Йонас Вайткус" title="президент" country=LT>Президент Литвы</o> '
    '<p name="Йонас Вайткус">Йонас Вайткус</p> прибыл в Варшаву. Встреча длилась час. На ней был '
    'и <o of="Петрас Каунас" title="министр обороны" country=LT>министр обороны</o> '
    '<p name="Петрас Каунас">Петрас Каунас</p>. Литва готовит договор.',
]
UNKNOWN = [
    # What a speaker speaks of.
    '«Мы ценим партнёрство с Литвой», — отметил <o of="Петр Ветлугин" title="вице-премьер" '
    'country=->вице-премьер</o> <p name="Петр Ветлугин">Петр Ветлугин</p>.',
    # «РТ» is said, but could mean more than one; the sentence's other country is the host.
    'По приглашению Литвы <o of="Петр Ветлугин" title="министр обороны РТ" country=->министр '
    'обороны РТ</o> <p name="Петр Ветлугин">Петр Ветлугин</p> совершит визит в Вильнюс.',
    # The embassy's country is not the one it works in.
    'Прошла встреча с делегацией посольства Литвы в Латвии во главе с <o of="Петрас Каунас" '
    'title="посол" country=->послом</o> <p name="Петрас Каунас">Петрасом Каунасом</p>.',
    # The president the release names is the other party.
    '<p name="Пётр Ветлугин">Пётр Ветлугин</p> позвонил <o of="Йонас Вайткус" title="президент" '
    'country=LT>президенту Литвы</o> <p name="Йонас Вайткус">Йонасу Вайткусу</p>. Он говорил с '
    '<o of="Лайма Вайткене" title="пресс-секретарь президента" country=->пресс-секретарём '
    'президента</o> <p name="Лайма Вайткене">Лаймой Вайткене</p>.',
    # Two countries stand before the office.
    'Литва и Латвия начали переговоры, в них участвует <o of="Петрас Каунас" title="министр '
    'обороны" country=->министр обороны</o> <p name="Петрас Каунас">Петрас Каунас</p>.',
    # The other party.
    '<o of="Йонас Вайткус" title="президент" country=LT>Президент Литвы</o> <p name="Йонас '
    'Вайткус">Йонас Вайткус</p> встретился с <o of="Петр Ветлугин" title="министр обороны" '
    'country=->министром обороны</o> <p name="Петр Ветлугин">Петром Ветлугиным</p>.',
    # One country has one president.
    '<o of="Йонас Вайткус" title="президент" country=LT>Президент Литвы</o> <p name="Йонас '
    'Вайткус">Йонас Вайткус</p> прибыл в Варшаву. Литва готовит договор. Выступил '
    '<o of="Петр Ветлугин" title="президент" country=->президент</o> '
    '<p name="Петр Ветлугин">Петр Ветлугин</p>.',
    # Officers of bodies of several states belong to none.
    'Литву посетил <o of="Петр Ветлугин" title="генеральный секретарь ШОС" country=->генеральный '
    'секретарь ШОС</o> <p name="Петр Ветлугин">Петр Ветлугин</p>.',
]
SIDES = [
    # The same order, with a body of either state.
    'Минздрав Литвы и Минздрав Латвии подписали меморандум. Его подписали <o of="Петрас Каунас" '
    'title="министр" country=LT>министр</o> <p name="Петрас Каунас">Петрас Каунас</p> и '
    '<o of="Андрис Озолс" title="министр" country=LV>министр</o> <p name="Андрис Озолс">Андрис '
    "Озолс</p>.",
    'Латвия и Литва подписали письмо о намерениях. Его подписали <o of="Андрис Озолс" '
    'title="министр обороны" country=LV>министр обороны</o> <p name="Андрис Озолс">Андрис '
    'Озолс</p> и <o of="Петрас Каунас" title="министр обороны" country=LT>министр обороны '
    'Литвы</o> <p name="Петрас Каунас">Петрас Каунас</p>.',
    'Литва и Латвия готовят встречу <o of="Йонас Вайткус" title="президент" '
    'country=LT>президента</o> <p name="Йонас Вайткус">Йонаса Вайткуса</p> и <o of="Андрис '
    'Озолс" title="председатель" country=LV>председателя</o> <p name="Андрис Озолс">Андриса '
    "Озолса</p>.",
    'Завтра <o of="Ержан Сапаров" title="президент" country=KZ>президент Казахстана</o> <p '
    'name="Ержан Сапаров">Ержан Сапаров</p> встретится с <o of="Йонас Вайткус" '
    'title="президент" country=LT>президентом Литвы</o> <p name="Йонас Вайткус">Йонасом '
    'Вайткусом</p>. В обеде примет участие <o of="Петрас Каунас" title="премьер-министр" '
    'country=LT>премьер-министр</o> <p name="Петрас Каунас">Петрас Каунас</p>. Запланирована '
    'встреча с <o of="Лайма Вайткене" title="спикер парламента" country=LT>спикером парламента '
    'Литвы</o> <p name="Лайма Вайткене">Лаймой Вайткене</p>.',
    '<o of="Петрас Каунас" title="министр обороны" country=LT>Министр обороны</o> <p '
    'name="Петрас Каунас">Петрас Каунас</p> прибыл в Латвию. Литва и Латвия ведут переговоры.',
]
BESIDE = [
    'Выступил <o of="Петрас Каунас" title="министр обороны" country=LT>министр обороны</o> '
    '<p name="Петрас Каунас">Петрас Каунас</p> (Литва).',
    'Присутствовали: с литовской стороны – <p name="Петрас Каунас">Петрас Каунас</p>, <o '
    'of="Петрас Каунас" title="министр обороны" country=LT>министр обороны</o>.',
    'Председательствовал, по приглашению <o of="Йонас Вайткус" title="президент" country=LT>'
    "президента Литвы</o>, "
    'уважаемого <p name="Йонас Вайткус">Йонаса Вайткуса</p> прошло заседание.',
]
ON_A_SIDE = [
    'С литовской стороны к беседе подключилась <o of="Лайма Вайткене" title="министр торговли" '
    'country=LT>министр торговли</o> <p name="Лайма Вайткене">Лайма Вайткене</p>.',
    'С литовской стороны – <o of="Петрас Каунас" title="министр энергетики" country=LT>министр '
    'энергетики</o> <p name="Петрас Каунас">Петрас Каунас</p>, <o of="Йонас Вайткус" '
    'title="председатель концерна «Янтарь»" country=LT>председатель концерна «Янтарь»</o> <p '
    'name="Йонас Вайткус">Йонас Вайткус</p> и <o of="Андрис Озолс" title="посол" '
    'country=LV>посол Латвии</o> <p name="Андрис Озолс">Андрис Озолс</p>.',
    'В состав литовской делегации вошли <o of="Петрас Каунас" title="министр энергетики" '
    'country=LT>министр энергетики</o> <p name="Петрас Каунас">Петрас Каунас</p> и <o of="Йонас '
    'Вайткус" title="ректор университета" country=LT>ректор университета</o> <p name="Йонас '
    'Вайткус">Йонас Вайткус</p>.',
    'Литву представлял <o of="Петрас Каунас" title="министр обороны" country=LT>министр '
    'обороны</o> <p name="Петрас Каунас">Петрас Каунас</p>, Латвию – <o of="Андрис Озолс" '
    'title="заместитель министра обороны" country=LV>заместитель министра обороны</o> <p '
    'name="Андрис Озолс">Андрис Озолс</p>.',
]
UNDER_A_HEADING = [
    'В состав делегации Литвы вошли:\n– <o of="Петрас Каунас" title="министр энергетики" '
    'country=LT>министр энергетики</o> <p name="Петрас Каунас">Петрас Каунас</p>;\n– <o '
    'of="Йонас Вайткус" title="ректор университета" country=LT>ректор университета</o> <p '
    'name="Йонас Вайткус">Йонас Вайткус</p>.',
    'Он встретился с руководством Литвы: <o of="Петрас Каунас" title="премьер" '
    'country=LT>премьером</o> <p name="Петрас Каунас">Петрасом Каунасом</p>.',
    # What stands before the colon heads no list of a state's people.
    'Участники делегации Литвы ждали: <o of="Петр Орлов" title="директор завода" '
    'country=->директор завода</o> <p name="Петр Орлов">Петр Орлов</p> опоздал.',
]
FIELDS_OF_AIDES = [
    '<o of="Йонас Вайткус" title="президент" country=LT>Президент Литвы</o> <p name="Йонас '
    'Вайткус">Йонас Вайткус</p> прибыл. Присутствовал <o of="Петрас Каунас" title="помощник '
    'президента по международным вопросам" country=LT>помощник президента по международным '
    'вопросам</o> <p name="Петрас Каунас">Петрас Каунас</p>.',
]
IN_A_CAPITAL = [
    '<o of="Йонас Вайткус" title="министр" country=LT>Министр Литвы</o> <p name="Йонас '
    'Вайткус">Йонас Вайткус</p> встретился в столице Латвии Риге с <o of="Андрис Озолс" '
    'title="президент" country=LV>президентом</o> <p name="Андрис Озолс">Андрисом Озолсом</p>.',
]
AMONG_HOSTS = [
    # The ambassador of another state stands between his hosts.
    'Прибыл <o of="Андрис Озолс" title="президент" country=LV>президент Латвии</o> <p '
    'name="Андрис Озолс">Андрис Озолс</p>. В аэропорту Вильнюса в Литве его встретили <o '
    'of="Петрас Каунас" title="министр обороны" country=LT>министр обороны</o> <p name="Петрас '
    'Каунас">Петрас Каунас</p> и <o of="Ян Берзин" title="посол" country=LV>посол Латвии</o> <p '
    'name="Ян Берзин">Ян Берзин</p>.',
]
HELD_BY_NOBODY = [
    # The first office of state may be nobody's by name.
    'Депутаты Сейма Литвы приняли закон. По словам <o of="Петрас Каунас" title="министр '
    'транспорта" country=LT>министра транспорта</o> <p name="Петрас Каунас">Петраса Каунаса</p>, '
    'Литва довольна. Прибыл <o of="Андрис Озолс" title="посол" country=LV>посол Латвии</o> <p '
    'name="Андрис Озолс">Андрис Озолс</p>.',
]
ITS_MEMBERS = [
    'Прибыла делегация литовских учёных. В её состав вошли <o of="Йонас Вайткус" title="ректор '
    'университета" country=LT>ректор университета</o> <p name="Йонас Вайткус">Йонас Вайткус</p> и '
    '<o of="Лайма Вайткене" title="директор института" country=LT>директор института</o> <p '
    'name="Лайма Вайткене">Лайма Вайткене</p>.',
]
OF_REGIONS = [
    'В Россию прибыла делегация Калужской области во главе с <o of="Петр Орлов" '
    'title="министр культуры" country=RU>министром культуры</o> '
    '<p name="Петр Орлов">Петром Орловым</p>.',
    'Россию представит делегация Калужской области. В её состав вошли <o of="Петр Орлов" '
    'title="ректор университета" country=RU>ректор университета</o> '
    '<p name="Петр Орлов">Петр Орлов</p> и <o of="Иван Волков" title="директор завода" '
    'country=RU>директор завода</o> <p name="Иван Волков">Иван Волков</p>.',
    # The release does not name the region's state.
    'Прибыла делегация Калужской области во главе с <o of="Петр Орлов" '
    'title="министр культуры" country=->министром культуры</o> '
    '<p name="Петр Орлов">Петром Орловым</p>.',
]
OF_THINGS = [
    # Whose the gas is says nothing of the minister.
    'О судьбе литовского газа сообщил <o of="Петр Орлов" title="министр энергетики" '
    'country=->министр энергетики</o> <p name="Петр Орлов">Петр Орлов</p>.',
]
OF_TWO = [
    'Литву и Латвию представляли <o of="Петрас Каунас;Андрис Озолс" title="министр обороны" '
    'country=LT;LV>министры обороны</o> <p name="Петрас Каунас">Петрас Каунас</p> и <p '
    'name="Андрис Озолс">Андрис Озолс</p>.',
    # Three persons for two states.
    'Литву и Латвию представляли <o of="Петрас Каунас" title="министр" country=->министр</o> <p '
    'name="Петрас Каунас">Петрас Каунас</p>, <o of="Андрис Озолс" title="посол" '
    'country=->посол</o> <p name="Андрис Озолс">Андрис Озолс</p> и <o of="Ян Берзин" '
    'title="советник" country=->советник</o> <p name="Ян Берзин">Ян Берзин</p>.',
]
ON_NO_SIDE = [
    # Another clause; what somebody says.
    'С литовской стороны выразили благодарность, её принял <o of="Петр Орлов" title="министр '
    'культуры" country=->министр культуры</o> <p name="Петр Орлов">Петр Орлов</p>.',
    'С литовской стороны заявили, что <o of="Петр Орлов" title="директор завода" '
    'country=->директор завода</o> <p name="Петр Орлов">Петр Орлов</p> уволен.',
]
ELSEWHERE = [
    'Встреча прошла в Сочи, сообщил <o of="Петр Ветлугин" title="президент" '
    'country=RU>президент</o> <p name="Петр Ветлугин">Петр Ветлугин</p>. <o of="Йонас Вайткус" '
    'title="президент" country=LT>Президент Литвы</o> <p name="Йонас Вайткус">Йонас Вайткус</p> '
    "прибыл утром. Российский лидер остался доволен.",
]
NOT_ELSEWHERE = [
    # Two presidents without a state: the words could be either's.
    'Встречу проводят <o of="Петр Ветлугин" title="президент" country=->президент</o> <p '
    'name="Петр Ветлугин">Петр Ветлугин</p> и <o of="Андрис Озолс" title="президент" '
    'country=->президент</o> <p name="Андрис Озолс">Андрис Озолс</p>. Латвийский лидер остался '
    "доволен.",
]
SUPERIORS = [
    '<o of="Йонас Вайткус" title="президент" country=LT>Президент Литвы</o> <p name="Йонас '
    'Вайткус">Йонас Вайткус</p> позвонил в Варшаву, сообщил <o of="Петрас Каунас" title="пресс-'
    'секретарь президента" country=LT>пресс-секретарь президента</o> <p name="Петрас '
    'Каунас">Петрас Каунас</p>.',
    'По словам <o of="Арунас Шидлаускас" title="помощник Вайткуса" country=LT>помощника <p '
    'name="Йонас Вайткус">Вайткуса</p></o> <p name="Арунас Шидлаускас">Арунаса Шидлаускаса</p>, '
    'встреча состоится. <o of="Йонас Вайткус" title="президент" country=LT>Президент Литвы</o> '
    '<p name="Йонас Вайткус">Йонас Вайткус</p> прибыл в Варшаву.',
    'Литва отозвала своего <o of="Петрас Каунас" title="посол в Чили" country=LT>посла в '
    'Чили</o> <p name="Петрас Каунас">Петраса Каунаса</p>.',
    'Казахстан ждёт делегацию из России. Об этом заявил <o of="Ержан Сапаров" title="посол '
    'республики в Москве" country=KZ>посол республики в Москве</o> <p name="Ержан '
    'Сапаров">Ержан Сапаров</p>.',
]
HOME = [
    "Литва готовит договор, передаёт БелТА. В работе участвует Белоруссия. Его подпишет "
    '<o of="Петр Ветлугин" title="президент" country=BY>президент</o> <p name="Петр Ветлугин">Петр '
    "Ветлугин</p>.",
]
NOT_AT_HOME = [
    # The sentence before is about another state.
    'Белоруссия ждёт гостей, передаёт БелТА. В Литве прошли выборы. Победил <o of="Петр Ветлугин" '
    'title="президент" country=->президент</o> <p name="Петр Ветлугин">Петр Ветлугин</p>.',
]
THE_COUNTRY = [
    'Литва закрыла границу. Латвия её открыла, сообщил <o of="Петрас Каунас" title="премьер-'
    'министр" country=LV>премьер-министр страны</o> <p name="Петрас Каунас">Петрас Каунас</p>.',
    "«Нам всем хорошо известно, что это придумала Россия и никто другой», — сказал в Литве "
    '<o of="Петрас Каунас" title="спикер парламента" '
    'country=LT>спикер парламента страны</o> <p name="Петрас Каунас">Петрас Каунас</p>.',
]


@pytest.mark.parametrize("annotated", LINES)
def test_a_state_that_heads_lines_of_people(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", [*BODIES, *SHARED])
def test_delegations_of_bodies(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", BLENDS)
def test_names_made_of_their_states(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", WHOSE)
def test_whose_officer_it_is(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", LISTS)
def test_a_list_takes_its_country_from_the_member_before(people, annotated):
    found = check(people, annotated)
    assert not any("country_from_context" in p.doubts for p in found.positions.positions)


@pytest.mark.parametrize(
    "annotated",
    [
        *UNDER_A_HEADING,
        *FIELDS_OF_AIDES,
        *IN_A_CAPITAL,
        *AMONG_HOSTS,
        *HELD_BY_NOBODY,
        *ITS_MEMBERS,
        *OF_REGIONS,
        *OF_THINGS,
    ],
)
def test_what_the_words_around_say(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", [*ON_A_SIDE, *ON_NO_SIDE])
def test_all_of_a_list_are_on_the_side_it_names(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", [*ELSEWHERE, *NOT_ELSEWHERE])
def test_the_same_office_with_its_country_and_no_name(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", SENTENCES)
def test_the_one_country_of_the_sentence(people, annotated):
    found = check(people, annotated)
    assert all(p.country_basis == "inferred" for p in found.positions.positions)


@pytest.mark.parametrize("annotated", SUBJECTS)
def test_the_country_the_release_is_about(people, annotated):
    found = check(people, annotated)
    assert "country_from_context" in found.positions.positions[-1].doubts


@pytest.mark.parametrize("annotated", UNKNOWN)
def test_unknown_stays_unknown(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", THE_COUNTRY)
def test_what_the_country_is(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", SIDES)
def test_what_follows_from_two_sides(people, annotated):
    found = check(people, annotated)
    assert any("country_from_context" in p.doubts for p in found.positions.positions)


@pytest.mark.parametrize("annotated", BESIDE)
def test_what_stands_beside_the_name(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", SUPERIORS)
def test_what_follows_from_other_people(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", HOME + NOT_AT_HOME)
def test_where_a_newspaper_is_at_home(people, annotated):
    check(people, annotated)
