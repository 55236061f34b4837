#!/usr/bin/env python3
"""Writes the manual pages of kthwctl: one for the program, one a command.

  man-pages.py KTHWCTL FOLDER VERSION DATE

All of them are made of what the program itself says of its commands
(--experimental-dump-help, as swift-argument-parser has it), in mdoc(7). DATE
is YYYY-MM-DD. Whoever adds a command has its page by that alone.
"""

import datetime
import json
import os
import re
import subprocess
import sys

PROGRAM, FOLDER, VERSION, DATE = sys.argv[1:5]
WIDTH = 78
# Programs that kthwctl stands in for have words of their own.
STANDS_IN = {"cfssl": "cfssl's flags", "cfssljson": "cfssljson's flags",
             "cfssl-certinfo": "cfssl-certinfo's flags", "kubectl": "kubectl's words"}
OTHERS = {"cfssl": ["kthwctl-cfssljson", "kthwctl-cfssl-certinfo", "kthwctl-links"],
          "verify": ["kthwctl-explain", "kthwctl-matrix"], "matrix": ["kthwctl-verify"],
          "explain": ["kthwctl-verify"], "generate": ["kthwctl-init", "kthwctl-verify"],
          "init": ["kthwctl-generate"], "expiry": ["systemd.timer(5)"],
          "cfssljson": ["kthwctl-cfssl"], "links": ["kthwctl-cfssl"]}
# Every command has these, and its usage says so.
BUILT_IN = ("help", "version")
# What follows from no command, in the order in which sysexits(3) has it.
STATUSES = [("0", "all is well"), ("1", "the command failed"), ("2", "errors were found"),
            ("3", "warnings were found"), ("5", "another run holds the directory"),
            ("64", "the command line does not fit"), ("65", "a file does not fit"),
            ("74", "a file cannot be read or written"), ("130", "the run was interrupted")]


def text(words):
    """Running text as roff takes it: no macro at a line's start, no escape."""
    words = words.replace("\\", "\\e").replace("-", "\\-")
    lines = []
    for line in words.split("\n"):
        # A sentence ends its line, so that the space behind it is right.
        for part in re.sub(r"([A-Za-z)\d]{2}[.?!]) (?=[A-Z\-])", r"\1\n", line).split("\n"):
            part = part.strip()
            lines.append("\\&" + part if part[:1] in (".", "'") else part)
    return "\n".join(line for line in lines if line)


def word(argument):
    """An argument of a macro: nothing that the macro would take for its own."""
    quoted = argument.replace("\\", "\\e").replace("-", "\\-").replace('"', '\\(dq')
    if quoted[:1] in (".", "'"):
        quoted = "\\&" + quoted
    # Short words may be names of macros, and some signs close them.
    return f'"{quoted}"' if " " in quoted else (
        "\\&" + quoted if len(quoted) <= 2 and quoted[:1] != "\\" or quoted[:1] in "([|" else quoted)


def literal(lines):
    body = "\n".join(("\\&" if line[:1] in (".", "'") else "")
                     + line.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
                     for line in lines)
    return f".Bd -literal -offset indent\n{body}\n.Ed"


def flag(argument):
    return argument["names"]


def written(name):
    return name["name"] if name["kind"] == "short" else (
        "-" + name["name"] if name["kind"] == "long" else name["name"])


def shown(command):
    return [a for a in command.get("arguments", [])
            if a["shouldDisplay"] and not (a["kind"] == "flag" and a["valueName"] in BUILT_IN)]


def children(command):
    return [c for c in command.get("subcommands", [])
            if c["shouldDisplay"] and c["commandName"] != "help"]


def synopsis(command, path):
    lines = [f".Nm {' '.join(path)}"]
    if children(command):
        return lines + [".Ar command", ".Op Ar argument ..."]
    if path[-1] in STANDS_IN and len(path) == 2:
        return lines + [".Ar word ..."]
    for argument in shown(command):
        if argument["kind"] == "positional":
            continue
        piece = "Fl " + word(written(argument["preferredName"]))
        if argument["kind"] == "option":
            piece += " Ar " + word(argument["valueName"])
        lines.append(f".{piece}" if not argument["isOptional"] else f".Op {piece}")
    for argument in shown(command):
        if argument["kind"] == "positional":
            more = " ..." if argument["isRepeating"] else ""
            piece = f"Ar {word(argument['valueName'])}{more}"
            lines.append(f".Op {piece}" if argument["isOptional"] else f".{piece}")
    return lines


def options(command):
    lines = []
    for argument in shown(command):
        if argument["kind"] == "positional":
            lines.append(f".It Ar {word(argument['valueName'])}")
        else:
            value = f" Ar {word(argument['valueName'])}" if argument["kind"] == "option" else ""
            names = [f"Fl {word(written(n))}{value}" for n in argument["names"]]
            lines.append(".It " + " , ".join(names))
        about = argument.get("abstract", "")
        if argument.get("discussion"):
            about += "\n" + argument["discussion"]
        lines.append(text(about) if about else "See above.")
        default = argument.get("defaultValue")
        if default and argument["kind"] != "flag":
            lines.append(f"The default is\n.Ql {word(default)} .")
    return lines


