"""The plugin of MkDocs. The only room that knows MkDocs."""
