"""Names of venues: those that are known, and those that only look like one."""

import re
from dataclasses import dataclass

from paperdex.sources.awesome.author_lists import read_author_list
from paperdex.text import word_set

_VENUES = {
    "conference-paper": (
        "AAAI IJCAI ECAI NeurIPS NIPS ICML ICLR AISTATS UAI COLT ACML COLM ACL NAACL EACL AACL EMNLP COLING CoNLL LREC "
        "LREC-COLING IJCNLP NLPCC RANLP SemEval "
        "WMT BlackBoxNLP BlackboxNLP RepL4NLP NeuralGen DeepLo CVPR CVPRW ICCV ICCVW ECCV ECCVW WACV BMVC ACCV ICIP "
        "3DV SIGGRAPH MM MMM ICMR ICME ICPR "
        "KDD SIGKDD WWW TheWebConf WebConf SIGIR CIKM WSDM RecSys ECIR ICDM SDM PAKDD ECML PKDD ECML-PKDD ICDE VLDB "
        "PVLDB SIGMOD EDBT DASFAA PODS "
        "ICASSP INTERSPEECH Interspeech ASRU SLT ISMIR CHI UIST CSCW IUI HRI ICRA IROS CoRL RSS CASE Humanoids MICCAI "
        "ISBI MIDL IPMI CHIL ML4H "
        "CCS NDSS USENIX Oakland S&P SP EuroS&P ACSAC RAID ESORICS SaTML FAccT AIES ISCA MICRO HPCA ASPLOS DAC ICCAD "
        "DATE FPGA ISSCC CGO CC PLDI POPL OOPSLA "
        "PPoPP PACT ICSE FSE ESEC/FSE ASE ISSTA MSR ICPC SANER ICSME OSDI SOSP NSDI ATC EuroSys FAST SC ICS HPDC IPDPS "
        "SIGCOMM INFOCOM MobiCom MobiSys SenSys "
        "MLSys MLsys SysML CAV SAT ICAPS AAMAS GECCO CEC WCCI IJCNN ICANN LoG AutoML L4DC CLeaR TheWebConf WebSci "
        "ICWSM ASONAM BigData SoCC CLOUD Middleware"
    ),
    "article": (
        "TPAMI PAMI IJCV TIP TMM TCSVT TNNLS TKDE TKDD TOIS TIST TOG TVCG TMI TASLP TACL TMLR JMLR JAIR DMLR RA-L RAL "
        "T-RO TRO TIFS TDSC TSE TOSEM TACO TOCS "
        "TPDS TC TCAD TODAES TODS TWC TCYB TFS TNSE TITS TBD TAI PNAS PLOS NSR CSUR JACM CACM Nature Science Cell "
        "Neuron Patterns MedIA IJRR"
    ),
}
_KNOWN = {name.casefold(): kind for kind, names in _VENUES.items() for name in names.split()}
"""What a known venue publishes."""
SPELLINGS = frozenset(name for names in _VENUES.values() for name in names.split())
_QUALIFIERS = word_set(
    "findings main demo demos industry workshop workshops ws w track tracks datasets dataset benchmarks benchmark d&b "
    "d&bt db asia student system "
    "demonstration demonstrations tutorial srw proceedings proc conference symposium journal of on at in the and & @ "
    "for long short volume special issue "
    "companion abstract doctoral consortium late breaking work communications machine intelligence methods medicine "
    "nature-inspired"
)
_VENUE_WORD = re.compile(
    r"\b(?:conference|workshop|symposium|journal|transactions|trans\.?|proceedings|proc\.?|letters|review|reviews|"
    r"magazine|annals|bulletin|advances|"
    r"ieee|acm|usenix|aaai|elsevier|springer|frontiers in|nature|lecture notes|international|thesis|dissertation|"
    r"university press)\b",
    re.IGNORECASE,
)
_SMALL = frozenset({"of", "on", "at", "in", "the", "and", "for", "with", "&", "@", "de", "la", "to"})
_IN = re.compile(
    r"^(?:in|at|on)\s*:?\s+(?=[A-Z0-9(])|^(?:in\s+)?(?:the\s+)?proc(?:eedings|\.)?\s+of\s+(?:the\s+)?", re.IGNORECASE
)
# Volume, number and pages are no part of the name.
_VOLUME = re.compile(r",\s*(?:vol|no|pp)?\.?\s*[0-9]", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\s*\(\s*\)|\[\s*\]")
_NO_NAME = re.compile(r"https?:|[{}=?!:]|[a-z0-9]\. [A-Z]")
_WRAP = " \t\n.,;:|/·•*_`~\"“”'’‘-–—"


@dataclass(frozen=True, slots=True)
class PrintedVenue:
    """A venue as a list prints it, without its year: `NeurIPS D&B`."""

    name: str
    is_known: bool
    kind: str | None
    """Type of publication, of a known one."""


def is_venue_alone(name: str) -> bool:
    """Whether a text is only known venues and words such as `workshop`: a heading `CVPR Diffusion` says more."""
    return all(
        _core(part) in _KNOWN or part.casefold().strip(".:-'’") in _QUALIFIERS
        for part in name.replace("@", " ").split()
    )


def read_venue(text: str, *, has_year: bool, guess: bool, loose: bool) -> PrintedVenue | None:
    """The venue that a text is. What is unknown must look like one (`guess`: may have a word such as `journal`), unless
    `loose`.
    """
    name = _VOLUME.split(_IN.sub("", _EMPTY_BRACKETS.sub("", text)), maxsplit=1)[0]
    name = re.sub(r"\s+,", ",", name).strip(_WRAP)
    parts = re.findall(r"[^\s,@()]+", name)
    if not parts or len(parts) > 14 or _NO_NAME.search(name):
        return None
    first, comma, _ = name.partition(",")
    if comma and not loose and read_author_list(first, strict=False):
        return None
    if any(_core(part) in _KNOWN for part in parts):
        is_venue = loose or _is_known_with_others(name, parts, has_year=has_year) or _has_word(name, parts, guess=guess)
        return PrintedVenue(name, True, _KNOWN.get(parts[0].casefold())) if is_venue else None
    return (
        PrintedVenue(name, False, None)
        if loose or _looks_like_one(name, parts, has_year=has_year, guess=guess)
        else None
    )


def kind_of_venue(name: str) -> str | None:
    """Type of publication, where the name is known."""
    return _KNOWN.get(name.casefold())


def _is_known_with_others(name: str, parts: list[str], *, has_year: bool) -> bool:
    """`NeurIPS D&B`, `CRL WS @ CoRL`; but `Nature of Graphs 2020` is a title."""
    others = [part for part in parts if _core(part) not in _KNOWN and part.casefold().strip(".:-'’") not in _QUALIFIERS]
    if any(part[0].islower() for part in others):
        return False
    if not others:
        # `Nature` and `Science` are words too, so they need a year or nothing beside them.
        return has_year or len(parts) == 1 or all(_is_acronym(part) for part in parts if _core(part) in _KNOWN)
    is_event = "@" in name or bool(_VENUE_WORD.search(name))
    return (has_year or "@" in name) and len(others) <= (8 if is_event else 2)


def _looks_like_one(name: str, parts: list[str], *, has_year: bool, guess: bool) -> bool:
    has_word = bool(_VENUE_WORD.search(name))
    is_proper = all(
        part[0].isupper() or part[0].isdigit() or part.casefold() in _SMALL or part[0] in "&'’" for part in parts
    )
    if (
        has_year
        and is_proper
        and len(parts) <= (8 if guess and has_word else 4)
        and (has_word or any(_is_acronym(part) for part in parts))
    ):
        return True
    return _has_word(name, parts, guess=guess)


def _has_word(name: str, parts: list[str], *, guess: bool) -> bool:
    """`Workshop`, `Journal` and the like among words most of which have capitals."""
    return (
        guess
        and bool(_VENUE_WORD.search(name.partition(",")[0]))
        and len(parts) >= 2
        and sum(part[0].isupper() for part in parts) * 2 >= len(parts)
    )


def _is_acronym(part: str) -> bool:
    return sum(char.isupper() for char in part) >= 2


def _core(part: str) -> str:
    return re.sub(r"-?W$", "", part.strip(".:;'’-")).casefold()
