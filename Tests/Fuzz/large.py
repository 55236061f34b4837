"""Writes inputs that are large or deep, of a kind that chance does not find.

    large.py FOLDER

Each goes into FOLDER/TARGET. They are made to be slow, to fill memory or to
exhaust the stack of a reader that takes more than time in proportion.
"""
import os
import sys

M = 1 << 20


def times(text, size):
    return text * (size // len(text))


def yaml():
    yield "flow", times("[", 100_000)
    yield "braces", times("{a: ", 400_000)
    yield "dashes", times("- ", 200_000)
    yield "questions", times("? ", 200_000)
    yield "indents", "".join(" " * n + "a:\n" for n in range(1500))
    yield "entries", "".join(f"k{n}: v\n" for n in range(300_000))
    yield "same-key", times("k: v\n", 2 * M)
    yield "documents", times("---\na: b\n", 2 * M)
    yield "plain", "a: " + times("word word\n  ", 4 * M)
    yield "literal", "a: |\n" + times("  word\n", 4 * M)
    yield "escapes", 'a: "' + times("\\n\\u00e9", 4 * M) + '"'
    yield "comments", times("# a\n", 4 * M)
    yield "anchors", "".join(f"- &a{n} x\n" for n in range(100_000))
    yield "aliases", "a: &a x\nb:\n" + times("- *a\n", M)
    yield "merges", "a: &a {x: 1}\nb:\n" + times("  <<: *a\n", M)
    yield "bomb", "a0: &a0 x\n" + "".join(
        f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 10)}]\n" for n in range(12)
    )
    yield "tags", times("!a ", M)
    yield "directives", times("%TAG !a! tag:x\n", M)
    yield "commas", "[" + times("a,", M) + "]"
    yield "line", times("a", 16 * M)
    yield "zeros", "a: " + times("0", 4 * M)
    yield "breaks", times("\n", 16 * M)
    yield "carriage", times("\r", 4 * M)


def json():
    yield "arrays", times("[", M)
    yield "objects", times('{"a":', M)
    yield "members", "{" + ",".join(f'"k{n}":1' for n in range(200_000)) + "}"
    yield "string", '"' + times("\\ud83d\\ude00", 8 * M) + '"'
    yield "digits", times("9", 8 * M)
    yield "numbers", "[" + times("1e5,", M) + "1]"
    yield "blanks", times(" ", 16 * M)


def kubeconfig():
    head = "apiVersion: v1\nkind: Config\n"
    for kind, one in [("users", "user: {token: t}"), ("clusters", "cluster: {server: 'https://a'}"),
                      ("contexts", "context: {cluster: a, user: b}")]:
        yield kind, head + kind + ":\n" + "".join(
            f"- {{name: n{n}, {one}}}\n" for n in range(30_000))
    yield "same-name", head + "users:\n" + times("- {name: n, user: {token: t}}\n", M)
    yield "data", head + "clusters: [{name: a, cluster: {certificate-authority-data: '" + times(
        "QUFB", 8 * M) + "'}}]\n"
    yield "args", head + "users: [{name: n, user: {exec: {command: a, args: [" + times(
        "a,", M) + "]}}}]\n"


CLUSTER = "apiVersion: kthwctl/v1alpha1\nkind: Cluster\nmetadata: {name: a}\nspec:\n"


def cluster():
    yield "hosts", CLUSTER + "  hosts:\n" + "".join(
        f"  - {{name: n{n}, address: 10.{n >> 16}.{n >> 8 & 255}.{n & 255}, roles: [worker]}}\n"
        for n in range(20_000))
    yield "same-host", CLUSTER + "  hosts:\n" + times(
        "  - {name: n, address: 10.0.0.1, roles: [etcd, control-plane, worker]}\n", M)
    yield "hostnames", CLUSTER + "  hosts: [{name: n, address: 10.0.0.1, roles: [etcd]," + (
        "hostnames: [" + times("a.b, ", M >> 2) + "]}]\n")
    yield "range", CLUSTER + "  hosts: [{name: 'n[0-999999999]', address: 10.0.0.1, count: 999999999}]\n"
    yield "flags", CLUSTER + "  extraArgs:\n    kubelet:\n" + "".join(
        f"      f{n}: v\n" for n in range(50_000))
    yield "unknown", CLUSTER + "".join(f"  f{n}: v\n" for n in range(50_000))


