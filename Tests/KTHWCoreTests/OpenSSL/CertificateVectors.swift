/// Certificates and requests made for these tests by OpenSSL 3.0, all with one
/// key that is good for nothing else.
enum CertificateVectors {
  // openssl ecparam -name prime256v1 -genkey -noout -out k.pem
  // openssl req -new -utf8 -key k.pem
  //   -subj '/C=LU/O=system:masters/OU=Ops \& Säfte+OU=Two/CN=admin'
  //   -addext subjectAltName='DNS:*.example.com,IP:10.0.0.1,IP:2001:db8::1,\
  //     email:a@b.c,URI:spiffe://x/y,RID:1.2.3,DNS:z'
  //   -addext basicConstraints=critical,CA:TRUE,pathlen:0
  //   -addext keyUsage=critical,keyCertSign
  static let request = """
    -----BEGIN CERTIFICATE REQUEST-----
    MIIBmjCCAUACAQAwWTELMAkGA1UEBhMCTFUxFzAVBgNVBAoMDnN5c3RlbTptYXN0
    ZXJzMSEwCgYDVQQLDANUd28wEwYDVQQLDAxPcHMgJiBTw6RmdGUxDjAMBgNVBAMM
    BWFkbWluMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEVHiD8iB6whXdlI13pmQZ
    Ju5c7ESc9CQfG/kzVRwJuKIaQaM6JwnMYDeasFarmcDfrsleYIcIzn9BaEHG0BcC
    G6CBhDCBgQYJKoZIhvcNAQkOMXQwcjBMBgNVHREERTBDgg0qLmV4YW1wbGUuY29t
    hwQKAAABhxAgAQ24AAAAAAAAAAAAAAABgQVhQGIuY4YMc3BpZmZlOi8veC95iAIq
    A4IBejASBgNVHRMBAf8ECDAGAQH/AgEAMA4GA1UdDwEB/wQEAwICBDAKBggqhkjO
    PQQDAgNIADBFAiEAu10XoCXWKzznKqNOYzAPhWJql5ObH3Goj1KSZmcPutQCIBM9
    ZkJW4zU7dnx8MDwOta+KkIE+50tUSMRc+ODoVPvM
    -----END CERTIFICATE REQUEST-----
    """

  // openssl req -x509 -new -key k.pem -subj /CN=node -days 36500
  //   -addext keyUsage=critical,digitalSignature,decipherOnly
  //   -addext extendedKeyUsage=clientAuth,serverAuth,1.2.3.4
  //   -addext basicConstraints=critical,CA:FALSE -addext subjectAltName=DNS:node
  //   -addext authorityKeyIdentifier=keyid:always -set_serial 0x7fedcba987654321ff
  static let node = """
    -----BEGIN CERTIFICATE-----
    MIIBrzCCAVWgAwIBAgIJf+3LqYdlQyH/MAoGCCqGSM49BAMCMA8xDTALBgNVBAMM
    BG5vZGUwIBcNMjYxMTIxMDkxNDEzWhgPMjEyNjEwMjgwOTE0MTNaMA8xDTALBgNV
    BAMMBG5vZGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARUeIPyIHrCFd2UjXem
    ZBkm7lzsRJz0JB8b+TNVHAm4ohpBozonCcxgN5qwVquZwN+uyV5ghwjOf0FoQcbQ
    FwIbo4GXMIGUMB0GA1UdDgQWBBQSS7AxvXwoHHsFBqcZa9zAvW7M2jAPBgNVHQ8B
    Af8EBQMDB4CAMCIGA1UdJQQbMBkGCCsGAQUFBwMCBggrBgEFBQcDAQYDKgMEMAwG
    A1UdEwEB/wQCMAAwDwYDVR0RBAgwBoIEbm9kZTAfBgNVHSMEGDAWgBQSS7AxvXwo
    HHsFBqcZa9zAvW7M2jAKBggqhkjOPQQDAgNIADBFAiEAu9R7HzXaEVbHHBezwFJg
    xMVo58wHdAdWV02LG88cPvUCIDEgRr1h8JiJ2KnJ1PosHP9NLmnvtuvZrbL+pI0W
    CbPA
    -----END CERTIFICATE-----
    """

  // openssl req -x509 -new -key k.pem -sha384 -set_serial 0x7fedcba987654321
  //   -days 36500 with C, ST, L, O, OU and CN as in the tutorials, and
  //   keyUsage=critical,keyCertSign,cRLSign basicConstraints=critical,CA:TRUE,pathlen:2
  static let authority = """
    -----BEGIN CERTIFICATE-----
    MIICDTCCAbOgAwIBAgIIf+3LqYdlQyEwCgYIKoZIzj0EAwMwaDELMAkGA1UEBhMC
    VVMxDzANBgNVBAgMBk9yZWdvbjERMA8GA1UEBwwIUG9ydGxhbmQxEzARBgNVBAoM
    Ckt1YmVybmV0ZXMxCzAJBgNVBAsMAkNBMRMwEQYDVQQDDApLdWJlcm5ldGVzMCAX
    DTI2MTEyMTA5MTM0NloYDzIxMjYxMDI4MDkxMzQ2WjBoMQswCQYDVQQGEwJVUzEP
    MA0GA1UECAwGT3JlZ29uMREwDwYDVQQHDAhQb3J0bGFuZDETMBEGA1UECgwKS3Vi
    ZXJuZXRlczELMAkGA1UECwwCQ0ExEzARBgNVBAMMCkt1YmVybmV0ZXMwWTATBgcq
    hkjOPQIBBggqhkjOPQMBBwNCAARUeIPyIHrCFd2UjXemZBkm7lzsRJz0JB8b+TNV
    HAm4ohpBozonCcxgN5qwVquZwN+uyV5ghwjOf0FoQcbQFwIbo0UwQzAOBgNVHQ8B
    Af8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUEkuwMb18KBx7
    BQanGWvcwL1uzNowCgYIKoZIzj0EAwMDSAAwRQIgHoQPdsoylssVabotth7qH37f
    +jiPseGGYjxyr2AonV8CIQDR+Ge0+Qng3Ykg1eZYi7oEwuEvi6OkC4xvoNTvk64F
    rA==
    -----END CERTIFICATE-----
    """

  // openssl req -new -key k.pem -subj /CN=old |
  //   openssl x509 -req -signkey k.pem -set_serial -129 -days 30
  static let versionOne = """
    -----BEGIN CERTIFICATE-----
    MIIBBDCBqwIC/38wCgYIKoZIzj0EAwIwDjEMMAoGA1UEAwwDb2xkMB4XDTI2MTEy
    MTA5MTQxNFoXDTI2MTIyMTA5MTQxNFowDjEMMAoGA1UEAwwDb2xkMFkwEwYHKoZI
    zj0CAQYIKoZIzj0DAQcDQgAEVHiD8iB6whXdlI13pmQZJu5c7ESc9CQfG/kzVRwJ
    uKIaQaM6JwnMYDeasFarmcDfrsleYIcIzn9BaEHG0BcCGzAKBggqhkjOPQQDAgNI
    ADBFAiAwEZGdOVyWOXGK2WlftPoQs5oLPkjsg6Zp+UvGCWka4AIhAJxdQZmJB3+R
    IxA2xhoPttvLWqWi4mnYBALA6l/LydXi
    -----END CERTIFICATE-----
    """
}
