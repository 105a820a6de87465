import Pages
import SiteTesting
import Testing

extension Browser {
  /// Sends a form, looks at what would come of it, and signs the same.
  @discardableResult
  func preview(_ path: String, _ fields: [String: String], as name: String) throws -> String {
    guard case .page(let page) = try send(path, fields, as: name) else { return try sign(path, fields, as: name) }
    let shown = html(page, .italian)
    let mark = try #require(
      shown.firstMatch(of: /name="previewed" value="([0-9a-f]+)"/), "\(path) shows no preview: \(shown)")
    var fields = fields
    fields["previewed"] = String(mark.1)
    return try sign(path, fields, as: name)
  }
}
