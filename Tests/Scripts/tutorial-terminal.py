"""Follows a tutorial on a terminal as a person would.

  tutorial-terminal.py KTHWCTL DIRECTORY

A line "ok ..." is printed for everything that is as it should be.
"""

import os
import sys

from terminal import Conversation

PROGRAM, DIRECTORY = sys.argv[1:3]
QUESTION = b"Enter goes on"


def follow(typed, *words):
    """What was shown, and how it ended; each of `typed` answers a question."""
    talk = Conversation(
        [PROGRAM, "tutorial", "minimal", "--folder", "lab", *words], DIRECTORY)
    answered = 0
    while talk.read(1):
        if talk.shown.count(QUESTION) > answered and answered < len(typed):
            talk.type(typed[answered])
            answered += 1
    status = talk.wait()
    talk.close()
    return talk.shown, status


def judge(claim, holds, *facts):
    print(("ok " if holds else "NOT ") + claim, *([] if holds else facts), flush=True)
    if not holds:
        sys.exit(1)


shown, status = follow([b"\n", b"\x03"])
judge("Ctrl-C ends it with 130", status == 130, status, shown)
judge("Enter goes on", b"Step 2 of 10" in shown and b"Step 3" not in shown, shown)
judge("authorities are there", os.path.exists(DIRECTORY + "/lab/out/pki/ca-key.pem"))

shown, status = follow([b"\x04"])
judge(
    "the end of the input stops it as well, after what was new",
    status == 130 and b"was done before" in shown and b"Step 4" not in shown,
    status,
    shown,
)

shown, status = follow([], "--yes")
judge("--yes asks nothing", status == 0 and QUESTION not in shown, status, shown)
shown, status = follow([])
judge("what was done asks nothing", status == 0 and QUESTION not in shown, status, shown)
