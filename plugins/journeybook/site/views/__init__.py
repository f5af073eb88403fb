"""One file for each question that a page asks; its `view` returns a frozen dataclass, exactly the template's context."""
