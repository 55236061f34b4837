// swift-tools-version: 6.2
import PackageDescription

// A package of its own: nothing here is built, tested or shipped with kthwctl.
// Scripts/fuzz.sh builds it, with the sanitizers' flags on the command line, so
// that no manifest ever has a flag that bars the library from being used.
let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "kthwctl", path: "../..")],
  targets: [
    .executableTarget(
      name: "kthw-fuzz",
      dependencies: [.product(name: "KTHWCore", package: "kthwctl")],
      path: "Sources/kthw-fuzz",
      swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility")]
    )
  ]
)
