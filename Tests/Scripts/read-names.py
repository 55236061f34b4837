"""Compares the names in files with those that were meant.

    read-names.py NAMES YAML JSON [TOKENS KUBECONFIG.json]

NAMES has a name to a line, its UTF-8 in hexadecimal, and so has TOKENS. YAML and JSON are one
list of mappings each, {"NAME": "NAME"}, as PyYAML and Python's json read them.
KUBECONFIG.json is what `kubectl config view --raw -o json` says of a
kubeconfig whose user uN has the token number N. Every difference is a line;
the last line says how many names were compared.
"""
import json
import sys

import yaml

loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# YAML 1.1 has types for "=" and "<<", which kubectl writes plain and reads as
# text where they are values; PyYAML has no text for them.
for name in ["value", "merge"]:
    loader.add_constructor("tag:yaml.org,2002:" + name, loader.construct_yaml_str)


def lines(path):
    with open(path, encoding="ascii") as file:
        return [bytes.fromhex(line.strip()).decode() for line in file]


def main(names, yaml_file, json_file, tokens=None, kubeconfig=None):
    meant = lines(names)
    readings = []
    with open(yaml_file, "rb") as file:
        readings.append(("PyYAML", yaml.load(file, loader)))
    with open(json_file, "rb") as file:
        readings.append(("json", json.load(file)))
    different = 0
    for judge, read in readings:
        if len(read) != len(meant):
            print(f"{judge}: {len(read)} names of {len(meant)}")
            different += 1
        for name, found in zip(meant, read):
            if found != {name: name}:
                print(f"{judge}: {name!r} is read as {found!r}")
                different += 1
    if kubeconfig:
        with open(kubeconfig, "rb") as file:
            users = json.load(file)["users"]
        read = {user["name"]: user["user"].get("token", "") for user in users}
        for number, name in enumerate(lines(tokens)):
            if read.get(f"u{number}") != name:
                print(f"kubectl: {name!r} is read as {read.get(f'u{number}')!r}")
                different += 1
    print(f"{len(meant)} names compared, {different} different")
    return 1 if different else 0


sys.exit(main(*sys.argv[1:]))
