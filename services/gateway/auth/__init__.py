"""Who may do what: access keys of programs."""
