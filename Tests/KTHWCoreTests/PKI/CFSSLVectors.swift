@testable import KTHWCore

/// Certificates and requests made for these tests by Debian's cfssl 1.2.0, at
/// 2026-11-21T09:06:20Z, of which nothing but the names below was chosen.
enum CFSSLVectors {
  /// When they were made.
  static let now = Timestamp(year: 2026, month: 11, day: 21, hour: 9, minute: 6, second: 20)

  // cfssl gencert -initca ca-csr.json | cfssljson -bare ca, with
  // {"CN":"Kubernetes","hosts":["ca.example.net","10.0.0.1"],
  //  "key":{"algo":"ecdsa","size":256},
  //  "names":[{"C":"US","L":"Portland","O":"Kubernetes","OU":"CA","ST":"Oregon"}],
  //  "ca":{"expiry":"219000h","pathlen":2}}
  static let authority = """
    -----BEGIN CERTIFICATE-----
    MIICKzCCAdCgAwIBAgIUT8sEmXy0o05IoZwrF5IVXIkuEb8wCgYIKoZIzj0EAwIw
    aDELMAkGA1UEBhMCVVMxDzANBgNVBAgTBk9yZWdvbjERMA8GA1UEBxMIUG9ydGxh
    bmQxEzARBgNVBAoTCkt1YmVybmV0ZXMxCzAJBgNVBAsTAkNBMRMwEQYDVQQDEwpL
    dWJlcm5ldGVzMCAXDTI2MTEyMTA5MDEwMFoYDzIwNTExMTE1MDkwMTAwWjBoMQsw
    CQYDVQQGEwJVUzEPMA0GA1UECBMGT3JlZ29uMREwDwYDVQQHEwhQb3J0bGFuZDET
    MBEGA1UEChMKS3ViZXJuZXRlczELMAkGA1UECxMCQ0ExEzARBgNVBAMTCkt1YmVy
    bmV0ZXMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQZjdtOCawydPzPmtXB9Zbf
    Ml8A1CP+jlchlHT9fcc4uFnhZ4mFDluHJHo8xll2vZccbYb5EaTYFqeyomfijWGV
    o1YwVDAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4E
    FgQUeNZ9x6Z8IhqImalSiMyR1EahXPYwDwYDVR0RBAgwBocECgAAATAKBggqhkjO
    PQQDAgNJADBGAiEA9bgXzVlFMmUj5RVLJiD9am0vrcpm5qpbEDm8QcttMZ0CIQD1
    idkvfS7O8snii+Y9RWryBaLSFug9njAotvfD65krxQ==
    -----END CERTIFICATE-----
    """

  static let authorityRequest = """
    -----BEGIN CERTIFICATE REQUEST-----
    MIIBajCCARACAQAwaDELMAkGA1UEBhMCVVMxDzANBgNVBAgTBk9yZWdvbjERMA8G
    A1UEBxMIUG9ydGxhbmQxEzARBgNVBAoTCkt1YmVybmV0ZXMxCzAJBgNVBAsTAkNB
    MRMwEQYDVQQDEwpLdWJlcm5ldGVzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
    GY3bTgmsMnT8z5rVwfWW3zJfANQj/o5XIZR0/X3HOLhZ4WeJhQ5bhyR6PMZZdr2X
    HG2G+RGk2BansqJn4o1hlaBGMEQGCSqGSIb3DQEJDjE3MDUwHwYDVR0RBBgwFoIO
    Y2EuZXhhbXBsZS5uZXSHBAoAAAEwEgYDVR0TAQH/BAgwBgEB/wIBAjAKBggqhkjO
    PQQDAgNIADBFAiEA7D3nyaXNq2F/MaiXc1ucIc5Uxc+iLaWR81by9OEo2k8CIBMQ
    9A39LCu4aavVqdIYxJY/cn/s4HEm+XQfdskoPlCu
    -----END CERTIFICATE REQUEST-----
    """

