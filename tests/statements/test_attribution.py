"""Who says it, and what is claimed."""

import pytest

from contradict import Document
from contradict.statements import extract


def only(text):
    (statement,) = extract([Document(text, "x")]).statements
    return statement


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        ("The mayor, Ana Ruiz, said that the bridge was shut.", "Ana Ruiz", "The bridge was shut."),
        ("“We lost the game,” said Tom Okafor.", "Tom Okafor", "We lost the game."),
        ("“We lost the game,” Tom Okafor told reporters.", "Tom Okafor", "We lost the game."),
        ("Tom Okafor told the court that he had lost.", "Tom Okafor", "He had lost."),
        ("According to Tom Okafor, the game was lost.", "Tom Okafor", "The game was lost."),
        ("The game was lost, according to Tom Okafor.", "Tom Okafor", "The game was lost."),
        ("On Friday, US Secretary of State Marco Rubio said talks went on.", "Marco Rubio", "Talks went on."),
        ("The deficit is gone, said the treasurer, Arno Feld.", "Arno Feld", "The deficit is gone."),
        ("The accused said that it was over.", "accused", "It was over."),
        ("The acting mayor said that it was over.", "acting mayor", "It was over."),
        (
            "The firm declined to confirm or deny that it was over.",
            None,
            "The firm declined to confirm or deny that it was over.",
        ),
        (
            "The firm neither confirmed nor denied that it was over.",
            None,
            "The firm neither confirmed nor denied that it was over.",
        ),
        ("The firm left without saying that it was over.", None, "The firm left without saying that it was over."),
        ("If the firm says that it is over, it must pay.", None, "If the firm says that it is over, it must pay."),
        ("Ana Holm says that's not true.", "Ana Holm", "That's not true."),
        ("Told what Lund had said, Ana Holm replied: “It is over.”", "Ana Holm", "It is over."),
        ("“It is over!” said Ana Holm.", "Ana Holm", "It is over!"),
        ("Despite heavy rain Ana Ruiz said that the game was on.", "Ana Ruiz", "The game was on."),
        ("Despite what Ana Ruiz said, the game was lost.", None, "Despite what Ana Ruiz said, the game was lost."),
        ("Judge Helena Varga thanked them and said that it was over.", "Helena Varga", "It was over."),
        ("Ushakov told the press that it was over, according to TASS.", "Ushakov", "It was over."),
        ("It was fine, the harbour master at Port Amal said.", "harbour master at Port Amal", "It was fine."),
        ("It was fine, Captain Rosa Medina of the coast guard said.", "Rosa Medina", "It was fine."),
        ("“It was fine,” the firm's director, Hugo Prentiss, said.", "Hugo Prentiss", "It was fine."),
        ("Blueline's director, Hugo Prentiss, said that it was fine.", "Hugo Prentiss", "It was fine."),
        ("It was fine, according to its owner, Blueline Ferries.", "Blueline Ferries", "It was fine."),
        ("On Monday, the mayor, Tom Field, said that all was well.", "Tom Field", "All was well."),
        ("According to a nurse who was there, it rained.", "nurse", "It rained."),
        ("It rained, according to two people who were there.", "two people", "It rained."),
        ("“It rained,” said Rosa Medina, who sells cars and counts by habit.", "Rosa Medina", "It rained."),
        ("“It rained,” said Rosa Medina, who runs the shop, when asked.", "Rosa Medina", "It rained."),
        ("“It rained,” Rosa Medina said, and took out a map.", "Rosa Medina", "It rained."),
        ("It was wet there, the weather office said after reading gauges.", "weather office", "It was wet there."),
        (
            "At least 19 people were hurt, the highway police said at noon.",
            "highway police",
            "At least 19 people were hurt.",
        ),
        ("It was wet there, Bo Lind said, and that had been the point.", "Bo Lind", "It was wet there."),
        ("Three men, Bo Lind said, had been hurt.", "Bo Lind", "Three men had been hurt."),
        (
            "Once it was lit there was no way back, Bo Lind said, since it rained.",
            "Bo Lind",
            "Once it was lit there was no way back, since it rained.",
        ),
        (
            "Three men were lost, Bo Lind said, and eleven were wounded.",
            "Bo Lind",
            "Three men were lost, and eleven were wounded.",
        ),
        ("All were there, Bo Lind said, holding up a list.", "Bo Lind", "All were there."),
        (
            "It was Orla, whose men got up and left, Bo Lind told us.",
            "Bo Lind",
            "It was Orla, whose men got up and left.",
        ),
        ("The road was shut, according to Bo Lind, a spokesman of the army.", "Bo Lind", "The road was shut."),
        ("The road was shut, according to a first report by the army.", "first report", "The road was shut."),
        ("The man has said nothing so far.", None, "The man has said nothing so far."),
        ("A source tells CNN the cut sent oxygen to her lungs.", "source", "The cut sent oxygen to her lungs."),
        (
            "Bo Lind, who according to the court was ill on Monday, left.",
            None,
            "Bo Lind, who according to the court was ill on Monday, left.",
        ),
        ("Rosa Medina said her plums were fine.", "Rosa Medina", "Her plums were fine."),
        ("LA PAZ - It rained, Bo Lind said.", "Bo Lind", "It rained."),
        ("Experts doubt that it rained.", "Experts", "It is not true that it rained."),
        (
            "According to the land office the farm covers 245,000 acres.",
            "land office",
            "The farm covers 245,000 acres.",
        ),
        ("Peru told Bo Lind, of the embassy, to leave.", "Peru", "Peru told Bo Lind, of the embassy, to leave."),
        ("In a statement his agent, Rosa Medina, said the two met.", "Rosa Medina", "The two met."),
        ("Police said the road was closed.", "Police", "The road was closed."),
        ("Italy said it would leave the group.", "Italy", "It would leave the group."),
        ("Gwen Korovin, the doctor who treated her, said she had left.", "Gwen Korovin", "She had left."),
        ("Tom Okafor denied that he had lost.", "Tom Okafor", "It is not true that he had lost."),
        ("Okafor denied reports that he had lost.", "Okafor", "It is not true that he had lost."),
        ("She made the claim at a meeting.", None, "She made the claim at a meeting."),
        ("The report was said to be ready.", None, "The report was said to be ready."),
        (
            "In the video he is tied up, saying that it was over.",
            None,
            "In the video he is tied up, saying that it was over.",
        ),
        ("Perhaps some of you here believe it.", None, "Perhaps some of you here believe it."),
        ("The statement didn't say who had left.", None, "The statement didn't say who had left."),
        ("LIMA (AP) — Rescuers found two climbers.", None, "Rescuers found two climbers."),
        (
            "“I threw three stones and hit a shield,” the man jailed after the Orsk demonstration told his guard.",
            "man jailed after the Orsk demonstration",
            "I threw three stones and hit a shield.",
        ),
        (
            '"My brother carried me out of the train," the girl who had lost a shoe said.',
            "girl",
            "My brother carried me out of the train.",
        ),
        ("Swiss voters said yes to the plan on Sunday.", None, "Swiss voters said yes to the plan on Sunday."),
        (
            "He told the court how he had found the key.",
            None,
            "He told the court how he had found the key.",
        ),
        ("The dairy Cottaz has recalled its soft cheese.", None, "The dairy Cottaz has recalled its soft cheese."),
        ("The union had asked for nine years.", None, "The union had asked for nine years."),
        ("Ade asked whether it was paid.", "Ade", "Ade asked whether it was paid."),
        (
            "Negotiator Basel Haddad promised them a bus and safe conduct, an officer said.",
            "officer",
            "Negotiator Basel Haddad promised them a bus and safe conduct.",
        ),
        (
            "Mara Lund called it “a crime,” the Gull reported.",
            "Mara Lund",
            "Mara Lund called it a crime.",
        ),
        ("“We sold it in March,” she went on.", None, "We sold it in March."),
        ("“Staff cannot read it,” writes the moderator Tindra.", "Tindra", "Staff cannot read it."),
        ("As the Gull has previously reported, the pier was shut in May.", "Gull", "The pier was shut in May."),
        (
            "Wendy says she saw them fight so there can be no doubt that fights took place.",
            "Wendy",
            "She saw them fight so there can be no doubt that fights took place.",
        ),
        (
            "Norvia said on Saturday it was looking into reports that a man had been hurt.",
            "Norvia",
            "It was looking into reports that a man had been hurt.",
        ),
        (
            "His lawyer, Mark Osei, said the transfers were loans that the owners had approved.",
            "Mark Osei",
            "The transfers were loans that the owners had approved.",
        ),
        ("Lund said in a statement the plant was safe.", "Lund", "The plant was safe."),
        ("Keller said last month she had not met Vale.", "Keller", "She had not met Vale."),
        ("Keller said through her lawyer she took no money.", "Keller", "She took no money."),
        ("Lund told lawmakers it was unsafe to open the plant.", "Lund", "It was unsafe to open the plant."),
        ("Keller never said the plant was dead.", None, "Keller never said the plant was dead."),
        ("No witness said that the car was red.", None, "No witness said that the car was red."),
        (
            "Neither the palace nor the army confirmed that he had left.",
            None,
            "Neither the palace nor the army confirmed that he had left.",
        ),
        ("The United States, Britain and France said it was on.", "United States, Britain and France", "It was on."),
        ("A lawyer for Mr Khan said it was on.", "lawyer for Mr Khan", "It was on."),
        ("Critics of President Biden said it was on.", "Critics of President Biden", "It was on."),
        ("The mayor, speaking on Monday, said it was on.", "mayor", "It was on."),
        ("The mayor said in a statement: “It is on.”", "mayor", "It is on."),
        ("Ana Ruiz wrote on X: “It is on.”", "Ana Ruiz", "It is on."),
        ("The firm told investors on Monday: “It is on.”", "firm", "It is on."),
        ("Sen. Mark Hill (R-Ohio) said it was on.", "Mark Hill", "It was on."),
        ("The World Health Organization (WHO) said it was on.", "World Health Organization", "It was on."),
        ("Ana Ruiz said, however, that it was on.", "Ana Ruiz", "It was on."),
        ("Officials said, in a note to the court, that it was on.", "Officials", "It was on."),
        (
            "The missile that Kyiv says hit the school was old.",
            None,
            "The missile that Kyiv says hit the school was old.",
        ),
        ("The firm, based in Leeds, said it was on.", "firm", "It was on."),
        ("The inspectors, led by Dame Jo Hill, said it was on.", "inspectors", "It was on."),
        ("The bank – founded in 1880 – said it was on.", "bank", "It was on."),
        ("Reeves, meanwhile, said nothing was decided.", "Reeves", "Nothing was decided."),
        ("Andrew Bailey told MPs inflation would fall.", "Andrew Bailey", "Inflation would fall."),
        ("Asked if it was on, Kane said no.", None, "Asked if it was on, Kane said no."),
        ("Ana Vale (@ana) said: “It is on today.”", "Ana Vale", "It is on today."),
        ("The mayor claimed the bridge was open.", "mayor", "The bridge was open."),
        ("The mayor rejected that claim.", "mayor", "The mayor rejected that claim."),
        ("The palace denied reports the king was dead.", "palace", "It is not true that the king was dead."),
        ("The palace denied the king was dead.", "palace", "It is not true that the king was dead."),
        (
            "Keller said the idea that taxes would rise was wrong.",
            "Keller",
            "The idea that taxes would rise was wrong.",
        ),
        ("Lund denied that Keller had signed it.", "Lund", "It is not true that Keller had signed it."),
        ("Per Ahlgren read his report himself.", None, "Per Ahlgren read his report himself."),
        (
            "Told of the remark about the hydrant, the inspector answered: “Nonsense, it stood free.”",
            "inspector",
            "Nonsense, it stood free.",
        ),
        ("NEWS: This woman turns words into pictures", None, "This woman turns words into pictures."),
        ("HEADLINE: The bridge was closed on Monday.", None, "The bridge was closed on Monday."),
        ("KEY POINTS: The dam is sound.", None, "The dam is sound."),
        ("EXCLUSIVE INTERVIEW: The dam is sound.", None, "EXCLUSIVE INTERVIEW: The dam is sound."),
        ("Fact check: The dam never broke.", None, "The dam never broke."),
        ("WATCH COMMANDER: The dam is sound.", "WATCH COMMANDER", "The dam is sound."),
        (
            "No one had told the manager about the leak before he read of it.",
            None,
            "No one had told the manager about the leak before he read of it.",
        ),
    ],
)
def test_speaker_and_claim(text, speaker, claim):
    statement = only(text)
    assert (statement.speaker, statement.claim) == (speaker, claim)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It is over,” Ana Ruiz said.", "direct"),
        ("Ana Ruiz said that it was over.", "indirect"),
        ("Ana Ruiz said that it was “over and done with”.", "mixed"),
    ],
)
def test_kind_of_speech(text, kind):
    assert only(text).attribution.kind == kind


