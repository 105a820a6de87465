public import Coaching
public import LedgerCore

/// What a family takes home: its budget, what it has promised, and what comes next; every figure is given, none is
/// computed here but sums.
public struct FamilyPage: Sendable {
  /// The family as it calls itself.
  public var family: String
  public var month: CivilMonth
  public var members: Int
  /// With whom the page was made.
  public var coach: String
  public var printed: CivilDate
  public var income: [Line] = []
  public var expenses: [Expense] = []
  /// What is put by each month for something that comes once.
  public var envelopes: [Line] = []
  public var promises: [Promise] = []
  public var goals: [Goal] = []
  public var dates: [Event] = []
  public var capacity = Capacity.open
  public var cash: [CashMonth] = []
  public var comparison: Comparison?
  /// How many questions have no answer yet.
  public var unknowns = 0
  /// By which somebody finds the entries behind the page: an assessment, a snapshot.
  public var codes: [String] = []

  public init(family: String, month: CivilMonth, members: Int, coach: String, printed: CivilDate) {
    self.family = family
    self.month = month
    self.members = members
    self.coach = coach
    self.printed = printed
  }
}

extension FamilyPage {
  /// Something that comes or goes, in the family's words.
  public struct Line: Sendable, Hashable {
    public let name: String
    /// Its share of a month.
    public let monthly: Told
    /// What is paid each time; shown where it is not the monthly share.
    public let paid: Told
    public let frequency: Frequency

    public init(_ name: String, monthly: Told, paid: Told? = nil, frequency: Frequency = .monthly) {
      self.name = name
      self.monthly = monthly
      self.paid = paid ?? monthly
      self.frequency = frequency
    }
  }

  public struct Expense: Sendable, Hashable {
    public let group: ExpenseLine.Group
    public let line: Line

    public init(_ group: ExpenseLine.Group, _ line: Line) {
      self.group = group
      self.line = line
    }
  }

  /// What the family owes somebody, and what of it it has promised for each month.
  public struct Promise: Sendable, Hashable {
    public enum Share: Sendable, Hashable {
      case money(Told)
      /// Minutes of service in a month, instead of money.
      case minutes(Int)
      /// Nothing for now: the creditor waits.
      case waits
    }

    /// As the family knows it.
    public let creditor: String
    public let share: Share
    public let next: CivilDate?
    public let until: CivilMonth?
    public let left: Money?
    /// Taken from the pay or the pension before the family sees it.
    public let isWithheld: Bool

    public init(
      _ creditor: String, _ share: Share, next: CivilDate? = nil, until: CivilMonth? = nil, left: Money? = nil,
      isWithheld: Bool = false
    ) {
      self.creditor = creditor
      self.share = share
      self.next = next
      self.until = until
      self.left = left
      self.isWithheld = isWithheld
    }
  }

  /// A day to remember.
  public struct Event: Sendable, Hashable {
    public enum Occasion: Sendable, Hashable {
      case meeting
      /// To this creditor.
      case instalment(String, Told)
    }

    public let day: CivilDate
    public let occasion: Occasion

    public init(_ day: CivilDate, _ occasion: Occasion) {
      self.day = day
      self.occasion = occasion
    }
  }

  /// What the family can promise, as the educator has signed it.
  public enum Capacity: Sendable, Hashable {
    /// Nobody has assessed it yet.
    case open
    /// Something has changed since.
    case suspended
    case assessed(Assessment)
  }

  /// The signed figure, the way that leads to it, and who has got a part of it; all by the month.
  public struct Assessment: Sendable, Hashable {
    /// What may be promised; at zero the page asks for no instalments, and never shows the zero.
    public let amount: Money
    public let terms: Terms?
    public let shares: [Share]

    public init(amount: Money, terms: Terms? = nil, shares: [Share] = []) {
      self.amount = amount
      self.terms = terms
      self.shares = shares
    }

    /// What nobody has been promised yet.
    public var left: Money { max(.zero, amount - shares.map(\.amount).reduce(.zero, +)) }
  }

  /// The terms of the formula as amounts that people can read.
  public struct Terms: Sendable, Hashable {
    /// What surely comes in (Y).
    public let income: Money
    /// What living needs, or the floor where that is more (max(E, F)).
    public let living: Money
    /// Whether the floor is more than what the family spends.
    public let isFloor: Bool
    /// Benefits that pay for a part of it (B).
    public let benefits: Money
    /// Instalments that ran before (A).
    public let running: Money
    /// Put by for bad days (Sav).
    public let savings: Money

    public init(
      income: Money, living: Money, isFloor: Bool, benefits: Money = .zero, running: Money = .zero, savings: Money
    ) {
      self.income = income
      self.living = living
      self.isFloor = isFloor
      self.benefits = benefits
      self.running = running
      self.savings = savings
    }
  }

  public struct Share: Sendable, Hashable {
    public let creditor: String
    public let amount: Money

    public init(_ creditor: String, _ amount: Money) {
      self.creditor = creditor
      self.amount = amount
    }
  }

  /// The money at hand when a month ends.
  public struct CashMonth: Sendable, Hashable {
    public let month: CivilMonth
    public let balance: Money

    public init(_ month: CivilMonth, _ balance: Money) {
      self.month = month
      self.balance = balance
    }
  }

  /// A month as it was planned and as it was.
  public struct Comparison: Sendable, Hashable {
    public enum Subject: Sendable, Hashable {
      case income
      case expense(ExpenseLine.Group)
      case promises
      case rest
    }

    public struct Row: Sendable, Hashable {
      public let subject: Subject
      public let planned: Money
      public let happened: Money

      public init(_ subject: Subject, planned: Money, happened: Money) {
        self.subject = subject
        self.planned = planned
        self.happened = happened
      }
    }

    public let month: CivilMonth
    public let rows: [Row]

    public init(month: CivilMonth, rows: [Row]) {
      self.month = month
      self.rows = rows
    }
  }
}
