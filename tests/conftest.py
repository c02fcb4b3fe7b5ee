"""Property tests draw the same examples on every run; `CLAIMS_EXPLORE=1` draws new ones."""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile("explore" if os.environ.get("CLAIMS_EXPLORE") == "1" else "same")
