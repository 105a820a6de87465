public import Coaching
public import LedgerCore
import LedgerSQLite

/// A snapshot that is being written down, topic by topic: it lies among the family's workings, sealed, until somebody
/// signs it, so that a talk can be broken off and gone on with another day.
public struct SnapshotDraft: Codable, Sendable, Hashable {
  /// What one talks about at a time, in this order.
  public enum Topic: String, Codable, Sendable, CaseIterable {
    case people, income, home, daily, care, debts, envelopes

    /// The expenses that belong to it.
    public var groups: Set<ExpenseLine.Group> {
      switch self {
      case .home: [.home, .utilities, .phone]
      case .daily: [.food, .clothing, .leisure, .other]
      case .care: [.health, .school, .children, .transport]
      case .people, .income, .debts, .envelopes: []
      }
    }
  }

  public var debts: [DebtLine]
  /// Topics that were saved at least once, in the order in which one talks about them.
  public private(set) var done: [Topic]
  public var envelopes: [Coaching.Envelope]
  public var expenses: [ExpenseLine]
  public var goals: [Goal]
  public var income: [IncomeLine]
  /// Nil while nobody has asked.
  public var liquid: Told?
  public var members: Int?
  public var month: CivilMonth
  /// Under this commitment it was sealed last to be signed: once a snapshot of the family has it, the draft is over.
  public var record: Fingerprint?

  /// - Parameter earlier: what the family told before, from which one goes on.
  public init(from month: CivilMonth, earlier: BudgetSheet? = nil) {
    let sheet = earlier?.toEdit(from: month)
    debts = sheet?.debts ?? []
    done = []
    envelopes = sheet?.envelopes ?? []
    expenses = sheet?.expenses ?? []
    goals = sheet?.goals ?? []
    income = sheet?.income ?? []
    liquid = nil
    members = sheet?.members
    self.month = sheet?.month ?? month
  }

  public mutating func finish(_ topic: Topic) {
    done = Topic.allCases.filter { $0 == topic || done.contains($0) }
  }

  public func expenses(of topic: Topic) -> [ExpenseLine] { expenses.filter { topic.groups.contains($0.group) } }

  /// As far as it goes: what was not asked is not known.
  public var sheet: BudgetSheet {
    BudgetSheet(
      month: month, members: members ?? 1, liquid: liquid ?? .unknown, income: income, expenses: expenses,
      debts: debts, envelopes: envelopes, goals: goals)
  }

  /// What must be asked before it can be signed.
  public var open: [Topic] { members == nil || liquid == nil ? [.people] : [] }
}

extension Bookkeeper {
  static let snapshotDraftKind: Slug = "snapshot-draft"

  /// The snapshot that somebody has begun to write down; nil where nobody has, and once it was signed.
  public func snapshotDraft(of household: ULID) throws -> SnapshotDraft? {
    let budget = try requireCoaching(of: household)
    let found = try vault.readWorkings(of: household) { try Bookkeeper.snapshotDraft(in: $0, budget) }
    return found ?? nil
  }

  /// Changes the family's draft, all or nothing; one that nobody has begun begins with what the family told last.
  @discardableResult
  public func changeSnapshotDraft(
    of household: ULID, _ change: (inout SnapshotDraft) throws -> Void
  ) throws -> SnapshotDraft {
    let budget = try requireCoaching(of: household)
    let fresh = try beginSnapshotDraft(of: household)
    return try vault.changeWorkings(of: household) { workings in
      var draft = try Bookkeeper.snapshotDraft(in: workings, budget) ?? fresh
      try change(&draft)
      try workings.put(Bookkeeper.snapshotDraftKind, "draft", ActualsStore.bytes(draft), at: surroundings.now)
      return draft
    }
  }

  /// A draft as it would begin today; nothing is kept.
  public func beginSnapshotDraft(of household: ULID) throws -> SnapshotDraft {
    let budget = try requireCoaching(of: household)
    let earlier = try budget.newestSnapshot.flatMap { try sheet($0.record) }
    return SnapshotDraft(from: CivilMonth(surroundings.now.date), earlier: earlier)
  }

  /// - Returns: false where there was none.
  @discardableResult
  public func dropSnapshotDraft(of household: ULID) throws -> Bool {
    try requireCoaching(of: household)
    return try vault.changeWorkings(of: household) { try $0.delete(Bookkeeper.snapshotDraftKind, "draft") }
  }

  private static func snapshotDraft(in workings: Workings, _ budget: BudgetState) throws -> SnapshotDraft? {
    guard let working = try workings.find(snapshotDraftKind, "draft") else { return nil }
    let draft: SnapshotDraft = try ActualsStore.read(working)
    return draft.record.map { record in budget.snapshots.contains { $0.record == record } } ?? false ? nil : draft
  }
}