def encryption():
    head = "apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n"
    yield "keys", head + "- resources: [secrets]\n  providers:\n  - secretbox: {keys: [" + "".join(
        f"{{name: k{n}, secret: QUFB}}," for n in range(20_000)) + "]}\n"
    yield "resources", head + "- resources: [" + "".join(
        f"r{n}.g," for n in range(50_000)) + "]\n  providers: [{identity: {}}]\n"
    yield "rules", head + times(
        "- {resources: [secrets], providers: [{identity: {}}]}\n", M)


def unit():
    yield "settings", "[Service]\n" + times("Environment=A=b\n", 2 * M)
    yield "goes-on", "[Service]\nExecStart=/bin/kubelet " + times("\\\n --v=2 ", 2 * M)
    yield "backslashes", "[Service]\nExecStart=/bin/kubelet " + times("\\", 4 * M)
    yield "words", "[Service]\nExecStart=/bin/kube-apiserver " + times("--a=b ", 2 * M)
    yield "quotes", "[Service]\nExecStart=/bin/etcd " + times("'\"", 2 * M)
    yield "stray", times("stray\n", 2 * M)
    yield "line", "A=" + times("x", 8 * M)


def shell():
    yield "doubles", "A0=xxxxxxxxxxxxxxxx kubelet\n" + "".join(
        f'A{n + 1}="$A{n}$A{n}"\n' for n in range(64)) + 'kubelet "$A64"\n'
    yield "fills", "A=" + times("x", 4096) + "\n" + times('kubelet "$A"\n', M)
    yield "document", "A=" + times("x", 4096) + "\ncat <<E >k\n" + times("kubelet $A\n", M) + "E\n"
    yield "heads", times("cat <<kubelet ", M)
    yield "substitutions", "kubelet " + times("$(", 2 * M)
    yield "braces", "kubelet " + times("${", 2 * M)
    yield "open-braces", "kubelet " + times("${a ", 2 * M)
    yield "backquotes", "kubelet " + times("` ", 2 * M)
    yield "assignments", "kubelet\n" + "".join(f"a{n}=b;" for n in range(100_000))
    yield "pipes", "kubelet" + times("|a", 2 * M)
    yield "words", "kubelet " + times("--a=b ", 2 * M)
    yield "goes-on", "kubelet " + times("\\\n", 2 * M)
    yield "arrows", "kubelet " + times("<", 2 * M)
    yield "curl", times("curl -k https://a | sh\n", 2 * M)


def balancer():
    yield "nginx-deep", "0" + times("a {", 2 * M)
    yield "nginx-words", "0" + times("a ", 2 * M) + ";"
    yield "nginx-directives", "0stream { upstream k { " + times("server a:1; ", M) + "} }"
    yield "nginx-upstreams", "0stream { " + times(
        "upstream k { server a:1; } server { listen 1; proxy_pass k; } ", M) + "}"
    yield "haproxy-sections", "1" + times("frontend a\n default_backend b\n", M)
    yield "haproxy-servers", "1defaults\n mode tcp\nbackend b\n" + times(
        " server a 10.0.0.1:6443 check\n", M)
    yield "haproxy-backends", "1" + "".join(
        f"frontend f{n}\n bind :{n}\n default_backend b{n}\nbackend b{n}\n server a a:1\n"
        for n in range(5_000))
    yield "containerd-tables", "2" + times("[a.b.c]\nd = 1\n", M)
    yield "containerd-dots", "2" + times("a.", M) + "b = 1"
    yield "hosts", "3" + "".join(f"10.0.{n >> 8 & 255}.{n & 255} n{n}\n" for n in range(60_000))
    yield "settings", "3" + times("net.ipv4.ip_forward = 1\n", 2 * M)


