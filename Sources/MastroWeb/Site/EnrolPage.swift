import Bookkeeping
import Funds
import LedgerCore
import Pages
import Sodium

/// A new device makes its key, and asks to be enrolled; open to everybody.
struct EnrolPage {
  let visit: Visit

  func page() throws -> SitePage {
    let governing = try visit.bookkeeper.governing()
    // Whether a member of that id exists is told by the administrator, not by this page.
    let member = visit.asked("member").flatMap { ULID($0) }
    let form = visit.form(
      [
        .field(
          visit.field(
            "name", "Your name", .text(most: 120), hint: "As the administrators know you. It is not published.",
            autocomplete: "name"))
      ], submit: "Make a key on this device")
    return SitePage(
      visit.say("Enrol this device"),
      lead: visit.say("Your signature is made by a key that never leaves this device. It is made here, now."),
      scripts: ["enrol.js"],
      [
        .stepper(
          member == nil
            ? [visit.say("Make a key"), visit.say("Read the code aloud"), visit.say("Two administrators enrol you")]
            : [visit.say("Make a key"), visit.say("Compare the code")], current: 0),
        .island(
          "enrol",
          values: [
            "nameNeeded": visit.text("Fill in your name"),
            "ledger": try visit.bookkeeper.ledgerID().hex,
            "member": member?.description ?? "", "logOrigin": governing.origin,
            "readAloud": member == nil
              ? visit.text(
                "Call an administrator, or go there, and read this code aloud. Then wait until two of them have enrolled you."
              )
              : visit.text(
                "Compare this code with the one on your other device, where your devices are. If you have none left, read it aloud to an administrator."
              ),
            "signIn": visit.text("When that is done: sign in"),
          ],
          form + [
            .note(visit.say("This page needs JavaScript: without it no key can be made in the browser."))
          ]),
        .details(
          visit.say("Why a code?"),
          [
            .paragraph(
              visit.say(
                "Anybody can send a request under any name. Only the code, heard from your own mouth, tells the administrators that the key is yours."
              ))
          ]),
      ])
  }

  /// Where no script has taken the form, no key can be made.
  func submit() throws -> Reply {
    var page = try page()
    let note = visit.say("This page needs JavaScript: without it no key can be made in the browser.")
    page.blocks.insert(.message(Message(.fault, note)), at: 0)
    return .page(page)
  }
}
