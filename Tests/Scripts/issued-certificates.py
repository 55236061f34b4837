"""Asks other programs what they think of the certificates of trees.

    issued-certificates.py TREE …

Every certificate below TREE/pki is linted by pkilint, verified by GnuTLS'
certtool against the authorities beside it, and every server's is shown in a
TLS handshake to Python's ssl with its strict flag, with every client's. The
output is one line for each finding and one for each judge with how often it
was asked; the status is 1 where anything was found.
"""
import glob
import os
import ssl
import subprocess
import sys

from cryptography import x509
from pkilint import loader, validation
from pkilint.pkix import certificate, extension, name

# A name of one label, such as "kubernetes", is good in a cluster; pkilint
# wants a top-level domain behind it.
SINGLE_LABEL = "pkix.invalid_domain_name_syntax"


def linter():
    decoding = certificate.create_decoding_validators(
        name.ATTRIBUTE_TYPE_MAPPINGS, extension.EXTENSION_MAPPINGS
    )
    return certificate.create_pkix_certificate_validator_container(
        decoding,
        [
            certificate.create_issuer_validator_container([]),
            certificate.create_validity_validator_container(),
            certificate.create_subject_validator_container([]),
            certificate.create_extensions_validator_container([]),
            certificate.create_spki_validator_container([]),
        ],
    )


def lint(container, path):
    with open(path, "rb") as file:
        document = loader.RFC5280CertificateDocumentLoader().load_file(file, path)
    for result in container.validate(document.root):
        for found in result.finding_descriptions:
            if found.finding.severity > validation.ValidationFindingSeverity.NOTICE:
                continue
            text = str(result.node.pdu) if result.node.pdu is not None else ""
            if found.finding.code == SINGLE_LABEL and "." not in text:
                continue
            yield f"{found.finding.severity.name} {found.finding.code} {found.message} {text}"


class Issued:
    """What a certificate says of itself."""

    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            self.facts = x509.load_pem_x509_certificate(file.read())
        self.is_authority = self.extension(x509.BasicConstraints).ca
        usages = self.extension(x509.ExtendedKeyUsage) or []
        self.is_server = x509.ExtendedKeyUsageOID.SERVER_AUTH in usages
        self.is_client = x509.ExtendedKeyUsageOID.CLIENT_AUTH in usages

    def extension(self, kind):
        try:
            return self.facts.extensions.get_extension_for_class(kind).value
        except x509.ExtensionNotFound:
            return None

    def authority(self, others):
        for other in others:
            if other.is_authority and other.facts.subject == self.facts.issuer:
                return other
        raise SystemExit(f"{self.path}: nobody here signed it")


def handshake(authority, server, client, host):
    """Shakes hands in memory; both sides verify strictly."""
    sides = []
    for purpose, pair in (
        (ssl.PROTOCOL_TLS_SERVER, server),
        (ssl.PROTOCOL_TLS_CLIENT, client),
    ):
        context = ssl.SSLContext(purpose)
        context.verify_flags |= ssl.VERIFY_X509_STRICT
        context.load_verify_locations(authority)
        context.load_cert_chain(pair, pair.removesuffix(".pem") + "-key.pem")
        context.verify_mode = ssl.CERT_REQUIRED
        inward, outward = ssl.MemoryBIO(), ssl.MemoryBIO()
        is_server = purpose == ssl.PROTOCOL_TLS_SERVER
        named = {} if is_server else {"server_hostname": host}
        side = context.wrap_bio(inward, outward, server_side=is_server, **named)
        sides.append((side, inward, outward))
    for _ in range(10):
        done = 0
        for (side, _, outward), (_, other, _) in (sides, sides[::-1]):
            try:
                side.do_handshake()
                done += 1
            except ssl.SSLWantReadError:
                pass
            other.write(outward.read())
        if done == 2:
            return
    raise ssl.SSLError("no end of the handshake")


def main():
    container = linter()
    counts = {"pkilint": 0, "certtool": 0, "ssl": 0}
    found = 0

    def tell(judge, path, what):
        nonlocal found
        found += 1
        print(f"{judge}: {path}: {what}")

    for tree in sys.argv[1:]:
        paths = [p for p in sorted(glob.glob(f"{tree}/pki/*.pem")) if not p.endswith("-key.pem")]
        issued = [Issued(path) for path in paths]
        for one in issued:
            counts["pkilint"] += 1
            for what in lint(container, one.path):
                tell("pkilint", one.path, what)
            if one.is_authority:
                continue
            counts["certtool"] += 1
            authority = one.authority(issued).path
            verified = subprocess.run(
                ["certtool", "--verify", f"--load-ca-certificate={authority}",
                 f"--infile={one.path}", "--verify-profile=medium"],
                capture_output=True, text=True, check=False,
            )
            if verified.returncode != 0:
                tell("certtool", one.path, verified.stdout.strip().splitlines()[-1:])
        for server in (one for one in issued if one.is_server):
            names = server.extension(x509.SubjectAlternativeName)
            host = names.get_values_for_type(x509.DNSName)[0]
            authority = server.authority(issued)
            for client in (one for one in issued if one.is_client):
                if client.authority(issued) is not authority:
                    continue
                counts["ssl"] += 1
                try:
                    handshake(authority.path, server.path, client.path, host)
                except ssl.SSLError as error:
                    tell("ssl", server.path, f"with {os.path.basename(client.path)}: {error}")
    for judge, count in counts.items():
        print(f"asked {judge}: {count}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
