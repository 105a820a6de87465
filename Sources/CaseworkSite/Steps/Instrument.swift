import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// The pages of one kind of help: its page with card and history, and a page for each step that may follow.
protocol Instrument: Sendable {
  associatedtype State: StreamState
  typealias File = CaseFile<State>

  /// The first part of its address.
  static var path: String { get }
  static var title: Phrase { get }
  /// The roles that see its pages.
  static var readers: Set<Role> { get }
  static var steps: [Step<State>] { get }
  /// The family that it helps; nil where it helps none.
  static func household(of file: File) -> ULID?
  /// The pages above this one.
  static func trail(_ visit: Visit, _ file: File) throws -> [(title: Inline, path: WebPath)]
  /// What the page is called on the pages of its steps.
  static func name(_ visit: Visit, _ file: File) throws -> Inline
  /// What a person sees first.
  static func facts(_ visit: Visit, _ file: File) throws -> [Term]
  /// Schedules, claims, debts.
  static func parts(_ visit: Visit, _ file: File) throws -> [Block]
  /// The sum that a decision is about, and who pays it.
  static func amount(of state: State) -> Money?
  static func purse(of state: State) -> Restriction?
  /// Where it stands, by its code.
  static func status(of state: State) -> String
}

extension Instrument {
  static var readers: Set<Role> { [.administrator, .committee, .operator, .treasurer] }
  static func parts(_ visit: Visit, _ file: File) throws -> [Block] { [] }
  static func purse(of state: State) -> Restriction? { nil }
  static func name(_ visit: Visit, _ file: File) throws -> Inline { visit.say(title) }

  static func path(of id: ULID) -> WebPath { "/\(path)/\(id)" }
  static func path(of id: ULID, _ step: String) -> WebPath { "/\(path)/\(id)/\(step)" }

  /// Opens the file that the path names, through its family where it has one: whoever may not see the family sees no page.
  static func open(_ visit: Visit) throws -> File {
    let file: File = try visit.file()
    if let household = household(of: file) {
      _ = try visit.household(household, for: .instruments, page: State.family)
    } else if try !visit.person.isStaff {
      throw WebRefusals.pageUnknown()
    }
    return file
  }

  /// The steps that the viewer's roles and the state leave open.
  static func open(_ file: File, for visit: Visit) throws -> [Step<State>] {
    let person = try visit.person
    return steps.filter { person.holds(anyOf: $0.roles) && $0.fits(file) }
  }

  static func trail(_ visit: Visit, _ file: File) throws -> [(title: Inline, path: WebPath)] {
    guard let household = household(of: file) else { return [] }
    return [
      (visit.say("Families"), "/families"), (.name(try visit.familyName(household)), "/families/\(household)"),
    ]
  }
}
