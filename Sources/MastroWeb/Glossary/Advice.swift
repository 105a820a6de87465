public import Pages

/// Why something was refused and what to do about it, in whole sentences.
public struct Advice: Sendable, Hashable {
  public let message: Inline
  /// What to do on the page, or whom to ask; never a command.
  public let remedy: Inline

  public init(message: Inline, remedy: Inline) {
    self.message = message
    self.remedy = remedy
  }
}
