#!/usr/bin/env bash
# An authority and three certificates made with openssl alone: RSA 4096,
# 9999 days, names in the slash form. What kthwctl's own words are held against.
set -euo pipefail

place=/C=LU/ST=Luxembourg/L=Luxembourg
names=DNS:kubernetes.local,DNS:kubernetes,IP:192.168.26.10,IP:192.168.26.11,IP:192.168.26.12,IP:192.168.26.13,IP:127.0.0.1,IP:10.32.0.1,DNS:kubernetes.default

openssl req -new -newkey rsa:4096 -days 9999 -nodes -x509 -subj "$place/O=kubernetes/CN=kubernetes-ca" -keyout ca-key.pem -out ca-crt.pem

openssl req -new -newkey rsa:4096 -nodes -subj "$place/O=system:masters/CN=admin" -keyout admin-key.pem -out admin-csr.pem
openssl x509 -req -in admin-csr.pem -out admin-crt.pem -CA ca-crt.pem -CAkey ca-key.pem -CAcreateserial -sha256 -days 9999

cat /etc/ssl/openssl.cnf > kubernetes.cnf
printf '\n[SAN]\nsubjectAltName=%s\n' "$names" >> kubernetes.cnf
openssl req -new -newkey rsa:4096 -nodes -subj "$place/O=kubernetes/CN=kubernetes" -keyout kubernetes-key.pem -out kubernetes-csr.pem -config kubernetes.cnf -reqexts SAN
openssl x509 -req -extensions SAN -extfile kubernetes.cnf -in kubernetes-csr.pem -out kubernetes-crt.pem -CA ca-crt.pem -CAkey ca-key.pem -CAserial ca-crt.srl -sha256 -days 9999

cat /etc/ssl/openssl.cnf > node-1.cnf
printf '\n[SAN]\nsubjectAltName=DNS:node-1,IP:192.168.26.21\n' >> node-1.cnf
openssl req -new -newkey rsa:4096 -nodes -subj "$place/O=system:nodes/CN=system:node:node-1" -keyout node-1-key.pem -out node-1-csr.pem -config node-1.cnf -reqexts SAN
openssl x509 -req -extensions SAN -extfile node-1.cnf -in node-1-csr.pem -out node-1-crt.pem -CA ca-crt.pem -CAkey ca-key.pem -CAserial ca-crt.srl -sha256 -days 9999
