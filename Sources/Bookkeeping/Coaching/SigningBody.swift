public import Coaching
public import LedgerCore

/// For which of their bodies somebody signs a step of a coaching or of a laboratory, where they name none.
extension BudgetBook {
  /// The body that coaches the family, where they act for it; else the only one they have.
  public func signingBody(among bodies: [Slug]) -> Slug? {
    if let body = state.openedFor, bodies.contains(body) { return body }
    return bodies.count == 1 ? bodies[0] : nil
  }
}

extension LabState {
  /// The body that holds the laboratory, where they act for it; else the only one they have.
  public func signingBody(among bodies: [Slug]) -> Slug? {
    if let body, bodies.contains(body) { return body }
    return bodies.count == 1 ? bodies[0] : nil
  }
}

extension Bookkeeper {
  /// What must be said of a family's hours of service, which a working leaves out: they are worth something, and no money.
  public func hoursOfService(of book: BudgetBook) throws -> [(name: String, worth: Money)] {
    guard let month = book.state.newestSnapshot?.month else { return [] }
    return try ledgerLines(of: book.household, from: month, on: book.day).income.compactMap { line in
      line.withheld.map { (line.name, $0.money) }
    }
  }
}
