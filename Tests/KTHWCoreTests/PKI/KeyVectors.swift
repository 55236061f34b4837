@testable import KTHWCore

/// Keys made for these tests by OpenSSL 3.0, and good for nothing else.
enum KeyVectors {
  // openssl genrsa -traditional 512
  static let rsaPKCS1 = """
    -----BEGIN RSA PRIVATE KEY-----
    MIIBOgIBAAJBAMr3YBPLdf6wVg2PIfgXRcwaRkmRfstMChKKWd253+vnZ2BjrvF+
    YCsci5W5ASCMDqSR3HW8i0UxHRKsvPv/ugsCAwEAAQJASR3OfbMJAcQSa/YJHa98
    lGdOtMf2LlRpOH6gmxCPyxI/38qTy0hT1xsm8NhmXqY2nTdTvhxDMMELQpoCtF+p
    aQIhAPZeaebPzMuT6m7gvuk0iX4Egz/OdqDR7KCPTg45EladAiEA0uaaLkFrf6tM
    ome27XV8dnSkG/iQwM/NSRvbR6t4HscCIQDZbxooCt3EDhepI9FaIHP4NCNh/OXV
    qXAdhFxvUQ9OQQIgac2CX941/dCEG52Iacxc6lhN1DJ4/CHDzP+KnIPrORUCIHDw
    CcwImgk3FPeQNn0y0nrTIzqVF3BHOTxHWEyFwmkq
    -----END RSA PRIVATE KEY-----
    """

  // openssl pkcs8 -topk8 -nocrypt -in rsa.pem
  static let rsaPKCS8 = """
    -----BEGIN PRIVATE KEY-----
    MIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6AgEAAkEAyvdgE8t1/rBWDY8h
    +BdFzBpGSZF+y0wKEopZ3bnf6+dnYGOu8X5gKxyLlbkBIIwOpJHcdbyLRTEdEqy8
    +/+6CwIDAQABAkBJHc59swkBxBJr9gkdr3yUZ060x/YuVGk4fqCbEI/LEj/fypPL
    SFPXGybw2GZepjadN1O+HEMwwQtCmgK0X6lpAiEA9l5p5s/My5PqbuC+6TSJfgSD
    P852oNHsoI9ODjkSVp0CIQDS5pouQWt/q0yiZ7btdXx2dKQb+JDAz81JG9tHq3ge
    xwIhANlvGigK3cQOF6kj0Vogc/g0I2H85dWpcB2EXG9RD05BAiBpzYJf3jX90IQb
    nYhpzFzqWE3UMnj8IcPM/4qcg+s5FQIgcPAJzAiaCTcU95A2fTLSetMjOpUXcEc5
    PEdYTIXCaSo=
    -----END PRIVATE KEY-----
    """

  // openssl rsa -in rsa.pem -pubout
  static let rsaPublic = """
    -----BEGIN PUBLIC KEY-----
    MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAMr3YBPLdf6wVg2PIfgXRcwaRkmRfstM
    ChKKWd253+vnZ2BjrvF+YCsci5W5ASCMDqSR3HW8i0UxHRKsvPv/ugsCAwEAAQ==
    -----END PUBLIC KEY-----
    """

  // openssl ecparam -name prime256v1 -genkey -noout
  static let p256SEC1 = """
    -----BEGIN EC PRIVATE KEY-----
    MHcCAQEEIJ397Hk8A5bNk3QI++MSOcNa0VauZceHRftLbFLDiyekoAoGCCqGSM49
    AwEHoUQDQgAEXtLuyv2eNZYxPVGNwY2Bv7y/yIQkQfZoSmrBJkDhVaB1nxu9dIJ7
    OeitMoY3exz5e9kMvHheARXsp+vwgXq6Jg==
    -----END EC PRIVATE KEY-----
    """