def parts(discussion):
    """The running text, the examples and the exit statuses of a discussion."""
    found = {"": [], "EXAMPLES": [], "EXIT STATUS": []}
    at = ""
    for line in discussion.split("\n"):
        if line.strip() in found and line.strip():
            at = line.strip()
        elif at and line and not line.startswith(" "):
            at = ""
            found[at].append(line)
        else:
            found[at].append(line[2:] if at else line)
    return {name: "\n".join(lines).strip("\n") for name, lines in found.items()}


def statuses(words):
    """`0 fine; 1 broken, or worse.` as a list of a status and its meaning."""
    flat = " ".join(words.split())
    pieces = re.split(r"(?:^|[;,] )(?=\d{1,3} )", flat)
    if not all(re.match(r"\d{1,3} ", p) for p in pieces if p):
        return None
    return [p.rstrip(".").split(" ", 1) for p in pieces if p]


def day(date):
    moment = datetime.date.fromisoformat(date)
    return f"{moment:%B} {moment.day}, {moment.year}"


def page(command, path, siblings):
    name = "-".join(path)
    about = parts(command.get("discussion", ""))
    title = command.get("abstract", "").rstrip(".")
    # Only the first letter of an abstract is a sentence's.
    title = title[:1].lower() + title[1:] if not title[:2].isupper() else title
    out = [f'.\\" Made by Scripts/man-pages.py of what {" ".join(path)} says of itself.',
           f".Dd {day(DATE)}", f".Dt {name.upper()} 1", ".Os",
           ".Sh NAME", f".Nm {name}", f".Nd {text(title)}", ".Sh SYNOPSIS"]
    out += synopsis(command, path)
    out += [".Sh DESCRIPTION"]
    if len(path) == 1:
        out += [text(command.get("abstract", "")), ".Pp"]
    running = [p for p in about[""].split("\n\n") if p.strip()]
    out.append(f"\n.Pp\n".join(text(p) for p in running) if running
               else text(command.get("abstract", "")))
    below = children(command)
    if below:
        out += [".Pp", "The commands are:", ".Bl -tag -width Ds"]
        for child in below:
            out += [f".It Xr {'-'.join(path + [child['commandName']])} 1",
                    text(child.get("abstract", ""))]
        out.append(".El")
    if shown(command) and not (path[-1] in STANDS_IN and len(path) == 2):
        out += [".Sh OPTIONS", ".Bl -tag -width Ds"] + options(command) + [".El"]
    if len(path) == 1:
        out += [".Sh ENVIRONMENT", ".Bl -tag -width KUBECONFIG",
                ".It Ev KUBECONFIG", text("The kubeconfig files of the commands about them, as for kubectl."),
                ".It Ev NO_COLOR", text("Where it is set and not empty, nothing is coloured."),
                ".It Ev TERM", text("A terminal of the name dumb gets neither colours nor a bar."),
                ".El"]
    out.append(".Sh EXIT STATUS")
    listed = statuses(about["EXIT STATUS"]) if about["EXIT STATUS"] else None
    if listed is None and not about["EXIT STATUS"]:
        listed = STATUSES if len(path) == 1 else None
    if listed:
        out += [".Bl -tag -width Ds"]
        for status, meaning in listed:
            out += [f".It {status}", text(meaning)]
        out.append(".El")
    else:
        out.append(text(about["EXIT STATUS"] or "That of the command."))
    if about["EXAMPLES"]:
        out += [".Sh EXAMPLES", literal(about["EXAMPLES"].split("\n"))]
    related = ["-".join(path[:-1])] if len(path) > 1 else []
    related += OTHERS.get(" ".join(path[1:]), [])
    related += ["-".join(path[:-1] + [s]) for s in siblings] if len(path) > 2 else []
    if len(path) == 1:
        related += ["cfssl", "kubectl", "openssl(1ssl)"]
    out.append(".Sh SEE ALSO")
    references = []
    for other in sorted(set(related)):
        at = re.fullmatch(r"(.*)\((.*)\)", other)
        references.append(f".Xr {at[1]} {at[2]}" if at else f".Xr {other} 1")
    references.sort(key=lambda r: (r.split()[2], r.split()[1]))
    out.append(" ,\n".join(references))
    return name, "\n".join(out) + "\n"


def write(command, path, siblings=()):
    name, page_text = page(command, path, [s for s in siblings if s != path[-1]])
    with open(os.path.join(FOLDER, name + ".1"), "w", encoding="utf-8") as file:
        file.write(page_text)
    below = children(command)
    for child in below:
        write(child, path + [child["commandName"]], [c["commandName"] for c in below])


dump = subprocess.run([PROGRAM, "--experimental-dump-help"], check=True, stdout=subprocess.PIPE)
os.makedirs(FOLDER, exist_ok=True)
write(json.loads(dump.stdout)["command"], ["kthwctl"])
