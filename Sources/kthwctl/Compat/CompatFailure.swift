import KTHWCore

/// How failures end when we act as another program: in its words on standard
/// error, and with its exit statuses.
enum CompatFailure {
  /// Runs what a program does.
  ///
  /// - Returns: 0 for success and for help, 1 for any failure, 2 for flags
  ///   that break Go's rules.
  static func catching(usage: @autoclosure () -> String, _ body: () throws -> Void) -> Int32 {
    do {
      try body()
      return 0
    } catch let refusal as GoFlags.Refusal {
      return report(refusal, usage: usage())
    } catch let failure as Prefixed {
      CFSSLLog.say(failure.error, after: failure.prefix)
    } catch let error as KTHWError {
      CFSSLLog.say(error)
    } catch {
      CFSSLLog.say("\(error)")
    }
    return 1
  }

  /// A failure with words before it.
  struct Prefixed: Error {
    let prefix: String
    let error: KTHWError
  }

  /// Runs something whose failures have words before them.
  static func prefixing<Value>(_ prefix: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as KTHWError {
      throw Prefixed(prefix: prefix, error: error)
    }
  }

  /// The refusal of a flag that hands the work to somebody else.
  static func elsewhere(_ flag: String) -> KTHWError {
    let isDatabase = ["-db-config", "-serial", "-aki"].contains(flag)
    let reason =
      isDatabase
      ? "certificates are not recorded in a database here"
      : "this program does not connect to other machines"
    return KTHWError(.unsupported, "\(flag) is not part of this program: \(reason)")
  }

  private static func report(_ refusal: GoFlags.Refusal, usage: String) -> Int32 {
    var status: Int32 = 0
    if case .invalid(let message, let hint) = refusal {
      CFSSLLog.say(message)
      if let hint { CFSSLLog.say("hint: " + hint) }
      status = 2
    }
    // Standard error may be closed; there is nowhere else to say so.
    try? StandardStream.error.write(usage)
    return status
  }
}
