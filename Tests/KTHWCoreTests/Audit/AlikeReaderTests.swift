import KTHWTestSupport
import Testing

@testable import KTHWCore

/// What many machines have alike is read once, and nothing else is kept.
@Suite struct `Reading what is alike` {
  private let reader = AlikeReader()

  private func bytes(_ text: String) -> SecretBytes {
    Array(text.utf8).withUnsafeBytes { SecretBytes(copying: $0) }
  }

  private func authority() throws -> (certificate: String, key: String) {
    let scratch = try ScratchDirectory()
    try RunCommand.kthwctl("ca", "init").inside(scratch).run().expecting(0)
    return (try scratch.text("ca.pem"), try scratch.text("ca-key.pem"))
  }

  @Test func `an authority's certificate names the file that it was asked for in`() throws {
    let text = try authority().certificate
    let first = try reader.objects(bytes(text), path: "a/ca.pem")
    let second = try reader.objects(bytes(text), path: "b/ca.pem")
    #expect(first.map(\.file) == ["a/ca.pem"])
    #expect(second.map(\.file) == ["b/ca.pem"])
    #expect(first.map(\.content) == second.map(\.content))
    #expect(first.map(\.mark) == second.map(\.mark))
    // One more byte, and it is another file.
    let third = try reader.objects(bytes("\n" + text), path: "c/ca.pem")
    #expect(third.map(\.content) == first.map(\.content))
    #expect(third.map(\.mark) != first.map(\.mark))
  }

  @Test func `a bundle with a private key is read as ever`() throws {
    let (certificate, key) = try authority()
    for _ in 1...2 {
      let found = try reader.objects(bytes(certificate + key), path: "both.pem")
      #expect(found.count == 2)
      #expect(found.last.map { if case .privateKey = $0.content { true } else { false } } == true)
    }
  }

  @Test func `what cannot be read is an error each time, with its own file`() throws {
    let text = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    for path in ["a.pem", "b.pem"] {
      #expect(throws: KTHWError.self) { try reader.objects(bytes(text), path: path) }
      do {
        _ = try reader.objects(bytes(text), path: path)
      } catch let error as KTHWError {
        #expect(error.problems.map { $0.place?.file } == [path])
      }
    }
  }

  @Test func `a configuration is read once, and a kubeconfig each time`() {
    var count = 0
    let kubeconfig = FileRecognition.Recognized(.kubeconfig(Kubeconfig()), nil)
    let cases: [(FileRecognition.Recognized, Int)] = [
      ((.documents(.kubelet, []), nil), 1), ((.documents(.manifest, []), nil), 3),
      (kubeconfig, 3), ((.unknown, nil), 3),
    ]
    for (index, (content, times)) in cases.enumerated() {
      count = 0
      for _ in 1...3 {
        _ = reader.structured(Array("text \(index)".utf8)) {
          count += 1
          return content
        }
      }
      #expect(count == times, "\(index)")
    }
  }
}
