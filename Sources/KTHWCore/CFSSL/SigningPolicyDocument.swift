/// A policy file as it is written, with the places of what is checked later.
struct SigningPolicyDocument: GoJSON.Structure {
  var signing: Signing?
  var authKeys: [String: GoJSON.Located<AuthKey>] = [:]
  var remotes: [String: String] = [:]

  static let goType = "config.Config"

  static let fields: [GoJSON.Field<SigningPolicyDocument>] = [
    GoJSON.Field("signing", \.signing),
    GoJSON.Field(ignoring: "ocsp"),
    GoJSON.Field("auth_keys", \.authKeys),
    GoJSON.Field("remotes", \.remotes),
  ]

  struct Signing: GoJSON.Structure {
    var profiles: [String: GoJSON.Located<Profile?>] = [:]
    var defaultProfile = GoJSON.Located<Profile?>()

    static let goType = "config.Signing"

    static let fields: [GoJSON.Field<Signing>] = [
      GoJSON.Field("profiles", \.profiles),
      GoJSON.Field("default", \.defaultProfile),
    ]
  }

  /// A key that signs requests to another machine.
  struct AuthKey: GoJSON.Structure {
    var type = ""
    var key = ""

    static let goType = "config.AuthKey"

    static let fields: [GoJSON.Field<AuthKey>] = [
      GoJSON.Field("type", \.type), GoJSON.Field("key", \.key),
    ]

    /// Whether the key is hexadecimal, or said to be elsewhere.
    var isReadable: Bool {
      if key.hasPrefix("env:") || key.hasPrefix("file:") { return true }
      return key.utf8.count % 2 == 0
        && key.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit)
    }
  }
}

extension SigningPolicyDocument {
  /// A profile, or the default.
  struct Profile: GoJSON.Structure {
    var usages: [GoJSON.Located<String>] = []
    var issuerURLs: [String]?
    var ocspURL = ""
    var crlURL = ""
    var authority = GoJSON.Located<Authority>()
    var hasOCSPNoCheck = false
    var expiry = GoJSON.Located<String>()
    var backdate = GoJSON.Located<String>()
    var authKey = GoJSON.Located<String>()
    var copiesExtensions = false
    var previousAuthKey = GoJSON.Located<String>()
    var remote = GoJSON.Located<String>()
    var notBefore = GoJSON.Located<GoTime>()
    var notAfter = GoJSON.Located<GoTime>()
    var nameWhitelist = GoJSON.Located<String>()
    var authRemote = GoJSON.Located<AuthRemote>()
    var allowedExtensions: [DottedOID] = []
    var policies: [Policy] = []
    // Go fields without a JSON name: only these exact spellings reach them.
    var expiryNanoseconds = GoNanoseconds()
    var backdateNanoseconds = GoNanoseconds()
    var requestWhitelist: RequestWhitelist?

    static let goType = "config.SigningProfile"

    static let fields: [GoJSON.Field<Profile>] = [
      GoJSON.Field("usages", \.usages),
      GoJSON.Field("issuer_urls", \.issuerURLs),
      GoJSON.Field("ocsp_url", \.ocspURL),
      GoJSON.Field("crl_url", \.crlURL),
      GoJSON.Field("ca_constraint", \.authority),
      GoJSON.Field("ocsp_no_check", \.hasOCSPNoCheck),
      GoJSON.Field("expiry", \.expiry),
      GoJSON.Field("backdate", \.backdate),
      GoJSON.Field("auth_key", \.authKey),
      GoJSON.Field("copy_extensions", \.copiesExtensions),
      GoJSON.Field("prev_auth_key", \.previousAuthKey),
      GoJSON.Field("remote", \.remote),
      GoJSON.Field("not_before", \.notBefore),
      GoJSON.Field("not_after", \.notAfter),
      GoJSON.Field("name_whitelist", \.nameWhitelist),
      GoJSON.Field("auth_remote", \.authRemote),
      GoJSON.Field(ignoring: "ct_log_servers"),
      GoJSON.Field("allowed_extensions", \.allowedExtensions),
      GoJSON.Field(ignoring: "cert_store"),
      GoJSON.Field(ignoring: "lint_error_level"),
      GoJSON.Field(ignoring: "ignored_lints"),
      GoJSON.Field(ignoring: "ignored_lint_sources"),
      GoJSON.Field("Policies", \.policies),
      GoJSON.Field("Expiry", \.expiryNanoseconds),
      GoJSON.Field("Backdate", \.backdateNanoseconds),
      GoJSON.Field("CSRWhitelist", \.requestWhitelist),
      GoJSON.Field(ignoring: "ClientProvidesSerialNumbers"),
    ]
  }

  struct Authority: GoJSON.Structure {
    var isAuthority = false
    var pathLength = 0
    var isPathLengthZero = false

    static let goType = "config.CAConstraint"

    static let fields: [GoJSON.Field<Authority>] = [
      GoJSON.Field("is_ca", \.isAuthority),
      GoJSON.Field("max_path_len", \.pathLength),
      GoJSON.Field("max_path_len_zero", \.isPathLengthZero),
    ]
  }

  struct AuthRemote: GoJSON.Structure {
    var remote = ""
    var authKey = ""

    static let goType = "config.AuthRemote"

    static let fields: [GoJSON.Field<AuthRemote>] = [
      GoJSON.Field("remote", \.remote), GoJSON.Field("auth_key", \.authKey),
    ]
  }

  struct Policy: GoJSON.Structure {
    var oid = DottedOID()
    var qualifiers: [Qualifier] = []

    static let goType = "config.CertificatePolicy"

    static let fields: [GoJSON.Field<Policy>] = [
      GoJSON.Field("ID", \.oid), GoJSON.Field("Qualifiers", \.qualifiers),
    ]
  }

  struct Qualifier: GoJSON.Structure {
    var type = GoJSON.Located<String>()
    var value = ""

    static let goType = "config.CertificatePolicyQualifier"

    static let fields: [GoJSON.Field<Qualifier>] = [
      GoJSON.Field("Type", \.type), GoJSON.Field("Value", \.value),
    ]
  }

  struct RequestWhitelist: GoJSON.Structure {
    var subject = false
    var publicKey = false
    var dnsNames = false
    var addresses = false
    var emails = false
    var uris = false

    static let goType = "config.CSRWhitelist"

    static let fields: [GoJSON.Field<RequestWhitelist>] = [
      GoJSON.Field("Subject", \.subject),
      GoJSON.Field(ignoring: "PublicKeyAlgorithm"),
      GoJSON.Field("PublicKey", \.publicKey),
      GoJSON.Field(ignoring: "SignatureAlgorithm"),
      GoJSON.Field("DNSNames", \.dnsNames),
      GoJSON.Field("IPAddresses", \.addresses),
      GoJSON.Field("EmailAddresses", \.emails),
      GoJSON.Field("URIs", \.uris),
    ]

    var parts: SigningProfile.RequestParts {
      var parts: SigningProfile.RequestParts = []
      if subject { parts.insert(.subject) }
      if publicKey { parts.insert(.publicKey) }
      if dnsNames { parts.insert(.dnsNames) }
      if addresses { parts.insert(.addresses) }
      if emails { parts.insert(.emails) }
      if uris { parts.insert(.uris) }
      return parts
    }
  }
}
