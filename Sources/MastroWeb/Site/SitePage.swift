public import Pages

/// A page of the site; the shell puts header, navigation and footer around it.
public struct SitePage: Sendable {
  public enum Width: String, Sendable {
    case standard
    /// For tables.
    case wide
    /// For a wall: large, without navigation.
    case projector
  }

  public let title: Inline
  public var lead: Inline?
  public var blocks: [Block]
  /// The pages above this one, outermost first; the home page is not among them.
  public var trail: [(title: Inline, path: WebPath)]
  public var width: Width
  /// Scripts of the site that work on this page, such as `sign.js`.
  public var scripts: [String]
  /// 200 unless the page says that something is wrong.
  public var status: Int

  public init(
    _ title: Inline, lead: Inline? = nil, trail: [(title: Inline, path: WebPath)] = [], width: Width = .standard,
    scripts: [String] = [], status: Int = 200, _ blocks: [Block]
  ) {
    self.title = title
    self.lead = lead
    self.blocks = blocks
    self.trail = trail
    self.width = width
    self.scripts = scripts
    self.status = status
  }
}
