"""The checklists: what is asked for each claim type, as YAML that an insurer edits."""
