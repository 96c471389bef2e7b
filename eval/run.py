"""The same as ``contradict eval``: python eval/run.py TASK... [--model M] [--limit N] [--output FILE]."""

import sys

from contradict.cli import main

if __name__ == "__main__":
    sys.exit(main(["eval", *sys.argv[1:]]))
