"""Word lists and patterns of reporting frames, for ``attribution``."""

from __future__ import annotations

import re

from contradict.statements.names import BARE_SPEAKERS

SAY = """say says said saying add adds added tell tells told claim claims claimed insist insists insisted argue argues argued
state states stated note notes noted write writes wrote warn warns warned explain explains explained admit admits
admitted acknowledge acknowledges acknowledged allege alleges alleged assert asserts asserted testify testified reply
replies replied respond responds responded declare declares declared maintain maintains maintained reiterate
reiterates reiterated suggest suggests suggested reveal reveals revealed announce announces announced confirm confirms
confirmed report reports reported deny denies denied tweet tweets tweeted recall recalls recalled predict predicts
predicted promise promises promised reject rejects rejected rejecting dismiss dismisses dismissed dispute disputes disputed refute refutes
refuted denying vow vows vowed pledge pledges pledged believe believes believed estimate estimates
estimated stress stresses stressed counter counters countered concede concedes conceded contend contends contended
disclose discloses disclosed joke jokes joked complain complains complained agree agrees agreed conclude concludes
concluded observe observes observed remark remarks remarked quip quips quipped continue continued shout shouted ask
asked cite cites cited answer answers answered find finds found doubt doubts doubted disagree disagrees disagreed expect
expects expected fear fears feared call calls called retort retorts retorted respond responds responded forecast forecasts""".split()
PROGRESSIVE = r"(?:is|are|was|were) (?:reporting|claiming|saying|denying|alleging|insisting)"
PHRASES = r"(?:points?|pointed) out|(?:go|goes|went) on(?=:| to say|[.]?$|, ¤)|declin(?:es|ed) to (?:comment|say)|(?:stands|stood) by"
DISPUTING = (
    r"(?:temper(?:s|ed)|contradict(?:s|ed)|rebut(?:s|ted)|(?:downplay|debunk)(?:s|ed)|play(?:s|ed) down|push(?:es|ed) back (?:on|against)|"
    r"brush(?:es|ed) (?:off|aside)|sho(?:ots|t) down|cast doubt on|poured cold water on)(?= (?:[\w’'-]+ ){0,4}?(?:remarks?|comments?|claims?|"
    r"reports?|statements?|account|assessment|version|assertions?|allegations?|idea|notion|rumou?rs?|suggestions?|accusations?|warnings?)\b)"
)
_NUMBER = (
    r"(?:\d|dozens|hundreds|thousands|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety)\b)"
)
COUNTING = (  # "put the dead at sixty", "spoke of hundreds": who says it, and the whole sentence is claimed
    rf"puts?(?= (?:the|its|their|it|both|[\w’'-]+[’']s?|an?)\b(?! names?\b)[^,;:¤]{{0,80}}? at (?:\w+ (?:than )?)?{_NUMBER})"
    rf"|(?:speaks?|spoken?)(?: on \w+day)? of(?= (?:[\w’'-]+ ){{0,3}}?(?:¤|{_NUMBER}))"
)
VERB = re.compile(
    rf"\b(?:{PROGRESSIVE}|{PHRASES}|{COUNTING}|{DISPUTING}|{'|'.join(sorted(SAY, key=len, reverse=True))})\b"
)
QUOTED_AS = re.compile(
    r"\b(?:quot(?:es|ed|ing)|cit(?:es|ed|ing)) (.{2,80}?) as (?:saying|telling \w+|claiming|denying)\b,?(?: that\b)?\s*"
)
WAS_QUOTED = re.compile(
    r"(?:,.{2,60},)? (?:was|is) quoted (?:by (?:the )?(?P<source>[A-Z][\w.’'& -]*?) )?as saying\b,?(?: that\b)?\s*"
)
PAPER = re.compile(  # "the ministry's report on the fire" speaks for the ministry
    r"(?:(?<=\w)[’']s|(?<=s)[’']) (?:[a-z]+ ){0,2}(?:logs?|reports?|statements?|records?|letters?|minutes|plans|bulletins?|announcement|website)\b.*$"
)
HAD = re.compile(r"\s+(?:had|has|have)$")
THAT_NEXT = re.compile(r"\s+(?:\w+ )?that\b")
OUTLET = re.compile(
    r"\btold (?:the )?(?P<name>[A-Z]{3,}|(?:[A-Z][\w’'-]*\s){0,3}?(?:\w*(?:News|Times|Post|Herald|Daily|Radio|Television|TV|Tribune|Gazette|Ledger|Journal|"
    r"Guardian|Mail|Chronicle|Courier|Echo|Observer|Standard|Telegraph|Mirror|Star|Express|Wire|Press)\w*)(?: [A-Z]\w+)?)(?=[ ,.¤]|$)"
)
INVERTED = frozenset(
    "said says added adds wrote recalled insisted explained noted warned argued claimed asked replied admitted declared"
    " tweeted joked quipped shouted concluded continued observed remarked recalls insists explains argues reports answered"
    " testified promised announced asks warns notes claims agreed countered conceded boasted answers writes retorted"
    " responded suggested reported".split()
)
NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|da|van|von|der|al|el|bin|\([\w.]+\)))*"
GAINSAID = re.compile(  # "contrary to what Lund says, the dam is sound": he does not say so
    r"\b(?:(?:contrary to|unlike|despite) what|whatever) [^,;.]{2,60}?\b"
    r"(?:say|says|said|claim|claims|claimed|tell|tells|told|maintain|maintains|maintained)\b",
    re.IGNORECASE,
)
REFERRED_TO = re.compile(  # "Shown what Lund had said of it, Vale laughed": it is Vale who speaks here
    rf"\b[Ww]hat (?:{NAME}|the [a-z]+|he|she|they) (?:had |has )?(?:said|says|told|claimed|claims|wrote|writes)\b(?! (?:was|is|were)?:)"
)
RELATIVE = re.compile(  # between a name and the verb that it is the subject of: not "it fell, which hurt, said Ruiz."
    rf"(?<=[\w’'s]), (?:who|which|whose)\b[^,¤“”;:]{{3,120}},(?= (?:[a-z]+ ){{0,2}}?{VERB.pattern})"
    rf"(?! (?:{'|'.join(sorted(INVERTED))}) (?:(?:the|an?|his|her|its|their) [\w’' -]+, )?{NAME}(?:,|\.?$))"
)
_AUX = r"(?:is|are|was|were|has|have|had|would|will|could|can|may|might)\b"
WHO_IS = re.compile(r",?\s+(?:who|whose|which)\b[^,¤“”;:]*")
SEEN_BY = re.compile(  # "According to a copy seen by the Gull, it is dead."
    rf"\s+(?:by|in|at|on|and) (?:(?!{_AUX}|\b(?:he|she|it|they|there|that)\b)[^,¤“”;:]){{2,40}}(?=,)"
)
APPOSITION = re.compile(r"(?:, (?:an?|the|its|his|her|their)\b|\s+[a-z])[^,¤“”;:]*(?:, who\b[^“”;:]*)?(?=\.?$)")
_WHEN_TOLD = (  # "said on Friday", "said in a letter", "told the Herald"
    r"(?:\s+(?:(?:on|late|early|last|this)\s)*(?:\w+day|week|month)(?: (?:morning|afternoon|evening|night))?|\s+(?:today|tonight|yesterday)"
    r"|\s+in (?:recent \w+|an? (?:\w+ )?(?:statement|letter|interview))|\s+(?:us|me|reporters|(?:the )?[A-Z]\w+)(?: \w+){0,4}?)?"
)
RESUMED = re.compile(  # "The water, he added, drinking some, had been tested"
    rf"(?:\s+(?:in|on|at|to|by)\b[^,¤]{{1,40}})?(?:,\s[^,¤]{{2,60}})??,\s+(?={_AUX})"
)
INSERTED = re.compile(  # "Three men, she said on Friday, were hurt": what follows is claimed too
    rf"{_WHEN_TOLD}(?:{RESUMED.pattern}|,\s+(?:"
    rf"(?=and (?!that\b|(?:then )?(?:\w+ed|left|took|put|shook|went|gave|hung|held|sat|stood|got|made|began|did)\b|would not (?:say|comment)))"
    rf"|(?=but (?!(?:would|did|could|declined|gave|she|he)\b))"
    rf"|(?=(?:as|when) (?!he|she|they|asked|reporters|journalists)[^,;¤]*\b{_AUX})"
    r"|(?!(?:and|but|then|before|as|when|with|\w+ing)\b)(?=\w)))"
)
GOES_ON = re.compile(  # after a frame, a clause of the claim: not "said Ruiz, who sells tickets and counts heads"
    rf"[,;:—–]\s*¤|,?\s*(?:\badding (?:that )?|\band (?=¤)|\band that (?!had|has|is|was|will|would)"
    rf"|\band (?=(?:the|an?|its?|there|their|this|these|those|no)\b|[A-Z][\w’'-]* {_AUX}))|,\s*and (?=[A-Z])"
)
CLAUSE_NEXT = re.compile(  # "admitted it had cracked", "claimed the money was gone": a clause without "that"
    r"\s+(?=(?:he|she|they|there|we|I)\s[a-z’']+|it\s(?:is|was|has|had|would|will|could|can|may|might|did|does|[a-z]+ed)\b"
    r"|(?:the|an?|his|her|its|their|no|some|most|many|all|both|[A-Z][\w’'-]+|\d[\d,.]*)"
    r"(?: (?!who\b|that\b|which\b|when\b|after\b|before\b|if\b|as\b|while\b|and\b|but\b|because\b|where\b)[\w’'-]+){1,6}? "
    r"(?:is|are|was|were|has|had|have|would|will|could|can|may|might|did|does)\b)"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|does|did|will|would|there|can|could|it|he|she|they)\b|\b(?!(?:The|An|His|Her|Their|Its|One|Two|Three|Four|Some|Several|Many) )[A-Z][\w’'-]+ (?!unnamed|armed|united)[a-z]+(?:ed|ing)\b"
)
PARTICIPLE = re.compile(
    r"(?:,\s|\b(?=denying reports|denying claims|denying that|denying any))(saying|claiming|insisting|arguing|warning|adding|alleging|stating|reporting|denying)\b"
)
NOUN_TOO = frozenset(
    "claim claims report reports state states note notes estimate estimates promise promises pledge vow stress"
    " counter counters joke remark remarks warn estimated reply answer answers fear fears call calls find finds doubt doubts forecast forecasts".split()
)
NOUN_BEFORE = re.compile(r"(?:\b(?:the|a|an|his|her|their|its|this|that|any|no)|[’']s?)\s+(?:\w+\s)?$", re.IGNORECASE)
NAME_BEFORE = re.compile(r"[A-Z][\w’'-]+\s+$")
SUBJECT_FOLLOWS = re.compile(r"\s+(?:he|she|it|they|his|her|its|their|the|there|to)\b")
_NOTHING = r"(?:nothing(?! (?:is|was|has|had|would|will|could|can)\b)|little|much|something|everything|so|sorry|goodbye|farewell)\b"
NO_CLAUSE = re.compile(  # "said nothing", "told jokes", "told us to.", "believes in"
    rf"\s+(?:{_NOTHING}|(?:yes|no)(?: to\b|(?=[.,]|$)))|(?:(?<=believe)|(?<=believe[sd]))\s+in\b|(?:(?<=tell)|(?<=told)|(?<=tells))\s+"
    rf"(?:(?:of|no one|nobody|(?:\w+ )?(?:jokes|stories|lies|tales)|the truth)\b"
    rf"|(?:me|us|him|her|them|you) {_NOTHING}|(?:\w+ ){{1,3}}to(?=[.,]))"
)
TOLD_OF = re.compile(r"\b(?:about|how|what|why|where|when|whether)\b")  # no clause that is asserted follows
SOMEBODY_WHO = re.compile(  # "(fell,) two people who saw it (said)"
    r"(?:^|,\s+)(?P<subject>(?:the|an?|one|another|his|her|its|their|some|several|many|two|three|four)\s(?:[\w’'-]+\s){1,4}?(?:who|that|which)\s"
    r"(?!(?:the|an?|his|her|its|their|he|she|it|they|we|I|(?-i:[A-Z])\w*)\b)[^,¤;:]+(?<!\bthe)(?<!\ban)(?<!\ba))$",
    re.IGNORECASE,
)
AFTER_QUOTE = re.compile(  # "...," the man jailed after the march | the girl who had lost a shoe (said)
    r"(?<=¤),?\s+(?P<subject>(?:the|an?|one|another|his|her|its|their)\s[^,¤;:]+)$"
)
NEGATED = re.compile(  # "no witness said", "Keller never said": nobody asserts what follows
    r"^(?:no|none|neither|nor|not|few|hardly)\b|\b(?:never|cannot|no longer|hardly|rarely|scarcely|nor|neither|without|(?:confirm|admit)(?:ed)? or)$",
    re.IGNORECASE,
)
NEITHER = re.compile(r"\bneither\b.*\bnor\b", re.IGNORECASE)
NOUN_THAT = re.compile(
    r"\b(?:idea|notion|fact|claims?|reports?|rumou?rs?|allegations?|suggestions?|accusations?|story|stories|theory|belief|news)\s*$"
)
THAT_CLAUSE = re.compile(
    r"\s+(?:(?:(?:the|his|her|their) )?\w+ )?that\b(?! (?:is|was|much|same|day|night|evening|morning|afternoon|week|month|year)\b|[,.])"
)
PREPOSED = re.compile(r"(?:in|on|at|by|during|under|following|despite)\b", re.IGNORECASE)
RELATED = re.compile(r"\b(?:which|whom|whose \w+)\s+$")  # "a match, which (the club said had drawn nobody)"
RELATED_THAT = re.compile(
    r"^(?:The|An?|His|Her|Their|Its|One) (?:[\w-]+ ){1,3}that\s+$"
)  # "The missile that (Kyiv says)"
WHO = re.compile(r"\s(?:who|which|that|whose|where)\b")
CLAUSE_FOLLOWS = re.compile(r"\s+(?:on \w+day )?that\b|\s*[,:]?\s*¤|\s*,|\.?$")
HEADING = re.compile(  # what stands before a colon and is nobody's name
    r"(?i:(?:(?:breaking|live|latest|world|local|business|sports?) )?(?:news|updates?|updated)(?: alert)?|(?:photo|image)(?: credits?)?|(?:key|main) (?:points?|facts?|findings?|takeaways?)|fact[- ]check(?:ed)?|"
    r"headline|title|subtitle|standfirst|summary|abstract|introduction|background|context|timeline|conclusions?|recap|topic|subject|date|published|byline|outlet|"
    r"opinion|analysis|explainer|explained|exclusive|breaking|live|sport|comment|corrections?|clarification|photos?|pictures?|videos?|caption|editor[’']s note|"
    r"(?:foot|side)?notes?|facts?|sources?|related|read(?: more)?|see also|watch|listen|follow|contact|tip|warning|disclaimer|example)"
)
NO_SPEAKER = re.compile(  # and what such a word begins: "Exclusive interview", "News agency"
    rf"{HEADING.pattern}|(?i:news|opinion|analysis|exclusive|breaking|live|sport|comment|correction|updated?|photos?|video|editor[’']s|note|sources?|related|read)(?: .+)?"
)
ONLY_WITH_QUOTE = frozenset(
    "continue continued ask cite cites cited observe observes observed agree agrees agreed call calls called".split()
)
NO_REPORT = re.compile(  # "wrote the script", "the firm recalled a cheese"
    r"(?:recall|maintain|complain|respond|conced|add|wr[io]te|declar|reveal|answer)"
)
ASKED_FOR = re.compile(r"ask(?:s|ed)?\b(?! (?:whether|if|why|how|what|when|who|where)\b)")  # "asked for an escort"
ONLY_WITH_THAT = frozenset(
    "find finds found expect expects expected fear fears feared doubt doubts doubted forecast forecasts".split()
)
PASSIVE = re.compile(
    r"\b(?:is|was|were|are|be|been|being|to|not|would|will|can|could|should|may|might"
    r"|(?:would|could|should|may|might|must) have)\s+(?:(?:\w+ly|yet)\s+)?$"
)
ACCORDING = re.compile(
    r"(?<!who )(?<!which )\b(?:According to|(?<=, )according to|"
    r"according to(?! (?:\w+ )?(?:rules|regulations|law|plan|schedule|tradition|custom|need|age|size|wishes)(?:[.;,]| and\b))"
    r"|[Pp]er(?= the\b| [A-Z]{2,}\b)|[Ii]n the words of|[Aa]s told by)\s+"
)
AS_SAID = re.compile(  # "As the Gull has previously reported, ..."
    rf"^As (?P<subject>(?:(?!,)[\w.’'& -]){{2,60}}?)(?: (?:has|have|had))?(?: (?:previously|already|first|also|earlier))? (?P<verb>{VERB.pattern}),\s+"
)
AS_SAID_TOO = re.compile(  # "It was shut, as the mayor said on Monday."
    rf",\s+as (?P<subject>(?:(?!who |that |which )[^,¤]){{2,60}}?) (?P<verb>{VERB.pattern})"
    r"(?:\s(?:us|me|reporters|(?:to|in|on|with|at)\b[^,;:¤]*))?(?=[,.]|$)"
)
LAUGHED = re.compile(  # '"I saw no boat," Lund laughed.'
    rf"(?<=¤),?\s+(?P<subject>{NAME}|he|she|they) "
    r"(?P<verb>laughed|laughs|smiled|smiles|sighed|sighs|scoffed|snapped|grumbled|thundered|cried|nodded)(?=\.?$)"
)
BEFORE_COLON = re.compile(  # 'The dealer, Bo Lund, knew it at once: "I cast it."'
    rf"^(?:(?:The|His|Her|Their|Its) [\w’' -]+, )?(?P<subject>{NAME}(?<![’']s))(?=,| [a-z])"
    r"(?![^¤:]*\b(?:letter|message|note|text|sign|banner|headline|title|question)\b)[^¤:]*:\s*(?=¤+\.?$)"
)
TRANSCRIPT = re.compile(r"^([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}):\s+(?=\S)")
SINGLE = re.compile(r"(?<![\w’'])'(?=[A-Z])[^'\n]*(?:(?<=\w)'(?=\w)[^'\n]*)*[.,!?…]'(?!\w)")  # 'It's over,' he said
TRAILING_SOURCE = re.compile(  # "Spokesman Marc Lund said it was over, the Gull reported." | ", a friend said."
    r",\s(?:(?:the )?(?P<name>[A-Z][\w.’'& -]{1,40}?) report(?:s|ed)|reports the (?P<name2>[A-Z][\w.’'& -]{1,40}?)"
    r"|(?P<name3>(?:an?|the|one|two|three|several) [\w.’'& -]{3,60}?) (?:said|says?|told (?:us|me|reporters|(?:the )?[A-Z]\w+)))"
    r"(?: on \w+day)?(?=\.?$)"
)
QUOTES = re.compile(rf"{SINGLE.pattern}|" r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^‘]*?’(?!\w)")
CLAUSE_EDGE = re.compile(
    r"[,;:—–()\n¤”\"]|\s-\s|\b(?:that|but|as|when|while|after|because|if|who|which|where|whether|although|though|since|before)\b"
)
LEAD_IN = re.compile(
    r"^(?:in an? (?:\w+ )?(?:statement|letter|speech|interview|post|e-?mail|message)(?: (?:on|late|early) \w+day(?: \w+ing)?)?"
    r"|and|but|so|yet|then|also|later|earlier|meanwhile|still|however|instead|once|on \w+day(?: morning| evening)?|today|yesterday|while|although|though|as|after|when|because|if)\b[\s,]*",
    re.IGNORECASE,
)
ADVERBIAL = re.compile(
    r"(?:and |but |so |then )?(?:in|on|at(?! (?:least|most))|during|after|before|asked|speaking|earlier|later|meanwhile|for|with|by|as|when|while|if|although|though|since|"
    r"responding|reacting|writing|despite|under|following|according|today|yesterday|however|once|because|until|late|early|last|this|now|still|instead)\b",
    re.IGNORECASE,
)
ADVERBS = re.compile(
    r"(?:\s+(?:also|later|then|has|have|had|did|further|once|previously|earlier|again|now"
    r"|(?!(?:family|assembly|ally|supply|reply|monopoly|daily|weekly|monthly|anomaly|butterfly)\b)[a-z]+ly|since|still|both|all|today|yesterday"
    r"|(?:on |late |early |last |this )*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?))+\s*$"
)
RIGHT_NP = re.compile(
    r"\s*((?:(?:the|a|an|his|her|their|one|another)\s+)?(?:[\w.’'&-]+\s+){0,8}?[\w.’'&-]+?)"
    r"(?=,(?!\d)|[;:—–¤“\"”()]|\.(?:\s|$)|$|(?<! of)(?<! for)(?<! from)(?<! with)(?<! and)\s+(?:the|an?)\s|\s+(?:on|in|at|during|after|when|as|who|while|to|that|before|about|late|early|last|this|through|via|by|following|and|but|because|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
)
DETERMINED = re.compile(
    r"^(?:(?:the|a|an|his|her|their|its|our|one|another|some|several|two|three|four|many|no)\b|[\w ]+[’']s?\s[a-z])",
    re.IGNORECASE,
)
_WHEN = r"(?:this|last|late|early|earlier|late on|earlier on|on)? ?(?:week|month|year|spring|summer|autumn|winter|\w+day)(?: (?:morning|afternoon|evening|night))?"
_WHERE = r"(?:in|on|at|during|to|via|through|by|from)\s(?:(?!\b(?:had|has|have|is|are|was|were|would|will)\b)[^,;“\"¤]){1,40}?(?<!\ba)(?<!\ban)(?<!\bthe)(?<!\bhis)(?<!\bher)"
AFTER_VERB = re.compile(  # "said in a statement the plant", "said on Monday (that)"
    rf"^(?:\s+(?:(?:{_WHEN}|today|yesterday|reporters|journalists|lawmakers)\b|{_WHERE}"
    r"(?=,|\s+(?:that|the|an?|he|she|it|they|there|no|we|[A-Z]\w+)\b)))*(?:,\s*|\s+)(?:that\b(?![’']s\b| (?:is|was)\b),?\s*)?"
)
TOLD = re.compile(
    r"^\s+(?:MPs|reporters|journalists|supporters|lawmakers|investors|shareholders|parliament|Congress|police|officers|jurors|viewers|"
    r"listeners|members|staff|delegates|fans|voters|colleagues|the (?:BBC|court|jury|tribunal|inquest|inquiry|hearing|committee|newspaper))"
    r"(?=\s(?!how\b|what\b|why\b|where\b|when\b|whether\b|about\b|of\b|to\b)[\w’'-]+\s(?!to\b))|"
    r"^\s+(?:(?:the|a|an|his|her|their)\s+)?[\w.’'&/-]+(?:\s+[\w.’'&/-]+){0,6}?(?=\s+(?:that|on|in|at|he|she|it|they|there|the|during)\b|\s*[,:“\"¤]|[.]?$)"
)
THAT = re.compile(
    r"^(?:,\s(?:(?:in|on|at|during|for|speaking|writing|citing)\s[^,¤]{2,60}|however|though|meanwhile|instead|too),)?(?P<between>(?:(?!\bbut\b|\band\b(?! (?:in|on|at) ))[^,;“\"¤.]){0,80}?)\bthat\b(?![’']s\b| (?:is|was)\b)\s*"
)
TO_QUOTE = re.compile(  # 'said in a statement: "..."', 'wrote on X: "..."'
    r"(?:\s+(?:in|on|at|via|through|during|to|from|by|late|early|last|this|yesterday|today)\b[^,;:¤]{0,60}[,:]|[,:])?\s*(?=¤+(?!¤| that\b))"
    r"|(?:,\s[^:;¤]{2,60})?:\s*(?=¤)"
)
CLAUSE_BEGUN = re.compile(  # "said she saw him, so there is no doubt that": the clause began before "that"
    r"\b(?:have|had|has|is|are|was|were|will|would|could|can|may|might|must|because|if|as|when|while|he|she|it|they|we|I|there|seen|been)\b"
)
TAKES_CLAUSE = re.compile(
    r"(?:claim|admit|conced|acknowledg|argu|alleg|warn|confirm|maintain|suggest|assert|contend|testif|announc|predict|estimat|stress|reveal|"
    r"report|declar|promis|pledg|vow|repl|agree|conclu|disclos|complain|state|is claiming|are claiming|was claiming|were claiming)"
)
TOLD_TO = re.compile(  # an order is no report
    r"^\s+(?:[\w.’'-]+\s+){0,2}?[\w.’'-]+(?:, [^,¤]*,)?\s+to\s(?!(?:the|an?|his|her|their|its|this|him|them|me|us)\b)[a-z]"
)
ADJUNCT = re.compile(r"\s+(?:on|in|at|by|via|through|after|before|during|late|early|last)\b[^,;:¤]*$")
NOBODY = re.compile(  # "In the video", "mothers turn around for the", "clinic released a statement", "I don't"
    r"^(?:(?i:in|on|at|during|like|until|asked|where|what|if|perhaps|as|for|with|to|of|by|about|push|according|later|no one|nobody)\b|[.–-])"
    r"|¤|n[’']t\b|\bI\b|\b(?:just|also|has|have|had|is|was|were|does|did|said|turn|starts|ends|occurred|exerted)\b"
    r"|\b(?:minutes|hours|days|weeks|months|years) (?:later|ago|before|after)$|^one by one$"
    r"|\b(?:released|issued|made|took|brought|heard|quotes) (?:an?|the|its|his|her|for)\b|\b(?:the|an?|of|to|by|for|and|so-|following)$|[’']s$"
)
PERSON = re.compile(  # "Judge Helena Varga", not "speaking on Monday"
    rf"\s*(?![a-z]+ing\b|(?:[a-z]+ed|led|run|born|known|held|made|built|seen) (?:in|on|by|at|for|from|to|as|with|during)\b|(?:on|in|at|by|for|from|like|with|who|now|then|to)\b)(?:[a-z]+ ){{0,3}}{NAME}$"
)
LISTED = re.compile(  # "The United States, Britain and France"
    rf"(?:^|[;:—–]\s|,\s(?:but|and|while)\s)(?P<subject>(?:[Tt]he )?{NAME}(?:, (?:the )?{NAME})+,? and (?:the )?{NAME})$"
)
BRACKETED = re.compile(  # "Mark Hill (R-Ohio) said", "the bank – founded in 1880 – said", "Reeves, meanwhile, said"
    rf"(?:\s\([^()¤]{{1,40}}\)|\s[–—-]\s[^–—¤]{{3,80}}\s[–—-](?=\s)|,\s(?:meanwhile|however|though|too|in turn|by contrast),)"
    rf"(?=,? (?:(?:\w+ly|also|later|has|had) )*{VERB.pattern})"
)
APPOSED = re.compile(rf"^[^¤,]*,\s{NAME},$")  # "His agent, Ruth Calloway," said
PERSON_AFTER = re.compile(rf",\s({NAME})(?=[,.]|$)")
LEADING_NAME = re.compile(
    r"(?:[Tt]he )?[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|(?:of|for|the|de|van|von|al|spokes\w+|minister|president|secretary|aide|chief|director)\b))*"
)
BARE = re.compile(  # "police and witnesses", "sources close to the family"
    rf"(?:{'|'.join(sorted(BARE_SPEAKERS))})(?: and (?:{'|'.join(sorted(BARE_SPEAKERS))})| close to [^,¤]+)?$",
    re.IGNORECASE,
)
