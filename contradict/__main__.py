"""``python -m contradict``: the command line."""

import sys

from contradict.cli import main

sys.exit(main())
