"""The sample company: what it is (rules), and how it enters and leaves a workspace (actions)."""
