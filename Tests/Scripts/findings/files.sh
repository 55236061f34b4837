#!/usr/bin/env bash
# Files as such: who may read them, and whether they can be read at all.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

begin loose-key
make_ca "$good"
make_cert "$good" admin admin system:masters "" "client auth"
rm "$good/ca-key.pem"
cp -p "$good"/* "$bad"
chmod 0664 "$bad/admin-key.pem"
expect 83 KTHW-FILE-002 admin-key.pem

begin torn-certificate
make_ca "$good"
rm "$good/ca-key.pem"
head -c 300 "$good/ca.pem" >"$bad/ca.pem"
expect - KTHW-FILE-001 ca.pem
