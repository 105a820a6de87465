public import LedgerCore

/// Rules small enough to be seen through, for tests of everything that carries rules: jars with money in them.
public enum Toy {
  public static let rulebook = Rulebook(
    kinds: [EntryKind(JarOpened.self), EntryKind(JarFilled.self), EntryKind(JarEmptied.self)],
    governance: AllowingGovernance())

  public static let notOpen = RefusalCode("jar.not-open", "there is no such jar", hint: "open it first", .notFound)
  public static let short = RefusalCode("jar.short", "the jar holds {held}", hint: "take less")

  public static func account(of jar: Slug) -> Account { Account(unchecked: "assets:jar:\(jar)") }
}

/// Lets everybody do everything.
public struct AllowingGovernance: Governance {
  public init() {}
  public var refusals: [RefusalCode] { [] }
  public func authorize(_ kind: EntryKind, in context: Admission) throws(Refusal) {}
  public func examine(_ effects: Effects, of kind: EntryKind, in context: Admission) throws(Refusal) {}
}

public struct Jar: StreamState {
  public static let family = "jar"
  public static let keyForm = StreamKeyForm.slug
  public var name: Slug?
  public var fillings = 0
  public init() {}
}

public struct JarOpened: EntryBody {
  public static let kind: Kind = "jar.opened"
  public static let roles: Set<Role> = [.treasurer]
  public var name: Slug

  public init(name: Slug) { self.name = name }

  public func admit(to jar: Jar, in context: Admission) throws(Refusal) -> Effects { .none }
  public func apply(to jar: inout Jar, from entry: LoggedEntry) { jar.name = name }
}

/// Money goes into a jar; a ticket is good for one filling only.
public struct JarFilled: EntryBody {
  public static let kind: Kind = "jar.filled"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true
  public static let refusals = [Toy.notOpen]
  public var cents: Int
  public var ticket: Slug?

  public init(cents: Int, ticket: Slug? = nil) {
    self.cents = cents
    self.ticket = ticket
  }

  public func admit(to jar: Jar, in context: Admission) throws(Refusal) -> Effects {
    guard let name = jar.name else { throw Toy.notOpen() }
    return try Effects(
      [Posting(Toy.account(of: name), .euro, cents), Posting("income:gifts", .euro, -cents)],
      claims: ticket.map { [Claim("ticket", $0)] } ?? [])
  }

  public func apply(to jar: inout Jar, from entry: LoggedEntry) { jar.fillings += 1 }
}

/// Money leaves a jar, never more than is in it.
public struct JarEmptied: EntryBody {
  public static let kind: Kind = "jar.emptied"
  public static let roles: Set<Role> = [.treasurer]
  public static let refusals = [Toy.notOpen, Toy.short]
  public var cents: Int

  public init(cents: Int) { self.cents = cents }

  public func admit(to jar: Jar, in context: Admission) throws(Refusal) -> Effects {
    guard let name = jar.name else { throw Toy.notOpen() }
    let held = context.balance(Toy.account(of: name))
    guard held >= cents else { throw Toy.short(["held": held]) }
    return try Effects([Posting(Toy.account(of: name), .euro, -cents), Posting("expenses:gifts", .euro, cents)])
  }

  public func apply(to jar: inout Jar, from entry: LoggedEntry) {}
}
