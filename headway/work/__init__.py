"""Projects, tasks with subtasks to any depth, and their links to key results.

Three things hold the room together:

- Counters. Every task and project row knows its own subtree (`below_*`) and what it gives to whatever counts it
  (`leaves`, `leaves_done`, ...; generated columns). An action writes the rows it means and hands the difference to
  `actions.counting.carry_up`: one SQL call walks up to the project, whatever the number of siblings, and tells
  progress the new totals of each linked piece of work, in the same transaction.
- Lock order. An action that can move a number takes `progress.lock_graph` first of all, in a statement of its own,
  before any read it will decide on; then it locks tasks, then counters (`display_counter`). Nobody locks the other
  way round, so writers queue and never deadlock. Texts, people and dates move no number and take no graph lock.
- Who sees what. A task is seen by whoever sees its project (`queries.projects.VISIBLE`); work of projects one may not
  see is counted like any other and never named.
"""
