import MastroWeb
import Pages

extension Visit {
  /// A search for a name; it is posted, because names do not belong into addresses.
  func nameSearch(_ label: Inline) -> [Block] {
    guard let action = WebPath(untrusted: path) else { return [] }
    let field = Field("name", label, .text(most: 100), values: [wantedName], isRequired: false, autocomplete: "off")
    let form = Form(
      action: action, [.field(field)], submit: say("Search"), hidden: [("csrf", viewer?.csrf ?? "")], isCompact: true)
    return [.form(form)]
  }

  /// What was searched for; empty where nothing was.
  var wantedName: String { submitted?.text("name") ?? "" }
}
