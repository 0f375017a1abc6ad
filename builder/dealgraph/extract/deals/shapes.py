"""Shapes of clauses that tell a deal between two companies, which are written "¤0" and "¤1" in them."""

from __future__ import annotations

_A = r"¤(?P<a>\d)(?:'s (?:[\w-]+ ){0,3}(?:unit|division|arm|subsidiary|affiliate))?"
_B = r"(?:the |its )?¤(?P<b>\d)"
_HAS = r",? (?:(?:has|have|had|will|would|is to|are to|today|also|now) ){0,2}"
#: Words up to the next company, and words on.
_FEW = r"(?:[^.;¤]|\.\d|(?<=U)\.S\.){0,80}?"
_PRODUCT = r"(?:business(?:es)?|lines?|brands?|products?|franchise|assets|drugs?|portfolio|rights|division|unit|unit's)"
_TAKES = r"(?:take[ns]?|took|bought|buys?|acquired?|acquires|obtain(?:s|ed)?|purchase[sd]?|receive[sd]?)"

#: Types, roles of A and of B, and the shape.
SHAPES: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    (
        ("equity",),
        "investor",
        "investee",
        rf"{_A}{_HAS}{_TAKES} an? [\d.]+ ?(?:percent|per cent|%) (?:[\w-]+ )?(?:stake|interest|holding)s? in {_B}",
    ),
    (
        ("equity",),
        "investor",
        "investee",
        rf"{_A}{_HAS}(?:is making|made|makes?) an? {_FEW}investment in {_B}",
    ),
    (
        ("option",),
        "licensee",
        "licensor",
        rf"{_A}{_HAS}{_TAKES} an? (?:[\w-]+ ){{0,2}}option (?:(?:on|to|for) {_B}'s|from ¤(?P<b2>\d))",
    ),
    (
        ("other",),
        "partner",
        "partner",
        rf"{_A} and {_B}{_HAS}(?:agree[sd]? to )?"
        rf"(?:settle[sd]?|resolve[sd]?|end(?:s|ed)?|put (?:an end to|behind them)) (?:their|all|an?|the) {_FEW}"
        r"\b(?:disputes?|litigation|lawsuits?|suits?|interference|arbitration|legal proceedings)\b",
    ),
    (
        ("other",),
        "partner",
        "partner",
        rf"{_A}(?: (?:said|announced|says)(?: \w+)?(?: that)? it)?{_HAS}(?:agree[sd]? to )?"
        rf"(?:settle[sd]?|resolve[sd]?|end(?:s|ed)?) (?:its|all|a|an|the|their) {_FEW}"
        rf"\b(?:disputes?|litigation|lawsuits?|suits?|arbitration|interference)\b{_FEW}\bwith (?:[\w-]+ ){{0,3}}{_B}",
    ),
    (
        ("other",),
        "partner",
        "partner",
        rf"{_A}(?: (?:said|announced|says)(?: \w+)?(?: that)? it)?{_HAS}reach(?:es|ed) (?:an? )?{_FEW}"
        rf"(?:agreement|settlement|accord|deal) with {_B} (?:to (?:end|settle|resolve)|ending|settling"
        rf"|resolving|in|over)"
        rf" {_FEW}\b(?:disputes?|litigation|lawsuits?|suits?|arbitration|interference)\b",
    ),
    (
        ("other",),
        "partner",
        "partner",
        rf"{_A}{_HAS}(?:settled|resolved) with {_B} (?:their|all|an?|the) {_FEW}"
        r"\b(?:disputes?|litigation|lawsuits?|suits?|arbitration|claims)\b",
    ),
    (
        ("collaboration",),
        "licensee",
        "licensor",
        rf"{_A}{_HAS}(?:pay|pays|paid|is paying) {_B} {_FEW}(?:up-? ?front|initially|now|at signing){_FEW} to "
        r"(?:collaborate|co-?develop|work|partner|team|join)\b",
    ),
    (
        ("commercialization",),
        "licensee",
        "licensor",
        rf"{_A}{_HAS}(?:bec[ao]mes?|be) (?:the |an? )?(?:[\w.-]+ ){{0,3}}(?:distributor|marketer|licensee"
        rf"|marketing partner)\b{_FEW} (?:of|for) {_B}",
    ),
    (
        ("commercialization",),
        "licensor",
        "licensee",
        rf"{_A}{_HAS}(?:hand(?:ed|s)|given?|gave|turn(?:ed|s) over|transfer(?:red|s)|entrust(?:ed|s)|assign(?:ed|s))"
        rf" {_FEW}\b(?:promotion|marketing|distribution|detailing|commerciali[sz]ation)\b{_FEW} to {_B}",
    ),
    (
        ("asset purchase",),
        "seller",
        "buyer",
        rf"{_A}{_HAS}(?:announce[sd]?|complete[sd]?|report(?:s|ed)) (?:the |its )?(?:sale|divestiture) "
        rf"(?:to {_B} of|of {_FEW}{_PRODUCT}{_FEW} to ¤(?P<b2>\d))",
    ),
    (
        ("asset purchase",),
        "buyer",
        "seller",
        rf"{_A}{_HAS}(?:announce[sd]?|complete[sd]?|report(?:s|ed)) (?:the |its )?(?:purchase|acquisition) "
        rf"(?:from {_B} of|of {_FEW}{_PRODUCT}{_FEW} from ¤(?P<b2>\d))",
    ),
    (
        ("asset purchase",),
        "buyer",
        "seller",
        rf"{_A}{_HAS}(?:is (?:buying|acquiring)|bought|buys?|acquired?|acquires|purchase[sd]?) the {_FEW}\b{_PRODUCT} "
        rf"(?:of|from) {_B}",
    ),
    (
        ("acquisition",),
        "target",
        "acquirer",
        rf"{_A}(?:'s (?:board|directors|shareholders))?{_HAS}(?:accept(?:ed|s)|approved?|agreed? to|recommend(?:ed|s))"
        rf" an? {_FEW}(?:offer|bid) (?:by|from) {_B} to (?:buy|acquire|take over)\b",
    ),
    (
        ("collaboration",),
        "licensor",
        "licensee",
        rf"{_A}{_HAS}(?:develop|discover|supply)\b{_FEW} and {_B}{_HAS}(?:market|sell|commerciali[sz]e|distribute)\b",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}{_HAS}(?:gains?|gained|gets?|got|{_TAKES}) {_FEW}\baccess to {_B}'s",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A} and {_B}{_HAS}(?:formed|form|created?|set up|establish(?:ed)?) "
        r"(?:¤\d|[A-Z][\w-]+(?: [A-Z]\w+)*),? (?:which |that |an? (?:jointly|new|50)|(?:jointly |equally )?"
        r"(?:owned|held))",
    ),
    (
        ("license",),
        "licensor",
        "licensee",
        rf"{_A}{_HAS}(?:announce[sd]?) (?:the |an? )?(?:[\w-]+ )?grant (?:to {_B} of (?:an?|the) (?:[\w-]+ ){{0,3}}"
        rf"licen[sc]e|of {_FEW}licen[sc]e to ¤(?P<b2>\d))",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A} (?:has been|have been|was|were|is) (?:granted|given|awarded|assigned) (?:by {_B} {_FEW}"
        rf"\b(?:rights?|licen[sc]e)\b|{_FEW}\b(?:rights?|licen[sc]e)\b{_FEW} by ¤(?P<b2>\d))",
    ),
    (
        ("license",),
        "licensor",
        "licensee",
        rf"\b[Rr]ights to {_A}'s {_FEW}\b(?:go|goes|went|pass|passes|passed|have gone) to {_B}",
    ),
    (
        ("research",),
        "partner",
        "partner",
        rf"{_A}{_HAS}(?:agreed to |continue to )?(?:fund|finance|sponsor)(?:s|ed)? (?:[\w$.,-]+ ){{0,6}}?{_B}'s "
        r"(?:[\w-]+ ){0,4}(?:research|work|studies|trials?|program|laborator(?:y|ies))",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A} and {_B}{_HAS}(?:to )?(?:share|split|divide) (?:equally )?(?:the |all )?{_FEW}"
        r"\b(?:costs?|profits?|expenses)\b",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}{_HAS}(?:agree(?:d|s) to )?invest(?:s|ed)? {_FEW}in {_B}\b{_FEW}\b(?:licen[sc]e|rights) to\b",
    ),
    (
        ("equity",),
        "investor",
        "investee",
        rf"{_A}{_HAS}(?:agree(?:d|s) to )?invest(?:s|ed)? {_FEW}in {_B}",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A}{_HAS}(?:cho(?:sen?|oses)|select(?:s|ed)|pick(?:s|ed)|named?) {_B}\b{_FEW} as (?:its|the|a) "
        r"(?:[\w-]+ ){0,3}partner\b",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A} and {_B}{_HAS}(?:unveil(?:s|ed)?|reveal(?:s|ed)?|announced?|disclosed?) (?:an?|their|plans for an?) "
        r"(?:[\w-]+,? ){0,4}?(?:joint|cooperative|collaborative) (?:[\w-]+ ){0,2}"
        r"(?:effort|program(?:me)?|project|research|initiative|venture)",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}{_HAS}(?:agree(?:d|s) to )?(?:pay|pays|paid) {_B} {_FEW}"
        r"\bfor (?:[\w.-]+ ){0,4}?(?:rights|licen[sc]e)\b",
    ),
    (
        ("option", "license"),
        "licensee",
        "licensor",
        rf"¤(?P<b>\d){_HAS}(?:said|announced?|reports?|reported) (?:today )?(?:that )?¤(?P<a>\d){_HAS}"
        r"(?:pick(?:ed|s) up|exercised?|exercises|t(?:ook|aken) up) (?:its|an|the) (?:[\w-]+ ){0,2}option\b",
    ),
    (
        ("supply",),
        "supplier",
        "customer",
        rf"{_A}{_HAS}(?:agree(?:d|s) to )?(?:supply|supplies|provide) {_B} with (?:[\w-]+ ){{0,4}}?"
        rf"(?!services|data|access|funding|capital|\$){_FEW}",
    ),
    (
        ("asset purchase",),
        "seller",
        "buyer",
        rf"{_A}{_HAS}(?:sold|sells?|divested) {_B} (?:the|its|all|certain|exclusive|worldwide) {_FEW}\b{_PRODUCT}\b",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A} and {_B}{_HAS}(?:to )?(?:jointly|together) "
        r"(?:test|study|evaluate|explore|pursue|make|design|conduct|fund)\b",
    ),
    (
        ("services",),
        "supplier",
        "customer",
        rf"{_A} (?:has been|have been|was|were|is) (?:selected|chosen|picked|hired|retained|engaged|contracted)"
        rf" by {_B} to (?:provide|perform|conduct|run|carry out|manage)\b",
    ),
    (
        ("commercialization",),
        "licensee",
        "licensor",
        rf"{_A}{_HAS}(?:agree(?:d|s) to )?(?:market|sell|distribute|(?:co-?)?promote|co-?market"
        rf"|(?:take over|handle|manage) (?:the )?(?:marketing|sales?|distribution|promotion) of) {_B}'s",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}{_HAS}(?:takes?|took|taking) over (?:the )?(?:[\w-]+ )?(?:clinical )?(?:development"
        rf"|commerciali[sz]ation)"
        rf"(?: and \w+)? of {_B}'s",
    ),
    (
        ("acquisition",),
        "target",
        "acquirer",
        rf"{_A}(?:'s)?(?: (?:shareholders|stockholders|directors|board|investors))?{_HAS}(?:vote[sd]? (?:yesterday "
        rf"|today )?to )?"
        rf"(?:approve[sd]?|agree[sd]? to|back(?:s|ed)?) (?:(?:the company|¤\d)'s|its|the|a) sale to {_B}",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}{_HAS}{_TAKES} (?:the |a |an )?(?:[\w-]+ ){{0,2}}(?:right|licen[sc]e)s? to "
        rf"(?:use |make |develop |market |sell )?(?:{_FEW}\b(?:of|from) )?{_B}\b",
    ),
    (
        ("acquisition",),
        "acquirer",
        "target",
        rf"{_A}{_HAS}(?:said |announced? )?(?:that )?(?:(?:it|they) )?(?:has |would |will )?"
        rf"(?:made?|make|launch(?:ed)?) an? {_FEW}(?:tender offer|offer|bid) (?:for|to (?:buy|acquire)) "
        rf"(?!(?:[\w-]+ ){{0,4}}(?:its|notes|bonds|debentures)){_FEW}{_B}",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A}{_HAS}(?:enter(?:s|ed)?(?: into)?|form(?:s|ed)?|establish(?:es|ed)?|begun|began|announced?) an? "
        rf"(?:[\w-]+ ){{0,3}}relationship with {_B}",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A} and {_B}{_HAS}(?:allied|linked up|come together|joined together|banded together|united) to ",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A}{_HAS}committed?s? {_FEW}to {_B} {_FEW}\b(?:collaboration|alliance|partnership)\b",
    ),
    (
        ("commercialization",),
        "licensor",
        "licensee",
        rf"{_A}{_FEW} (?:will be|is to be|has been|is being) "
        rf"(?:marketed|distributed|sold|promoted)(?! to){_FEW} by {_B}",
    ),
    (
        ("asset purchase",),
        "seller",
        "buyer",
        rf"{_A}'s {_FEW}\b{_PRODUCT} (?:has been|have been|was|were|will be|is to be) (?:sold|divested) to {_B}",
    ),
    (
        ("license",),
        "licensor",
        "licensee",
        rf"{_A}{_HAS}(?:receive[sd]?|gets?|got|collects?) {_FEW} from {_B} (?:for|in exchange for|in return for) {_FEW}"
        r"\b(?:rights|licen[sc]e)\b",
    ),
    (
        ("acquisition",),
        "target",
        "acquirer",
        rf"{_A}(?:, [^¤.;]{{2,60}},)?{_HAS}(?:agree[sd]? to be|be|is being) (?:acquired|bought|purchased|taken over) "
        rf"(?:for {_FEW})?by {_B}",
    ),
    (
        ("asset purchase",),
        "buyer",
        "seller",
        rf"{_A}{_HAS}(?:closed?|completed?|finish(?:ed)?) (?:its|the) (?:purchase|acquisition) "
        rf"of {_B}'s {_FEW}\b{_PRODUCT}",
    ),
    (
        ("license",),
        "licensor",
        "licensee",
        rf"¤(?P<a>\d){_HAS}(?:said|announced?) (?:today )?(?:that )?{_B}{_HAS}(?:is licensing|license[sd]?"
        r"|taken? a license to) (?:the company's|its) ",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A}(?: is|{_HAS}) ?join(?:s|ed|ing)? {_B} (?:in|on) an? {_FEW}\b"
        r"(?:project|program(?:me)?|effort|study|search|venture|consortium)\b",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A} and {_B}{_HAS}(?:spend|invest|commit|contribute) {_FEW}"
        r"\bto (?:look for|find|discover|develop|seek|search)\b",
    ),
    (
        ("services",),
        "customer",
        "supplier",
        rf"{_A}{_HAS}(?:award(?:ed|s)|given?|gave) {_B} (?:an?|the|its) {_FEW}\bcontract\b",
    ),
    (
        ("license",),
        "licensee",
        "licensor",
        rf"{_A}{_HAS}(?:sign(?:ed|s) on|subscribe[sd]?) (?:to|for) {_B}'s ",
    ),
    (
        ("collaboration",),
        "partner",
        "partner",
        rf"{_A}{_HAS}(?:has |found |gained |got )an? (?:[\w-]+ ){{0,2}}partner, {_B},",
    ),
)
