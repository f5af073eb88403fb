"""One folder as one object that answers questions: its records by id, references both ways, how steps are connected, counts."""
