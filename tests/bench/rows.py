"""All rows of the table, in its order."""

from tests.bench import building, checking, reading

ROWS = building.ROWS + reading.ROWS + checking.ROWS
