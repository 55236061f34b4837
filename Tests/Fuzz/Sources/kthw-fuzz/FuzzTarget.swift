/// Something that strangers' bytes are given to.
struct FuzzTarget: Sendable {
  /// What it is called on the command line; its corpus and its dictionary are
  /// called the same.
  let name: String
  /// Takes an input; what is refused is fine, what ends the process is not.
  let run: @Sendable ([UInt8]) -> Void

  /// Every target.
  static let all: [FuzzTarget] = [
    pem, certificate, request, key, yaml, json, kubeconfig, cluster, encryption, unit, shell,
    balancer, file, log, jsonpath, gotemplate, cfsslRequest, cfsslPolicy, cfssljson, pattern, names,
  ]
}

/// Ends the run where a promise is broken; the driver keeps the input then.
func demand(_ holds: Bool, _ promise: @autoclosure () -> String) {
  if !holds { fatalError(promise()) }
}

/// The input's lines up to the first line feed, and what follows it.
func firstLine(of input: [UInt8]) -> (line: String, rest: [UInt8]) {
  let end = input.firstIndex(of: 0x0A) ?? input.endIndex
  return (String(decoding: input[..<end], as: UTF8.self), Array(input[end...].dropFirst()))
}
