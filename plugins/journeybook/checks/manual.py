"""The manual pages of everything that can be found: what a code means, why it matters, wrong and right.

`MANUAL` holds the codes of reading (characters, YAML, fields, folders, CSV); a rule's page is its own docstring. A test
collects every code that a reading module reports and looks for it here.
"""

from __future__ import annotations

from textwrap import dedent


def manual(code: str) -> str | None:
    """The page of `code`, None where no finding has that name."""
    from journeybook.checks.rules import RULES

    return RULES[code].manual if code in RULES else MANUAL.get(code)


_PAGES: dict[str, str] = {
    "internal-error": """
        Journeybook itself failed: an exception that nobody foresaw, while one file was read or one check ran.

        Your files need not be wrong. Everything else was read and checked, and all other findings stand; what would have
        followed from the part that failed is left out. The command ends with the exit code 70 then, whatever else it found.

        Please report the line as it stands: it names what failed, the line of Journeybook's code, and the versions, and
        holds nothing of what your files say but a file's name. `--traceback`, or the variable JOURNEYBOOK_DEBUG=1, shows
        the whole way to it; look through that before you send it, since it may repeat texts. To go on meanwhile, move the
        file out of the folder, or switch the check off in atlas.yml.

            rules: {look-alike-name: off}
        """,
    "wrong-placeholder": """
        A label, a translation or the address of issues holds wrong braces, or leaves out a number.

        The site fills values into some of its words: `{n} maps`. A label may hold the same names in braces as the words that
        it takes the place of, as often as it likes, and nothing else there: no other name, no dot, no format. `one|other`
        gives two forms, for one and for all other numbers; in a language with more of them they have names,
        `one: …|few: …|many: …`. A number or day that the site's words hold must stand in the
        label too (the form for one may go without `{n}`): otherwise every page says the same, whatever was counted.

            labels: {n_maps: "{number} journeys"}               # wrong: there it is {n}
            labels: {n_maps: "5"}                               # wrong: it leaves out {n}
            labels: {n_maps: "{n} journey|{n} journeys"}        # right

        A translation in `languages/pl.po` must hold all of them, wherever its language wants them: the page would leave out
        what it was to say.

            msgid "overdue since {date}"
            msgstr "po terminie od {data}"                      # wrong: a name in braces is never translated
            msgstr "po terminie od {date}"                      # right

        The address of issues holds `{issue}`, for what a record says under `issue`, and no other braces. Those of the address
        itself are written `%7B` and `%7D`.

            issue_url: https://tracker.example/{project}/{issue}     # wrong
            issue_url: https://tracker.example/shop/{issue}          # right
        """,
    "wrong-translation": """
        A file in `languages/`, a translation of the site's own words, cannot be used as it is, or not in all parts.

        It is a gettext file named after its language, such as `languages/pl.po`, as `journeybook words pl` writes it. Each text
        is translated once, and one that counts has as many forms as the head of the file announces.

            msgid "1 map"
            msgid_plural "{n} maps"
            msgstr[0] "{n} mapa"                                # wrong: Polish has three forms
            msgstr[0] "{n} mapa"                                # right
            msgstr[1] "{n} mapy"
            msgstr[2] "{n} map"

        As a warning it says that a newer Journeybook has no such text any more, or another one in English. Until somebody has
        looked at it, it is shown in English; `journeybook words pl` writes it anew, with the translation so far marked "fuzzy".
        """,
    # the site around the maps
    "site-options": """
        The entry of the plugin in mkdocs.yml says what MkDocs refuses, or hides from it.

        An option is unknown or holds what it may not, stands beside the plugin's name instead of below it, or the list of
        plugins is none. `journeybook check` and `journeybook publish` say it with its line, where MkDocs would end without one.

            plugins:
              - journeybook:
                folder: maps            # wrong: beside the name
              - journeybook:
                  folder: maps          # right: below it, further in
        """,
    # bytes and files
    "no-maps": """
        There is nothing to read: no such folder, or no file in it ends in .yml or .yaml.

        A map is a file with two fields, `title` and `stages`.

            title: Buying shoes
            stages: [I look, I choose, I pay]
        """,
    "empty-file": """
        A file holds nothing, or only comments.

        Every .yml below the folder is a map, a library file or atlas.yml. Remove the file, write something into it, or put
        a dot or underscore before the name of a folder that is not to be read.
        """,
    "file-name": """
        The name of a file is not UTF-8 and cannot stand in links or reports, or its ending says that it is not read: `.txt`
        behind the ending that was meant, or a table of numbers, a spreadsheet or a document in another format.

        A name that is not UTF-8 comes from an old archive or system, a second ending from an editor that hides endings: rename
        the file. Of a spreadsheet save the table as "CSV UTF-8"; what is not meant to be read belongs into another folder, or
        into one whose name begins with a dot or underscore.

            card.yaml.txt     # wrong
            card.yaml         # right
            numbers.txt       # wrong
            numbers.csv       # right
        """,
    "duplicate-file": """
        Two files hold the same, ids included: one is a copy, such as a download or a rename leaves behind.

        Remove one of them. For another map that begins like this one, give the copy another `id`.
        """,
    "not-a-file": """
        Something with the name of a map is no regular file: a device, a pipe, a socket.

        Remove it from the folder.
        """,
    "not-readable": """
        The operating system does not let the file be read; the message gives its reason.

        Look at the file's permissions (`chmod a+r map.yml`), or remove it.
        """,
    "link-not-followed": """
        A symbolic link is not followed: to a folder never, to a file only within the atlas.

        What is published must stand in the folder itself. Copy the file.
        """,
    "misplaced-settings": """
        Settings stand in a file that is not read as settings: in a subfolder, or under another name.

        One atlas has one `atlas.yml`, at the top of its folder.

            journeys/shop/atlas.yml     # wrong
            journeys/atlas.yml          # right
        """,
    "too-many-files": """
        The folder holds more files than are read.

        Perhaps it is the wrong folder, or a tool's cache stands in it. Folders whose names begin with `.` or `_` are left
        out; the limit stands in atlas.yml.

            limits: {files: 50000}
        """,
    "file-too-large": """
        A file has more bytes than are read.

        A large map has 20 thousand bytes. Split a library into several files, or raise the limit in atlas.yml.

            limits: {size: 5000000}
        """,
    "not-utf8": """
        A file is not written in UTF-8, the one encoding that YAML files here have.

        Open it in an editor and save it "as UTF-8". The place is the first byte that does not fit.
        """,
    "not-a-map-file": """
        A file ends in .yml and is something else: a web page, a picture, an archive, a git-lfs pointer.

        A pointer becomes the file with `git lfs pull`; the rest was saved under a wrong name.
        """,
    "merge-conflict": """
        The marks of an unresolved git conflict stand in the file.

        Keep one of the two sides and remove the three lines of signs.

            <<<<<<< HEAD           # wrong
            name: I pay
            =======
            name: I buy
            >>>>>>> branch

            name: I pay            # right
        """,
    "refused-character": """
        The text holds a character that controls instead of being read: a control character, or one that turns the
        direction of writing so that a text reads otherwise than it is.

        It came with a paste. Remove it; the message names the code point, and the place is exact.
        """,
    "invisible-character": """
        The text holds a character that nobody sees, such as a line separator (U+2028).

        It came with a paste from a PDF or chat. Remove it, or type a blank.
        """,
    "lost-character": """
        The text holds U+FFFD, the sign for "here was a character that got lost".

        Some program read the file in a wrong encoding and saved it. Type the character again.
        """,
    "hidden-escape": """
        A backslash in double quotes became a line break or a tab.

        In double quotes a backslash begins an escape; in single quotes it is a backslash.

            artefact: "C:\\new\\ticket.pdf"     # wrong: holds a line break and a tab
            artefact: 'C:\\new\\ticket.pdf'     # right
        """,
    "typographic-quotes": """
        A value stands in typographic quotes. YAML knows only straight ones, so the curly ones become part of the text.

            lang: “en”         # wrong: the value has four characters
            lang: "en"         # right
        """,
    # YAML
    "yaml-syntax": """
        The file cannot be read as YAML here. Mostly it is a missing blank after a colon, a tab, an indentation that does
        not fit, or a text with a colon in it that needs quotes.

            text: Note: the shop is closed       # wrong
            text: "Note: the shop is closed"     # right
        """,
    "duplicate-key": """
        A field is given twice in one record. YAML would silently keep one of them.

            pains: [Slow]                 # wrong
            pains: [Dear]
            pains: [Slow, Dear]           # right
        """,
    "key-not-text": """
        The name of a field is a list or mapping. Mostly a text that begins with `{` or `[` lacks its quotes.

            text: {{ name }} does not know       # wrong
            text: "{{ name }} does not know"     # right
        """,
    "merge-key": """
        `<<` takes over the fields of another record in YAML. None are read: a record says everything itself, so that a
        reader of the file sees all of it.

            <<: *defaults          # wrong
            owner: ecommerce       # right
        """,
    "anchor": """
        A text that begins with `&` is an anchor in YAML. None are read; text needs quotes.

            text: &co is unclear         # wrong
            text: "&co is unclear"       # right
        """,
    "alias": """
        A text that begins with `*` refers to an anchor in YAML. None are read; text needs quotes.

            text: *new* and shiny        # wrong
            text: "*new* and shiny"      # right
        """,
    "tag": """
        A text that begins with `!` is a tag in YAML. Only plain values are read; text needs quotes.

            text: !important to us       # wrong
            text: "!important to us"     # right
        """,
    "several-documents": """
        `---` begins a second document. A file holds one map or one library.

        Move what stands behind it into a file of its own. A line `---` at the very top is fine.
        """,
    "nested-too-deep": """
        Values stand in values in values, deeper than any map needs.

        Mostly an indentation went wrong. The limit stands in atlas.yml: `limits: {depth: 60}`.
        """,
    "too-many-values": """
        One file holds more values than are read.

        Split it, or raise the limit in atlas.yml: `limits: {nodes: 500000}`.
        """,
    # fields
    "unknown-field": """
        No field has this name here. A misspelt field would otherwise be lost without a word.

            wner: growth           # wrong
            owner: growth          # right
            x-cost-centre: "44"    # own fields begin with x- and are kept as they are
        """,
    "missing-field": """
        A record lacks a field that it cannot be without.

            channels:
              - {id: web}                     # wrong
              - {id: web, name: Web shop}     # right
        """,
    "wrong-type": """
        A field holds another kind of value than it takes: a list where one text is meant, a text where several fields are.

            scope: Everything                          # wrong
            scope: {scenario: Everything, goal: …}     # right
        """,
    "empty-value": """
        A field is written and has no value, or one that says nothing where a name must stand. Optional means absent: write
        a value or remove the line.

            summary:                          # wrong
            summary: How runners buy shoes    # right
            owner: n/a                        # wrong: that would be a team of this name
            owner: "?"                        # right: nobody knows yet
        """,
    "bad-id": """
        An id is made of lower-case letters (of any script) and digits, with single hyphens between them; the site's own
        names (`index`, `search`, `assets` …) are taken.

            id: Choose Payment     # wrong
            id: choose-payment     # right
        """,
    "not-a-number": """
        A number is written as in 1200 or 0.31, without blanks, words or thousands separators.

            reach: 4,100      # wrong
            reach: 4100       # right
        """,
    "not-a-date": """
        A date is written year-month-day, and must be in the calendar. Where a period will do, so will a month (2026-09, March
        2026, 09/2026), a quarter (2026-Q3) and a span (2026-09-01/2026-09-14).

            date: 1.9.2026          # wrong, and so is 2026-02-30
            date: Sep 26            # wrong: a month or a day?
            date: 2026-09-01        # right
        """,
    "not-a-choice": """
        The field takes one of a few words, and this is none of them.

            status: published       # wrong
            status: live            # right: draft, in-review, live or retired
        """,
    "out-of-range": """
        A number lies outside of the scale of its field, or is no number. No number is larger than 1,000,000,000,000,000: what
        is, is a slip of the pen.

            feels: -3               # wrong: -2 to +2
            feels: -2               # right
            severity: blocks        # the words of a scale are taken too
        """,
    # between records
    "duplicate-id": """
        Two records of one kind have the same id, so a reference could mean either. Stages and steps of one map are one
        kind here; so are the pains of one map.

            - {id: pay, name: I pay}
            - {id: pay, name: Pays by card}           # wrong
            - {id: pay-by-card, name: Pays by card}   # right
        """,
    "unknown-reference": """
        A name is used that nothing here has: no record of that kind, no such stage or step, no such rule. As soon as the
        library defines one record of a kind, all of that kind must be defined.

            owner: e-comerce       # wrong
            owner: ecommerce       # right
            next: [pay]            # a step of this map; one of another map is 'return-shoes#send-back'
        """,
    # numbers
    "csv-column": """
        The first line of a CSV file names the columns: `metric`, `date`, any of `map`, `stage`, `touchpoint`, `segment`,
        `channel`, `region`, and the counts that the metric's kind needs.

            metric,datum,prom                              # wrong
            metric,date,promoters,passives,detractors      # right

        Commas, semicolons or tabs separate the cells, whichever the first line holds; a line `sep=;` before it may say so.
        UTF-8 is read, and what Excel calls "Unicode text". Case and blanks of the names, and nameless columns at the end,
        do not matter.
        """,
    "unclosed-fence": """
        A fence that asks for a view in a hand-written page is never closed.

        A fence ends where a line holds as many backticks as it began with, and nothing else.

            ```journeybook
            view: curve
            map: buy-shoes
            ```
        """,
    "csv-row": """
        A row of a CSV file does not fit: too many or too few cells, no counts, or the same row twice; or there is none.

            metric,date,value
            wait,2026-06-30,12,5        # wrong: four cells below three columns
            wait,2026-06-30,12.5        # right
        """,
    "counted-twice": """
        A metric has two values of one day for all customers: in a CSV file and among its own `values`, or twice among these.
        Nobody can tell which of them holds. A period ends on its last day, so that `2026-Q2` and `2026-06-30` are one day.

            values: [{date: 2026-06-30, value: 7}]     # and in a CSV file:
            wait,2026-06-30,8                          # wrong: which one is it?
        """,
    "part-above-whole": """
        A row that names a touchpoint, segment, channel or region counts more people than the row of all customers of the same
        day and place. A part is never larger than the whole: one of the two is wrong.

            orders,2026-06-30,web,400,280      # wrong: 400 entered on the web
            orders,2026-06-30,,350,245         # and 350 everywhere
        """,
    "csv-cell": """
        A cell of a CSV file cannot be what its column says: no date, no number, a share where people are counted or above 1,
        more who completed than entered, an `n` that is not the sum of the counts, a quote without its end.

            nps,2026-06-30,fifty,30,20     # wrong
            nps,30.06.2026,50,30,20        # wrong: a date is written year-month-day
            nps,2026-06-30,>50,30,20       # wrong: a limit is no count
            nps,2026-06-30,50,30,20        # right
            nps,June 2026,50,30,20         # right

        Where semicolons or tabs separate the cells, a number may have a decimal comma. A sign between thousands is refused,
        and so is a date that may be read in two ways: `1.234` and `3/4/2026` mean one thing here and another one there.
        """,
}
MANUAL: dict[str, str] = {code: dedent(page).strip() for code, page in _PAGES.items()}
"""The pages of the codes that are no rules, in the order in which a file is read."""