def test_the_word_that_begins_a_sentence_is_no_speaker():
    assert only("When he heard of it, Ana Holm smiled a little: “It is over.”").speaker is None
    assert only("From the last row Ana Holm called to him: “It is over.”").speaker != "From"


def test_names_are_unified_and_pronouns_follow_the_last_speaker():
    text = "US Secretary of State Marco Rubio said it was near. “It is close,” he added. Rubio said more would follow."
    assert {s.speaker for s in extract([Document(text, "x")]).statements} == {"Marco Rubio"}


def test_names_are_unified_across_documents():
    documents = [Document("Rubio said it was near.", "a"), Document("Marco Rubio said it was far.", "b")]
    assert {s.speaker for s in extract(documents).statements} == {"Marco Rubio"}


def test_the_end_of_a_sentence_is_no_first_name():
    assert speakers("He has lived in Iraq. Last week the army left. Last said it was over.")[2] == "Last"


def test_an_age_stands_for_the_person_before():
    assert speakers("Ana Ruiz said it was over. The 52-year-old said that she was glad.") == ["Ana Ruiz", "Ana Ruiz"]


def test_two_people_of_one_surname_stay_two():
    text = "Ana Ruiz said it was near. Tom Ruiz said it was far. Ruiz said it was both."
    assert [s.speaker for s in extract([Document(text, "x")]).statements] == ["Ana Ruiz", "Tom Ruiz", "Ruiz"]