  // cfssl gencert -ca ca.pem -ca-key ca-key.pem -config config.json
  //   -profile full csr.json | cfssljson -bare leaf, with csr.json
  // {"CN":"system:node:w1","hosts":["w1","10.32.0.1","node@example.net",
  //  "w1.example.net","::1","*.svc"],"key":{"algo":"ecdsa","size":256},
  //  "names":[{"C":"US","O":"system:nodes","OU":"The & Way"},{"C":"DE","OU":"zz*"}],
  //  "serialnumber":"77"}
  // and the profile {"usages":["signing","key encipherment","server auth","client auth"],
  //  "expiry":"8760h","ocsp_url":"http://ocsp.example.net",
  //  "crl_url":"http://crl.example.net/ca.crl",
  //  "issuer_urls":["http://ca.example.net/ca.pem"],"ocsp_no_check":true,
  //  "policies":[{"ID":"1.2.3.4","Qualifiers":[
  //    {"Type":"id-qt-cps","Value":"http://cps.example.net"},
  //    {"Type":"id-qt-unotice","Value":"Nütze"}]},{"ID":"2.23.140.1.2.1"}]}
  static let leaf = """
    -----BEGIN CERTIFICATE-----
    MIIDqjCCA1CgAwIBAgIUJbJiJHXLg1DKqAEpfoVNlOIZN5QwCgYIKoZIzj0EAwIw
    aDELMAkGA1UEBhMCVVMxDzANBgNVBAgTBk9yZWdvbjERMA8GA1UEBxMIUG9ydGxh
    bmQxEzARBgNVBAoTCkt1YmVybmV0ZXMxCzAJBgNVBAsTAkNBMRMwEQYDVQQDEwpL
    dWJlcm5ldGVzMB4XDTI2MTEyMTA5MDEwMFoXDTI3MTEyMTA5MDEwMFowdTEWMAkG
    A1UEBhMCREUwCQYDVQQGEwJVUzEVMBMGA1UEChMMc3lzdGVtOm5vZGVzMR4wCgYD
    VQQLDAN6eiowEAYDVQQLDAlUaGUgJiBXYXkxFzAVBgNVBAMTDnN5c3RlbTpub2Rl
    OncxMQswCQYDVQQFEwI3NzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJhLuqFw
    GHxXhhw9E23j9a5n1G9JhaCYPSJdVca0DUipTJfbVZeAA4SEkjyL0mb6zg/t4103
    98KEbqJ4w7eS45ejggHJMIIBxTAOBgNVHQ8BAf8EBAMCBaAwHQYDVR0lBBYwFAYI
    KwYBBQUHAwEGCCsGAQUFBwMCMAwGA1UdEwEB/wQCMAAwHQYDVR0OBBYEFOXlUn1v
    GTEp7skJF2dw5KDrhgSwMB8GA1UdIwQYMBaAFHjWfcemfCIaiJmpUojMkdRGoVz2
    MF0GCCsGAQUFBwEBBFEwTzAjBggrBgEFBQcwAYYXaHR0cDovL29jc3AuZXhhbXBs
    ZS5uZXQwKAYIKwYBBQUHMAKGHGh0dHA6Ly9jYS5leGFtcGxlLm5ldC9jYS5wZW0w
    TgYDVR0RBEcwRYICdzGCDncxLmV4YW1wbGUubmV0ggUqLnN2Y4EQbm9kZUBleGFt
    cGxlLm5ldIcECiAAAYcQAAAAAAAAAAAAAAAAAAAAATAuBgNVHR8EJzAlMCOgIaAf
    hh1odHRwOi8vY3JsLmV4YW1wbGUubmV0L2NhLmNybDBWBgNVHSAETzBNMEEGAyoD
    BDA6MCIGCCsGAQUFBwIBFhZodHRwOi8vY3BzLmV4YW1wbGUubmV0MBQGCCsGAQUF
    BwICMAgMBk7DvHR6ZTAIBgZngQwBAgEwDwYJKwYBBQUHMAEFBAIFADAKBggqhkjO
    PQQDAgNIADBFAiEAqS2br4mNg0mNxn/sXuzky97vz2wdBZroPRqd5BtaRawCIGhg
    H/WBpwNjPwBEdUVt8lkmEb1Py9BHJYrp/on/dGHt
    -----END CERTIFICATE-----
    """

