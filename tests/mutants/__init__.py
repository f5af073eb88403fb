"""Changes that somebody should notice: conditions inverted or dropped one by one, and whether a test fails.

    python -m tests.mutants --room site/views --number 20 --seed 1

`places` finds the conditions of Python and of the templates, `traces` knows which test runs which function, `trial` makes a
copy of the tree and runs the tests there, in forks of a process (`ready`) that has loaded everything. What changes nothing that can
be seen stands in `equivalent.txt`, with why.
"""