def test_a_quotation_goes_on_after_its_frame():
    text = "“We lost,” said Ana Ruiz. “We will win next time.”"
    assert [s.speaker for s in extract([Document(text, "x")]).statements] == ["Ana Ruiz", "Ana Ruiz"]


@pytest.mark.parametrize(
    ("text", "speaker", "source", "claim"),
    [
        ("TASS quoted Tom Lund as saying that all was well.", "Tom Lund", "TASS", "All was well."),
        ("Tom Lund was quoted by the Daily Echo as saying it was over.", "Tom Lund", "Daily Echo", "It was over."),
        ("Lund said that all was well, according to TASS.", "Lund", "TASS", "All was well."),
        ("The Daily Herald reported that Lund had said it was “a trap”.", "Lund", "Daily Herald", "It was a trap."),
        ("Lund told the Evening Mail that it was over.", "Lund", "Evening Mail", "It was over."),
        ("Lund told the jury that it was over.", "Lund", None, "It was over."),
    ],
)
def test_who_relays_it(text, speaker, source, claim):
    statement = only(text)
    assert (statement.speaker, statement.attribution.source, statement.claim) == (speaker, source, claim)


def test_whose_belief_it_is():
    assert only("Ana Ruiz said that the ministry believes the dam is safe.").attribution.holder == "ministry"
    assert only("Ana Ruiz said that the dam is safe.").attribution.holder is None


