"""The hand-written content: people, goals by department, projects."""
