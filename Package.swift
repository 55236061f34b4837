// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every Swift target: what a later language mode will
/// demand is demanded today, and C modules never leak through our interface.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "kthwctl",
  platforms: [.macOS(.v14)],
  products: [
    .library(name: "KTHWCore", targets: ["KTHWCore"]),
    .executable(name: "kthwctl", targets: ["kthwctl"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // libcrypto, and libssl for handshakes in memory: nothing here opens a
    // connection.
    .systemLibrary(
      name: "COpenSSL",
      pkgConfig: "openssl",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]
    ),
    .systemLibrary(
      name: "CLibYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
    ),
    .systemLibrary(
      name: "CZlib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
    ),
    // A header alone: system calls that Swift's own modules do not show.
    .systemLibrary(name: "CSystem"),
    .target(
      name: "KTHWCore",
      dependencies: ["COpenSSL", "CLibYAML", "CSystem", "CZlib"],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "kthwctl",
      dependencies: [
        "KTHWCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    .target(
      name: "KTHWTestSupport",
      dependencies: ["KTHWCore"],
      path: "Tests/KTHWTestSupport",
      swiftSettings: strict
    ),
    // A program for tests to kill, starve and run twice at a time.
    .executableTarget(
      name: "kthw-file-probe",
      dependencies: ["KTHWCore"],
      path: "Tests/FileProbe",
      swiftSettings: strict
    ),
    .testTarget(
      name: "KTHWCoreTests",
      dependencies: ["KTHWCore", "KTHWTestSupport", "kthw-file-probe"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "kthwctlTests",
      dependencies: ["kthwctl", "KTHWCore", "KTHWTestSupport"],
      swiftSettings: strict
    ),
  ]
)
