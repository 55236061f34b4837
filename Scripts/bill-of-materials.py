#!/usr/bin/env python3
"""Prints what a static kthwctl is made of, as SPDX 2.3 in JSON.

  bill-of-materials.py PROGRAM VERSION ARCHITECTURE EPOCH

Versions come from the program itself where it says them, else from what is
installed here, which is what make release has linked.
"""

import datetime
import hashlib
import json
import re
import subprocess
import sys

PROGRAM, VERSION, ARCHITECTURE, EPOCH = sys.argv[1:5]


def said(*command):
    try:
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    except FileNotFoundError:
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""


def first(pattern, text):
    found = re.search(pattern, text)
    return found[1] if found else "NOASSERTION"


def package(name, version, licence, location, purl=None, about=None):
    made = {
        "SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name), "name": name,
        "downloadLocation": location, "filesAnalyzed": False,
        "licenseConcluded": licence, "licenseDeclared": licence, "copyrightText": "NOASSERTION",
    }
    if version != "NOASSERTION":
        made["versionInfo"] = version
    if purl:
        made["externalRefs"] = [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                                 "referenceLocator": purl}]
    if about:
        made["comment"] = about
    return made


with open(PROGRAM, "rb") as file:
    binary = file.read()
openssl = json.loads(said(PROGRAM, "version", "-o", "json"))["openssl"]
swift = first(r"Swift version (\S+)", said("swift", "--version"))
parser = next(p for p in json.load(open("Package.resolved", encoding="utf-8"))["pins"]
              if p["identity"] == "swift-argument-parser")
state = parser["state"]

itself = package("kthwctl", VERSION, "Apache-2.0", "NOASSERTION")
itself["checksums"] = [{"algorithm": "SHA256", "checksumValue": hashlib.sha256(binary).hexdigest()}]
itself["primaryPackagePurpose"] = "APPLICATION"
parts = [
    package("swift-argument-parser", state["version"], "Apache-2.0 WITH Swift-exception",
            f'git+{parser["location"]}@{state["revision"]}',
            f'pkg:swift/github.com/apple/swift-argument-parser@{state["version"]}'),
    package("Swift runtime and standard library", swift, "Apache-2.0 WITH Swift-exception",
            "https://www.swift.org/install", about="With Foundation's essentials, linked statically."),
    package("OpenSSL", first(r"OpenSSL (\S+)", openssl), "Apache-2.0", "https://openssl-library.org",
            f'pkg:generic/openssl@{first(r"OpenSSL (.+?) ", openssl)}',
            said("dpkg-query", "-W", "-f", "${Package} ${Version}", "libssl-dev") or None),
    package("libyaml", said("pkg-config", "--modversion", "yaml-0.1") or "NOASSERTION", "MIT",
            "https://pyyaml.org/wiki/LibYAML",
            about=said("dpkg-query", "-W", "-f", "${Package} ${Version}", "libyaml-dev") or None),
    package("GNU C Library", said("getconf", "GNU_LIBC_VERSION").removeprefix("glibc ") or "NOASSERTION",
            "LGPL-2.1-or-later", "https://www.gnu.org/software/libc/",
            about=said("dpkg-query", "-W", "-f", "${Package} ${Version}", "libc6-dev") or None),
    package("GCC runtime libraries", first(rb"GCC: \([^)]*\) ([0-9.]+)".decode(),
                                           binary.decode("latin-1")),
            "GPL-3.0-or-later WITH GCC-exception-3.1", "https://gcc.gnu.org",
            about="libstdc++ and libgcc, linked statically."),
]
# zlib names itself in every program that it is linked into.
zlib = re.search(rb"(?:deflate|inflate) (1\.[0-9.]+) Copyright", binary)
if zlib:
    parts.append(package("zlib", zlib[1].decode(), "Zlib", "https://zlib.net"))

digest = hashlib.sha256(binary).hexdigest()
json.dump({
    "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
    "name": f"kthwctl-{VERSION}-linux-{ARCHITECTURE}",
    "documentNamespace": f"https://spdx.org/spdxdocs/kthwctl-{VERSION}-linux-{ARCHITECTURE}-{digest}",
    "creationInfo": {
        "created": datetime.datetime.fromtimestamp(int(EPOCH), datetime.timezone.utc)
                   .strftime("%Y-%m-%dT%H:%M:%SZ"),
        "creators": ["Tool: kthwctl-bill-of-materials"],
    },
    "packages": [itself] + parts,
    "relationships": [
        {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
         "relatedSpdxElement": itself["SPDXID"]},
    ] + [{"spdxElementId": itself["SPDXID"], "relationshipType": "STATIC_LINK",
          "relatedSpdxElement": part["SPDXID"]} for part in parts],
}, sys.stdout, indent=2, ensure_ascii=False)
print()