def log():
    yield "line", times("x509: certificate signed by unknown authority ", 4 * M)
    yield "words", " ".join(f"word{n}" for n in range(100_000))
    yield "escapes", times("\\\"", 4 * M)
    yield "user", times('User "', 4096)


def jsonpath():
    yield "fields", "{" + times(".a", 100_000) + "}"
    yield "descents", "{" + times("..name", 60) + "}"
    yield "stars", "{" + times("..*", 60) + "}"
    yield "dots", "{" + times("..", 100_000) + "}"
    yield "brackets", "{" + times("[", 100_000)
    yield "unions", "{.clusters[" + times("0,", 50_000) + "0]}"
    yield "unions-deep", "{" + times("..['name','name','name','name']", 600) + "}"
    yield "ranges", times("{range .clusters[*]}", 100_000)
    yield "ranges-closed", times("{range ..*}", 330) + "x" + times("{end}", 150)
    yield "filters", "{" + times(".users[?(@.name==", 50_000) + "}"
    yield "opened", times("{", 100_000)


def gotemplate():
    yield "parentheses", "{{" + times("(", 100_000)
    yield "ifs", times("{{if .a}}", 100_000)
    yield "ifs-closed", times("{{if .}}", 40_000) + "x" + times("{{end}}", 35_000)
    yield "else-ifs", "{{if .a}}" + times("{{else if .a}}", 70_000) + "{{end}}"
    yield "ranges", times("{{range $}}", 330) + "x" + times("{{end}}", 210)
    yield "ranges-deep", times("{{range $}}", 110) + "x" + times("{{end}}", 70)
    yield "pipes", "{{.a" + times("|len", 50_000) + "}}"
    yield "fields", "{{" + times(".a", 100_000) + "}}"
    yield "prints", times("{{.}}", 100_000)
    yield "printf", '{{printf "%999999999s" "a"}}'
    yield "printf-zeros", '{{printf "%.999999999d" 1}}'


def pattern():
    yield "groups", times("(", 100_000)
    yield "groups-closed", times("(", 50_000) + times(")", 50_000) + "\n"
    yield "stars", "(((((a*)*)*)*)*)*b\n" + times("a", 20_000)
    yield "thousands", "(a{1000}){1000}\n" + times("a", 10_000)
    yield "nested", "((((a{10}){10}){10}){10}){10}\n" + times("a", 10_000)
    yield "optional", times("a?", 20_000) + times("a", 10_000) + "\n" + times("a", 10_000)
    yield "classes", times("[a-z0-9]", 60_000) + "\n" + times("a", 10_000)
    yield "class", "[" + times("a-z", 60_000) + "]\n" + times("a", 10_000)
    yield "folded", "(?i)" + times("[^\\d\\pL]", 20_000) + "\na"
    yield "bars", times("a|", 60_000) + "\n" + times("b", 10_000)
    yield "text", "^(a|b)*$\n" + times("ab", 500_000)


def cfssl_request():
    yield "hosts", '{"CN":"a","hosts":[' + times('"a.b",', M) + '"a"]}'
    yield "names", '{"CN":"a","names":[' + times('{"O":"a"},', M) + '{}]}'
    yield "long", '{"CN":"' + times("a", 4 * M) + '"}'
    yield "same-key", "{" + times('"CN":"a",', M) + '"CN":"a"}'
    yield "unknown", "{" + ",".join(f'"k{n}":1' for n in range(50_000)) + "}"
    yield "mail", '{"CN":"a","hosts":["' + times("(", 100_000) + '@b"]}'


