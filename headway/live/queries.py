"""Reads of the numbered log. Runs as headway_dispatch (all workspaces) or inside one workspace; both work."""

from collections.abc import Mapping
from uuid import UUID

from headway.core import db
from headway.core.db import HasConnection
from headway.core.published import Published

HORIZON_HOURS = 24


async def changes_after(holder: HasConnection, places: Mapping[UUID, int], most: int = 5000) -> list[Published]:
    """What came after each workspace's place, in order."""
    return await db.rows(
        holder,
        Published,
        """
        select e.workspace_id, e.number, e.kind, e.subject, e.subject_id, e.version, e.data -> 'audience' as audience,
               case when e.kind = 'progress.changed' then (e.data ->> 'new')::float8 end as raw,
               case when e.kind = 'progress.changed' then (e.data ->> 'new_counted')::float8 end as counted
          from unnest(%(workspaces)s::uuid[], %(numbers)s::bigint[]) as place (workspace_id, number)
          join event e on e.workspace_id = place.workspace_id and e.number > place.number
         order by e.workspace_id, e.number
         limit %(most)s
        """,
        workspaces=list(places),
        numbers=list(places.values()),
        most=most,
    )


async def head(holder: HasConnection, workspace: UUID) -> int:
    """The newest number of a workspace; 0 before its first event."""
    number = await db.value(
        holder, "select number from event_counter where workspace_id = %(workspace)s", workspace=workspace
    )
    return int(number or 0)
