from decimal import Decimal
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

Language = Literal["en", "de"]
Origin = Literal["library", "workspace"]
Domain = Literal[
    "software_delivery",
    "reliability",
    "product",
    "security",
    "marketing",
    "sales",
    "customer_success",
    "people",
    "finance",
    "digital_transformation",
    "public_sector",
    "education",
    "other",
]
Kind = Literal["increase", "decrease", "reach", "share", "maintain", "milestone", "binary", "work"]

Title = Annotated[str, Meta(min_length=1, max_length=300)]
Short = Annotated[str, Meta(max_length=300)]
Long = Annotated[str, Meta(max_length=2000)]


class TemplateStep(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of a `milestone`."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    weight: Decimal = Decimal(1)


class TemplateKeyResultIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key result of a template. Its numbers are examples; a `share` gives them as ratios (0.25 is 25 %).

    `guards` marks the counter-metric: it watches that the others are not won at the wrong price. `window` is the time
    that one value covers, `source` where the number comes from.
    """

    title: Title
    kind: Kind
    unit: Annotated[str, Meta(max_length=40)] = ""
    start: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    method: Literal["periods", "now", "strict"] = "periods"
    steps: Annotated[list[TemplateStep], Meta(max_length=20)] = []
    commitment: Literal["committed", "stretch"] = "stretch"
    indicator: Literal["leading", "lagging"] = "lagging"
    guards: bool = False
    window: Annotated[str, Meta(max_length=80)] = ""
    source: Short = ""


KeyResults = Annotated[list[TemplateKeyResultIn], Meta(max_length=20)]


class TemplateIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A template for everybody in the workspace. `suits` says for whom it is, `why` why it works."""

    objective: Title
    domain: Domain = "other"
    suits: Short = ""
    why: Long = ""
    key_results: KeyResults = []


class TemplatePatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays; key results are given all or not at all."""

    objective: Title | UnsetType = UNSET
    domain: Domain | UnsetType = UNSET
    suits: Short | UnsetType = UNSET
    why: Long | UnsetType = UNSET
    key_results: KeyResults | UnsetType = UNSET


class TemplateStepOut(Struct, frozen=True, gc=False, kw_only=True):
    name: str
    weight: float


class TemplateKeyResultOut(Struct, frozen=True, gc=False, kw_only=True):
    """As `TemplateKeyResultIn`: the numbers are examples, nobody's facts."""

    title: str
    kind: Kind
    unit: str
    start: float | None
    target: float | None
    low: float | None
    high: float | None
    method: Literal["periods", "now", "strict"]
    steps: list[TemplateStepOut]
    commitment: Literal["committed", "stretch"]
    indicator: Literal["leading", "lagging"]
    guards: bool
    window: str
    source: str


class TemplateCan(Struct, frozen=True, gc=False, kw_only=True):
    """`edit` it, and take it away."""

    edit: bool


class TemplateLine(Struct, frozen=True, gc=False, kw_only=True):
    """A template in the list; `key_results` says how many it has, `author` who wrote it, empty for ours."""

    id: str
    origin: Origin
    domain: Domain
    objective: str
    suits: str
    key_results: int
    author: str


class TemplateOut(Struct, frozen=True, gc=False, kw_only=True):
    """A template with everything. `version` is 0 for ours: they are not edited, but used or copied."""

    id: str
    origin: Origin
    domain: Domain
    objective: str
    suits: str
    why: str
    key_results: list[TemplateKeyResultOut]
    author: str
    version: int
    can: TemplateCan


class DomainCount(Struct, frozen=True, gc=False, kw_only=True):
    """How many of what was found belong to a domain."""

    domain: Domain
    name: str
    count: int


class TemplateList(Struct, frozen=True, gc=False, kw_only=True):
    """What was found, best first. `domains` counts over all domains, whichever one the list is narrowed to.

    `workspace` is how many templates the workspace wrote itself, whatever was asked for.
    """

    items: list[TemplateLine]
    domains: list[DomainCount]
    workspace: int
