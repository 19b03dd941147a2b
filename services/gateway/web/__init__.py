"""Requests that have an end: pages, apps, the shell and its files."""
