"""Types a line and the tab key into bash on a terminal, and prints the line.

  complete-on-terminal.py DIRECTORY LINE

DIRECTORY has the script of completions as kthwctl.bash.
"""

import os
import pty
import select
import sys
import time

DIRECTORY, LINE = sys.argv[1:3]
PROMPT = b"ready> "

process, terminal = pty.fork()
if process == 0:
    os.chdir(DIRECTORY)
    os.environ.update(TERM="dumb", PS1="", INPUTRC="/dev/null", HISTFILE="/dev/null")
    os.execvp("bash", ["bash", "--norc", "--noprofile", "-i"])


def shown(enough, seconds=20):
    text, end = b"", time.monotonic() + seconds
    while time.monotonic() < end and not enough(text):
        if select.select([terminal], [], [], 0.1)[0]:
            text += os.read(terminal, 65536)
    assert enough(text), text
    return text


os.write(terminal, b". ./kthwctl.bash; bind 'set enable-bracketed-paste off' 2>/dev/null; "
         b"stty cols 200; PS1='rea''dy> '\n")
shown(lambda text: text.endswith(PROMPT))
os.write(terminal, LINE.encode() + b"\t")
# A space ends a word that is complete.
text = shown(lambda text: text.endswith(b" ") and text.rstrip() != LINE.encode())
print(text.decode())
os.write(terminal, b"\x15exit\n")
