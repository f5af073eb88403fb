"""One file for each language of the interface; see `words`."""
