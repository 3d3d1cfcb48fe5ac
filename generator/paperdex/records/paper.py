"""What a record is: frozen, typed, dumb. Reads no file and knows no other record.

The order of the fields is their order in the file; the text under each is its manual
and becomes its description in the JSON Schema (`schema.py` reads it there).
"""

import re
from datetime import date as calendar_date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

from paperdex.records import identifiers
from paperdex.records.link_declaration import LinkKind, SurePlace
from paperdex.text import squeeze

MAX_ID = 64
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_ORCID = re.compile(r"^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$")
# XML 1.0 has no place for these, so no feed could carry them; bidi overrides disguise text.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
# On Windows no file may have these names, whatever its ending.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))})


def forbidden_character(text: str) -> str | None:
    """`U+0007` for the first control or direction-override character, which no record may hold."""
    match = None if text.isprintable() else _FORBIDDEN.search(text)
    return f"U+{ord(match[0]):04X}" if match else None


def drop_forbidden_characters(text: str) -> str:
    """The text without them, for readers of files that hold some."""
    return _FORBIDDEN.sub("", text)


def _without_control_characters(text: str) -> str:
    if found := forbidden_character(text):
        raise ValueError(f"the control character {found} is not allowed; delete it")
    return text


def _paragraphs(text: str) -> str:
    """Paragraphs parted by one blank line, each on one line."""
    return "\n\n".join(squeeze(part) for part in re.split(r"\n\s*\n", text) if part.strip())


def _line(text: str) -> str:
    """One function and not three: ten thousand records have two hundred thousand of these."""
    return _filled(squeeze(_without_control_characters(text)))


def _prose(text: str) -> str:
    return _filled(_paragraphs(_without_control_characters(text)))


def _filled(text: str) -> str:
    if not text:
        raise ValueError("must not be empty")
    return text


def _slug(text: str) -> str:
    if not _ID.fullmatch(text) or len(text) > MAX_ID or text in _DEVICES:
        raise ValueError(f"must be lower-case letters, digits and single hyphens, at most {MAX_ID} characters")
    return text


def _calendar(text: str) -> str:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError('must be "YYYY", "YYYY-MM" or "YYYY-MM-DD"')
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        calendar_date(year, month, day)
    except ValueError:
        raise ValueError(f"{text} is not a day of the calendar") from None
    return text


def _with(parse: Any, what: str) -> AfterValidator:
    def canonical(text: str) -> str:
        result: str | None = parse(text)
        if result is None:
            raise ValueError(f"is not {what}")
        return result

    return AfterValidator(canonical)


def _acl_address(text: str) -> str | None:
    acl = identifiers.parse_acl(text)
    return identifiers.acl_url(acl) if acl else None


def _schema(pattern: str, **limits: int) -> WithJsonSchema:
    """What editors are told of a text in canonical form; the validators know more."""
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$", **limits})


_FILLED = WithJsonSchema({"type": "string", "pattern": r"\S"})
_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"

Checked = AfterValidator(_without_control_characters)
Line = Annotated[str, AfterValidator(_line), _FILLED]
Prose = Annotated[str, AfterValidator(_prose), _FILLED]
Slug = Annotated[str, AfterValidator(_slug), _schema("[a-z0-9]+(-[a-z0-9]+)*", maxLength=MAX_ID)]
PartialDate = Annotated[str, AfterValidator(_calendar), _schema(f"[0-9]{{4}}(-{_MONTH}(-{_DAY})?)?")]
Url = Annotated[
    str, Checked, _with(identifiers.parse_url, "a web address (http or https, no spaces)"), _schema(r"https?://\S+")
]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Author(_Part):
    """A person by family and given name, or a group (or a name that cannot be split) by its literal name."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": ["family"]}, {"required": ["literal"], "not": {"required": ["given"]}}]
        }
    )

    family: Line | None = None
    """Family name with its particles: `van der Schaar`."""
    given: Line | None = None
    """Given names as printed."""
    literal: Line | None = None
    """The whole name, where it has no parts: `OpenAI`."""
    orcid: Annotated[str, Field(pattern=_ORCID.pattern)] | None = None
    """ORCID iD without its address: `0000-0002-1825-0097`."""

    @model_validator(mode="after")
    def _one_form(self) -> "Author":
        if (self.family is None) == (self.literal is None) or (self.literal is not None and self.given is not None):
            raise ValueError("needs either `family` (and `given`) or `literal`")
        return self

    @property
    def name(self) -> str:
        """The name in reading order."""
        return f"{self.given} {self.family}" if self.given else self.literal or self.family or ""

    @property
    def short_name(self) -> str:
        """The family name, or the whole literal name."""
        return self.family or self.literal or ""


class Organization(_Part):
    """Who published the paper, where the source names a group."""

    name: Line
    """Display name."""
    handle: Line | None = None
    """The group's short name at the source, where it gave one."""


