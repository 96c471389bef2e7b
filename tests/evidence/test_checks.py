"""Each check on small cases: what fires, and what must not."""

import datetime as dt

import pytest

from contradict.evidence import CHECKS
from contradict.evidence.notation import in_one_notation
from contradict.evidence.quantities import quantities
from contradict.records import Attribution, Statement


def statement(claim, day=None, published=None):
    return Statement(claim, "x", 0, len(claim), claim, day=day, published=published)


def fires(name, a, b):
    return CHECKS[name](statement(a), statement(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("They counted 41 buses.", "Only 14 buses ran."),
        ("It cost $3 million.", "The price was $2.1m."),
        ("Turnout was 61 per cent.", "Turnout was 48%."),
        ("Eleven people were hurt.", "Thirteen people were hurt."),
        ("At least 40 people came.", "Fewer than 30 people came."),
        ("They said 12,000 homes were hit.", "The number of homes hit is 19,500, not 12,000."),
        ("It took twenty minutes.", "It went on for two and a half hours."),
        ("The debate lasted ninety minutes.", "The debate lasted one hour."),
        ("He was sentenced to 20 years.", "He was sentenced to 21 years."),
        ("Only 14 buses came.", "12 buses came."),
        ("Not more than 50 people came.", "About 200 people came."),
        ("Some 1500 people came.", "4000 people came."),
        ("It cost 5 million dollars.", "It cost $7 million."),
        ("It supports up to 64 clients.", "It supports up to 128 clients."),
        ("The wall is 1.80 m tall.", "The wall is 210 cm tall."),
        ("The path is 5 miles long.", "The path is 5 km long."),
        ("The calf weighs 80 kg.", "The calf weighs 80 pounds."),
        ("The train went 80 km/h.", "The train went 80 miles an hour."),
        ("The fire burnt 300 hectares.", "The fire burnt 5 square kilometres."),
        ("The tank holds 500 litres.", "The tank holds 2 cubic metres."),
        ("It took two hours and 30 minutes.", "It took two hours."),
        ("Half of the tenants left.", "Some 80% of the tenants left."),
        ("More than half of the tenants left.", "A quarter of the tenants left."),
        ("Three people died and 12 people were hurt.", "Three people died and 20 people were hurt."),
        ("Gold rose from 400 to 600 dollars.", "Gold rose from 400 to 500 dollars."),
        ("Five to 10 million people fled.", "Three million people fled."),
        ("The storm killed five and ten people were hurt.", "Seven people were hurt."),
        ("Two hundred and fifty people came.", "50 people came."),
        ("They cut 2000 jobs.", "They cut 1600 jobs."),
        ("The river is 1800 km long.", "The river is 2000 km long."),
        ("One million people fled.", "Two million people fled."),
        ("It cost one billion dollars.", "It cost three billion dollars."),
        ("One percent of them left.", "Two percent of them left."),
        ("Lund is 1.80 m tall.", "Lund is 185 cm tall."),
        ("In Maryland 12 people died.", "In Maryland 40 people died."),
        ("In May 300 people came.", "In May 500 people came."),
        ("40-60 people came.", "80 people came."),
        ("50 or more people came.", "40 people came."),
        ("A room costs $5 a day.", "A room costs $40 a week."),
        ("Three of the 12 jurors agreed.", "Nine jurors agreed."),
        ("The firm lost $4.3 million.", "The firm lost $4.5 million."),
        ("12,300 people came.", "12,900 people came."),
    ],
)
def test_numbers_that_differ(a, b):
    found = fires("number", a, b)
    assert found is not None
    assert fires("same number", a, b) is None
    assert a[slice(*found.spans_a[0])] in found.words


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sixty-one people were treated.", "The hospital has now treated 61 people."),
        ("One hundred and twenty people were treated.", "The hospital treated 120 people."),
        ("A hundred and twenty people came.", "120 people came."),
        ("Two thousand five hundred and six people came.", "2,506 people came."),
        ("Fifty-plus people came.", "80 people came."),
        ("40-60 people came.", "45 people came."),
        ("50 or more people came.", "70 people came."),
        ("50 or fewer people came.", "40 people came."),
        ("A room costs $5 a day.", "A room costs $35 a week."),
        ("Three of the 12 jurors agreed.", "Three jurors agreed."),
        ("The firm lost $4.3 million.", "The firm lost $4.32 million."),
        ("As many as 300 people died.", "250 people died."),
        ("About 40 people came.", "41 people came."),
        ("More than 10 people helped.", "14 people helped."),
        ("It cost $3 million.", "It cost $3,000,000."),
        ("Up to 1,000 troops died.", "900 troops died."),
        ("The trial ran for two years.", "The trial ran for 24 months."),
        ("Two dozen people came.", "24 people came."),
        ("Five to ten people came.", "Seven people came."),
        ("Between 200 and 300 people came.", "250 people came."),
        ("About 12 000 people came.", "About 11,500 people came."),
        ("It supports up to 64 clients.", "It supports at most 64 clients."),
        ("He is 1.80 m tall.", "He is 180 cm tall."),
        ("He is 1.80 m tall.", "He is 5 feet 11 inches tall."),
        ("The road is 2 km long.", "The road is 2,000 metres long."),
        ("The road is 5 miles long.", "The road is 8km long."),
        ("The bull weighs 1.2 tonnes.", "The bull weighs 1,200 kg."),
        ("The calf weighs 176 pounds.", "The calf weighs 80 kg."),
        ("The train went 97 km/h.", "The train went 60 mph."),
        ("Gusts of 54 knots were measured.", "Gusts of 100 kilometres per hour were measured."),
        ("The fire burnt 500 hectares.", "The fire burnt 5 sq km."),
        ("The park has 2 km² of woods.", "The park has 494 acres of woods."),
        ("The tank holds 500 litres.", "The tank holds 0.5 m3."),
        ("The hall has 2000 square metres of floor.", "The hall has a 2,000-square-metre floor."),
        ("The flat has 500 square feet.", "It is a 500-square-foot flat."),
        ("It cost 80 pounds.", "It cost £80."),
        ("Some 2.1m people came.", "Some 2.1 million people came."),
        ("It took two hours and 30 minutes.", "It took 150 minutes."),
        ("Ninety days are left.", "Three months are left."),
        ("Half of the tenants left.", "50 percent of the tenants left."),
        ("Two thirds of the tenants left.", "67% of the tenants left."),
        ("The train leaves at 5 pm.", "The train leaves at 17:00."),
        ("The train left at 3:30 pm.", "The train left at 15:30."),
        ("It began at noon.", "It began at 12:00."),
        ("It began at midnight.", "It began at 0:00."),
        ("Two hundred and fifty people came.", "250 people came."),
        ("Twenty five people came.", "25 people came."),
        ("Between 5 and 10 million people fled.", "7 million people fled."),
        ("12 people came, 3 people of them late.", "12 people came."),
    ],
)
def test_numbers_that_agree(a, b):
    assert fires("number", a, b) is None
    assert fires("same number", a, b) is not None


