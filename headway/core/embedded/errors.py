"""Why a start was refused: a stable code, and one sentence that says what to do."""


class StartRefused(Exception):
    code = "start.refused"


class NotLinux(StartRefused):
    code = "start.not_linux"


class NoBinaries(StartRefused):
    code = "start.no_binaries"


class NoSystemUser(StartRefused):
    code = "start.no_system_user"


class FolderUnreachable(StartRefused):
    code = "start.folder_unreachable"


class FolderUnwritable(StartRefused):
    code = "start.folder_unwritable"


class FolderInUse(StartRefused):
    code = "start.folder_in_use"


class WrongVersion(StartRefused):
    code = "start.wrong_postgresql_version"


class NoSpace(StartRefused):
    code = "start.no_disk_space"


class PortBusy(StartRefused):
    code = "start.port_busy"


class DatabaseFailed(StartRefused):
    code = "start.database_failed"
