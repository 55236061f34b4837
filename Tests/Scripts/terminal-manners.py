"""Runs commands on a terminal, and interrupts them as a person would.

  terminal-manners.py KTHWCTL DIRECTORY LARGE

DIRECTORY is empty; LARGE describes a cluster of thousands of hosts. A line
"ok ..." is printed for everything that is as it should be.
"""

import os
import re
import signal
import subprocess
import sys
import time

from terminal import Conversation, plain_signals

PROGRAM, DIRECTORY, LARGE = sys.argv[1:4]
ERASE = b"\r\x1b[K"


def on_terminal(words, until=None, terminal_name="xterm", **variables):
    """What the terminal showed, and how the command ended; Ctrl-C is typed
    once `until` is shown, or after half a second where it is empty."""
    os.environ.pop("NO_COLOR", None)
    talk = Conversation([PROGRAM, *words], DIRECTORY, TERM=terminal_name, **variables)
    typed = False
    while talk.read():
        late = talk.age() > 0.5
        if until is not None and not typed and (until in talk.shown if until else late):
            talk.type(b"\x03")
            typed = True
    status = talk.wait()
    talk.close()
    return talk.shown, status


def ok(words):
    print("ok", " ".join(words), flush=True)


# A reader that waits for its input ends at once, and says why.
readers = [
    ["verify", "-"],
    ["matrix", "-"],
    ["expiry", "-"],
    ["adopt", "-"],
    ["explain", "--in", "-", "x509: certificate signed by unknown authority"],
]
for words in readers:
    shown, status = on_terminal(words, until=b"")
    assert status == 130, (words, status, shown)
    assert shown.endswith(b"interrupted\r\n") and b"\x1b[1;31merror:" in shown, shown
    ok(words)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        pipe = subprocess.Popen(
            [PROGRAM, *words], cwd=DIRECTORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, preexec_fn=plain_signals)
        time.sleep(0.3)
        pipe.send_signal(number)
        # Its input stays open until it has ended.
        pipe.wait(timeout=20)
        output, errors = pipe.communicate()
        assert pipe.returncode == 130, (words, number, pipe.returncode, errors)
        assert output == b"" and errors == b"kthwctl: error: interrupted\n", (output, errors)
    ok(words + ["(pipe)"])

# Whoever started it with the signal ignored, as nohup does, is not interrupted.
ignoring = subprocess.Popen(
    [PROGRAM, "verify", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    preexec_fn=lambda: (plain_signals(), signal.signal(signal.SIGHUP, signal.SIG_IGN)))
time.sleep(0.3)
ignoring.send_signal(signal.SIGHUP)
_, errors = ignoring.communicate(b"nothing known\n", timeout=20)
assert ignoring.returncode == 0 and b"interrupted" not in errors, (ignoring.returncode, errors)
ok(["ignored"])

# A long run shows a bar that goes away, on a terminal that can do that.
large = ["generate", LARGE, "--dry-run", "-o", "json"]
shown, status = on_terminal(large, until=b" %")
bar = re.search(rb"\r\x1b\[Kkthwctl: compared [0-9,]+ of 5,010 hosts \[[#-]{20}\] [ 0-9]{3} %", shown)
assert status == 130 and bar, (status, shown[:400])
assert ERASE + b"kthwctl: " in shown[bar.end():], shown[bar.end():][-400:]
assert not os.listdir(DIRECTORY), os.listdir(DIRECTORY)
ok(["bar"])

# Where lines cannot be written over, none is; and --quiet says nothing.
for name, flags in (("dumb", []), ("xterm", ["--quiet"])):
    talk = Conversation([PROGRAM, *large, *flags], TERM=name)
    time.sleep(2.5)
    talk.type(b"\x03")
    while talk.read():
        pass
    shown, status = talk.shown, talk.wait()
    talk.close()
    assert status == 130, (status, shown[:300])
    assert b"compared" not in shown, shown[:300]
    ok([name, *flags])

# Whoever is asked for nothing but a key dies of the signal, and leaves nothing.
shown, status = on_terminal(["keypair", "--key", "rsa-8192"], until=b"")
assert status in (-signal.SIGINT, 0), (status, shown)
assert status == 0 or not os.listdir(DIRECTORY), os.listdir(DIRECTORY)
ok(["keypair"])

# Colours: on a terminal, unless somebody refuses them.
for words, variables, coloured in (
    (["verify", "nope"], {}, True),
    (["verify", "nope"], {"NO_COLOR": "1"}, False),
    (["verify", "nope"], {"NO_COLOR": ""}, True),
    (["verify", "nope"], {"terminal_name": "dumb"}, False),
    (["verify", "nope", "--color", "never"], {}, False),
    (["verify", "nope", "--color", "always"], {"NO_COLOR": "1"}, True),
):
    shown, status = on_terminal(words, **variables)
    assert status == 74 and (b"\x1b[" in shown) == coloured, (words, variables, shown)
    assert re.sub(rb"\x1b\[[0-9;]*m", b"", shown).startswith(b"kthwctl: error: "), shown
    ok(["colour", *words[2:], *map(str, variables.values())])

# Keys are shown to no terminal.
os.mkdir(DIRECTORY + "/packed")
subprocess.run(
    f"{PROGRAM} init | {PROGRAM} generate - -q", cwd=DIRECTORY + "/packed", shell=True, check=True)
host = sorted(os.listdir(DIRECTORY + "/packed/out/hosts"))[0]
for words in (["bundle", host, "--output", "-"],
              ["bundle", host, "--format", "cloud-init", "--output", "-"]):
    shown, status = on_terminal([*words, "--tree", "packed/out"])
    assert status == 64 and b"is a terminal" in shown, (status, shown[:400])
    assert b"\x1f\x8b" not in shown and b"PRIVATE KEY" not in shown and len(shown) < 400, shown
    piped = subprocess.run(
        [PROGRAM, *words, "--tree", "packed/out"], cwd=DIRECTORY, capture_output=True, check=True)
    assert len(piped.stdout) > 1000
ok(["bundle"])
