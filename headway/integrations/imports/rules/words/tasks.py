"""The dictionary of task lists: columns of any tool, of Asana and of Jira. To teach the importer a word, add it.

Names are compared folded (`text.fold`): lower case, no accents, umlauts as two letters, punctuation as one blank.
A line is `field: name, name, ...`; an indented line goes on.
"""

from headway.integrations.imports.rules.words.reading import by_name, listed, table

TASK_FIELDS = table("""
title: title, name, task, task name, summary, subject, titel, aufgabe, aufgaben, bezeichnung, todo, to do, issue,
    story, vorgang, aufgabenname, what, was, item, card name, betreff, tasks
external_id: id, task id, issue key, key, nr, no, nummer, number, ticket, ticket id, aufgaben id, item id, card id
description: description, notes, details, beschreibung, notiz, notizen, task content, text, body, content, desc
status: status, state, section, section column, column, list, list name, stage, zustand, spalte, abschnitt, phase,
    bucket, bucket name, lane, group, progress, fortschritt
assignee: assignee, assignees, assigned to, owner, responsible, person, verantwortlich, verantwortliche,
    verantwortlicher, zustaendig, bearbeiter, who, wer, members, zugewiesen an, zugewiesen, people
assignee_email: assignee email, email, e mail, owner email, mail, e mail adresse
start_date: start date, start, startdatum, beginn, begin, starts on, timeline start, start datum
due_date: due date, due, deadline, end date, enddatum, faellig, faellig am, faelligkeit, frist, end, ende, due on,
    bis, termin, timeline end, faelligkeitsdatum, due by
completed_at: completed at, completed, completed date, closed at, done at, abgeschlossen am, erledigt am, finished,
    resolved, completion date, date completed
created_at: created at, created, created on, date created, erstellt, erstellt am, creation date
labels: labels, label, tags, tag, schlagwoerter, etiketten, kategorien, categories, category, kategorie
project: project, projects, project name, projekt, projekte, projektname, board, board name
parent: parent task, parent, parent name, uebergeordnete aufgabe, oberaufgabe, parent summary
parent_id: parent id, parent key, parent issue
priority: priority, prio, prioritaet, dringlichkeit, importance, urgency
estimate_hours: estimate, estimate hours, estimated hours, effort, hours, schaetzung, aufwand, stunden, aufwand h,
    estimate h, estimation, geschaetzter aufwand
done: done, is done, erledigt, fertig, abgeschlossen, complete, checked
""")
ASANA_FIELDS = by_name("""
external_id: task id
created_at: created at
completed_at: completed at
title: name
status: section column, section, column
assignee: assignee
assignee_email: assignee email
start_date: start date
due_date: due date
labels: tags
description: notes
project: projects
parent: parent task
priority: priority
estimate_hours: estimated time, estimated hours
""")
ASANA_MARKS = listed("""
task id, completed at, created at, section column, assignee email, projects, parent task, last modified
""")
JIRA_FIELDS = by_name("""
title: summary
issue_key: issue key
external_id: issue id
status: status
status_category: status category
issue_type: issue type
project: project name
project_key: project key
priority: priority
assignee: assignee
created_at: created
completed_at: resolved
due_date: due date
labels: labels, component s, components, component
description: description
estimate_seconds: original estimate
parent_id: parent, parent id
parent_key: parent key
epic_link: custom field epic link, epic link
start_date: custom field start date, start date
comment: comment
resolution: resolution
project_lead: project lead
project_description: project description
""")
JIRA_MARKS = listed("""
issue key, issue id, issue type, project key, summary, custom field rank, work ratio, reporter
""")