def speakers(text):
    return [statement.speaker for statement in extract([Document(text, "x")]).statements]


def test_stand_ins_are_tied_to_whom_they_stand_for():
    text = "The operator, Northline, said it was fine. A spokeswoman for the company said it was late."
    text += " Coach Ana Holm sat. The coach said it was on."
    assert speakers(text) == ["Northline", "Northline", None, "Ana Holm"]
    assert speakers("The county council said it was fine. The council said it was late.") == ["county council"] * 2


def test_he_is_a_person_and_it_is_none():
    text = "Ana Ruiz said it was on. Northline said it was off. “It was late,” she said. “It was fine,” it said."
    assert speakers(text) == ["Ana Ruiz", "Northline", "Ana Ruiz", "Northline"]


def test_a_relative_clause_stands_between_subject_and_verb():
    assert speakers("Emil Brandt, who was travelling with two children, said the crew slept.") == ["Emil Brandt"]


def test_a_quotation_over_several_paragraphs_and_a_transcript():
    text = "“We owed nine million,” Victor Lang told members.\n\n“Today we owe nothing. " + "We own the stadium. " * 20
    assert set(speakers(text + "\n\n“We own it all.”\n\nIt rained on the town.")) == {"Victor Lang", None}
    assert speakers(text + "\n\n“We own it all.”\n\nIt rained on the town.")[-2:] == ["Victor Lang", None]
    assert speakers("GREEN: It will open. We have tested it.\n\nIt rained on the town.") == ["GREEN", "GREEN", None]


