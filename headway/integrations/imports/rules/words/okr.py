"""The dictionary of OKR sheets: how people name columns, levels and kinds. To teach the importer a word, add it.

Names are compared folded (`text.fold`): lower case, no accents, umlauts as two letters, punctuation as one blank.
A line is `field: name, name, ...`; an indented line goes on.
"""

from headway.integrations.imports.rules.words.reading import listed, table

OKR_FIELDS = table("""
objective: objective, objectives, goal, goals, okr objective, objective title, objective name, goal title, goal
    name, ziel, ziele, objective o, o, parent objective, main goal, zielsetzung, main, company objective, team
    objective, objetivo, objetivos, objectif, objectifs, obiettivo, doelstelling
key_result: key result, key results, kr, krs, key result title, key result name, kr title, schluesselergebnis,
    schluesselergebnisse, schluesselresultat, schluesselresultate, ergebnis, ergebnisse, messbares ergebnis, key
    result kr, kernergebnis, kernergebnisse, results, result, measure of success, resultado clave,
    resultados clave, resultat cle, resultats cles, risultato chiave, kernresultaat
title: title, name, okr, okrs, titel, bezeichnung, objective key result, objective and key result, objectives and
    key results, objectives key results, objective kr, objective or key result, goal or key result, ziel
    schluesselergebnis, ziele und schluesselergebnisse, item, description of okr
level: type, okr type, object type, level, art, typ, ebene, item type, category type, type name
parent: parent, parent id, aligned to, parent goal, belongs to, uebergeordnet, gehoert zu
external_id: id, okr id, objective id, goal id, key, nr, no, nummer, number, ref, #, kr id, okr nr, okr no
owner: owner, owners, dri, responsible, lead, assignee, assigned to, accountable, person, kr owner, key result
    owner, verantwortlich, verantwortliche, verantwortlicher, verantwortung, zustaendig, eigentuemer, owner name,
    who, wer, driver, champion, responsable, responsabile, verantwoordelijke
owner_email: owner email, email, e mail, mail, owner e mail, owners email, e mail adresse
objective_owner: objective owner, goal owner, ziel verantwortlich, verantwortlich ziel, o owner
team: team, teams, department, group, squad, unit team, abteilung, bereich, gruppe, tribe
cycle: cycle, quarter, period, time period, quartal, zeitraum, zyklus, periode, timeframe, okr cycle
kind: metric type, measure type, kr type, key result type, messart, metrikart, goal direction, target type
baseline: baseline, start, start value, starting value, initial, initial value, from, startwert, ausgangswert,
    basis, basiswert, ist start, von, starting point, start point, begin, baseline value, inicio,
    valor inicial, depart, valeur initiale
target: target, target value, goal value, to, ziel, zielwert, soll, sollwert, bis wert, objective value, desired
    value, end value, endwert, zielgroesse, target metric, goal target, meta, cible, objetivo valor, valor meta
current: current, current value, actual, actual value, now, value, latest, latest value, ist, istwert, aktuell,
    aktueller wert, aktueller stand, stand, achieved, result value, wert, erreicht, valor actual,
    actuel, valeur actuelle
unit: unit, units, einheit, metric unit, unit of measure, masseinheit, uom
progress: progress, progress %, % complete, % done, completion, percent complete, complete, fortschritt, fortschritt
    %, erfuellung, erreichung, zielerreichung, zielerreichungsgrad, attainment, achievement, achieved %, % achieved,
    done %, actual progress, erledigt %, % erreicht, % erfuellt, %
score: score, grade, rating 0 1, final grade, okr score, punktzahl, bewertung, kr score, note, punkte
confidence: confidence, confidence level, zuversicht, vertrauen, konfidenz, confidence score, confidence 0 10
weight: weight, weighting, gewicht, gewichtung, weight %
status: status, state, zustand, rag, health, ampel, rag status, progress status
description: description, details, beschreibung, why, warum, rationale, context, kontext, explanation, detail
comment: comment, comments, notes, update, updates, kommentar, kommentare, notiz, notizen, bemerkung, bemerkungen,
    anmerkung, anmerkungen, remarks, status update, latest update, last check in note
commitment: commitment, committed, committed aspirational, goal type, stretch, ambition, committed stretch
start_date: start date, startdatum, begins, beginn, anfang, starts on, start datum
due_date: due date, due, deadline, end date, enddatum, faellig, faelligkeit, frist, end, ende, bis, due by, target
    date, zieldatum, ends on, by when, bis wann, termin, end datum, faellig am, faelligkeitsdatum, frist bis, due on,
    due by date, zu erreichen bis
""")
KIND_WORDS = table("""
increase: increase, increase from, increase to, steigern, erhoehen, up, numeric, number, zahl, higher is better
decrease: decrease, decrease from, decrease to, reduce, senken, verringern, down, lower is better
reach: reach, achieve, erreichen, target
share: share, percentage, percent, percentage tracked, prozent, anteil
maintain: maintain, keep, halten, control, stay above, stay below
binary: binary, yes no, boolean, ja nein, milestone, done not done, meilenstein, checkbox, true false
""")
WORK_WORDS = frozenset(
    listed("""
action, action item, activity, aktivitaet, aufgabe, epic, initiative, initiatives, massnahme, project, projekt, task,
to do
""")
)
TOTAL_WORDS = frozenset(
    listed("""
average, avg, durchschnitt, gesamt, gesamtergebnis, gesamtwert, grand total, mean, mittelwert, overall, overall
    average, overall score, sum, summe, total, total average, totals, weighted average, zwischensumme, subtotal, o
    durchschnitt, insgesamt
""")
)
# Sheets whose name says no more than what they hold; another name may be a team's.
SHEET_WORDS = frozenset(
    listed("""
all, alle, daten, data, dashboard, export, goals, key results, krs, objectives, okr, okrs, overview, plan, sheet,
summary, table, tabelle, tracking, tracker, uebersicht, ziele, company, company okrs, okr tracker, okr sheet, master
""")
)
OBJECTIVE_WORDS = frozenset(
    listed("big rock, company objective, goal, o, obj, objective, objectives, team objective, ziel")
)
KEY_RESULT_WORDS = frozenset(
    listed("""
ergebnis, key result, key results, kpi, kr, metric, outcome, result, schluesselergebnis, schluesselresultat
""")
)
COMMITTED_WORDS = frozenset(listed("commitment, committed, committed goal, ja, roofshot, verpflichtend, yes, zugesagt"))
STRETCH_WORDS = frozenset(
    listed("ambitioniert, ambitious, aspirational, aspirational goal, moonshot, nein, no, stretch")
)
MID_WORDS = listed("mid, middle, midpoint, mid q, mid quarter, mid term, mitte, halbzeit, zwischenstand")
END_WORDS = listed("""
end, final, eoq, end q, end of quarter, endstand, abschluss, ende, quarter end, end quarter, close
""")
FORECAST_WORDS = listed("""
projection, projected, forecast, prognose, expected, estimate, erwartet, hochrechnung, prediction
""")
GENERIC_ACTUAL = frozenset(
    (*listed("actual, check in, grade, ist, of quarter, q, quarter, result, review, score, stand, value"), "")
)
OWN_MARK = "headway id"
