"""The words around an amount: the noun phrase that it measures, its neighbourhood and its tense."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealgraph.extract.payments.cues import CUE, DONE_AFTER, EXPECTED, MODAL, PAST, words
from dealgraph.extract.payments.money import Money
from dealgraph.extract.prefilter import Prefiltered

_THRESHOLD_VERB = Prefiltered(
    r"\b(?:(?<!not )(?<!not to )exceed\w*|pass(?:es|ed)?|top(?:s|ped)?|cross(?:es|ed)?|hit|surpass\w*|reach\w*"
    r"|above|below|over|greater than|thresholds?(?: of| up to)?"
    r"|starting at"
    r"|excess of|but excluding|sales of|sales (?:of [A-Z][\w-]+ |are )?(?:in excess of|up to|between|from)|less than"
    r"|portion of [^;]{0,60}|equal or exceed)\W{0,3}(?:US)?[ (]*$",
    re.IGNORECASE,
)
_SALES_AFTER = Prefiltered(
    r"^\W{0,3}(?:or more |or greater |and higher )?(?:of|in) (?:[\w-]+ ){0,4}(?:sales"
    r"|revenues?)\b(?! milestone|-based|-related|[\w, -]{0,25}milestone"
    r"| \w+ (?:to|with|for) the achievement of)|^ (?:and|or) (?:higher|above"
    r"|more|greater)",
    re.IGNORECASE,
)
#: "The achievement of $400 million of net sales".
_OF_SALES = re.compile(
    r" (?:or more )?(?:of|in) (?:(?:annual|net|global|worldwide|cumulative|aggregate|total|product|gross"
    r"|U\.S\.|European) )"
    r"{0,4}(?:sales|revenues?)\b(?! milestone|-based|-related)"
)
_PHRASE_START = re.compile(
    r"[;:] | , (?=(?:we|us|it|they|our|the|which|and|as|in|on|upon|under|including|with|for|is|are|was"
    r"|will)\b|[A-Z])| \( (?:i{1,3}v?|[a-c]|\d)\) | \) |\b(?:including|inclusive of|of which|comprised of) "
)
_DUE = re.compile(
    r"\W*(?:(?:[\w-]+ ){0,3}(?:is|are|becomes?|will be|would be|may be|shall be) )?(?:payable|due"
    r"|owed)\b(?! (?:to|from) \w+ (?:was|were|had))",
    re.IGNORECASE,
)
#: "Acme *has paid the* $2 million due for it".
_HAS_PAID_THE = re.compile(
    r"\b(?:has|have|had) (?:now |also )?(?:paid|received) (?:[A-Z]\w+ )?the (?:US ?|[A-Z]{3} )?$"
)
#: "$2 million *paid at signing and* $3 million upon approval": only the first has been paid.
_OF_THE_ONE_BEFORE = re.compile(
    r"\W*(?:was |were |is |are |already )?(?:paid|received|earned|due|payable) (?:at|on|upon|in|following|after)\b"
    r"[^;]{0,60}?(?:,| and|, and|;|; and) (?:an? )?(?:additional |further |another )?$",
    re.IGNORECASE,
)
#: "*Will be* paid", "is *to be* paid": what is told of the past otherwise.
_TO_BE = re.compile(r"\b(?:be|to be) (?:also |then |further )?$")
#: "Royalties *once the milestones* have been met".
_NOT_YET = re.compile(r"\b(?:once|when|if|after|until|unless|as soon as)\b[^,;.]{0,50}$")
_OF_THAT = re.compile(
    r"(?: (?:in|as|an?|upfront|up-front|initial|signing|cash|license|payments?|fees?|at closing)){1,5}, ",
    re.IGNORECASE,
)
#: "The purchase price shall be *(a)* $25,000,000".
_LETTER = re.compile(r"\((?:[a-d]|i{1,3}|[1-4])\) ?$")
#: Between the label of a table's row and its amount.
_CELL = re.compile(r"\s*(?:up to|more than|at least|approximately|over|about)?[\s$]*", re.IGNORECASE)
_ON_EVENT = re.compile(r"\W*(?:upon|on|following|after|when|if|once)\b", re.IGNORECASE)
#: "An upfront payment of CHF 4 million, CHF 2 million *at the first dosing*".
AT_STEP = re.compile(
    r" (?:upon|on|at|following|after|when|if|once) (?:the )?(?:first (?:dos|patient|commercial|subject)|start "
    r"of|initiation"
    r"|dosing|FDA|approval|acceptance of|filing of|submission of|launch|marketing appro|regulatory appro"
    r"|(?:IND|NDA|BLA|MAA|CTA|EU|US|U\.S\.) (?:filing|acceptance|approval|submission|clearance))",
    re.IGNORECASE,
)
#: What an instalment of a fee may wait for as well.
_SIGNING = re.compile(
    r"\b(?:sign(?:ing|ature)|execution|effective date|closing|anniversar\w+|date hereof|days|months)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[^.]{0,150}?(?:, | and |; |,? and |; and |,? or )(?:up to |as much as )?(?:US ?)?")


_APART = re.compile(
    r"(?<!-)\b(?:as well as|plus|an?|of|for|to|in|upon|tiered|up|which"
    r"|(?:could|would|may|will) (?:also )?(?:receive|pay|earn)|together|along|low|mid|high)\b|[;(]"
)
#: Between one kind of payment and the milestones told with it: "option fees *and clinical and regulatory* milestones".
_OF_MILESTONES = re.compile(
    r"(?:[\s,]|and\b|or\b|potential\b|development(?:al)?\b|regulatory\b|commercial(?:i[sz]ation)?\b|clinical\b"
    r"|pre-?clinical\b|research\b|sales(?:-based)?\b|approval\b|certain\b|other\b){1,24}"
)


#: How far a clause sees: longer than any sentence of a filing, short enough to keep the work in line with the text.
_REACH = 1000


@dataclass(frozen=True, slots=True)
class Clause:
    """An amount with the words around it.

    Attributes:
        left, right: The sentence before and after the amount, to its neighbours among the amounts.
        noun: The noun phrase that the amount measures, as far as it could be told.
        before: The whole sentence before the amount.
        after: The whole sentence after it.
    """

    money: Money
    left: str
    right: str
    noun: str
    before: str
    after: str
    linked: bool


def clauses(text: str, offset: int, found: list[Money]) -> list[Clause]:
    """Cut a sentence (which begins at `offset`) into the clauses of its amounts."""
    out: list[Clause] = []
    for i, money in enumerate(found):
        start, end = money.start - offset, min(len(text), money.end - offset)
        low = found[i - 1].end - offset if i else 0
        after = next(
            (m for m in found[i + 1 : i + 9] if not _is_of_sales(text, m.start - offset, m.end - offset)),
            None,
        )
        high = after.start - offset if after else len(text)
        left, right = text[max(low, start - 220) : start], text[end : min(high, end + 260)]
        if after:
            cut = max(right.rfind(" and "), right.rfind(", "), right.rfind("; "))
            right = right[:cut] if cut >= 0 else right
        owned = _OF_THAT.match(left) if i else None  # "$60 million upfront, ...": the word is that amount's
        noun, linked = _noun(left[owned.end() :] if owned else left, right)
        before, behind = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        out.append(Clause(money, left, right, noun, before, behind, linked))
    for i in reversed(range(len(out) - 1)):
        between = text[out[i].money.end - offset : out[i + 1].money.start - offset]
        if not out[i].noun and len(between) < 12 and "of which" not in between:
            out[i] = _share(out[i], out[i + 1])
    for i, clause in enumerate(out):
        if (
            i
            and out[i - 1].linked
            and not clause.linked
            and _LISTED.fullmatch(clause.left[-160:])
            and not CUE.search(clause.left[-160:] + clause.right[:40])
            and not _has_its_event(clause, out[i - 1].noun)
        ):
            out[i] = Clause(
                clause.money, clause.left, clause.right, out[i - 1].noun, clause.before, clause.after, True
            )
    return out


def _has_its_event(clause: Clause, noun: str) -> bool:
    """Tell an item of a list that is owed for a step of its own: "an upfront fee of $1; $2 upon NDA approval"."""
    if "milestone" not in noun.lower() and AT_STEP.match(clause.right):
        return True
    return (
        "milestone" not in noun.lower()
        and ";" in clause.left[-30:]
        and _ON_EVENT.match(clause.right) is not None
        and _SIGNING.search(clause.right[:90]) is None
    )


def _is_of_sales(text: str, start: int, end: int) -> bool:
    """Tell whether an amount is of sales to be reached, which belong to the event of the payment before it."""
    return bool(_THRESHOLD_VERB.search(_before(text, start)) or _OF_SALES.match(text, end))


def _before(text: str, start: int) -> str:
    return text[max(0, start - 90) : start]


def _share(clause: Clause, following: Clause) -> Clause:
    """Give the first of "$1.0 million and $2.3 million payment" the noun of the second."""
    return Clause(
        clause.money, clause.left, following.right, following.noun, clause.before, clause.after, False
    )


#: "Research funding for the first year *will total* $1.2 million".
_TOTALS = re.compile(
    r"\b(?:will|would|may|might|could|can|shall) (?:total|approximate|amount to|come to|equal|reach|be as (?:much"
    r"|high) as"
    r"|be up to|aggregate) (?:up to |approximately )?$"
)


def _noun(left: str, right: str) -> tuple[str, bool]:
    """The noun phrase that an amount belongs to, and whether it stands before ("payment of")."""
    left = _LETTER.sub("", left)
    label, tab, rest = left.partition("\t")
    if tab and _CELL.fullmatch(rest) and CUE.search(label):
        return label[-90:], True
    tokens = re.findall(r"[^\s,(:]+|[,(:]", left[-160:])
    linked = comma = False
    while tokens and tokens[-1].lower().strip("()") in words("links"):
        word = tokens.pop().lower()
        linked |= word in words("linking")
        comma |= word == ","
    linked |= bool(_TOTALS.search(left[-40:]))
    phrase = " ".join(tokens)
    starts = [m.end() for m in _PHRASE_START.finditer(phrase)]
    phrase = phrase[starts[-1] if starts else 0 :][-90:]
    last = next(iter(reversed(list(CUE.finditer(phrase, 0 if linked else max(0, len(phrase) - 45))))), None)
    if last and last.end() == len(phrase) and not comma:
        linked = True
    if (
        linked
        and last
        and len(phrase) - last.end() < 60
        and not re.search(r"\b(?:paid|received|pay|receive|upon|after)\b", phrase[last.end() :])
    ):
        return phrase, True
    near = re.split(
        r"[;:]|\.\s| as well as | plus | and (?:tiered|royalties|an?|low|mid|high|up"
        r"|(?:has |have |will )?(?:issued?|granted?|sold|agreed))\b"
        r"| in addition to | together with |, (?!cash|non|upfront|one|up-front|contingent|payable|upon"
        r"|clinical|regulatory|commercial|sales)",
        right,
        maxsplit=1,
    )[0][:110]
    first = CUE.search(near)
    if first and first.start() < 75:
        stop = re.search(
            r"\b(?:which|that|including|of which|upon|following|if|when|after|in connection with"
            r"|based on|related to|to be|payable)\b|\)|(?<=[a-z\d] )\(|^ once\b"
            r"|^ (?:on|at) (?:the )?(?:first (?!of\b)|[A-Z]|approv|start|initiat|complet|filing|launch|accept|dosing"
            r"|achiev|success|market|regulat)",
            near,
        )
        if stop is None or first.start() < stop.start():
            end = len(near) if stop is None else stop.start()
            return near[: max(end, first.end())], False
    return "", False


def status_of(clause: Clause) -> str:
    """Tell whether the amount was paid (achieved), is about to be (expected) or would be (potential)."""
    head = clause.before[-300:]
    if EXPECTED.search(clause.right[:110]):
        return "expected"
    if _DUE.match(clause.right):
        return "achieved" if _HAS_PAID_THE.search(head[-60:]) else "potential"
    done = DONE_AFTER.search(clause.right[:200])
    if done and not _NOT_YET.search(clause.right[: done.start()]):
        return "achieved"
    if _OF_THE_ONE_BEFORE.match(clause.left) and _ON_EVENT.match(clause.right):
        head = clause.before[: -len(clause.left)][-300:]
    past = modal = expected = -1
    for m in PAST.finditer(head):
        if _TO_BE.search(head, max(0, m.start() - 24), m.start()):
            modal = m.start()  # "will be paid", "is to be paid"
        else:
            past = m.start()
    for m in MODAL.finditer(head):
        modal = max(modal, m.start())
    for m in EXPECTED.finditer(head):
        expected = m.start()
    if expected >= 0 and expected + 30 > modal and expected + 20 > past:
        return "expected"
    if past > modal:
        return "achieved"
    if modal >= 0:
        return "potential"
    if past < 0 and PAST.search(clause.right[:120]) and not MODAL.search(clause.right[:60]):
        return "achieved"
    return "potential" if past < 0 else "achieved"


def is_threshold(clause: Clause) -> bool:
    """Tell whether the amount is one of sales to be reached, not of money to be paid."""
    if _SALES_AFTER.search(clause.after[:60]):
        return True
    match = _THRESHOLD_VERB.search(clause.before[-90:])
    if match is None:
        return False
    return "sales" in clause.before[-120:].lower() or "revenue" in clause.before[-120:].lower()


def cues_of(clause: Clause) -> set[str]:
    """The cues of the noun phrase, from the one nearest to the amount on, as far as they are one phrase."""
    found = list(CUE.finditer(clause.noun))
    if clause.linked:
        found.reverse()
    cues: set[str] = set()
    last = None
    for match in found:
        if last is not None:
            low, high = sorted((last.span(), match.span()))
            between = clause.noun[low[1] : high[0]]
            if (high[0] - low[1] > 45 and not _OF_MILESTONES.fullmatch(between)) or _APART.search(between):
                break
        cues.add(match.lastgroup or "")
        last = match
    return cues
