import Bookkeeping
import Foundation
import Funds
import LedgerCore
import Sodium

/// Links that take a demonstration's keys into a browser, each with the roles of whom it signs in.
///
/// The seed stands behind the `#`, which no browser sends to a server; still, whoever sees the link can sign.
struct DemonstrationLinks {
  let lines: [String]

  init(folder: String, origin: String, _ bookkeeper: Bookkeeper) throws {
    let governing = try bookkeeper.governing()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".key") }.sorted()
    let files = try names.map { try KeyFile(parsing: Files.read("\(folder)/\($0)")) }
    lines = try files.filter(\.isOpen).compactMap { file -> (roles: [Role], line: String)? in
      guard let member = governing.holder(of: file.publicKey.keyID) else { return nil }
      let key = try file.unlock { [] }
      let seed = key.withSeed { Base64.encode(Array($0)) }
      let place = "\(origin)/demo#name=\(file.name)&seed=\(DemonstrationLinks.escaped(seed))"
      let roles = member.roles.map(\.rawValue).joined(separator: ", ")
      return (member.roles, "\(roles): \(place)&key=\(DemonstrationLinks.escaped(file.publicKey.base64))")
    }
    .sorted { $0.roles.lexicographicallyPrecedes($1.roles) }.map(\.line)
  }

  private static func escaped(_ base64: String) -> String {
    base64.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
  }
}
