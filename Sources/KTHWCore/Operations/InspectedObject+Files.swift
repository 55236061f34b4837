extension InspectedObject {
  /// Everything in a file: each PEM block, or the one DER object that it is.
  ///
  /// - Throws: ``KTHWError`` with the file in its place.
  static func all(in file: String, context: Context) throws -> [InspectedObject] {
    // The file may hold a key, so all of it is treated as one.
    let text = try InputFile.readSecret(file, context: context, allowStandardInput: true)
    return try all(in: text, file: file)
  }
}
