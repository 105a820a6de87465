import EmbeddedFiles
import Mustache
import Pages

/// The document around a page's own content: header, skip links, navigation, breadcrumbs, footer.
///
/// The one place where a template is filled; what stands in it is escaped by the template, and the content is markup that
/// types have made.
struct Shell: Sendable {
  private let template: MustacheTemplate

  init() throws {
    template = try MustacheTemplate(
      string: String(decoding: EmbeddedFiles.bytes("MastroWeb/Templates/shell.mustache"), as: UTF8.self))
  }

  struct Link: Sendable {
    let title: String
    let path: String
    var isCurrent = false
  }

  struct LanguageLink: Sendable {
    let tag: String
    let name: String
    let dir: String
    let path: String
    let isCurrent: Bool
  }

  struct Content: Sendable {
    let lang: String
    let dir: String
    let title: String
    let heading: String
    let lead: String
    let hasLead: Bool
    let main: String
    let trail: [Link]
    let hasTrail: Bool
    let navigation: [Link]
    let hasNavigation: Bool
    let languages: [LanguageLink]
    let person: String
    let isSignedIn: Bool
    let csrf: String
    let width: String
    let isProjector: Bool
    let scripts: [String]
    let version: String
    let words: Words
  }

  /// The shell's own words in the page's language.
  struct Words: Sendable {
    let skip: String
    let skipNavigation: String
    let site: String
    let home: String
    let navigation: String
    let trail: String
    let languages: String
    let signIn: String
    let signOut: String
    let signedInAs: String
    let footer: String
    let checkpoint: String

    init(_ phrases: Phrasebook) {
      skip = phrases.text("Skip to the content")
      skipNavigation = phrases.text("Skip to the navigation")
      site = phrases.text("Mastro: the fund's ledger")
      home = phrases.text("Home")
      navigation = phrases.text("Pages")
      trail = phrases.text("You are here")
      languages = phrases.text("Language")
      signIn = phrases.text("Sign in")
      signOut = phrases.text("Sign out")
      signedInAs = phrases.text("Signed in as")
      footer = phrases.text("Every line of these books is signed by a person and can be checked by everybody.")
      checkpoint = phrases.text("Checkpoint of the log")
    }
  }

  func render(_ content: Content) -> String { template.render(content) }
}
