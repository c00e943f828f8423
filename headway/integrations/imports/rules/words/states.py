"""The dictionary of states and priorities in all tools. To teach the importer a word, add it.

Names are compared folded (`text.fold`): lower case, no accents, umlauts as two letters, punctuation as one blank.
A line is `field: name, name, ...`; an indented line goes on.
"""

from headway.integrations.imports.rules.words.reading import listed, table

STATUS_WORDS = table("""
done: done, closed, complete, completed, finished, resolved, shipped, released, erledigt, fertig, abgeschlossen,
    geschlossen, verified, merged, live, deployed
cancelled: cancelled, canceled, wont do, won t do, wontfix, rejected, abgebrochen, verworfen, duplicate, dropped,
    declined, won t fix, obsolete
active: in progress, doing, in review, review, started, active, wip, in arbeit, in bearbeitung, testing, in test,
    qa, blocked, indeterminate, stuck, working on it, on track, at risk, ongoing, laufend, in pruefung, in qa,
    waiting
""")
PRIORITY_WORDS = table("""
urgent: urgent, highest, critical, blocker, p0, dringend, kritisch, sehr hoch, sofort
high: high, major, p1, hoch, wichtig
medium: medium, normal, p2, mittel, moderate
low: low, lowest, minor, trivial, p3, p4, niedrig, gering, sehr niedrig
none: none, no priority, keine, undefined, not set
""")
DROPPED_WORDS = frozenset(
    listed("""
abandoned, abgebrochen, canceled, cancelled, deprioritised, deprioritized, dropped, gestrichen, postponed,
verschoben, verworfen
""")
)
DRAFT_WORDS = frozenset(
    listed("""
backlog, draft, entwurf, geplant, new, nicht gestartet, not started, offen, open, planned, proposed, to do, todo
""")
)
ACTIVE_WORDS = frozenset(
    listed("""
active, aktiv, amber, at risk, behind, gefaehrdet, gelb, gestartet, green, gruen, im plan, in arbeit, in progress,
kritisch, laufend, off track, on track, ongoing, red, rot, started, yellow
""")
)
CLOSED_WORDS = frozenset(
    listed("""
abgeschlossen, achieved, closed, complete, completed, done, erledigt, erreicht, finished, missed, not achieved,
verfehlt
""")
)
