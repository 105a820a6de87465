import Funds
public import LedgerCore
public import Pages

/// A part of the web site for one group of users: its pages, where they begin, and its words.
///
/// Sites know nothing of each other; the server puts them together.
public protocol Site: Sendable {
  /// `Phrases/*.json` by language tag; English stands in the sources.
  static var phrases: [(tag: String, bytes: [UInt8])] { get }
  /// What the navigation offers, and to whom.
  static var navigation: [NavigationItem] { get }
  /// Scripts of this site's own.
  static var assets: [SiteAssets.Asset] { get }
  static func add(to routes: inout Routes)
}

extension Site {
  public static var assets: [SiteAssets.Asset] { [] }
}

/// A line of the navigation.
public struct NavigationItem: Sendable {
  public let title: Phrase
  public let path: WebPath
  public let audience: Audience
  /// Items of lower order come first; the first one that a person may see is where they land after signing in.
  public let order: Int

  public init(_ title: Phrase, _ path: WebPath, for audience: Audience, order: Int) {
    self.title = title
    self.path = path
    self.audience = audience
    self.order = order
  }
}

/// Who may ask for a page.
public enum Audience: Sendable {
  case everybody
  /// Everybody who has signed in.
  case members
  case roles(Set<Role>)

  public func admits(_ viewer: Visitor?) -> Bool {
    switch self {
    case .everybody: true
    case .members: viewer != nil
    case .roles(let roles): viewer.map { !roles.isDisjoint(with: $0.member.roles) } ?? false
    }
  }
}