def cfssl_policy():
    yield "profiles", '{"signing":{"default":{"expiry":"1h","usages":["signing"]},"profiles":{' + (
        ",".join(f'"p{n}":{{"expiry":"1h","usages":["signing"]}}' for n in range(20_000)) + "}}}")
    yield "usages", '{"signing":{"default":{"expiry":"1h","usages":[' + times(
        '"signing",', M) + '"signing"]}}}'
    yield "unknown", '{"signing":{"default":{"expiry":"1h","usages":["signing"],' + ",".join(
        f'"k{n}":1' for n in range(50_000)) + "}}}"
    yield "pattern", '{"signing":{"default":{"expiry":"1h","usages":["signing"],' + (
        '"name_whitelist":"' + times("(", 100_000) + '"}}}')


def cfssljson():
    yield "arrays", times("[", M)
    yield "objects", times('{"a":', M)
    yield "string", '{"cert":"' + times("\\n", 8 * M) + '"}'
    yield "members", "{" + times('"cert":"a",', M) + '"cert":"b"}'


def names():
    for name, text in [("dots", "."), ("colons", ":"), ("slashes", "/"), ("parentheses", "("),
                       ("quotes", '"'), ("letters", "a"), ("digits", "9"), ("percents", "%41"),
                       ("subject", "/CN=a"), ("plus", "/CN=a+CN=b"), ("hours", "1h"),
                       ("groups", "a:<"), ("comments", "(a)"), ("escapes", "\\")]:
        yield name, times(text, M)
    yield "comment", times("(", 50_000) + times(")", 50_000) + "a@b"


def pem():
    yield "line", times("A", 16 * M)
    yield "breaks", times("\n", 16 * M)
    yield "begins", times("-----BEGIN A-----\n", M)
    yield "blocks", times("-----BEGIN A-----\nAAAA\n-----END A-----\n", 300_000)
    yield "headers", "-----BEGIN A-----\n" + times("a: b\n", 2 * M) + "\nAAAA\n-----END A-----\n"
    yield "continued", "-----BEGIN A-----\na: b\n" + times(" c\n", 2 * M) + "\nAAAA\n-----END A-----\n"
    yield "block", "-----BEGIN A-----\n" + times("AAAA\n", 12 * M) + "-----END A-----\n"
    yield "dashes", "-----BEGIN A-----\n" + times("-\n", 4 * M)


