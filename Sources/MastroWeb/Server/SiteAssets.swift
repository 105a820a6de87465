import EmbeddedFiles
import Pages
import Sodium

/// The stylesheet and the scripts, which are in the program.
public enum SiteAssets {
  public struct Asset: Sendable {
    let name: String
    let bytes: [UInt8]

    /// - Parameter name: ends in `.css`, `.js` or `.svg`.
    public init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }

    var type: String {
      if name.hasSuffix(".css") { return "text/css; charset=utf-8" }
      return name.hasSuffix(".svg") ? "image/svg+xml" : "text/javascript; charset=utf-8"
    }
  }

  static let own =
    [Asset("site.css", Array(Stylesheet.shared.utf8) + EmbeddedFiles.bytes("MastroWeb/Assets/site.css"))]
    + [
      "icon.svg", "api.js", "bytes.js", "demo.js", "enrol.js", "keys.js", "merkle.js", "outbox.js", "sign.js",
      "sign-in.js",
    ].map { Asset($0, EmbeddedFiles.bytes("MastroWeb/Assets/\($0)")) }
}

/// Every asset that the sites have, under a version that changes with any of them: browsers keep them for ever.
struct AssetShelf: Sendable {
  let version: String
  private let assets: [String: SiteAssets.Asset]

  init(_ sites: [any Site.Type]) {
    let all = SiteAssets.own + sites.flatMap { $0.assets }
    assets = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let bytes = assets.sorted { $0.key < $1.key }.flatMap { Array($0.key.utf8) + $0.value.bytes }
    version = String(SHA256.hash(bytes).hex.prefix(16))
  }

  subscript(name: String) -> SiteAssets.Asset? { assets[name] }
}
