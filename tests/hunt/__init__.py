"""The hunt: example files changed at random, read, judged and shown on every page, until something raises that should not.

    python -m tests.hunt --inputs 20000 --seed 1

`seeds` makes small atlases of the example's files, `changes` and `values` spoil them, `trial` takes one through check and
rendering, `markup` looks at the pages. Every input follows from seed and number: `--only 4711` runs one again and shows it.
"""