class Venue(_Part):
    """Where the paper appeared, or is to appear."""

    id: Slug | None = None
    """Key in content/venues.yaml."""
    name: Line
    """Name as readers know it: `NeurIPS`."""
    status: Literal["submitted", "accepted", "published"] | None = None
    """How far it has come there."""
    year: Annotated[int, Field(ge=1600, le=2200)] | None = None
    """Year of the event or the issue."""


class Container(_Part):
    """What a bibliography needs beyond the venue."""

    title: Line | None = None
    """Title of the proceedings, the journal or the book."""
    volume: Line | None = None
    """Volume of the journal or series."""
    issue: Line | None = None
    """Issue within the volume."""
    pages: Line | None = None
    """Page range: `101-120`."""
    publisher: Line | None = None
    """Publisher of the container."""


_Arxiv = Annotated[str, _with(identifiers.parse_arxiv, 'an arXiv identifier such as "2307.03601"')]
_Doi = Annotated[str, _with(identifiers.parse_doi, 'a DOI such as "10.1007/978-3-031-91813-1_4"'), Checked]
_OpenReview = Annotated[str, _with(identifiers.parse_openreview, 'an OpenReview identifier such as "YuHQTo6G9S"')]
_Acl = Annotated[str, _with(_acl_address, "an address or identifier of the ACL Anthology")]
_HUGGING_FACE = r"(?:huggingface\.co|hf\.co)"


class Links(_Part):
    """Where the paper and what belongs to it can be found. Identifiers are kept bare; all else is a web address."""

    # A field here and its word in site_config/strings.json make a kind of link; all else follows, by `link_kinds`.
    arxiv: Annotated[_Arxiv | None, LinkKind("arXiv", is_identifier=True, is_bare=True, button=0, column="first")] = (
        None
    )
    """arXiv identifier without version: `2307.03601`."""
    doi: Annotated[_Doi | None, LinkKind("DOI", is_identifier=True, is_bare=True, button=3, column="first")] = None
    """DOI without its resolver."""
    openreview: Annotated[
        _OpenReview | None, LinkKind("OpenReview", is_identifier=True, is_bare=True, button=2, column="first")
    ] = None
    """OpenReview forum identifier."""
    acl: Annotated[_Acl | None, LinkKind("ACL Anthology", is_identifier=True, button=1, column="first")] = None
    """Address in the ACL Anthology."""
    url: Annotated[Url | None, LinkKind(column="first")] = None
    """The paper's page at its publisher."""
    pdf: Annotated[Url | None, LinkKind(column="first")] = None
    """A freely readable PDF."""
    code: Annotated[
        tuple[Url, ...],
        LinkKind(
            places=r"(?:gist\.)?github\.com/|gitlab\.|bitbucket\.org/|codeberg\.org/|anonymous\.4open\.science/"
            r"|kaggle\.com/code/",
            # A file or a release within a repository may be anything.
            sure_places=[SurePlace(r"(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/[^/]+/[^/]+/?$")],
            called="codes github gitlab repo repository git implementation implementations pytorch tensorflow tf torch "
            "keras jax caffe matlab mxnet paddle codebase 代码 源码 开源 代码链接 代码地址 源码链接",
            column="first",
        ),
    ] = ()
    """Source code, the authors' own first."""
    project: Annotated[
        tuple[Url, ...],
        LinkKind(
            places=rf"{_HUGGING_FACE}/(?:blog|docs|learn)/",
            called="page homepage home website site webpage web proj 项目 主页 官网 网站 项目链接 项目地址 项目主页",
            column="first",
        ),
    ] = ()
    """Project pages."""
    dataset: Annotated[
        tuple[Url, ...],
        LinkKind(
            places=rf"{_HUGGING_FACE}/datasets/|kaggle\.com/|zenodo\.org/|(?:[\w-]+\.)?figshare\.com/|dataverse\."
            r"|data\.mendeley\.com/",
            # What lies in an archive such as Zenodo may be anything.
            sure_places=[SurePlace(rf"{_HUGGING_FACE}/datasets/[^/]+/[^/]+/?$|kaggle\.com/datasets/")],
            called="datasets data benchmark corpus 数据集 数据",
            column="first",
        ),
    ] = ()
    """Data sets that the paper presents."""
    model: Annotated[
        tuple[Url, ...],
        LinkKind(
            places=rf"{_HUGGING_FACE}/(?!spaces/)",
            sure_places=[
                SurePlace(
                    rf"{_HUGGING_FACE}/(?!blog/|docs/|learn/|collections/|datasets/|spaces/|papers/|join/)[^/]+/[^/]+/?$"
                )
            ],
            called="models weights weight checkpoint checkpoints ckpt modelscope zoo 模型 权重",
            column="first",
        ),
    ] = ()
    """Model weights."""
    demo: Annotated[
        tuple[Url, ...],
        LinkKind(
            places=rf"{_HUGGING_FACE}/spaces/|colab\.research\.google\.com/",
            sure_places=[
                SurePlace(rf"{_HUGGING_FACE}/spaces/"),
                SurePlace(r"colab\.research\.google\.com/", also=("code", "project")),
            ],
            called="demos colab notebook space spaces playground gradio leaderboard replicate 演示",
            column="none",
        ),
    ] = ()
    """Demonstrations to try."""
    video: Annotated[
        tuple[Url, ...],
        LinkKind(
            places=r"(?:m\.)?youtube\.com/|youtu\.be/|(?:player\.)?vimeo\.com/",
            sure_places=[
                SurePlace(
                    r"(?:m\.)?youtube\.com/(?:watch|shorts|live)|youtu\.be/|(?:player\.)?vimeo\.com/",
                    also=("demo", "project"),
                )
            ],
            called="videos youtube talk recording presentation bilibili 视频",
            column="none",
        ),
    ] = ()
    """Talks."""
    slides: Annotated[tuple[Url, ...], LinkKind(called="slide poster ppt pptx 幻灯片", column="none")] = ()
    """Slides and posters."""


