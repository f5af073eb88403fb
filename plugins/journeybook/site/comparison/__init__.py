"""Two maps side by side: which pairs there are, what differs, and what leads from one to the other."""
