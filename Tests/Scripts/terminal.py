"""A command on a pseudo-terminal, for the scripts beside this one."""

import os
import pty
import select
import signal
import time


def plain_signals():
    # Whoever runs the tests may have them ignored, or held back.
    signal.pthread_sigmask(signal.SIG_SETMASK, set())
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Conversation:
    """A command that runs on a terminal of its own: what it has shown so far
    is in `shown`, and what is typed goes to `terminal`."""

    def __init__(self, words, directory=None, **variables):
        self.words, self.shown, self.start = words, b"", time.monotonic()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            if directory:
                os.chdir(directory)
            plain_signals()
            os.environ.update({"TERM": "xterm", **variables})
            os.execvp(words[0], words)

    def age(self):
        return time.monotonic() - self.start

    def type(self, text):
        os.write(self.terminal, text)

    def read(self, patience=0.05):
        """Whether it may show more; waits so many seconds for the next piece."""
        assert self.age() < 100, (self.words, self.shown)
        if not select.select([self.terminal], [], [], patience)[0]:
            return True
        try:
            piece = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.shown += piece
        return bool(piece)

    def wait(self):
        """The exit status, or the number of the signal below zero."""
        _, status = os.waitpid(self.process, 0)
        return os.waitstatus_to_exitcode(status)

    def close(self):
        os.close(self.terminal)
