internal import COpenSSL

/// The way into libcrypto: every call that can fail goes through one of these.
///
/// Each clears the thread's error queue, calls, and on failure throws with
/// what the queue then holds, because OpenSSL's own last word is often no
/// more than "unsupported". The caller says in words what was being done.
enum OpenSSLCall {
  /// Calls a function that answers 1, and 0 or less on failure.
  static func require(
    _ doing: @autoclosure () -> String,
    code: KTHWError.Code = .cryptography,
    _ call: () -> Int32
  ) throws {
    forgetErrors()
    guard call() == 1 else { throw failure(doing(), code: code) }
  }

  /// Calls a function that answers a pointer, and null on failure.
  static func pointer<Pointer>(
    _ doing: @autoclosure () -> String,
    code: KTHWError.Code = .cryptography,
    _ call: () -> Pointer?
  ) throws -> Pointer {
    forgetErrors()
    guard let pointer = call() else { throw failure(doing(), code: code) }
    return pointer
  }

  /// Calls a function that answers a count, and less than zero on failure.
  static func count(
    _ doing: @autoclosure () -> String,
    code: KTHWError.Code = .cryptography,
    _ call: () -> Int32
  ) throws -> Int {
    forgetErrors()
    let count = call()
    guard count >= 0 else { throw failure(doing(), code: code) }
    return Int(count)
  }

  /// An error of what the queue holds; the queue is empty afterwards.
  static func failure(_ doing: String, code: KTHWError.Code = .cryptography) -> KTHWError {
    KTHWError(code, "\(doing) failed", details: drainedQueue())
  }

  /// Takes every entry off this thread's error queue, oldest first.
  static func drainedQueue() -> [String] {
    drainedErrors().map(\.text)
  }

  /// One entry of the error queue.
  struct QueuedError {
    /// OpenSSL's number of it: library and reason.
    let code: UInt
    /// Library, reason and the extra text in words.
    let text: String

    /// Whether it says that an algorithm is missing, rather than that it
    /// went wrong.
    var meansUnsupported: Bool { kthw_error_means_unsupported(code).isTrue }
  }

  /// The same as ``drainedQueue()``, with the numbers.
  static func drainedErrors() -> [QueuedError] {
    var entries: [QueuedError] = []
    var data: UnsafePointer<CChar>?
    var flags: Int32 = 0
    while case let code = ERR_get_error_all(nil, nil, nil, &data, &flags), code != 0 {
      let library = ERR_lib_error_string(code).map { String(cString: $0) }
      let reason = ERR_reason_error_string(code).map { String(cString: $0) }
      var text = (library.map { $0 + ": " } ?? "") + (reason ?? "error \(code)")
      // The text belongs to the queue's slot, which the next error reuses.
      if flags & ERR_TXT_STRING != 0, let data, data.pointee != 0 {
        text += " (" + Terminal.printable(String(cString: data)) + ")"
      }
      entries.append(QueuedError(code: code, text: text))
    }
    return entries
  }

  /// Forgets errors that calls left behind although all went well, so that
  /// nobody else on this thread takes them for their own.
  static func forgetErrors() {
    // Clearing walks through all slots; mostly there is nothing to clear.
    if ERR_peek_error() != 0 { ERR_clear_error() }
  }
}
