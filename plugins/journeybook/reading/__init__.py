"""A file's bytes become a tree in which every value knows its place: encodings, YAML, CSV rows, ids, dates, and what a finding is.

The only floor that knows PyYAML."""
