public import LedgerCore

/// Refusals of the server itself, before any rule is asked.
public enum WebRefusals {
  public static let signInNeeded = RefusalCode(
    "session.missing", "nobody is signed in", hint: "sign in with your key, then repeat", .usage)
  public static let pageUnknown = RefusalCode(
    "page.unknown", "there is no such page", hint: "go back, or begin at the first page", .notFound)
  public static let notForYou = RefusalCode(
    "role.missing", "your roles do not open this page", hint: "ask an administrator which role you need", .rule)
  public static let roleMissing = RefusalCode(
    "role.not-held-here", "this is signed as {roles}", hint: "ask somebody who holds one of these roles", .rule)
  public static let csrf = RefusalCode(
    "csrf.missing", "the form was not sent from this site's own page", hint: "open the page again and repeat", .rule)
  public static let tooLarge = RefusalCode(
    "request.too-large", "what was sent has more than {most} bytes", hint: "send less at once", .usage)
  public static let malformed = RefusalCode(
    "request.malformed", "what was sent cannot be read: {reason}", hint: "send it as the API describes", .usage)
  public static let mediaType = RefusalCode(
    "request.media-type", "this is sent as {type}", hint: "say so in the header Content-Type", .usage)
  public static let roleWanting = RefusalCode(
    "role.wanting", "none of your roles may do this", hint: "ask an administrator which role you need", .rule)
  public static let misdirected = RefusalCode(
    "request.misdirected", "this server does not answer under that name",
    hint: "use the address that --origin names", .usage)
  public static let methodUnknown = RefusalCode(
    "request.method", "{method} cannot be done here", hint: "the header Allow tells what can", .usage)
  public static let entryUnknown = RefusalCode(
    "entry.unknown", "there is no such entry that you may read", hint: "ask an auditor, who reads all of them",
    .notFound)
  public static let tileUnknown = RefusalCode(
    "tile.unknown", "the log has no such tile", hint: "read the checkpoint: it tells how long the log is", .notFound)
  public static let fileUnknown = RefusalCode(
    "file.unknown", "there is no {noun} of that id that you may see", hint: "the list names those that you may see",
    .notFound)
  public static let failed = RefusalCode(
    "server.failed", "the server failed at this", hint: "tell whoever runs this server", .integrity)
  public static let tooOften = RefusalCode(
    "request.too-often", "too many requests from this address", hint: "wait {seconds} seconds", .conflict)
  public static let signInFailed = RefusalCode(
    "session.refused", "the signature does not answer a challenge, or its key is not enrolled",
    hint: "ask for a new challenge; if it fails again, ask an administrator whether your key is enrolled", .rule)
  public static let draftUnknown = RefusalCode(
    "draft.unknown", "this draft is not there any more, or it is somebody else's",
    hint: "write it again", .notFound)

  public static let all = [
    signInNeeded, pageUnknown, notForYou, roleMissing, csrf, tooLarge, malformed, mediaType,
    roleWanting, misdirected, methodUnknown, entryUnknown, tileUnknown, fileUnknown, failed,
    tooOften, signInFailed, draftUnknown,
  ]
}
