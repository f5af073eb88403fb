"""The drawing of a map: what it says as Mermaid text, the engines that lay it out, and the SVG that is published."""
