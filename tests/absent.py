"""What becomes of a test that needs what is not here?"""

import os
from typing import NoReturn

import pytest


def absent(reason: str) -> NoReturn:
    """The test is skipped, and says why; on the build server, where everything has to be there, it fails."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
