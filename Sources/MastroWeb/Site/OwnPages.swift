import Bookkeeping
import EmbeddedFiles
import Funds
import LedgerCore
import Pages
import Sodium

/// The pages that every site needs.
enum OwnPages: Site {
  static let phrases: [(tag: String, bytes: [UInt8])] = EmbeddedFiles.languages(in: "MastroWeb/Phrases")
  static let navigation: [NavigationItem] = []

  static func add(to routes: inout Routes) {
    routes.page("/sign-in", for: .everybody) { .page(try signIn($0)) }
    routes.form(
      "/enrol", for: .everybody, show: { try EnrolPage(visit: $0).page() },
      submit: { try EnrolPage(visit: $0).submit() })
    routes.page("/drafts/{id}", for: .members) { .page(try DraftPage(visit: $0).page()) }
  }

  static func signIn(_ visit: Visit) throws -> SitePage {
    SitePage(
      visit.say("Sign in"),
      lead: visit.say("You sign in with the key that is kept on this device. It never leaves it."),
      scripts: ["sign-in.js"],
      [
        .island(
          "sign-in",
          values: [
            "then": visit.asked("then").flatMap { WebPath(untrusted: $0) }?.text ?? "/home",
            "signInAs": visit.text("Sign in as {1}"),
            "noKey": visit.text("There is no key on this device yet."),
            "noStore": visit.text("This browser keeps no keys: leave private browsing, or use another one."),
          ], []),
        .paragraph(visit.say("Is this device new?")),
        .actions([Action(visit.say("Enrol this device"), to: "/enrol")]),
      ])
  }
}
