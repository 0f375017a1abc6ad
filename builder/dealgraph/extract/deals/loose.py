"""Looser shapes of clauses that tell a deal, tried where none of the stricter ones in `shapes.py` fits.

They say what a deal is by one verb, and leave open how the companies (written "¤0" and "¤1") are described and
what stands between them.
"""

from __future__ import annotations

_DAY = (
    r"(?:on )?(?:today|yesterday|this week|last week|(?:Mon|Tues|Wednes|Thurs|Fri)day"
    r"|[A-Z][a-z]+ \d{1,2}(?:, \d{4})?)"
)
#: Who acts, with what is said of it, up to the verb: "¤0, a Basel biotech, said on Monday that it has agreed to".
_A = (
    r"¤(?P<a>\d)(?:'s (?:[\w-]+ ){0,2}(?:unit|division|arm|subsidiary|affiliate))?(?:, [^,¤;]{2,90},)?"
    rf"(?:,? (?:{_DAY} )?(?:said|says|announce[sd]?|reported|confirmed|revealed|disclosed)(?: {_DAY})?,?(?: that)?"
    r"(?: (?:it|they)(?: would)?)?)?"
    r"(?:,? (?:has |have )?(?:reach(?:ed|es)|signed|struck|entered into) an? (?:[\w-]+ ){0,3}(?:agreement|deal))?"
    r"(?: (?:has|have|had|will|is|are|was|to|also|now|today|agree[sd]?|set|exclusively|just|recently"
    r"|successfully|jointly)){0,5} "
)
#: Who tells what another one has got.
_TELLS = r"¤(?P<a>\d)(?:, [^,¤;]{2,90},)?(?: today)? (?:said|announce[sd]?|reported|confirmed)(?: today)?,?(?: that)? "
#: Words that only describe the company behind them: "Danish drugmaker", "Korea's", "the privately held".
_D = r"(?:(?!(?:with|from|to|by|of|for|in|on|and|or|that|which|under|as)\b)[\w.&'/-]+,? ){0,7}"
_G = r"(?:[^;¤.]|\.(?=[\d\w])|(?<=\b[A-Z])\.){0,170}?"
_B = rf"{_D}¤(?P<b>\d)"
#: Told without a break: "will market the Danish group ¤1's".
_NEAR_B = r"(?:(?!(?:with|from|to|by|of|for|in|on|and|or)\b)[\w.&'/-]+ ){0,5}¤(?P<b>\d)"
_TAKE = (
    r"(?:acquir(?:e[sd]?|ing)|obtain(?:s|ed|ing)?|gain(?:s|ed|ing)?|secur(?:e[sd]?|ing)|buy(?:s|ing)?|bought"
    r"|purchas(?:e[sd]?|ing)|pick(?:s|ed|ing)? up|snap(?:s|ped|ping)? up|scoop(?:s|ed|ing)? up|w[io]n(?:s|ning)?"
    r"|land(?:s|ed)|nab(?:s|bed)|grab(?:s|bed)|gets?|got|receiv(?:e[sd]?|ing)|t(?:akes?|aken|ook)|add(?:s|ed))"
)
_LICENSE = r"(?:in-?)?licen[sc](?:e[sd]?|ing)"
_MADE_BY = (
    r"(?:from|(?:developed|discovered|invented|made|owned|held|originated|created|produced|identified|controlled) "
    r"(?:by|at))"
)
_OWNS = r"'s? "
_PRODUCT = (
    r"(?:business(?:es)?|lines?|brands?|products?|franchise|assets?|drugs?|medicines?|vaccines?|portfolio|division"
    r"|unit|candidates?|compounds?|program(?:me)?s?|tablets?|creams?|injection|treatments?|therap(?:y|ies))"
)
_SUM = r"(?:(?:US|C|A|HK)?[$€£¥]|EUR|USD|GBP|CHF|SEK|DKK|Rs\.?) ?\d"
_NO_STOCK = r"(?![^;¤]{0,80}\b(?:shares|stock|notes|securities|stake|warrants)\b)"

