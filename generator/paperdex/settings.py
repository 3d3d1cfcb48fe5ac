"""The settings of an index: its name and how its site is made. They stand in `mkdocs.yml`, our own in its
`extra.paperdex`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from paperdex import yaml_io
from paperdex.errors import PaperdexError
from paperdex.export_formats import BESIDE_PAPERS
from paperdex.findings import nearest

CONFIG = "mkdocs.yml"


Service = Annotated[str, Field(pattern=r"^https?://[^\s?#]+$")]


class Services(BaseModel):
    """Addresses of the services that are asked for metadata: for a mirror, or a test that stands in for one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    arxiv: Service = "https://export.arxiv.org/api/query"
    """https://info.arxiv.org/help/api/user-manual.html"""
    doi: Service = "https://doi.org"
    """Every agency's DOIs, by content negotiation; https://www.crossref.org/documentation/retrieve-metadata/content-negotiation/"""
    crossref: Service = "https://api.crossref.org/works"
    """https://api.crossref.org/swagger-ui/index.html"""
    openreview: Service = "https://api2.openreview.net/notes"
    """https://docs.openreview.net/reference/api-v2"""
    openreview_v1: Service = "https://api.openreview.net/notes"
    """Submissions from before 2024; https://docs.openreview.net/reference/api-v1"""
    acl: Service = "https://aclanthology.org"
    """https://aclanthology.org/info/development/"""
    huggingface: Service = "https://huggingface.co/api/papers"
    """https://huggingface.co/docs/hub/api"""


def _twin(ending: str) -> str:
    if ending not in BESIDE_PAPERS:
        raise PydanticCustomError(
            "unknown_format", "{ending} is none of {known}", {"ending": repr(ending), "known": ", ".join(BESIDE_PAPERS)}
        )
    return ending


Twin = Annotated[str, AfterValidator(_twin)]


class Options(BaseModel):
    """`extra.paperdex` in mkdocs.yml; every option may be left out. The text under each is its line in
    docs/curators.md.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    repository: str | None = None
    """Address of the Git repository at its host; every page then leads to its record."""
    branch: str = "main"
    """The branch those links lead to."""
    newest: Annotated[int, Field(ge=1, le=100)] = 10
    """Papers on the front page."""
    page_size: Annotated[int, Field(ge=2, le=1000)] = 100
    """Papers on one page of a list."""
    author_pages_from: Annotated[int, Field(ge=1)] = 2
    """Papers that an author needs for a page of their own."""
    author_feeds_from: Annotated[int, Field(ge=1)] = 3
    """Papers that an author with a page needs for a feed."""
    feed_entries: Annotated[int, Field(ge=1, le=1000)] = 25
    """The most entries of a feed, those with the latest news. There are feeds only where `site_url` is set."""
    twins: tuple[Twin, ...] = tuple(BESIDE_PAPERS)
    """The formats that lie beside every paper page."""
    topics_per_import: Annotated[int, Field(ge=0, le=10)] = 4
    """The most topics that an import proposes for a paper."""
    contact: Annotated[str, Field(pattern=r"^[!-'*-~]+$")] | None = None
    """Mail address or web page by which services can reach whoever asks them, instead of the repository's address;
    Crossref is quicker for those who give one."""
    services: Services = Services()
    """Other addresses of the services that are asked for metadata, for mirrors."""


class Settings(BaseModel):
    """One index: its folder, its name and its options."""

    model_config = ConfigDict(frozen=True)

    root: Path
    site_name: str
    site_description: str = ""
    site_url: str = ""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    """`theme.language` of mkdocs.yml, as MkDocs knows it: the language that pages and feeds say they are in."""
    options: Options = Options()

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def papers(self) -> Path:
        return self.content / "papers"

    @property
    def topics(self) -> Path:
        return self.content / "topics.yaml"

    @property
    def venues(self) -> Path:
        return self.content / "venues.yaml"

    @property
    def record_schema(self) -> Path:
        """What the first line of every record names to editors."""
        return self.content / "record.schema.json"

    @property
    def config(self) -> Path:
        return self.root / CONFIG

    @property
    def build(self) -> Path:
        """Everything that can be made again: generated pages, theme, caches."""
        return self.root / "build"

    @property
    def store(self) -> Path:
        """What is remembered from one run to the next; see `paperdex.store`."""
        return self.build / "store"

    @property
    def manifest(self) -> Path:
        """Checksums of the site's files."""
        return self.build / "manifest.txt"

    @property
    def docs(self) -> Path:
        return self.build / "docs"

    @property
    def site(self) -> Path:
        return self.root / "site"

    def shown(self, path: Path) -> str:
        """A path as the user would type it from the index's folder."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def read_settings(root: Path) -> Settings:
    """The settings of the index in `root`; a `PaperdexError` where that is none."""
    config = root / CONFIG
    if not config.is_file():
        raise PaperdexError(
            f"no {CONFIG} here: this is not the folder of an index (make one with `paperdex new DIR`)", file=root
        )
    values = yaml_io.read_config(config)
    try:
        options = Options.model_validate(_part(values, "extra").get("paperdex") or {})
        return Settings(
            root=root,
            site_name=str(values.get("site_name") or "Paperdex"),
            site_description=str(values.get("site_description") or ""),
            site_url=str(values.get("site_url") or ""),
            language=_part(values, "theme").get("language") or "en",
            options=options,
        )
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        key = ".".join(str(step) for step in details["loc"])
        place = "theme" if key == "language" else "extra.paperdex"
        meant = nearest(key, Options.model_fields) if details["type"] == "extra_forbidden" else None
        problem = f"unknown setting {key!r}" if details["type"] == "extra_forbidden" else f"{key}: {details['msg']}"
        raise PaperdexError(
            f"{place}: {problem}" + (f" (did you mean {meant!r}?)" if meant else ""), file=config
        ) from None


def _part(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A mapping within the settings; empty where there is none, as in `theme: material`."""
    part = values.get(name)
    return part if isinstance(part, dict) else {}