@pytest.mark.parametrize(
    ("a", "b", "written"),
    [
        ("It rang at noon.", "At 12:00 it rang.", "At noon it rang."),
        ("Lund is 1.80 m tall.", "Lund is 180 cm tall.", "Lund is 1.80 m tall."),
        ("Half of them left.", "50 percent of them left.", "Half of them left."),
        ("Lund is 1.80 m tall.", "Lund is 190 cm tall.", "Lund is 190 cm tall."),
        ("More than 2 km are done.", "3,000 metres are done.", "3,000 metres are done."),
        ("It rang at 5 pm.", "It rang at 18:00.", "It rang at 18:00."),
        ("About 40 people came.", "41 people came.", "41 people came."),
        ("Open from 7 pm to 9 pm.", "At 9.15, not 19:00 or 21:00.", "At 9.15, not 7 pm or 9 pm."),
        ("It rang at 9.15.", "It rang at 9:15, after 19:15.", "It rang at 9.15, after 19:15."),
        ("1.5 million people fled.", "1,500,000 people fled.", "1.5 million people fled."),
        ("250 people fled.", "Two hundred and fifty people fled.", "250 people fled."),
        ("The fee fell to 3.15.", "The fee fell to 15.15.", "The fee fell to 15.15."),
        ("It cost $24.", "It cost £15.95.", "It cost $24."),
        ("It cost $24.", "It weighed 15 pounds.", "It weighed 15 pounds."),
        ("It cost more than $24.", "It cost £40.", "It cost £40."),
        ("It cost £24 million.", "It cost $11 million.", "It cost $11 million."),
        ("It made $30 million.", "It made €14 million.", "It made €14 million."),
        ("It made $30 million.", "It made €24 million.", "It made $30 million."),
        ("It cost $24.", "It cost £95.", "It cost £95."),  # no rate of exchange makes that one sum
        ("It cost $24, or £15.", "It cost £15.95.", "It cost £15.95."),
    ],
)
def test_equal_numbers_in_one_notation(a, b, written):
    assert in_one_notation(a, b) == written