  static let leafRequest = """
    -----BEGIN CERTIFICATE REQUEST-----
    MIIBkzCCATgCAQAwdTEWMAkGA1UEBhMCREUwCQYDVQQGEwJVUzEVMBMGA1UEChMM
    c3lzdGVtOm5vZGVzMR4wCgYDVQQLDAN6eiowEAYDVQQLDAlUaGUgJiBXYXkxFzAV
    BgNVBAMTDnN5c3RlbTpub2RlOncxMQswCQYDVQQFEwI3NzBZMBMGByqGSM49AgEG
    CCqGSM49AwEHA0IABJhLuqFwGHxXhhw9E23j9a5n1G9JhaCYPSJdVca0DUipTJfb
    VZeAA4SEkjyL0mb6zg/t410398KEbqJ4w7eS45egYTBfBgkqhkiG9w0BCQ4xUjBQ
    ME4GA1UdEQRHMEWCAncxgg53MS5leGFtcGxlLm5ldIIFKi5zdmOBEG5vZGVAZXhh
    bXBsZS5uZXSHBAogAAGHEAAAAAAAAAAAAAAAAAAAAAEwCgYIKoZIzj0EAwIDSQAw
    RgIhAMfvSD2crHc9Cb0jlYLayMTYc0rwAc+GqA1LflnOOlibAiEArKtD1tJrsdZG
    wardRxYFTzoH8jxT9N+EkmZzfAm2Nho=
    -----END CERTIFICATE REQUEST-----
    """

  // cfssl gencert -ca ca.pem -ca-key ca-key.pem empty.json | cfssljson -bare empty,
  // with {} and no configuration.
  static let emptyRequest = """
    -----BEGIN CERTIFICATE REQUEST-----
    MIG5MGICAQAwADBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFqRUOuBQpeCJcdA
    W+CTH7zclde1t3vIOIr1sclDQLChrHsyEe6D2iPi9DZdtdBZvOhO/sigcyE7IAlA
    Bo8OS9+gADAKBggqhkjOPQQDAgNHADBEAiBhIKRZ44/BrY2EYroSF+KHcCoP1u7c
    aSAJbVbqtoxQCAIgGSA8LlnZAJ/bpoOUECmPLLiLqtWyzxpsq0Sr3xOcUrk=
    -----END CERTIFICATE REQUEST-----
    """

  static let empty = """
    -----BEGIN CERTIFICATE-----
    MIIB6DCCAY+gAwIBAgIUdqwWN4b4M+tUcezcvzuQ6Aa/eXwwCgYIKoZIzj0EAwIw
    aDELMAkGA1UEBhMCVVMxDzANBgNVBAgTBk9yZWdvbjERMA8GA1UEBxMIUG9ydGxh
    bmQxEzARBgNVBAoTCkt1YmVybmV0ZXMxCzAJBgNVBAsTAkNBMRMwEQYDVQQDEwpL
    dWJlcm5ldGVzMB4XDTI2MTEyMTA5MDEwMFoXDTI3MTEyMTA5MDEwMFowADBZMBMG
    ByqGSM49AgEGCCqGSM49AwEHA0IABFqRUOuBQpeCJcdAW+CTH7zclde1t3vIOIr1
    sclDQLChrHsyEe6D2iPi9DZdtdBZvOhO/sigcyE7IAlABo8OS9+jfzB9MA4GA1Ud
    DwEB/wQEAwIFoDAdBgNVHSUEFjAUBggrBgEFBQcDAQYIKwYBBQUHAwIwDAYDVR0T
    AQH/BAIwADAdBgNVHQ4EFgQUjaxDLaUNbCHE5ipopZlEts0edU0wHwYDVR0jBBgw
    FoAUeNZ9x6Z8IhqImalSiMyR1EahXPYwCgYIKoZIzj0EAwIDRwAwRAIgaE22art3
    NqHuDbUnfuJPlmYIbYI+Np4bTZDzpPxgpwICIAPxrUNnvOPUM74xBMRfQCWRwkxe
    VuHvFfeA+hBTF3/0
    -----END CERTIFICATE-----
    """
}