#: Types, roles of A and of B, and the shape; the first that fits tells the deal.
LOOSE_SHAPES: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"¤(?P<a>\d)(?:'s {_D})?(?:, [^,¤;]{{2,90}},)? and {_B}(?:, [^,¤;]{{2,90}},)?(?: {_DAY})?"
        r"(?: (?:said|announce[sd]?)[^,;¤.]{0,40}?\b(?:they|that))?"
        r"(?: (?:have|will|are|to|are to|plan to|plans to|intend to|today|agreed|now|going)){0,3} "
        r"(?:jointly (?:develop|discover|market|commerciali[sz]e|research|identify|work)"
        r"|(?:work|collaborat|team|partner|co-?operat|join|pool|combin)\w*"
        r"(?: up| together| forces| on| to| in| their| with)|co-?(?:develop|market|commerciali[sz]e|promote))\b",
    ),
    (
        ("acquisition",),
        "target",
        "acquirer",
        rf"{_A}(?:be(?:en|ing)? )?(?:acquired|bought(?: out)?|purchased|taken over|snapped up) (?:out )?by {_B}(?!')",
    ),
    (
        ("acquisition",),
        "acquirer",
        "target",
        rf"{_A}(?:buy(?:s|ing)?|bought|acquir(?:e[sd]?|ing)|snap(?:s|ped|ping)? up|scoop(?:s|ed)? up"
        rf"|swallow(?:s|ed|ing)?|t(?:akes?|ook) (?:out|over)) {_B}(?!'|,? (?:products?|drugs?|brands?|rights))",
    ),
    (
        ("option", "acquisition"),
        "acquirer",
        "target",
        rf"{_A}{_TAKE} {_G}\boption to (?:buy|acquire|purchase) {_B}(?!')",
    ),
    (
        ("option",),
        "licensee",
        "licensor",
        rf"{_A}{_TAKE} {_G}\boptions? (?:on|to|for|over|from) {_G}{_B}(?! (?:shares|stock))",
    ),
    (
        ("asset purchase",),
        "buyer",
        "seller",
        rf"{_A}(?:acquir(?:e[sd]?|ing)|buy(?:s|ing)?|bought|purchas(?:e[sd]?|ing)) {_NO_STOCK}{_G}"
        rf"\b(?:rights?|{_PRODUCT})\b{_G}{_MADE_BY} {_B}(?: {_G})?(?:for|worth|in a deal) {_G}{_SUM}",
    ),
    (
        ("asset purchase",),
        "buyer",
        "seller",
        rf"{_A}(?:acquir(?:e[sd]?|ing)|buy(?:s|ing)?|bought|purchas(?:e[sd]?|ing)) {_NO_STOCK}{_G}"
        rf"\b(?:rights? (?:to|for|in|of)|from) {_B}{_OWNS}{_G}for {_G}{_SUM}",
    ),
    (
        ("license",),
        "licensor",
        "licensee",
        rf"{_TELLS}{_B}(?:, [^,¤;]{{2,90}},)? (?:has |have )?(?:acquired|licensed|bought|obtained|purchased)"
        rf" from (?:it|the company|them)\b{_G}\b(?:rights?|licen[sc]e|patents?)\b",
    ),
    (
        ("license",),
        "licensor",
        "licensee",
        rf"{_TELLS}{_B}(?: (?:has|have))? (?:been|was|were|is) (?:granted|given|awarded|assigned) (?!by){_G}"
        r"\b(?:rights?|licen[sc]e)\b",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"(?:^| )¤(?P<a>\d)(?: (?:has|have))? {_TAKE} from {_B}(?!') (?:an?|the) (?:[\w-]+,? ){{0,6}}"
        r"(?:sub-?)?licen[sc]e\b",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}(?:been )?(?:granted|given|awarded|assigned) (?!by){_G}\b(?:rights?|licen[sc]es?)\b{_G}"
        rf"\b(?:to|for|in|on|of|under|commerciali[sz]e|develop|market|sell|distribute|use) {_B}{_OWNS}",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}(?:{_TAKE} {_G}\b(?:rights?|(?:sub-?)?licen[sc]es?|access)\b"
        rf"|{_LICENSE}\b(?! out\b)){_G}\b{_MADE_BY} {_B}",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}(?:{_TAKE} {_G}\b(?:rights?|licen[sc]es?|access) (?:to|for|in|on|of|under|covering)"
        rf"(?: (?:use|make|sell|market|develop)(?: and \w+)?)?|{_LICENSE}) {_B}{_OWNS}",
    ),
    (
        ("license",),
        "licensor",
        "licensee",
        rf"{_A}(?:reacquir|regain|recover|reclaim|buy back|bought back|take back)(?:e[sd]?|s|ed|ing)? {_B}{_OWNS}"
        rf"{_G}\b(?:rights?|interest|licen[sc]e|stake)\b",
    ),
    (
        ("asset purchase",),
        "buyer",
        "seller",
        rf"{_A}(?:acquir(?:e[sd]?|ing)|buy(?:s|ing)?|bought|purchas(?:e[sd]?|ing)|t(?:akes?|ook) over"
        rf"|pick(?:s|ed)? up|snap(?:s|ped)? up) (?:{_B}{_OWNS}{_G}\b{_PRODUCT}\b|{_NO_STOCK}{_G}\b{_PRODUCT}\b{_G}"
        rf"\bfrom {_D}¤(?P<b2>\d))",
    ),
    (
        ("asset purchase",),
        "seller",
        "buyer",
        rf"{_A}(?:sold|sell(?:s|ing)?|divest(?:s|ed|ing)?|offload(?:s|ed|ing)?|unload(?:s|ed|ing)?"
        rf"|dispos(?:e[sd]?|ing) of|complete[sd]? the sale of) {_NO_STOCK}{_G}\bto {_B}",
    ),
    (
        ("license",),
        "licensor",
        "licensee",
        rf"{_A}(?:(?:out-?|sub-?)?licen[sc](?:e[sd]?|ing)\b(?: out)?|(?:grant(?:s|ed|ing)?|award(?:s|ed|ing)?"
        rf"|giv(?:es?|en|ing)|gave|assign(?:s|ed)?|cede[sd]?|transfer(?:s|red)?|hand(?:s|ed|ing)?(?! back)"
        rf"|sign(?:s|ed)? (?:away|over)|ship(?:s|ped|ping)|sen(?:ds?|t)) {_G}"
        rf"\b(?<!tion )(?:rights?|licen[sc]es?|option)\b){_G}\bto {_B}",
    ),
    (
        ("option",),
        "licensor",
        "licensee",
        rf"{_A}(?:grant|giv|gav|award|offer|sell|sold)(?:e?s|en?|ed|ing)? {_B}(?!') (?:[\w-]+ ){{0,5}}option"
        r" (?:on|to|for)\b",
    ),
    (
        ("license",),
        "licensor",
        "licensee",
        rf"{_A}(?:grant|giv|gav|award|cede)(?:e?s|en?|ed|ing)? {_B}(?!') (?:[\w.-]+,? ){{0,6}}"
        r"(?<!registration )(?<!voting )(?<!information )(?:rights?|licen[sc]e)\b(?! (?:to buy|to purchase))",
    ),
    (
        ("license",),
        "partner",
        "partner",
        rf"¤(?P<a>\d) and {_B}(?: (?:have|will|are|to|said|agreed?|they|would|today|that)){{0,5}} "
        rf"(?:swap|exchange|trade)(?:d|ped)? {_G}\b(?:rights|licen[sc]es)\b",
    ),
    (
        ("manufacturing",),
        "supplier",
        "customer",
        rf"{_A}(?:w[io]n|land|secure|receive|gain|got|get)(?:s|d|ed)? (?:an? |the ){_G}\b(?:contract|order)\b{_G}"
        rf"\b(?:manufactur|produc|mak|fill)\w* {_B}{_OWNS}",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}(?:t(?:akes?|aken|ook) over|assume[sd]?) {_G}\b(?:development|marketing|sales?|distribution"
        rf"|commerciali[sz]ation|rights)\b{_G}\bfrom {_B}",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A}(?:fund|financ|bankroll|co-?fund|pay for)(?:e?s|e?d|ing|e)? {_NO_STOCK}{_G}{_B}{_OWNS}",
    ),
    (
        ("commercialization",),
        "licensor",
        "licensee",
        rf"{_A}(?:contract(?:s|ed) out|outsourc(?:e[sd]?|ing)|farm(?:s|ed) out|entrust(?:s|ed)|pass(?:es|ed)) {_G}"
        rf"\b(?:marketing|sales?|distribution|promotion|commerciali[sz]ation)\b{_G}\b(?:to|with) {_B}",
    ),
    (
        ("asset purchase",),
        "buyer",
        "seller",
        rf"{_A}{_TAKE} {_G}(?:percent|%|half|share|stake|interest) (?:of|in) {_NEAR_B}{_OWNS}"
        r"(?!(?:shares|stock|equity)\b)",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}(?:bet(?:s|ting)?|spend(?:s|ing)?|wager(?:s|ed)?|stake[sd]?|put(?:s|ting)?|shell(?:s|ed)? out"
        rf"|pa(?:ys?|id|ying)|commit(?:s|ted)?) {_G}{_SUM}{_G}\b(?:on|for|into|to access|to license) {_G}{_B}{_OWNS}",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}pa(?:y|ys|id|ying) {_B} {_G}{_SUM}{_G}\b(?:rights|licen[sc]e)\b",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}pa(?:ys?|id|ying) {_G}{_SUM}{_G}\bto {_B} {_G}\bfor {_G}\b(?:rights?|licen[sc]e|access)\b",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A}(?:expand|extend|broaden|deepen|renew|strengthen|widen)(?:s|ed|ing)? (?:its|their|the|an?) {_G}"
        rf"\b(?:relationship|collaboration|partnership|alliance|tie-up) with {_B}",
    ),
    (
        ("equity",),
        "investor",
        "investee",
        rf"{_A}(?:t(?:akes?|aken|ook)|bu(?:ys?|ying)|bought|acquire[sd]?|purchase[sd]?) (?:an? )?(?:[\w.%-]+ ){{0,4}}"
        rf"(?:stake|interest|holding) in {_B}",
    ),
    (
        ("other",),
        "partner",
        "partner",
        rf"¤(?P<a>\d) and {_B}(?:,? (?:have|has|today|to|agree[sd]?|announced? (?:that )?(?:they )?)){{0,4}} "
        rf"(?:settled?|resolved?|settlement of) {_G}\b(?:disputes?|litigation|lawsuits?|suits?|interference)\b",
    ),
    (
        ("license",),
        "licensor",
        "licensee",
        rf"{_A}(?:expect(?:s|ed)? to |stands? to |entitled to |eligible to |due to )?(?:receiv(?:e[sd]?|ing)|gets?|got"
        rf"|collect(?:s|ed)?|pocket(?:s|ed)?|bank(?:s|ed)?|net(?:s|ted)?|earn(?:s|ed)?) (?![^;¤]{{0,90}}\bmilestone)"
        rf"(?=[^;]{{0,300}}\b(?:rights|licen[sc]e|upfront|up-front)\b){_G}{_SUM}{_G}\bfrom {_B}",
    ),
    (
        ("commercialization",),
        "licensee",
        "licensor",
        rf"{_A}(?:(?:co-?)?market|distribut|sell|(?:co-?)?promot|launch|commerciali[sz])(?:e[sd]?|s|ing)?"
        rf"(?:(?:,| and) (?:market|distribut|sell|promot|launch)\w*)* {_NEAR_B}{_OWNS}",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}(?:(?:further |clinically )?(?:develop)(?:s|ing)?(?:,? (?:and |manufacture and )*"
        rf"(?:commerciali[sz]|market|sell|distribut)\w*)) {_NEAR_B}{_OWNS}",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}(?:buy(?:s|ing)? into|tap(?:s|ped|ping)? into|plug(?:s|ged)? into|adopt(?:s|ed)?"
        rf"|sign(?:s|ed) (?:on|up) (?:to|for)) {_B}{_OWNS}{_G}"
        r"\b(?:platform|technolog(?:y|ies)|library|engine|system|vectors?|mice|mouse)\b",
    ),
    (
        ("manufacturing",),
        "supplier",
        "customer",
        rf"{_A}(?:manufactur|produc|mak)(?:es?|ed|ing)(?: and supply)? {_B}{_OWNS}",
    ),
    (
        ("supply",),
        "customer",
        "supplier",
        rf"{_A}(?:tap(?:s|ped)?|contract(?:s|ed)?(?: with)?|select(?:s|ed)?|hire[sd]?|turn(?:s|ed)? to|pick(?:s|ed)?"
        rf"|cho(?:oses?|se|sen)|enlist(?:s|ed)?|commission(?:s|ed)?|engage[sd]?) {_B}(?!')[^;¤]{{0,60}}"
        r"\b(?:supply|supplies|manufactur\w*|production|produce|make)\b",
    ),
    (
        ("manufacturing",),
        "customer",
        "supplier",
        rf"{_A}(?:secure[sd]?|reserve[sd]?|book(?:s|ed)?|lock(?:s|ed)? (?:up|in)) {_G}"
        rf"\b(?:capacity|slots?|supply|suites?)\b{_G}\b(?:at|from|with) {_B}",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A}(?:turn(?:s|ed|ing)? to|team(?:s|ed|ing)?(?: up)? with|hook(?:s|ed)? up with|link(?:s|ed)?(?: up)? with"
        rf"|join(?:s|ed|ing)? (?:forces |hands |up )?with|partner(?:s|ed|ing)? with|work(?:s|ed|ing)?(?: closely)? with"
        rf"|all(?:y|ies|ied) (?:itself )?with|collaborat(?:e|es|ed|ing) with|enlist(?:s|ed)?|tap(?:s|ped)?"
        rf"|bring(?:s|ing)? in"
        rf"|cooperat(?:e|es|ing) with) {_B}(?!')",
    ),
    (
        ("license",),
        "licensor",
        "licensee",
        rf"{_TELLS}{_B}(?:, [^¤;]{{2,110}}?,)?(?: (?:has|have|will|is)){{0,2}} (?:exclusively )?"
        rf"(?:licen[sc](?:ed?|es|ing)|{_TAKE} (?:[\w-]+ ){{0,5}}(?:rights|licen[sc]es?))\b(?! out\b)"
        r"(?![^;]{0,170}\b(?:from|to|by) ¤)",
    ),
)

#: What companies do together that have agreed on it before.
STANDING_SHAPES: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    (
        ("collaboration",),
        "partner",
        "partner",
        r"¤(?P<a>\d)[^;¤]{0,300}\b(?:it|they|the company) (?:is|are) (?:jointly |co-)?(?:developing|studying|testing) "
        rf"(?:the \w+ |it )?(?:jointly |together )?(?:with|in (?:partnership|collaboration|conjunction) with) {_B}",
    ),
)
