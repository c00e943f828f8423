# ruff: noqa: N999 - a command's file is named like the command
"""`headway import`: bring in an OKR sheet or a task list, or try it first."""

from headway.integrations.imports.command import import_command

command = import_command
