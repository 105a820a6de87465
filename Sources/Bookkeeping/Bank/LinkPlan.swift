import LedgerCore
import LedgerSQLite
import Sodium

/// Which lines are entries that the ledger has already, without guessing.
///
/// Equal amounts on one day, as many lines as entries, are the same movements: they are matched together, many to many,
/// so nothing is said about which is which. What is left over is linked where line and entry have only each other
/// within ten days; whatever fits several is left to a person.
struct LinkPlan {
  struct Group {
    let lines: [StoredBankLine]
    let entries: [BankMovement]
  }

  enum Verdict {
    case linked(group: Int)
    case ambiguous(candidates: Int)
  }

  private(set) var groups: [Group] = []
  private(set) var verdicts: [Digest: Verdict] = [:]
  /// So many lines and entries fit into one payload.
  private static let mostTogether = 200

  init(lines: [StoredBankLine], entries: [BankMovement]) {
    let byAmount = Dictionary(grouping: entries, by: \.amount)
    let linesByAmount = Dictionary(grouping: lines, by: \.amount)
    for amount in linesByAmount.keys.sorted() {
      guard let lines = linesByAmount[amount], let entries = byAmount[amount] else { continue }
      plan(
        lines.sorted { $0.booked < $1.booked },
        entries.sorted { ($0.effective, $0.position) < ($1.effective, $1.position) })
    }
  }

  private mutating func plan(_ lines: [StoredBankLine], _ entries: [BankMovement]) {
    let entriesByDay = Dictionary(grouping: entries, by: \.effective)
    let linesByDay = Dictionary(grouping: lines, by: \.booked)
    var settled: Set<CivilDate> = []
    for day in linesByDay.keys.sorted() {
      guard let lines = linesByDay[day], let entries = entriesByDay[day], lines.count == entries.count,
        lines.count <= LinkPlan.mostTogether
      else { continue }
      add(lines, entries)
      settled.insert(day)
    }
    let restEntries = entries.filter { !settled.contains($0.effective) }
    let restLines = lines.filter { !settled.contains($0.booked) }
    let index = CandidateIndex(restEntries)
    let days = restLines.map(\.booked)
    for line in restLines {
      let candidates = index.candidates(for: line.amount, on: line.booked)
      guard let first = candidates.first else { continue }
      if candidates.count == 1, rivals(of: first, among: days) == 1 {
        add([line], [first])
      } else {
        verdicts[line.key] = .ambiguous(candidates: candidates.count)
      }
    }
  }

  private mutating func add(_ lines: [StoredBankLine], _ entries: [BankMovement]) {
    for line in lines { verdicts[line.key] = .linked(group: groups.count) }
    groups.append(Group(lines: lines, entries: entries))
  }

  /// How many lines are near enough to an entry, in a list of days that is sorted.
  private func rivals(of entry: BankMovement, among days: [CivilDate]) -> Int {
    let from = entry.effective.adding(days: -CandidateIndex.days)
    let past = entry.effective.adding(days: CandidateIndex.days + 1)
    return count(days, before: past) - count(days, before: from)
  }

  private func count(_ days: [CivilDate], before day: CivilDate) -> Int {
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
