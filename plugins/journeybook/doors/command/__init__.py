"""The `journeybook` command. The only room that knows click."""
