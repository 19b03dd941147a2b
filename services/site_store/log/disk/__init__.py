"""What the log is on the disk: docs/log-format.md says the same in prose."""