def test_a_place_before_a_colon_is_no_speaker_of_a_report():
    report = "NEW DELHI: The bridge was opened on Monday. Nobody was hurt, the police said. It rained."
    assert speakers(report) == [None, "police", None]
    assert extract([Document(report, "x")]).statements[0].claim == "The bridge was opened on Monday."
    quoted = "KYIV, Ukraine: Mayor Ada Lund said, “I will stay.” It rained all night. Two people died."
    assert speakers(quoted) == ["Ada Lund", None, None]
    assert speakers("RUBIO: The bridge is safe. We have looked at it. It will stay open.") == ["RUBIO"] * 3
    assert speakers("VALE: It is safe. It is new. It is long.\nLUND: It is shut.") == ["VALE"] * 3 + ["LUND"]
    assert speakers("RUBIO: The bridge is safe.") == ["RUBIO"]


def test_what_is_not_said_has_no_speaker():
    assert speakers("Regulators have not yet said whether it is safe.") == [None]
    assert speakers("The committee took note.") == [None]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("“I have signed nothing,” Ama Quartey said.", "Ama Quartey has signed nothing."),
        ("“I’ve lost my keys,” Ama Quartey said.", "Ama Quartey has lost Ama Quartey’s keys."),
        ("Ama Quartey said she had signed nothing.", "Ama Quartey had signed nothing."),
        ("Northline said it had signed nothing.", "It had signed nothing."),
        ("Police said he had signed nothing.", "He had signed nothing."),
        ("Ama Quartey said that Lund had signed.", "Lund had signed."),
    ],
)
def test_pronouns_are_read_as_whom_they_stand_for(text, reading):
    assert only(text).reading == reading


def test_she_is_not_the_man_who_speaks_of_her():
    text = "Mayor Jaan Kask spoke on Monday. She left Norvik by train, he said. He left Norvik by car, he said."
    she, he = extract([Document(text, "x")]).statements[1:]
    assert (she.asserted, he.asserted) == ("She left Norvik by train.", "Jaan Kask left Norvik by car.")


def test_what_the_speaker_does_agrees_with_the_name():
    text = "“I think not, and I don't ask,” Mara Lund said."
    assert only(text).asserted == "Mara Lund thinks not, and Mara Lund doesn't ask."


def test_a_driver_at_the_ministry_is_not_the_ministry():
    text = "It rained, a driver at the ministry said. The ministry said it was dry. The mayor's office said it was wet."
    assert [one.speaker for one in extract([Document(text, "x")]).statements] == [
        "driver at the ministry", "ministry", "mayor's office",
    ]  # fmt: skip


def test_nobody_is_his_own_lawyer():
    statement = extract([Document("Ed Ellery was seen there. His lawyer, Tariq Bohm, left early.", "x")]).statements[1]
    assert statement.asserted in ("Ed Ellery’s lawyer, Tariq Bohm, left early.", statement.claim)
    said = extract([Document("Tariq Bohm came. His lawyer, Tariq Bohm, dismissed it.", "x")]).statements[1]
    assert said.asserted == said.claim


def test_he_is_the_person_whom_the_text_spoke_of_last():
    first, second, third = extract([Document("Viktor Lang left town. He went by train. It was cold.", "x")]).statements
    assert second.reading == "Viktor Lang went by train."
    assert second.claim == second.text == "He went by train."
    assert (first.reading, third.reading) == (first.claim, third.claim)