class Status(_Part):
    """What readers must be warned of."""

    kind: Literal["withdrawn", "retracted", "superseded", "removed"]
    """`removed` is the curators' own decision; its page stays as a tombstone."""
    date: PartialDate | None = None
    """When it happened."""
    reason: Line | None = None
    """Why, in one sentence."""
    by: Line | None = None
    """Who said so, or the id of the paper that supersedes this one."""


class Correction(_Part):
    """A change to this record that readers who cited it should know."""

    date: PartialDate
    """Day of the correction."""
    note: Line
    """What was wrong."""


class Provenance(_Part):
    """Where the record came from, and what in it was not simply read."""

    source: Line
    """Which reader made it: `hf-page`, `arxiv`, `manual` ..."""
    file: Line | None = None
    """Name of the imported file."""
    lines: tuple[int, int] | None = None
    """First and last line in that file, counted by line feeds from 1."""
    retrieved: PartialDate | None = None
    """Day of the source; numbers that age are as of this day."""
    comments: Annotated[int, Field(ge=0)] | None = None
    """Comments on the paper at the source on that day."""
    upvotes: Annotated[int, Field(ge=0)] | None = None
    """Upvotes at the source on that day."""
    inferred: tuple[Line, ...] = ()
    """Fields that were concluded, not read: `date.year`."""
    proposed: tuple[Line, ...] = ()
    """Fields that a rule proposed and nobody has confirmed: `topics`."""
    repaired: dict[Line, Annotated[str, Checked]] = {}
    """The text as it was in the source, by field, where remains of TeX were mended."""
    evidence: dict[Line, tuple[Url, ...]] = {}
    """Addresses that state a field, by field."""


class Paper(_Part):
    """One paper. `title`, `id` and `provenance.source` are required; what is unknown is left out, never guessed."""

    id: Slug
    """The permanent key and address; chosen once, never recomputed."""
    title: Line
    """Title as the authors wrote it."""
    type: (
        Literal["preprint", "article", "conference-paper", "book", "chapter", "thesis", "report", "dataset", "other"]
        | None
    ) = None
    """Kind of publication."""
    authors: tuple[Author, ...] = ()
    """Names in printed order; all of them or none."""
    author_count: Annotated[int, Field(ge=1)] | None = None
    """The number of authors that a source gave; kept when the names come to be known."""
    organization: Organization | None = None
    """The group that a source named."""
    date: PartialDate | None = None
    """First publication: YYYY, YYYY-MM or YYYY-MM-DD, quoted."""
    abstract: Prose | None = None
    """The authors' abstract; paragraphs parted by a blank line."""
    topics: tuple[Slug, ...] = ()
    """Slugs from content/topics.yaml, the most fitting first."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    """Language of the paper as a BCP 47 tag; English where left out."""
    venue: Venue | None = None
    """Where it appeared."""
    container: Container | None = None
    """Bibliographic details beyond the venue."""
    links: Links = Links()
    """Identifiers and addresses."""
    note: Prose | None = None
    """The curator's own words on why it is here."""
    status: Status | None = None
    """Withdrawn, retracted, superseded or removed."""
    corrected: tuple[Correction, ...] = ()
    """Corrections to this record, oldest first."""
    aliases: tuple[Slug, ...] = ()
    """Earlier ids; each one's address leads here."""
    provenance: Provenance
    """Where the record came from."""

    @property
    def year(self) -> str | None:
        return self.date[:4] if self.date else None

    @property
    def is_removed(self) -> bool:
        """Whether curators took it out."""
        return self.status is not None and self.status.kind == "removed"

    @property
    def number_of_authors(self) -> int | None:
        """Names known, else the count that a source gave."""
        return len(self.authors) or self.author_count
