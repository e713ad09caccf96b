"""`run.py peer NAME`: print the Python of a peer's environment, made if it is missing."""

import sys

from benchmarks.peers import HERE, python_of

if __name__ == "__main__":
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        print(python_of(name))
    except KeyError:
        known = ", ".join(sorted(lock.parent.name for lock in HERE.glob("*/requirements.lock"))) or "none"
        sys.exit(
            f"没有名为“{name}”的对照程序，现有：{known}。\n"
            f"There is no peer called '{name}', there are: {known}. A peer is a folder in benchmarks/peers."
        )
