"""Compares the names in files with those that were meant.

    read-names.py NAMES YAML JSON [KUBECONFIG.json]

NAMES has a name to a line, its UTF-8 in hexadecimal. YAML and JSON are one
list of mappings each, {"NAME": "NAME"}, as PyYAML and Python's json read them.
KUBECONFIG.json is what `kubectl config view --raw -o json` says of a
kubeconfig whose user number N has the token NAME. Every difference is a line;
the last line says how many names were compared.
"""
import json
import sys

import yaml

loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def main(names, yaml_file, json_file, kubeconfig=None):
    with open(names, encoding="ascii") as file:
        meant = [bytes.fromhex(line.strip()).decode() for line in file]
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
        for number, name in enumerate(meant):
            if read.get(f"u{number}") != name:
                print(f"kubectl: {name!r} is read as {read.get(f'u{number}')!r}")
                different += 1
    print(f"{len(meant)} names compared, {different} different")
    return 1 if different else 0


sys.exit(main(*sys.argv[1:]))
