"""Report to entries: one file a kind of entry; `reader.read_reports` runs them all."""
