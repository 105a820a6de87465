public import Pages

/// The pages that a site offers, in the order in which they were added.
public struct Routes: Sendable {
  public typealias Handler = @Sendable (Visit) throws -> Reply

  struct Route: Sendable {
    enum Kind: Sendable {
      case page(Handler)
      /// A page with a form: shown, and shown again with what was sent where something is wrong with it.
      case form(show: @Sendable (Visit) throws -> SitePage, submit: Handler)
    }

    let path: String
    let audience: Audience
    let kind: Kind
    /// The most bytes that may be sent to it.
    let most: Int
    let site: Int
  }

  private(set) var routes: [Route] = []
  var site = 0

  /// What a form may send where nothing else is said.
  public static let formBytes = 256 * 1024

  init() {}

  /// A page that is asked for with GET. `path` may hold `{name}` where a value stands: `/grants/{id}`.
  public mutating func page(_ path: String, for audience: Audience, _ handler: @escaping Handler) {
    routes.append(Route(path: path, audience: audience, kind: .page(handler), most: 0, site: site))
  }

  /// A page with one form that is posted to its own address. What `submit` throws of refusals and faults is shown on the
  /// same page, beside what was sent.
  public mutating func form(
    _ path: String, for audience: Audience, most: Int = Routes.formBytes,
    show: @escaping @Sendable (Visit) throws -> SitePage, submit: @escaping Handler
  ) {
    routes.append(
      Route(path: path, audience: audience, kind: .form(show: show, submit: submit), most: most, site: site))
  }
}

/// What a page answers.
public enum Reply: Sendable {
  case page(SitePage)
  /// See other (303): what was sent is done, and reloading does not repeat it.
  case redirect(WebPath)
  /// A file to keep, with its media type and name.
  case file([UInt8], type: String, name: String)
}
