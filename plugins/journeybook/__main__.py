"""`python -m journeybook …`: the same as the command, where the folder of scripts is not on the path."""

from journeybook.doors.command.commands import main

main()
