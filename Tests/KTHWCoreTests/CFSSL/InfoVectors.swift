/// Certificates and requests, and what cfssl 1.2.0 said of them.
///
/// Keys were thrown away. cfssl 1.2 does not pad octets of key identifiers
/// and knows no `RawSignatureAlgorithm`; those two are as 1.6 has them.
enum InfoVectors {
  /// `openssl req -x509 -subj / -addext subjectAltName=DNS:b,IP:1.2.3.4,DNS:a,email:x@y,URI:http://h/,IP:::1`.
  static let nameless = """
    -----BEGIN CERTIFICATE-----
    MIIBkTCCATagAwIBAgIUMSg9uqc3t50gwHuEAlg8MO42S70wCgYIKoZIzj0EAwIw
    ADAeFw0yNjExMjEwOTIwMTVaFw0yNjEyMDEwOTIwMTVaMAAwWTATBgcqhkjOPQIB
    BggqhkjOPQMBBwNCAATXOqtdszeo6Uwqa3cf0xRqkKwT+KFgyPekOKMN1ownmqMa
    UpWn7W+sY9h9yB1NLObjNW8IzMEM8rCxIeCEBPAxo4GNMIGKMB0GA1UdDgQWBBQ4
    mkzGUewKVZ6hqpVsSQlP/cUQijAfBgNVHSMEGDAWgBQ4mkzGUewKVZ6hqpVsSQlP
    /cUQijAPBgNVHRMBAf8EBTADAQH/MDcGA1UdEQQwMC6CAWKHBAECAwSCAWGBA3hA
    eYYJaHR0cDovL2gvhxAAAAAAAAAAAAAAAAAAAAABMAoGCCqGSM49BAMCA0kAMEYC
    IQCi+tLtp/CWdNDinFDHbAfHh373P32sDb0kYV6EVijC0gIhAOgPuycmHhkYIC+J
    IZ9KDimID7D+RWalGahcAt++NH+a
    -----END CERTIFICATE-----
    """

  /// `cfssl certinfo -cert`.
  static let namelessInfo = #"""
    {
      "subject": {},
      "issuer": {},
      "serial_number": "280637954942541822035900693636112771754482879421",
      "sans": [
        "b",
        "a",
        "1.2.3.4",
        "::1"
      ],
      "not_before": "2026-11-21T09:20:15Z",
      "not_after": "2026-12-01T09:20:15Z",
      "sigalg": "ECDSAWithSHA256",
      "authority_key_id": "38:9A:4C:C6:51:EC:0A:55:9E:A1:AA:95:6C:49:09:4F:FD:C5:10:8A",
      "subject_key_id": "38:9A:4C:C6:51:EC:0A:55:9E:A1:AA:95:6C:49:09:4F:FD:C5:10:8A",
      "pem": "-----BEGIN CERTIFICATE-----\nMIIBkTCCATagAwIBAgIUMSg9uqc3t50gwHuEAlg8MO42S70wCgYIKoZIzj0EAwIw\nADAeFw0yNjExMjEwOTIwMTVaFw0yNjEyMDEwOTIwMTVaMAAwWTATBgcqhkjOPQIB\nBggqhkjOPQMBBwNCAATXOqtdszeo6Uwqa3cf0xRqkKwT+KFgyPekOKMN1ownmqMa\nUpWn7W+sY9h9yB1NLObjNW8IzMEM8rCxIeCEBPAxo4GNMIGKMB0GA1UdDgQWBBQ4\nmkzGUewKVZ6hqpVsSQlP/cUQijAfBgNVHSMEGDAWgBQ4mkzGUewKVZ6hqpVsSQlP\n/cUQijAPBgNVHRMBAf8EBTADAQH/MDcGA1UdEQQwMC6CAWKHBAECAwSCAWGBA3hA\neYYJaHR0cDovL2gvhxAAAAAAAAAAAAAAAAAAAAABMAoGCCqGSM49BAMCA0kAMEYC\nIQCi+tLtp/CWdNDinFDHbAfHh373P32sDb0kYV6EVijC0gIhAOgPuycmHhkYIC+J\nIZ9KDimID7D+RWalGahcAt++NH+a\n-----END CERTIFICATE-----\n"
    }

