"""Types passphrases into a terminal, as a person would.

  passphrase-terminal.py KTHWCTL DIRECTORY

Each case runs a command on a pseudo-terminal, waits for its questions, and
answers. It is a failure when an answer shows on the terminal, when the
terminal stays mute, or when the command ends in another way than it should.
"""

import os
import signal
import sys
import termios

from terminal import Conversation

PROGRAM, DIRECTORY = sys.argv[1:3]
SECRET = b"correct horse battery"
OTHER = b"another one altogether"


def echoes(terminal):
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


def run(words, answers):
    """Gives what the terminal showed, and how the command ended."""
    talk = Conversation([PROGRAM, *words], DIRECTORY)
    assert echoes(talk.terminal)
    asked = 0
    while talk.read(0.1):
        shown = talk.shown
        if asked < len(answers) and shown.count(b": ") > asked and shown.endswith(b": "):
            answer = answers[asked]
            asked += 1
            assert not echoes(talk.terminal), "the terminal shows what is typed"
            if isinstance(answer, bytes):
                talk.type(answer + b"\n")
            elif answer == signal.SIGINT:
                talk.type(b"\x03")
            else:
                os.kill(talk.process, answer)
    shown, status = talk.shown, talk.wait()
    assert echoes(talk.terminal), "the terminal stays mute"
    talk.close()
    assert asked == len(answers), (words, shown)
    for secret in (SECRET, OTHER):
        assert secret not in shown, shown
    return shown.decode(), status


def expect(words, answers, status, text=""):
    shown, ended = run(words, answers)
    assert ended == status, (words, ended, shown)
    assert text in shown, (words, shown)
    print("ok", " ".join(words))


def exists(name):
    return os.path.exists(os.path.join(DIRECTORY, name))


expect(["ca", "init", "--encrypt"], [SECRET, OTHER], 65, "differ")
assert not exists("ca-key.pem")
expect(["ca", "init", "--encrypt"], [b""], 65, "empty")
expect(["ca", "init", "--encrypt"], [SECRET, signal.SIGINT], -signal.SIGINT)
expect(["ca", "init", "--encrypt"], [signal.SIGTERM], -signal.SIGTERM)
assert not exists("ca-key.pem")
expect(["ca", "init", "--encrypt"], [SECRET, SECRET], 0, "wrote ca-key.pem")
expect(["cert", "admin"], [SECRET], 0, "Passphrase of ca-key.pem: ")
expect(["cert", "admin", "--keep-key"], [OTHER, SECRET], 0, "does not open")
expect(["cert", "ops", "--cn", "ops"], [OTHER, OTHER, OTHER], 1, "does not open the private key")
assert not exists("ops.pem")
expect(["key", "reencrypt", "ca-key.pem", "--new-passphrase"], [SECRET, OTHER, OTHER], 0, "wrote")
expect(["key", "reencrypt", "ca-key.pem"], [OTHER], 0, "wrote")
expect(["key", "decrypt", "ca-key.pem"], [OTHER], 0, "unencrypted")
# All authorities get one passphrase; a second run needs it where it signs.
expect(["generate", "--encrypt-ca-keys"], [SECRET, SECRET], 0, "made")
expect(["generate"], [], 0)
os.remove(os.path.join(DIRECTORY, "out/pki/admin.pem"))
expect(["generate"], [signal.SIGINT], 130, "interrupted")
expect(["generate"], [SECRET], 0, "reissued admin")
