"""The benchmark: how long Journeybook takes, beside others in the same run. `python -m tests.bench --help`."""