@pytest.mark.parametrize(
    "text",
    [
        "It was in 2019.",
        "At 9.40 a.m. it rang.",
        "It was March 4.",
        "She was third, on the 3rd floor.",
        "It fell to minus 5 degrees.",
    ],
)
def test_years_times_days_and_ordinals_are_no_quantities(text):
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("A 34-year-old man was jailed.", "The man was jailed for 12 years."),
        ("Five soldiers died.", "Twelve civilians died."),
        ("They hired 300 last year.", "They trained 50 last year."),
        ("The ticket costs 20 dollars.", "The ticket costs 18 euros."),
        ("It took half an hour.", "It grew by 12%."),
        ("They led in the second half of the match.", "It grew by 12%."),
        ("The train went 80 km/h.", "The path is 5 miles long."),
        ("The mill grinds 80 kg an hour.", "The sack weighs 5 kg."),
        ("The car emits 120 g/km of soot.", "The car weighs 5 kg."),
        ("It fell at 9.8 m/s2 from the roof.", "It fell 30 m from the roof."),
        ("No one has been charged over the fire.", "The fire burnt 300 acres."),
        ("Gusts of 54 knots, 100 km/h, were measured.", "Gusts of 54 knots were measured."),
        ("The wall is 12 m long.", "The wall has 30 m² of paint."),
    ],
)
def test_numbers_of_different_things(a, b):
    assert fires("number", a, b) is None


def test_a_number_weighs_more_where_the_rest_is_alike():
    alike = fires("number", "The new hall has 400 seats.", "The new hall has 900 seats.")
    assert alike.strength == 1.0
    assert fires("number", "The new hall has 400 seats.", "A car holds five seats.").strength < 0.5


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("The firm was founded in 1922.", "It was founded in 1951.", "when: 1922 / 1951"),
        ("The call went out at 21:40.", "The call went out at 8.15 p.m.", "when: 21:40 / 8.15 p.m"),
        ("It began at noon.", "It began at three o'clock.", "when: noon / three o'clock"),
        ("It began at noon.", "It began at midnight.", "when: noon / midnight"),
        ("The train left at 06:15.", "The train left at 18:15.", "when: 06:15 / 18:15"),
    ],
)
def test_years_and_times_of_day_that_differ(a, b, words):
    found = fires("day", a, b)
    assert found.words == words
    assert a[slice(*found.spans_a[0])] in words


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The alarm rang at 8 p.m.", "The alarm rang at 20:00."),
        ("It was built in 1922.", "It was built between 1920 and 1922."),
        ("It grew by 9.40 percent.", "It rang at 8.15 a.m."),
        ("It cost £1950.", "It was built in 1922."),
        ("It began at 9.15.", "It began at 9.15 p.m."),
        ("It began at 09:15 pm.", "It began at 21:15."),
        ("Rates rose to 4.25.", "Rates rose to 4.50."),
        ("They cut 2000 jobs.", "They cut 1600 jobs."),
    ],
)
def test_years_and_times_that_may_both_hold(a, b):
    assert fires("day", a, b) is None