def element(tag, body):
    count = len(body)
    if count < 128:
        return bytes([tag, count]) + body
    size = (count.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + count.to_bytes(size, "big") + body


def certificate():
    algorithm = element(0x30, element(6, bytes.fromhex("2b6570")))
    key = element(0x30, algorithm + element(3, bytes(33)))
    dates = element(0x30, element(0x17, b"260101000000Z") * 2)

    def name(*texts):
        pairs = [element(6, bytes.fromhex("550403")) + element(0x0C, text) for text in texts]
        return element(0x30, b"".join(element(0x31, element(0x30, pair)) for pair in pairs))

    def made(serial=b"\x01", subject=name(b"a"), extensions=b"", public=key):
        body = element(0xA0, b"\x02\x01\x02") + element(2, serial) + algorithm + name(b"a") + dates
        body += subject + public
        if extensions:
            body += element(0xA3, element(0x30, extensions))
        return element(0x30, element(0x30, body) + algorithm + element(3, bytes(65)))

    def extension(oid, value):
        return element(0x30, element(6, bytes.fromhex(oid)) + element(4, value))

    yield "serial", made(serial=b"\x01" * M)
    yield "names", made(extensions=extension("551d11", element(0x30, element(0x82, b"a.b") * 100_000)))
    yield "subject", made(subject=name(*[b"a"] * 30_000))
    yield "long-name", made(subject=name(b"a" * M))
    yield "usages", made(extensions=extension("551d25", element(0x30, element(6, b"\x2a\x03") * 100_000)))
    yield "oid", made(extensions=extension("551d25", element(0x30, element(6, b"\x2a" + b"\x81" * M + b"\x01"))))
    yield "extensions", made(extensions=b"".join(
        extension(f"2a{n >> 14 & 127 | 128:02x}{n >> 7 & 127 | 128:02x}{n & 127:02x}", b"")
        for n in range(20_000)))
    rsa = element(0x30, element(6, bytes.fromhex("2a864886f70d010101")) + element(5, b""))
    modulus = element(0x30, element(2, b"\x01" * M) + element(2, b"\x01\x00\x01"))
    yield "modulus", made(public=element(0x30, rsa + element(3, b"\x00" + modulus)))


def key():
    algorithm = element(0x30, element(6, bytes.fromhex("2a864886f70d010101")) + element(5, b""))
    numbers = element(2, b"\x00") + element(2, b"\x01" * 100_000) + element(2, b"\x03") * 7
    yield "pkcs1", element(0x30, numbers)
    yield "pkcs8", element(0x30, element(2, b"\x00") + algorithm + element(4, element(0x30, numbers)))
    public = element(0x30, element(2, b"\x01" * M) + element(2, b"\x03"))
    yield "public", element(0x30, algorithm + element(3, b"\x00" + public))
    deep = b""
    for _ in range(2000):
        deep = element(0x30, deep)
    yield "deep", deep


def request():
    """What a certificate says, a request says in the same way."""
    algorithm = element(0x30, element(6, bytes.fromhex("2a864886f70d010101")) + element(5, b""))
    modulus = element(0x30, element(2, b"\x01" * M) + element(2, b"\x01\x00\x01"))
    public = element(0x30, algorithm + element(3, b"\x00" + modulus))
    sha256 = element(0x30, element(6, bytes.fromhex("2a864886f70d01010b")) + element(5, b""))
    body = element(0x30, element(2, b"\x00") + element(0x30, b"") + public + element(0xA0, b""))
    yield "modulus", element(0x30, body + sha256 + element(3, bytes(257)))


def file():
    """The same files as a whole tree's reader gets them, with their names."""
    for source, path in [(yaml, "a.yaml"), (json, "a.json"), (kubeconfig, "a.kubeconfig"),
                         (encryption, "enc.yaml"), (unit, "a.service"), (shell, "a.sh"),
                         (cluster, "cluster.yaml"), (pem, "a.pem"), (certificate, "a.der")]:
        for name, content in source():
            bytes_ = content.encode() if isinstance(content, str) else content
            yield f"{source.__name__}-{name}", path.encode() + b"\n" + bytes_
    head = "m.yaml\napiVersion: v1\nkind: "
    yield "subjects", head + (
        "ClusterRoleBinding\nmetadata: {name: a}\nroleRef: {kind: ClusterRole, name: cluster-admin}\n"
        "subjects:\n") + times("- {kind: User, name: a}\n", M)
    yield "objects", "m.yaml\n" + times(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n", M)
    yield "arguments", head + (
        "Pod\nmetadata: {name: a}\nspec: {containers: [{command: [kube-apiserver,") + times(
        "--a=b,", M >> 4) + "]}]}\n"
    yield "servers", "a.service\n[Service]\nExecStart=/bin/kube-apiserver --etcd-servers=" + times(
        "https://10.0.0.1:2379,", M)
    yield "members", "a.service\n[Service]\nExecStart=/bin/etcd --initial-cluster=" + ",".join(
        f"n{n}=https://10.0.0.{n % 250}:2380" for n in range(20_000))


def main(folder):
    targets = {
        "yaml": yaml, "json": json, "kubeconfig": kubeconfig, "cluster": cluster,
        "encryption": encryption, "unit": unit, "shell": shell, "balancer": balancer, "log": log,
        "jsonpath": jsonpath, "gotemplate": gotemplate, "pattern": pattern,
        "cfssl-request": cfssl_request, "cfssl-policy": cfssl_policy, "cfssljson": cfssljson,
        "names": names, "pem": pem, "certificate": certificate, "request": request, "key": key,
        "file": file,
    }
    for target, source in targets.items():
        os.makedirs(os.path.join(folder, target), exist_ok=True)
        for name, content in source():
            with open(os.path.join(folder, target, name), "wb") as output:
                output.write(content.encode() if isinstance(content, str) else content)


main(sys.argv[1])
