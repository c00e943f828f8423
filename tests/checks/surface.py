"""The API as its description says it: every operation with its place of ids; and requests made for it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec
from litestar import Litestar

from tests.checks.calls import CALLS, VARIANTS, Call, fill
from tests.checks.world import World

ID_NAMES = re.compile(
    r"(?:^|_)id$|^(?:alignment|assignee|channel|cycle|import_id|invitation|key_result|link|measurement|member|objective|owner|"
    r"parent|person|project|replacement|session|status|subject|task|team|token)$"
)
Way = tuple[str | int, ...]


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """`ids`: the places of ids in its description, as "query.team" or "body.parents[].objective_id"."""

    id: str
    method: str
    path: str
    ids: frozenset[str]
    statuses: frozenset[int]
    has_body: bool

    @property
    def reads(self) -> bool:
        return self.method == "GET"


def operations(app: Litestar) -> list[Operation]:
    """Every operation of the running app; `headway openapi --check` keeps openapi.json equal to it."""
    described = app.openapi_schema.to_schema()
    schemas = described["components"]["schemas"]
    found = []
    for path, methods in sorted(described["paths"].items()):
        for method, operation in sorted(methods.items()):
            parameters = operation.get("parameters", [])
            ids = {
                f"{one['in']}.{one['name']}"
                for one in parameters
                if one["in"] in {"path", "query"} and _names_a_thing(one)
            }
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if body:
                ids |= set(_uuids(body["schema"], schemas, "body", frozenset()))
            found.append(
                Operation(
                    id=operation["operationId"],
                    method=method.upper(),
                    path=path,
                    ids=frozenset(ids),
                    statuses=frozenset(int(status) for status in operation["responses"]),
                    has_body=body is not None,
                )
            )
    return found


def _names_a_thing(parameter: Mapping[str, Any]) -> bool:
    name, schema = parameter["name"], parameter["schema"]
    if (parameter["in"], name) == ("path", "workspace") or "enum" in schema or _is_choice(schema):
        return False
    return bool(ID_NAMES.search(name)) or next(_uuids(schema, {}, "", frozenset()), None) is not None


def _is_choice(schema: Mapping[str, Any]) -> bool:
    """A parameter that takes one of a few words."""
    inner = [*schema.get("oneOf", []), *schema.get("anyOf", []), schema.get("items", {})]
    return any("enum" in one or "$ref" in one or _is_choice(one) for one in inner if one)


def _uuids(schema: Mapping[str, Any], schemas: Mapping[str, Any], way: str, seen: frozenset[str]) -> Iterator[str]:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        if name not in seen:
            yield from _uuids(schemas[name], schemas, way, seen | {name})
        return
    if schema.get("format") == "uuid":
        yield way
    for key in ("oneOf", "anyOf", "allOf"):
        for inner in schema.get(key, []):
            yield from _uuids(inner, schemas, way, seen)
    if "items" in schema:
        yield from _uuids(schema["items"], schemas, f"{way}[]", seen)
    for name, inner in schema.get("properties", {}).items():
        yield from _uuids(inner, schemas, f"{way}.{name}", seen)


def variants(operation: str) -> list[Call]:
    return [CALLS[operation], *VARIANTS.get(operation, [])]


def place_of(way: Way) -> str:
    """("body", "parents", 0, "objective_id") as the description writes it: body.parents[].objective_id."""
    text = "".join("[]" if isinstance(part, int) else f".{part}" for part in way)[1:]
    return text if text.startswith("body") else text.removesuffix("[]")


def missing(every: list[Operation]) -> list[str]:
    """Operations and places of ids that no request here covers: new ones fail the checks until they have one."""
    found = [f"{one.id} has no request in tests/checks/calls.py" for one in every if one.id not in CALLS]
    for one in every:
        if one.id in CALLS:
            covered = {place_of(way) for call in variants(one.id) for way, _ in call.positions()}
            found += [f"{one.id} has no id at {place}" for place in sorted(one.ids - covered)]
    known = {one.id for one in every}
    return found + [f"{name} is no operation any more" for name in [*CALLS, *VARIANTS] if name not in known]


class Requests:
    """Makes the requests of one caller in one world."""

    def __init__(self, http: httpx.AsyncClient, world: World) -> None:
        self.http = http
        self.world = world

    def build(
        self, caller: str, operation: Operation, call: Call, other: Mapping[Way, UUID] | None = None
    ) -> httpx.Request:
        """The request with the open things' ids; `other` puts different ids into single places."""
        world, changed = self.world, dict(other or {})
        path = operation.path.replace("{workspace}", world.slug)
        for name, value in fill(call.path, world.open, changed, ("path",)).items():
            path = path.replace(f"{{{name}}}", str(value))
        headers = dict(world.headers[caller])
        if operation.method != "GET":
            headers["Idempotency-Key"] = uuid4().hex
        if call.version:
            headers["If-Match"] = f'"{self._version(call, changed)}"'
        body = fill(call.body, world.open, changed, ("body",))
        return self.http.build_request(
            operation.method,
            path,
            headers=headers,
            params=fill(call.query, world.open, changed, ("query",)) or None,
            json=None if body is msgspec.UNSET else _versioned(body, world),
            content=call.content or None,
        )

    def _version(self, call: Call, changed: Mapping[Way, UUID]) -> int:
        if call.version.isdigit():
            return int(call.version)
        if call.version == "workspace":
            return self.world.versions[self.world.open["workspace"]]
        mark = call.path[call.version]
        return self.world.versions.get(changed.get(("path", call.version), self.world.open[mark.kind]), 1)


def _versioned(body: Any, world: World) -> Any:
    """The rows of a bulk edit name their version in the body."""
    if not isinstance(body, list):
        return body
    return [
        {**one, "version": world.versions.get(UUID(one["id"]), 1)} if "version" in one and "id" in one else one
        for one in body
    ]
