import LedgerCore

/// An element of a CAMT file with the place it was read from.
struct CamtElement {
  let name: String
  /// For errors: `Document/BkToCstmrStmt/Stmt[2]/Ntry[3]/Amt`.
  let path: String
  let line: Int
  let attributes: [String: String]
  var text = ""
  var children: [CamtElement] = []

  var place: StatementError.Place { .element(path: path, line: line) }

  func children(_ name: String) -> [CamtElement] { children.filter { $0.name == name } }

  /// The first element at `Tp/CdOrPrtry/Cd`, seen from here.
  func find(_ steps: String) -> CamtElement? {
    var current = self
    for step in steps.split(separator: "/") {
      guard let next = current.children.first(where: { $0.name == step }) else { return nil }
      current = next
    }
    return current
  }

  /// As `find`, but a file without that element is refused.
  func require(_ steps: String) throws(StatementError) -> CamtElement {
    guard let found = find(steps) else {
      throw StatementError(
        .missing, at: place, "\(steps) is missing",
        remedy: "the bank's file is incomplete: export it again, or export CSV")
    }
    return found
  }

  /// The element's text on one line, nil when empty or absent.
  func line(_ steps: String) -> String? { find(steps).flatMap { StatementText.oneLine($0.text) } }

  func reference(_ steps: String) -> String? { find(steps).flatMap { StatementText.reference($0.text) } }
}
