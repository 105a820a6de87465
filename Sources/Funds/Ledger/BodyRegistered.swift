public import LedgerCore

/// A municipality, foundation, cooperative or other body for which members act; public, so named in clear.
public struct BodyRegistered: EntryBody {
  public static let kind: Kind = "body.registered"
  public static let roles: Set<Role> = [.administrator]

  /// What kind of body it is.
  public enum Form: String, Codable, Sendable, CaseIterable {
    case municipality, foundation, cooperative, association, company, church, landlord, bank, other
  }

  public let body: Slug
  public let form: Form
  public let name: String

  public init(body: Slug, form: Form, name: String) {
    self.body = body
    self.form = form
    self.name = name
  }

  static let taken = RefusalCode(
    "body.already-registered", "there already is a body {body}", hint: "choose another short name")
  static let nameInvalid = RefusalCode(
    "body.name-invalid", "the name is empty or longer than 120 bytes", hint: "give the body's full name with --name")

  public static let refusals = [taken, nameInvalid]

  public func admit(to state: LedgerState, in context: Admission) throws(Refusal) -> Effects {
    guard state.bodies[body] == nil else { throw Self.taken(["body": body]) }
    guard (1...120).contains(name.utf8.count) else { throw Self.nameInvalid() }
    return .none
  }

  public func apply(to state: inout LedgerState, from entry: LoggedEntry) { state.bodies[body] = self }
}
