"""A fence for Mermaid diagrams in hand-written pages, to be named in the site's `mkdocs.yml`.

mermaid2's own does not escape what stands in it: a `<br/>` in a label is lost, and `a < b` ends the diagram.
"""

from __future__ import annotations

from typing import Any

from pymdownx.superfences import fence_code_format


def fence_mermaid_custom(source: str, language: str, css_class: str, options: Any, md: Any, **more: Any) -> str:
    """The source, escaped, where Material and mermaid2 look for it. mermaid2 knows the function by its name."""
    html: str = fence_code_format(source, language, css_class, options, md, **more)
    return html
