"""Task lists: `rows` reads one row, `states` its status, `parents` who is whose subtask, `plan` makes the plan."""
