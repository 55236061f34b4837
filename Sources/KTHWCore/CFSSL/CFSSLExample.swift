/// The texts of `cfssl print-defaults`, byte for byte.
public enum CFSSLExample: String, CaseIterable, Sendable {
  /// A signing policy.
  case config
  /// A certificate request.
  case csr

  /// The text as cfssl prints it, with the empty line at its end.
  public var text: String {
    switch self {
    case .config: CFSSLExample.policy + "\n\n"
    case .csr: CFSSLExample.request + "\n\n"
    }
  }

  private static let policy = """
    {
        "signing": {
            "default": {
                "expiry": "168h"
            },
            "profiles": {
                "www": {
                    "expiry": "8760h",
                    "usages": [
                        "signing",
                        "key encipherment",
                        "server auth"
                    ]
                },
                "client": {
                    "expiry": "8760h",
                    "usages": [
                        "signing",
                        "key encipherment",
                        "client auth"
                    ]
                }
            }
        }
    }
    """

  private static let request = """
    {
        "CN": "example.net",
        "hosts": [
            "example.net",
            "www.example.net"
        ],
        "key": {
            "algo": "ecdsa",
            "size": 256
        },
        "names": [
            {
                "C": "US",
                "ST": "CA",
                "L": "San Francisco"
            }
        ]
    }
    """
}
