"""The atlas in other formats than pages: one file for each format."""
