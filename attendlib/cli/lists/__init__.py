"""attendlib list: which list does the school want to work from today?"""

import typer

from attendlib.cli.lists.discuss import discuss
from attendlib.cli.lists.families import families
from attendlib.cli.lists.first_day_calls import first_day_calls
from attendlib.cli.lists.handover import handover
from attendlib.cli.lists.lateness import lateness
from attendlib.cli.lists.moved import moved
from attendlib.cli.lists.persistent import persistent
from attendlib.cli.lists.recognition import recognition
from attendlib.cli.lists.tracker import tracker

list = typer.Typer(  # by the command's own name, as every command
    help="The lists that a school works from day by day, as CSV: whom to call, what is to be done this week, how far "
    "everybody is from persistent absence, who moved, which families, whom to praise, whom to discuss, who "
    "is often late, who was a concern.\n\n"
    "Every row is about a pupil: the file is for named staff, and says so in its last column. Each list is a prompt to "
    "a person; nothing is decided.\n\nExamples: `attendlib list first-day-calls city.yaml --school 999001` · "
    "`attendlib list tracker city.yaml --policy blue-coat-2025 -o tracker.csv`",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
)
list.command("first-day-calls")(first_day_calls)
list.command("tracker")(tracker)
list.command("persistent")(persistent)
list.command("moved")(moved)
list.command("families")(families)
list.command("recognition")(recognition)
list.command("discuss")(discuss)
list.command("lateness")(lateness)
list.command("handover")(handover)
