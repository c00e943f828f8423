"""When a rule applies: one function per trigger, by the name that `guidance/rules.toml` gives it."""

from headway.writing.rules.look import Trigger
from headway.writing.rules.triggers import course, history, measures, objectives, wording

TRIGGERS: dict[str, Trigger] = {
    **course.TRIGGERS,
    **history.TRIGGERS,
    **measures.TRIGGERS,
    **objectives.TRIGGERS,
    **wording.TRIGGERS,
}
