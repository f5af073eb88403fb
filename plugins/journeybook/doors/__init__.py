"""How people and programs come in: a command, a plugin of MkDocs, and the pages of reference. They alone know the day, the environment and where to write."""
