"""What the coach answers, with the workspace's settings. They came with the request: nothing is read here."""

from collections.abc import Sequence

import msgspec

from headway.core.ctx import Ctx
from headway.organisation.queries import workspaces
from headway.writing import access
from headway.writing.rules.drafts import Context, Finding, KeyResultDraft, ObjectiveDraft, Other, Strictness
from headway.writing.rules.guidance import rules, words_in
from headway.writing.rules.look import Look
from headway.writing.rules.reading import Reading
from headway.writing.rules.review import findings_of, looks_at
from headway.writing.rules.words import language_of
from headway.writing.schemas.reviews import FindingOut, KeyResultText, Language, ReadsAs, ReviewIn, ReviewOut, SpanOut
from headway.writing.schemas.settings import RuleOut, SettingsCan, SettingsOut

NAME = "writing"


class Settings(msgspec.Struct, frozen=True):
    """How much the coach says in a workspace, and which rules are switched off."""

    strictness: Strictness = Strictness.NORMAL
    off: tuple[str, ...] = ()


def settings_of(ctx: Ctx) -> Settings:
    """As an administrator set them; the defaults where nobody has."""
    return msgspec.convert(ctx.workspace.settings.get(NAME, {}), Settings)


async def settings_out(ctx: Ctx, language: str = "en") -> SettingsOut:
    """The settings with all rules, in one statement."""
    found = settings_of(ctx)
    words = words_in(language)
    return SettingsOut(
        strictness=found.strictness,
        off=list(found.off),
        rules=[
            RuleOut(
                id=name,
                part=rule.part,
                name=words[name].name,
                why=words[name].why,
                level=rule.level(found.strictness),
                off=name in found.off,
            )
            for name, rule in rules().items()
        ],
        version=(await workspaces.workspace(ctx)).version,
        can=SettingsCan(access.can_change_settings(ctx.actor)),
    )


def reviewed(ctx: Ctx, asked: ReviewIn) -> ReviewOut:
    """Findings and readings of a draft."""
    settings = settings_of(ctx)
    objective, drafts = _drafts(asked)
    spoken = asked.language or (language_of(asked.wording) if asked.wording.strip() else None)
    above, looks = looks_at(objective, drafts, context=_context(ctx, asked), language=spoken)
    found = findings_of(above, looks, strictness=asked.strictness or settings.strictness, off=settings.off)
    language = _language(above, looks)
    return ReviewOut(
        findings=[_finding(one, language) for one in found],
        reads_as=[_reads_as(look.reading) for look in looks],
        objective_reads_as=_reads_as(above.reading) if above else None,
        language=language,
    )


def _drafts(asked: ReviewIn) -> tuple[ObjectiveDraft | None, list[KeyResultDraft]]:
    above = asked.objective
    objective = None if above is None else msgspec.convert(above, ObjectiveDraft, from_attributes=True)
    return objective, [_draft(one) for one in asked.key_results]


def _draft(one: KeyResultText) -> KeyResultDraft:
    return msgspec.convert(one, KeyResultDraft, from_attributes=True)


def _context(ctx: Ctx, asked: ReviewIn) -> Context:
    given = asked.context
    told = {} if given is None else {name: getattr(given, name) for name in given.__struct_fields__}
    others = tuple(Other(title=one.title, relation=one.relation) for one in told.pop("others", []))
    metrics = tuple(told.pop("company_metrics", ()))
    return Context(
        today=ctx.today,
        year_start_month=ctx.workspace.year_start_month,
        others=others,
        company_metrics=metrics,
        **told,
    )


def _language(above: Look | None, looks: Sequence[Look]) -> Language:
    look = above or next(iter(looks), None)
    return "de" if look is not None and look.line.lexicon.language == "de" else "en"


def _finding(one: Finding, language: str) -> FindingOut:
    return FindingOut(
        rule=one.rule,
        name=words_in(language)[one.rule].name,
        severity=one.severity,
        part=one.part,
        index=one.index,
        message=one.message,
        fix=one.fix,
        fields=list(one.fields),
        rank=one.rank,
    )


def _reads_as(reading: Reading) -> ReadsAs:
    return ReadsAs(
        kind=reading.kind,
        outcome=reading.outcome,
        measurable=reading.measurable,
        vague=reading.vague,
        baseline=reading.baseline,
        target=reading.target,
        unit=reading.unit,
        relative=reading.relative,
        due=reading.due,
        due_words=reading.due_words,
        metric=reading.metric,
        spans={name: SpanOut(span.start, span.end) for name, span in reading.spans.items()},
    )
