"""On the path of the processes that a traced test starts: has them say which functions they ran."""

import os

if "JOURNEYBOOK_TRACES" in os.environ and "PYTEST_CURRENT_TEST" in os.environ:
    from tests.mutants.traces import child

    child()
