import LedgerCore

/// Entries that wait for their bank line, found by amount and nearness in time.
struct CandidateIndex {
  /// How many days may lie between an entry and the bank line that it is, either way.
  static let days = 10
  private var byAmount: [Money: [BankMovement]]

  init(_ open: [BankMovement]) {
    byAmount = Dictionary(grouping: open, by: \.amount).mapValues { movements in
      movements.sorted { ($0.effective, $0.position) < ($1.effective, $1.position) }
    }
  }

  /// Entries of the same amount within ten days of the day, oldest first.
  func candidates(for amount: Money, on day: CivilDate) -> ArraySlice<BankMovement> {
    let all = byAmount[amount] ?? []
    let low = all.firstIndex(notBefore: day.adding(days: -CandidateIndex.days))
    let high = all.firstIndex(notBefore: day.adding(days: CandidateIndex.days + 1))
    return all[low..<high]
  }
}

extension [BankMovement] {
  /// Where the first movement on or after a day stands, in a list sorted by day.
  func firstIndex(notBefore day: CivilDate) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].effective < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
