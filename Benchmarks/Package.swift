// swift-tools-version: 6.2
import PackageDescription

// A package of its own: nothing here is built, tested or shipped with kthwctl.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "kthwctl", path: "..")],
  targets: [
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto"),
    // What the same work costs in C. Static, as the kthwctl that it stands beside.
    .executableTarget(
      name: "floor",
      dependencies: ["CCrypto"],
      cSettings: [.unsafeFlags(["-O2"])],
      linkerSettings: [.unsafeFlags(["-static-executable"], .when(platforms: [.linux]))]
    ),
    .executableTarget(
      name: "compare",
      dependencies: ["CCrypto", .product(name: "KTHWCore", package: "kthwctl")],
      swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility")]
    ),
  ]
)