  // openssl pkcs8 -topk8 -nocrypt -in p256.pem
  static let p256PKCS8 = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgnf3seTwDls2TdAj7
    4xI5w1rRVq5lx4dF+0tsUsOLJ6ShRANCAARe0u7K/Z41ljE9UY3BjYG/vL/IhCRB
    9mhKasEmQOFVoHWfG710gns56K0yhjd7HPl72Qy8eF4BFeyn6/CBerom
    -----END PRIVATE KEY-----
    """

  // openssl pkey -in p256.pem -pubout
  static let p256Public = """
    -----BEGIN PUBLIC KEY-----
    MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEXtLuyv2eNZYxPVGNwY2Bv7y/yIQk
    QfZoSmrBJkDhVaB1nxu9dIJ7OeitMoY3exz5e9kMvHheARXsp+vwgXq6Jg==
    -----END PUBLIC KEY-----
    """

  // openssl ecparam -name secp521r1 -genkey -noout
  static let p521SEC1 = """
    -----BEGIN EC PRIVATE KEY-----
    MIHcAgEBBEIAihOd0Y/hF5d5MurnQ5Oaa1/5uzsyqqfFFvB1cbpnSe/vUVTOsvwe
    5EBdANSvZgXa94ji8nKKvRE+96vraljEXSmgBwYFK4EEACOhgYkDgYYABACrNWOw
    yQ/LkY6c9zJLo9dx8bBqBwz358301ZnH1ic0Ft3r+XVhkSGY9FQDNUEGeTYIQ4tw
    9WWJnhPB4piYBNtgrwCsOJ+VbJdnpMkY+LIvJULHGkPWp/5rBcw8dj2BEropw6hH
    YA5esw9UIo7pzsn4I44wBg+y2s1M/IurXj5YmY88QA==
    -----END EC PRIVATE KEY-----
    """

  // openssl genpkey -algorithm ed25519
  static let ed25519PKCS8 = """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEIH/yg8FP+vy4pAvX87ciDM3cbyBqpHpqXokeq39MeeGZ
    -----END PRIVATE KEY-----
    """

  // openssl pkey -in ed25519.pem -pubout
  static let ed25519Public = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEAE+oM3xFbCI90oP4YrYk60Phl7vBEZMy8gxt4btNJnLU=
    -----END PUBLIC KEY-----
    """

  // openssl pkcs8 -topk8 -in p256.pem -passout pass:x -iter 1
  static let encryptedPKCS8 = """
    -----BEGIN ENCRYPTED PRIVATE KEY-----
    MIHrMFYGCSqGSIb3DQEFDTBJMCgGCSqGSIb3DQEFDDAbBAhcnWtSY8Xs3QIBATAM
    BggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQxAvQvWYrrR/9g1g6HwUNkwSBkC+f
    PFFfZ/JnJyUkdm9rU3iX4dFrjib/YkEl2/mr6p7VA0cYZIgJ4gBc1CKS7+Mc8d5d
    icX9YfVhkqMrgloQ6oA7cMIw40lMkU0W3ajhXNZ7JVkEH1RQFVI64T+u/D0tRfdC
    0ku6PO2nTFs3eg9g+SAWIXZhas5n0ZYLV20sWA6q5i6SKeuL9DhsjK3RQHpwuQ==
    -----END ENCRYPTED PRIVATE KEY-----
    """

  static func der(_ pem: String) throws -> [UInt8] {
    try PEM.blocks(in: Array(pem.utf8), surroundings: .nothing).map(\.bytes).first ?? []
  }

  /// A public key as certificates carry it; the identifier stands for a hash.
  static func publicKey(_ pem: String) throws -> PublicKey {
    try PublicKey(subjectPublicKeyInfo: der(pem)) { Array($0.suffix(20)) }
  }
}

extension SecretBytes {
  /// A copy for comparing; only keys made for tests are copied.
  var exposed: [UInt8] { withUnsafeBytes { Array($0) } }
}