    """#

  /// `openssl req -x509 -subj "/CN=a/CN=b/O=o1/O=o2/emailAddress=x@y/serialNumber=1/serialNumber=2/DC=d/street=s/postalCode=p"`.
  static let named = """
    -----BEGIN CERTIFICATE-----
    MIICaTCCAg+gAwIBAgIUBWU7zjynsyWQlXk/Td8h56gQ7jwwCgYIKoZIzj0EAwIw
    gYkxCjAIBgNVBAMMAWExCjAIBgNVBAMMAWIxCzAJBgNVBAoMAm8xMQswCQYDVQQK
    DAJvMjESMBAGCSqGSIb3DQEJARYDeEB5MQowCAYDVQQFEwExMQowCAYDVQQFEwEy
    MREwDwYKCZImiZPyLGQBGRYBZDEKMAgGA1UECQwBczEKMAgGA1UEEQwBcDAeFw0y
    NjExMjEwOTIwMTVaFw0yNjEyMDEwOTIwMTVaMIGJMQowCAYDVQQDDAFhMQowCAYD
    VQQDDAFiMQswCQYDVQQKDAJvMTELMAkGA1UECgwCbzIxEjAQBgkqhkiG9w0BCQEW
    A3hAeTEKMAgGA1UEBRMBMTEKMAgGA1UEBRMBMjERMA8GCgmSJomT8ixkARkWAWQx
    CjAIBgNVBAkMAXMxCjAIBgNVBBEMAXAwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
    AATXOqtdszeo6Uwqa3cf0xRqkKwT+KFgyPekOKMN1ownmqMaUpWn7W+sY9h9yB1N
    LObjNW8IzMEM8rCxIeCEBPAxo1MwUTAdBgNVHQ4EFgQUOJpMxlHsClWeoaqVbEkJ
    T/3FEIowHwYDVR0jBBgwFoAUOJpMxlHsClWeoaqVbEkJT/3FEIowDwYDVR0TAQH/
    BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAuI9nRqhbAaZNns5zQT1FZqz/eWgy
    QrnkjAR7+mjoTXECIGuZTaKnVmRDQp2fpwyEmsfpfQhlRzpygaN7839f2J7N
    -----END CERTIFICATE-----
    """

  /// An Ed25519 request of `openssl req` for `URI:http://u:p@h:80/a?b=c`.
  static let requestWithURI = """
    -----BEGIN CERTIFICATE REQUEST-----
    MIGyMGYCAQAwADAqMAUGAytlcAMhAN98TfjsyndR7aP8ZA8BQFl86acsiwDPPOJm
    1+nid/Q0oDMwMQYJKoZIhvcNAQkOMSQwIjAgBgNVHREEGTAXhhVodHRwOi8vdTpw
    QGg6ODAvYT9iPWMwBQYDK2VwA0EA0NywMwXN2AZQn1XY4idnt+4IiHEp8Bg8jH6H
    uCtin5Rr4BwHrxsGN4NwedPue5CDghL8khz8QARpGoomsdjuDQ==
    -----END CERTIFICATE REQUEST-----
    """

  /// `cfssl certinfo -csr`.
  static let requestWithURIInfo = #"""
    {
      "Raw": "MIGyMGYCAQAwADAqMAUGAytlcAMhAN98TfjsyndR7aP8ZA8BQFl86acsiwDPPOJm1+nid/Q0oDMwMQYJKoZIhvcNAQkOMSQwIjAgBgNVHREEGTAXhhVodHRwOi8vdTpwQGg6ODAvYT9iPWMwBQYDK2VwA0EA0NywMwXN2AZQn1XY4idnt+4IiHEp8Bg8jH6HuCtin5Rr4BwHrxsGN4NwedPue5CDghL8khz8QARpGoomsdjuDQ==",
      "RawTBSCertificateRequest": "MGYCAQAwADAqMAUGAytlcAMhAN98TfjsyndR7aP8ZA8BQFl86acsiwDPPOJm1+nid/Q0oDMwMQYJKoZIhvcNAQkOMSQwIjAgBgNVHREEGTAXhhVodHRwOi8vdTpwQGg6ODAvYT9iPWM=",
      "RawSubjectPublicKeyInfo": "MCowBQYDK2VwAyEA33xN+OzKd1Hto/xkDwFAWXzppyyLAM884mbX6eJ39DQ=",
      "RawSubject": "MAA=",
      "RawSignatureAlgorithm": "MAUGAytlcA==",
      "Version": 0,
      "Signature": "0NywMwXN2AZQn1XY4idnt+4IiHEp8Bg8jH6HuCtin5Rr4BwHrxsGN4NwedPue5CDghL8khz8QARpGoomsdjuDQ==",
      "SignatureAlgorithm": 16,
      "PublicKeyAlgorithm": 4,
      "PublicKey": "33xN+OzKd1Hto/xkDwFAWXzppyyLAM884mbX6eJ39DQ=",
      "Subject": {
        "Country": null,
        "Organization": null,
        "OrganizationalUnit": null,
        "Locality": null,
        "Province": null,
        "StreetAddress": null,
        "PostalCode": null,
        "SerialNumber": "",
        "CommonName": "",
        "Names": null,
        "ExtraNames": null
      },
      "Attributes": [
        {
          "Type": [
            1,
            2,
            840,
            113549,
            1,
            9,
            14
          ],
          "Value": [
            [
              {
                "Type": [
                  2,
                  5,
                  29,
                  17
                ],
                "Value": "MBeGFWh0dHA6Ly91OnBAaDo4MC9hP2I9Yw=="
              }
            ]
          ]
        }
      ],
      "Extensions": [
        {
          "Id": [
            2,
            5,
            29,
            17
          ],
          "Critical": false,
          "Value": "MBeGFWh0dHA6Ly91OnBAaDo4MC9hP2I9Yw=="
        }
      ],
      "ExtraExtensions": null,
      "DNSNames": null,
      "EmailAddresses": null,
      "IPAddresses": null,
      "URIs": [
        {
          "Scheme": "http",
          "Opaque": "",
          "User": {},
          "Host": "h:80",
          "Path": "/a",
          "RawPath": "",
          "OmitHost": false,
          "ForceQuery": false,
          "RawQuery": "b=c",
          "Fragment": "",
          "RawFragment": ""
        }
      ]
    }

