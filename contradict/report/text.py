"""The report in plain text and in Markdown."""
