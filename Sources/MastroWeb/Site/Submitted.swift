/// What a form has sent.
public struct Submitted: Sendable {
  public struct File: Sendable {
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  public var values: [String: [String]]
  public var files: [String: File]

  public init(values: [String: [String]] = [:], files: [String: File] = [:]) {
    self.values = values
    self.files = files
  }

  /// The one value of a field without surrounding spaces; empty where nothing was sent.
  public func text(_ name: String) -> String {
    var text = (values[name]?.first ?? "")[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