    """#

  /// `cfssl genkey` for ECDSA P-256, example.net of `print-defaults csr`.
  static let ecdsaRequest = """
    -----BEGIN CERTIFICATE REQUEST-----
    MIIBPDCB5AIBADBIMQswCQYDVQQGEwJVUzELMAkGA1UECBMCQ0ExFjAUBgNVBAcT
    DVNhbiBGcmFuY2lzY28xFDASBgNVBAMTC2V4YW1wbGUubmV0MFkwEwYHKoZIzj0C
    AQYIKoZIzj0DAQcDQgAEG+Zfa9LSVzECQDKXWtr8c00WeBCPw151S2WOFCe/Q7eU
    +TRxF0I9ow86uivekliXN6WrxW2xdXHzEgp21v/uuqA6MDgGCSqGSIb3DQEJDjEr
    MCkwJwYDVR0RBCAwHoILZXhhbXBsZS5uZXSCD3d3dy5leGFtcGxlLm5ldDAKBggq
    hkjOPQQDAgNHADBEAiBU7shPBXE1w2J00AXoZ5i9LCJSG1JUnUp3i9CMAc5DMwIg
    XaLzlINaBY23kVADYRSFbZMO8jcx8+Ahu69YPBhZLmc=
    -----END CERTIFICATE REQUEST-----
    """
  static let ecdsaPoint = (
    x: "12619480309466569721461571939258275737652135635637334977348661490993961321399",
    y: "67382608449186682254991781931814316173691847936155073629808233699406073818810"
  )

  /// `cfssl gencert -initca` for RSA 2048, O=<é>, CN=x, a path length of 1.
  static let rsaRequest = """
    -----BEGIN CERTIFICATE REQUEST-----
    MIICsDCCAZgCAQAwGzENMAsGA1UECgwEPMOpPjEKMAgGA1UEAxMBeDCCASIwDQYJ
    KoZIhvcNAQEBBQADggEPADCCAQoCggEBAMmEbrfucqAdoRPPHVwunq+PZSIhtVWB
    nQy8sNFxJjgbBzvcQD/algsF0h91MmQFz2p+epEYp4CECk5LN+EyiBizJ651t4D2
    +gQinAgMFQg6OvlGruRlCz346QjNhRIpdqDD2Ijs/nd9c9AskXzhJRbW+ZI4KWGQ
    i15wDIW3tHIomZptzjWmWBpd36BC9vOExLDJ5Eqf4RSLK/85lR70R3Kp26RpX58L
    REegtvY4YEoOlt3Fv5vkxXzv/6QBBaqz6YjJSotEEXTa1CDU3KxIK9ywICSWy0iq
    nRF8q+GdNWGYfDjW7K3SYZDoZkCxzPXxBL6EPB2By47ZkSh/iUoE4RMCAwEAAaBQ
    ME4GCSqGSIb3DQEJDjFBMD8wKQYDVR0RBCIwIIIBYYEDYUBihwQBAgMEhxAAAAAA
    AAAAAAAAAAAAAAABMBIGA1UdEwEB/wQIMAYBAf8CAQEwDQYJKoZIhvcNAQELBQAD
    ggEBAFFifjoqN92rgjKi/ouYUhlqzUWYnwAUAYayEBTO/GygTyQhGT/t9JHBEQQR
    tCtDLADumjWLjQX1v+Ip5P9dmMhmIJW+a7dxS0DZECDJ4H0+9fP86givtEmV9lka
    XXOJYjDPaGIHXvM7mjk1muj16FWJ3WIZDKMnpykTXjQ0yhDc7gPyAyxSNoztMqs1
    ArrTVnV7MI+rPUEGpMxWwW0KUKMjrHGmM7Wi11eVi65QBuZTWg6K1sD8zUwwXAZO
    Gga5ya/5RotkkWsp3gh+v0r8+MShvWNFYoeJCrRVbQ7a/JgnWfgdmzMl4YXsquZ7
    egWFHtD3cG/CoqJpY3u3SZOVQuw=
    -----END CERTIFICATE REQUEST-----
    """
  static let rsaModulus = """
    25439204194951023955581463033166100943242926677081062167367624334200828905480614\
    46767398632760344788145653759611967607512504496390346814017702204122177400390058\
    90519626659291447786207238620467051781305845645381185184483125068368308119881132\
    84015375302501356558952971915572176668933034828659824862038557639988487923014056\
    66071495780697685253368425371679721797686381569213083249038776773678870220120086\
    15441201277628468451380520768347379350243333231841141084515551392224583512089010\
    72477393432774062494850887285946065949253809317277534253893577993854302520099213\
    021273020148231786853504025569971826074799500641727471891
    """
}