@pytest.mark.parametrize(
    ("sentence", "speaker", "claim"),
    [
        ("Yury Ushakov tempered Rubio's assessment of the talks.", "Yury Ushakov", None),
        ("In a statement on Friday morning Salter Line rejected Okafor's account.", "Salter Line", None),
        ("Ana Ruiz pushed back on the claim that he left.", "Ana Ruiz", "It is not true that he left."),
        ("The police shot down the drone.", None, None),
        ("The rain tempered the heat.", None, None),
        ("“Open the door,” Ana Ruiz shouted.", "Ana Ruiz", "Open the door."),
    ],
)
def test_who_disputes_speaks(sentence, speaker, claim):
    (statement,) = extract([Document(sentence, "d")]).statements
    assert statement.speaker == speaker
    assert statement.claim == (claim or sentence)


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        ("The tunnel, said the town's mayor, would open in May.", "town's mayor", "The tunnel would open in May."),
        ("The milk, Bo Lind added, pouring a glass, had been tested.", "Bo Lind", "The milk had been tested."),
        (
            "Around noon, two guests told us on Monday, the guards went home.",
            "two guests",
            "Around noon, the guards went home.",
        ),
        (
            "The bridge is open, the office confirmed, but is badly worn.",
            "office",
            "The bridge is open, but is badly worn.",
        ),
        (
            "Forty people came, the office said on Friday, nine more than before.",
            "office",
            "Forty people came, nine more than before.",
        ),
        (
            "The toll went up, the office said on Friday, after a nurse and a cook had died.",
            "office",
            "The toll went up, after a nurse and a cook had died.",
        ),
        (
            "By Friday the count had risen to nine, the clinic in Orsk said, and a boy was safe.",
            "clinic in Orsk",
            "By Friday the count had risen to nine, and a boy was safe.",
        ),
        ("By then it was dark, the guard said, but he would not be named.", "guard", "By then it was dark."),
        ("The road was shut, the mayor said, and left the room.", "mayor", "The road was shut."),
        ("It is her son, the letter went on, “whom she may see”.", "letter", "It is her son, whom she may see."),
    ],
)
def test_what_goes_on_after_a_frame_is_claimed_too(text, speaker, claim):
    statement = only(text)
    assert (statement.speaker, statement.claim) == (speaker, claim)


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        (
            "The nurse, Bo Lind, who is no kin of hers, recalled that in the first week it rained.",
            "Bo Lind",
            "In the first week it rained.",
        ),
        (
            "Judge Bo Lind led them out and, after a call to Orsk, declared two hours later that it was over.",
            "Bo Lind",
            "It was over.",
        ),
        ("Madam, the police say that your dog ran off.", "police", "Your dog ran off."),
        ("The old friend, the judge Bo Lind, 80, says that he poured tea.", "Bo Lind", "He poured tea."),
        ("Bo Lind said in Russian and in Greek that it was over.", "Bo Lind", "It was over."),
        ("The bank had forecast that prices would fall.", "bank", "Prices would fall."),
    ],
)
def test_a_clause_with_that_is_what_is_claimed(text, speaker, claim):
    statement = only(text)
    assert (statement.speaker, statement.claim) == (speaker, claim)


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        ("He had told no one, since nobody asked.", None, "He had told no one, since nobody asked."),
        ("All evening Bo Lind told jokes in bad Greek.", None, "All evening Bo Lind told jokes in bad Greek."),
        ("The guards have told us nothing so far.", None, "The guards have told us nothing so far."),
        (
            "We took the bus, as the locals in the bar told us to.",
            None,
            "We took the bus, as the locals in the bar told us to.",
        ),
        (
            "A hall was opened in May, which the owners said had cost nothing.",
            None,
            "A hall was opened in May, which the owners said had cost nothing.",
        ),
        ("The fund believes in lending to farmers.", None, "The fund believes in lending to farmers."),
        (
            "Four miners, asked one by one by this paper, heard nothing before the bang.",
            None,
            "Four miners, asked one by one by this paper, heard nothing before the bang.",
        ),
        (
            "The leather comes from Spain, and Orsk adds the soles.",
            None,
            "The leather comes from Spain, and Orsk adds the soles.",
        ),
        ("Bo Lind wrote the play alone.", None, "Bo Lind wrote the play alone."),
        (
            "The experts have asked for a map of that village.",
            None,
            "The experts have asked for a map of that village.",
        ),
        ("My aunt was ill, so I believe it every day.", None, "My aunt was ill, so I believe it every day."),
        ("They came, and I said yes, with one guard each.", None, "They came, and I said yes, with one guard each."),
        (
            "The hall had been built according to the rules and with great care.",
            None,
            "The hall had been built according to the rules and with great care.",
        ),
    ],
)
def test_what_reports_nothing_is_no_frame(text, speaker, claim):
    statement = only(text)
    assert (statement.speaker, statement.claim) == (speaker, claim)


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        (
            "Bo Lind put the losses at ninety dead and said that two guards had been hurt.",
            "Bo Lind",
            "Bo Lind put the losses at ninety dead and said that two guards had been hurt.",
        ),
        ("Survivors spoke of “about forty” dead.", "Survivors", "Survivors spoke of about forty dead."),
    ],
)
def test_who_counts_speaks_and_the_whole_sentence_is_claimed(text, speaker, claim):
    statement = only(text)
    assert (statement.speaker, statement.claim) == (speaker, claim)


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        ("The general assembly said that the road was shut.", "general assembly", "The road was shut."),
        ("Nobody was hurt in it, his family announced.", "his family", "Nobody was hurt in it."),
        ("“I saw no boat,” Bo Lind laughed.", "Bo Lind", "I saw no boat."),
        (
            "The dealer, Bo Lind, knew it at once: “I have cast that model by the dozen.”",
            "Bo Lind",
            "I have cast that model by the dozen.",
        ),
        ("The pool had filmed the street, the firm that owns it said.", "firm", "The pool had filmed the street."),
        ("It was fine, two people who took part in the talks told us.", "two people", "It was fine."),
        (
            "It was not the rain but the miners, who had dug a pit at its foot, says Bo Lind, the ferryman.",
            "Bo Lind",
            "It was not the rain but the miners, who had dug a pit at its foot.",
        ),
        (
            "A valve leaked, which caught fire, said the plant's manager, Bo Lind.",
            "Bo Lind",
            "A valve leaked, which caught fire.",
        ),
        ("According to a copy seen by Orsk Radio, the plan is dead.", "copy seen", "The plan is dead."),
        ("It was not allowed, according to the prefect, Colonel (ret.) Bo Lind.", "Bo Lind", "It was not allowed."),
        (
            "Lund admitted to the police that he wrote it himself, a person close to the inquiry said.",
            "Lund",
            "He wrote it himself.",
        ),
        (
            "The drone fell on a school, according to Bo Lind, a spokesman of the council, who called it “a crime”.",
            "Bo Lind",
            "The drone fell on a school.",
        ),
        ("The road was shut, police and witnesses said.", "police and witnesses", "The road was shut."),
        (
            "She will sing again, sources close to the singer told Orsk Radio.",
            "sources close to the singer",
            "She will sing again.",
        ),
    ],
)
def test_who_speaks_is_found_behind_what_stands_between(text, speaker, claim):
    statement = only(text)
    assert (statement.speaker, statement.claim) == (speaker, claim)


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        ("Bo Lind made three mistakes, as he says with a laugh.", None, "Bo Lind made three mistakes."),
        ("The planes stayed down, as their commander confirmed to us.", "their commander", "The planes stayed down."),
    ],
)
def test_as_somebody_said(text, speaker, claim):
    statement = only(text)
    assert (statement.speaker, statement.claim) == (speaker, claim)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The harbour office's log speaks of nine boats.", "harbour office"),
        ("The town was dark, the ministry's report on the storm says.", "ministry"),
    ],
)
def test_a_paper_speaks_for_whose_it_is(text, speaker):
    assert only(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Ursula Östlund said it was safe. Östlund later said it was not.", ["Ursula Östlund"] * 2),
        ("Élisabeth Borne said it was safe. Borne added that it was new.", ["Élisabeth Borne"] * 2),
        ("British Airways said it was late. Kenya Airways said it was early.", ["British Airways", "Kenya Airways"]),
        ('Ana Holm said it was safe. "Smart" meters had failed in all homes.', ["Ana Holm", None]),
        ('Ana Holm said it was safe. The pipe was 5" wide. Water was in 40 homes.', ["Ana Holm", None, None]),
    ],
)
def test_whose_words_they_are(text, speakers):
    assert [one.speaker for one in extract([Document(text, "x")]).statements] == speakers
