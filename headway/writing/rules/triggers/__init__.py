"""When a rule applies: one function per trigger, by the name that `guidance/rules.toml` gives it."""

from headway.writing.rules.look import Trigger
from headway.writing.rules.triggers import measures

TRIGGERS: dict[str, Trigger] = {**measures.TRIGGERS}
