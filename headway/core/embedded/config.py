"""PostgreSQL's configuration files, written anew at every start. People's own settings go to `local.conf`."""

import os
from pathlib import Path

ROLES = ("headway_owner", "headway_app", "headway_worker", "headway_dispatch", "headway_backup")
SUPERUSER = "postgres"
MEGABYTE = 1024**2


def files(*, sockets: Path, may_connect: list[str], durable: bool) -> dict[str, str]:
    """File name -> text: the settings, who may come in, and as whom."""
    return {
        "postgresql.conf": _settings(sockets, durable=durable),
        "pg_hba.conf": "local all all peer map=headway\n",
        "pg_ident.conf": _ident(may_connect),
    }


def _ident(may_connect: list[str]) -> str:
    lines = [f'headway "{user}" {role}' for user in may_connect for role in (SUPERUSER, *ROLES)]
    return "\n".join(lines) + "\n"


def _settings(sockets: Path, *, durable: bool) -> str:
    safe = "on" if durable else "off"
    tuned = {**_memory(), **TUNING}
    forced = {
        "listen_addresses": "",
        "unix_socket_directories": str(sockets),
        "unix_socket_permissions": "0700",
        "fsync": safe,
        "full_page_writes": safe,
        "synchronous_commit": safe,
    }
    return "\n".join(
        [
            "# Written by Headway at every start. Put settings of your own into local.conf beside this file.",
            *(f"{name} = '{value}'" for name, value in tuned.items()),
            "include_if_exists 'local.conf'",
            "# Not for changing: no network, a private socket, and no acknowledged write is ever lost.",
            *(f"{name} = '{value}'" for name, value in forced.items()),
            "",
        ]
    )


TUNING = {
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] %u ",
    "lc_messages": "C",
    "datestyle": "iso, ymd",
    "default_text_search_config": "pg_catalog.simple",
    "max_wal_size": "512MB",  # what a start after a crash reads again at most: it must answer within seconds
    "min_wal_size": "80MB",
    "wal_compression": "on",
    "checkpoint_timeout": "5min",
    "random_page_cost": "1.1",  # solid-state disks, as small servers have them
    "jit": "off",  # compiling costs more than the short queries of a web application take
    "idle_in_transaction_session_timeout": "30s",  # a forgotten one would keep locks, and rows from being cleaned up
    "autovacuum_naptime": "20s",
}


def _memory() -> dict[str, str]:
    total = _total_memory() // MEGABYTE
    shared = max(64, min(total // 8, 2048))
    return {
        "shared_buffers": f"{shared}MB",
        "effective_cache_size": f"{max(256, total // 2)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{max(64, min(total // 32, 512))}MB",
    }


def _total_memory() -> int:
    """Bytes that we may use: the machine's, or the container's limit where that is lower."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    limit = Path("/sys/fs/cgroup/memory.max")
    given = limit.read_text().strip() if limit.exists() else "max"
    return min(machine, int(given)) if given.isdigit() else machine