@pytest.mark.parametrize(
    ("words", "day", "differs"),
    [
        ("last week", dt.date(2025, 3, 6), False),
        ("last week", dt.date(2025, 3, 11), True),
        ("last month", dt.date(2025, 3, 11), False),
        ("this month", dt.date(2025, 4, 1), True),
        ("next year", dt.date(2026, 3, 4), True),
        ("this morning", dt.date(2025, 3, 5), True),
        ("in May", dt.date(2026, 3, 4), False),
    ],
)
def test_the_same_words_of_two_times(words, day, differs):
    first, second = (
        statement(f"The pier was {state} {words}.", published=told)
        for state, told in (("open", dt.date(2025, 3, 4)), ("shut", day))
    )
    found = CHECKS["day"](first, second)
    assert bool(found) == differs
    if found:
        assert found.words == f"when: {words}, told on 04 March 2025 / {words}, told on {day:%d %B %Y}"


def test_negation_fires_on_one_side_only():
    assert fires("negation", "The bridge was not closed.", "The bridge was closed.").strength == 1.0
    assert fires("negation", "The bridge was not closed.", "The bridge was never closed.") is None
    assert fires("negation", "Not only the bridge was closed.", "The bridge was closed.") is None


def test_antonyms():
    found = fires("antonym", "The bridge is open.", "The bridge is closed.")
    assert found.words == "open / closed"
    assert fires("antonym", "It opened and closed.", "It closed.") is None
    found = fires("antonym", "Ashby voted for the plan.", "Ashby voted against the plan.")
    assert found.words == "for / against"
    assert fires("antonym", "Ashby left for Oslo.", "Ashby spoke against the plan.") is None
    assert fires("antonym", "The bridge is not open.", "The bridge is closed.") is None
    assert fires("antonym", "The bridge isn't open.", "The bridge is closed.") is None
    assert fires("antonym", "Sales rose in May.", "Sales plunged in May.").words == "rose / plunged"
    assert fires("antonym", "The club failed to win.", "The club lost.") is None


def test_hedges():
    assert fires("certainty", "It may rain.", "It could snow.").strength == 1.0
    assert fires("certainty", "It may rain.", "It rains.").strength == 0.5
    assert fires("certainty", "It rains.", "It rains.") is None
    assert fires("certainty", "The pumps worked as they should.", "It went as expected.") is None
    assert fires("certainty", "They should leave, as they should.", "It rains.").words.endswith("“should”")


def test_days_and_names():
    monday, tuesday = dt.date(2025, 3, 3), dt.date(2025, 3, 4)
    assert CHECKS["day"](statement("x", monday), statement("y", tuesday)) is not None
    assert CHECKS["day"](statement("x", monday), statement("y", monday)) is None
    assert CHECKS["day"](statement("x", monday), statement("y")) is None
    later = dt.date(2026, 3, 3)
    assert CHECKS["day"](statement("x", monday), statement("y", later)).words.endswith("03 March 2025 / 03 March 2026")
    assert fires("entity", "A ship left Oslo.", "A ship left Bergen.").strength == 1.0
    assert fires("entity", "A ship left Oslo.", "A ship left.") is None


@pytest.mark.parametrize("name", CHECKS)
def test_checks_are_symmetric(name):
    a, b = statement("Not 41 buses may open in Oslo."), statement("About 14 buses are closed in Bergen.")
    one, other = CHECKS[name](a, b), CHECKS[name](b, a)
    assert (one is None) == (other is None)
    if one and other:
        assert one.strength == other.strength
        assert (one.spans_a, one.spans_b) == (other.spans_b, other.spans_a)


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("Nobody was hurt.", "The owner and two guests were hurt.", "how many: Nobody / two"),
        ("All the tenants were told.", "Fewer than half of the tenants were told.", "how many: All / Fewer"),
        ("None of the plants will close.", "Every plant will close.", "how many: None / Every"),
        ("There were no complaints.", "At least 40 complaints came in.", "how many: no / At least"),
        ("All twelve turbines stand offshore.", "Half of the turbines stand on land.", "how many: All twelve / Half"),
        ("On May 2 nobody was hurt.", "On May 2 three people were hurt.", "how many: nobody / three"),
        ("Not all schools closed.", "All schools closed.", "how many: Not all / All"),
    ],
)
def test_quantifiers_that_clash(a, b, words):
    found = fires("quantifier", a, b)
    assert found is not None
    assert found.words == words
    assert a[slice(*found.spans_a[0])] in words


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nobody was hurt.", "No guests were hurt."),
        ("Some tenants were told.", "Many tenants were told."),
        ("It took no longer than a day.", "Four people came."),
        ("The bridge is shut.", "Nobody came."),
        ("On May 2, the workers were hurt.", "Nobody was hurt."),
        ("The workers were hurt on 2 May.", "Nobody was hurt."),
        ("Flight 204 was delayed.", "Nobody was hurt."),
        ("All twelve turbines stand offshore.", "All turbines stand offshore."),
        ("Not all schools closed.", "Some schools closed."),
        ("Nearly all shops closed.", "Most shops closed."),
        ("In all, 40 people died.", "40 people died."),
        ("No one claimed the attack, which killed 12.", "The attack killed 12."),
    ],
)
def test_quantifiers_that_may_both_hold(a, b):
    assert fires("quantifier", a, b) is None


