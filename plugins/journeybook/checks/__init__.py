"""What is wrong with an atlas: `check` reads and judges a folder, a rule is a file in `rules/`, a format of findings one in `reports/`."""
