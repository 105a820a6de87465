import LedgerCore

/// Refusals of the command line itself: what is missing around the ledger.
enum ProgramRefusals {
  static let noLedger = RefusalCode(
    "ledger.not-named", "no ledger is named", hint: "give --ledger DIR, or set MASTRO_LEDGER", .notFound)
  static let ledgerMissing = RefusalCode(
    "ledger.missing", "there is no ledger in {folder}", hint: "check --ledger, or create one with `mastro init`",
    .notFound)
  static let folderNotEmpty = RefusalCode(
    "ledger.folder-not-empty", "{folder} is not empty", hint: "a new ledger gets a folder of its own")
  static let fileMissing = RefusalCode(
    "file.missing", "there is no readable file {file}", hint: "check the path and its permissions", .notFound)
  static let fileTooLarge = RefusalCode(
    "file.too-large", "{file} is larger than 64 MB", hint: "give a smaller file")
  static let keyMissing = RefusalCode(
    "key.missing", "there is no key {name} in {folder}",
    hint: "`mastro key list` shows the keys; `mastro key new` makes one", .notFound)
  static let keyNameInvalid = RefusalCode(
    "key.name-invalid", "{name} is not a name for a key", hint: "use lower-case letters, digits and dashes", .usage)
  static let noPassphrase = RefusalCode(
    "key.no-passphrase", "the key {name} needs its passphrase, and there is no terminal to ask on",
    hint: "set MASTRO_PASSPHRASE_FILE, or use a terminal")
  static let passphrasesDiffer = RefusalCode(
    "key.passphrases-differ", "the two passphrases differ", hint: "type the same one twice")
  static let signerMissing = RefusalCode(
    "signer.missing", "nobody is named to sign", hint: "give --as NAME, one of `mastro key list`", .usage)
  static let notAMember = RefusalCode(
    "signer.not-a-member", "the key {name} belongs to no member of this ledger",
    hint: "send `mastro key export {name} --request` to an administrator, who enrols it", .notFound)
  static let noRole = RefusalCode(
    "signer.no-role", "{name} holds {held}, but {kind} is signed as {roles}",
    hint: "sign as somebody who holds one of these roles")
  static let idUnknown = RefusalCode(
    "id.unknown", "no id ends in {text}", hint: "give at least the last four characters, as the lists show them",
    .notFound)
  static let idAmbiguous = RefusalCode(
    "id.ambiguous", "{text} is the ending of several ids: {ids}", hint: "give more characters", .usage)
  static let nameAmbiguous = RefusalCode(
    "party.ambiguous", "{count} parties are called {text}", hint: "give the party's id instead: `mastro party list`")
  static let proposalNotNamed = RefusalCode(
    "proposal.not-named", "{count} proposals wait, so the one to confirm must be named",
    hint: "`mastro member list` and `mastro policy show` name what waits")
  static let nothingWaits = RefusalCode(
    "proposal.none", "nothing waits for a second administrator here",
    hint: "perhaps it is confirmed already: `mastro log ledger`", .notFound)
  static let noPolicy = RefusalCode(
    "policy.none", "no policy is in force yet",
    hint: "`mastro policy adopt FILE`, then a second administrator confirms it")
  static let logKeyWrong = RefusalCode(
    "log-key.wrong", "the file log.key beside the ledger is not the log's key", hint: "restore the file from a backup",
    .integrity)
  static let amountUnreadable = RefusalCode(
    "amount.unreadable", "the amount '{text}' cannot be read: {reason}",
    hint: "write 1250, 1250.00 or, with --locale it, 1.250,00; nothing may be left over", .usage)
  static let restoreDeclared = RefusalCode(
    "ledger.restore-declared",
    "this machine has seen {seen} entries of a history whose end was lost, as two administrators have declared",
    hint: "ask one of them; then repeat the command once with --accept-restore", .integrity)
  static let fragmentInvalid = RefusalCode(
    "policy.fragment-invalid", "{file} is not a part of this policy: {reason}",
    hint: "see pack-community.json in the folder of example policies", .usage)
  static let partTaken = RefusalCode(
    "policy.part-taken", "the policy has {name} in {list} already", hint: "leave the file out, or mend the policy file")

  static let draftUnreadable = RefusalCode(
    "draft.unreadable", "these are not the bytes of a draft: {reason}",
    hint: "copy them whole from the page that asks for the signature", .usage)
  static let draftOfAnotherLedger = RefusalCode(
    "draft.another-ledger", "what is to be signed does not go on from this ledger",
    hint: "do not sign: compare checkpoints with another administrator", .integrity)

  static let all = [
    draftUnreadable, draftOfAnotherLedger, noLedger, ledgerMissing, folderNotEmpty, fileMissing, fileTooLarge,
    keyMissing, keyNameInvalid, noPassphrase,
    passphrasesDiffer, signerMissing, notAMember, noRole, idUnknown, idAmbiguous, nameAmbiguous,
    proposalNotNamed, nothingWaits, noPolicy, logKeyWrong,
    amountUnreadable, restoreDeclared,
    fragmentInvalid, partTaken,
  ]
}