@pytest.mark.parametrize(
    ("name", "a", "b"),
    [
        ("place", "The talks were held in Kesh.", "The talks were held in Orsova."),
        ("place", "He was at the Hotel Almira that night.", "He was in Lanholm that night."),
        ("role", "Lund sued Vale over the pier.", "Vale sued Lund over the pier."),
        ("role", "The council lent Northline money.", "Northline lent the Council money."),
        ("role", "Lund was shot by Vale.", "Lund shot Vale."),
        ("time", "Lund once opposed the pier.", "Lund now backs the pier."),
        ("time", "The pier was open last year.", "The pier is shut."),
        ("role", "Østberg sued Ångström over it.", "Ångström sued Østberg over it."),
        ("place", "The talks were held in Århus.", "The talks were held in Ängelholm."),
    ],
)
def test_place_role_and_time_fire(name, a, b):
    if name == "role":
        a = a.replace("The council", "The Council")
    found = fires(name, a, b)
    assert found is not None
    assert found.strength > 0


@pytest.mark.parametrize(
    ("name", "a", "b"),
    [
        ("place", "The talks were held in Kesh.", "The talks in Kesh moved to Orsova."),
        ("place", "The talks were held in May.", "The talks were held in Orsova."),
        ("place", "The talks were held in Kesh.", "A goat was born in Orsova."),
        ("role", "Lund sued Vale over the pier.", "Vale was sued by Lund over the pier."),
        ("role", "Lund and Vale sued over the pier.", "Vale and Lund sued over the pier."),
        ("role", "Lund sued Vale over the pier.", "Lund sued Vale."),
        ("role", "Lund was shot by Vale.", "Vale shot Lund."),
        ("role", "Lund met Vale in Kesh.", "Vale met Lund in Kesh."),
        ("role", "Lund beat Vale in the final.", "Vale lost to Lund in the final."),
        ("role", "After Lund resigned Vale took over.", "Vale took over after Lund resigned."),
        ("role", "The Kesh talks resumed as Norvia sent a team.", "Norvia sent a team as talks resumed in Kesh."),
        ("certainty", "The talks resumed on 5 May.", "Will Vale won the race."),
        ("entity", "Kesh lost the match.", "In the end the winner was not Kesh."),
        ("quantifier", "All 12 guests left.", "12 guests left."),
        ("quantifier", "All schools were closed.", "Schools closed at 3 p.m."),
        ("time", "The pier is shut.", "The pier is open."),
        ("time", "The pier was shut at once.", "Lund was there only once."),
        ("role", "Last Tuesday the Senate passed it.", "The Senate passed it last Tuesday."),
        ("entity", "There O'Brien signed the U.S. deal.", "There O’Brien signed the U.S. deal."),
    ],
)
def test_place_role_and_time_do_not_fire(name, a, b):
    assert fires(name, a, b) is None


def test_a_belief_of_somebody_else_is_not_asserted():
    who = Attribution("Ana Ruiz", "indirect", "said", holder="ministry")
    held = Statement("x", "x", 0, 1, "The dam is safe.", who)
    assert "held by ministry" in CHECKS["certainty"](held, statement("The dam is unsafe.")).words
