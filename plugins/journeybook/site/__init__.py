"""An atlas as pages: views say what a page holds, templates how it looks, `pages` which there are."""
