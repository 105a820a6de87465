public import ArgumentParser
public import Funds
public import LedgerCore

/// How the words of a command line become values; whatever does not fit is refused with the value's own reason.
extension Slug: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
extension ULID: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
extension CivilDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
extension Account: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
extension Role: ExpressibleByArgument {}
extension BodyRegistered.Form: ExpressibleByArgument {}
extension PartyRegistered.Sort: ExpressibleByArgument {}
extension PledgeCancelled.Reason: ExpressibleByArgument {}
extension Attestation.Medium: ExpressibleByArgument {}
extension CostPaid.Nature: ExpressibleByArgument {}
extension GrantRefused.Reason: ExpressibleByArgument {}
extension Erasure.Basis: ExpressibleByArgument {}
extension OutcomeRecorded.Indicator: ExpressibleByArgument {}
extension MunicipalityCode: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument.uppercased()) }
}

/// An amount as it was typed; read when the locale is known.
struct AmountText: ExpressibleByArgument {
  let text: String
  init?(argument: String) { text = argument }

  func money(_ locale: String? = nil) throws -> Money {
    let style = try NumberStyle.of(locale: locale)
    do {
      return try Money(parsing: text, style: style)
    } catch {
      throw ProgramRefusals.amountUnreadable(["text": text, "reason": error])
    }
  }
}

extension NumberStyle {
  /// The style of a language tag: commas part the decimals in most of Europe.
  static func of(locale: String?) throws -> NumberStyle {
    guard let locale else { return .point }
    switch locale.split(separator: "-").first.map(String.init) {
    case "en", "zh", "ja", "he", "ar": return .point
    case "it", "de", "fr", "es", "pt", "ro", "sq", "nl", "pl", "uk", "ru", "el": return .comma
    default: throw ValidationError("the locale '\(locale)' is not known; use it or en")
    }
  }
}

/// An account, or the words with which accounts begin: `assets`, `assets:bank`.
struct AccountBeginning: ExpressibleByArgument {
  let text: String

  init?(argument: String) {
    guard Account(argument) != nil || Account(argument + ":any") != nil else { return nil }
    text = argument
  }
}

/// `casa/free`, or `casa` for its free money.
struct RestrictionText: ExpressibleByArgument {
  let restriction: Restriction

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard let fund = parts.first.flatMap({ Slug($0) }), parts.count <= 2 else { return nil }
    guard let name = parts.count == 2 ? Slug(parts[1]) : Restriction.freeName else { return nil }
    restriction = Restriction(fund: fund, name: name)
  }
}

/// Roles with commas between them.
struct RoleList: ExpressibleByArgument {
  let items: [Role]

  init?(argument: String) {
    let roles = argument.split(separator: ",").map { Role(rawValue: String($0)) }
    guard !roles.isEmpty, roles.allSatisfy({ $0 != nil }) else { return nil }
    items = roles.compactMap { $0 }
  }

  static var allValueStrings: [String] { Role.allCases.map(\.rawValue) }
}

/// Names with commas between them.
struct SlugList: ExpressibleByArgument {
  let items: [Slug]

  init?(argument: String) {
    let slugs = argument.split(separator: ",").map { Slug($0) }
    guard slugs.allSatisfy({ $0 != nil }) else { return nil }
    items = slugs.compactMap { $0 }
  }
}
