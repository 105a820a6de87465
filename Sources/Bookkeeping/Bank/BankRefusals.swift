public import LedgerCore

/// Refusals of the bank inbox, which are given before any rule of the ledger is asked.
public enum BankRefusals {
  static let currency = RefusalCode(
    "statement.currency", "the statement {statement} is in {currency}; this ledger is kept in EUR",
    hint: "import statements of accounts in euros only")
  static let otherAccount = RefusalCode(
    "statement.other-account", "the statement {statement} is of {found}, but {account} is {known}",
    hint: "check --account; one file is imported into one bank account")
  static let accountTaken = RefusalCode(
    "statement.account-taken", "the statement {statement} is of {found}, which is the bank account {other}",
    hint: "import it with --account {other}")
  static let doesNotAddUp = RefusalCode(
    "statement.does-not-add-up",
    "the statement {statement} opens with {opening}, moves {movements} and closes with {closing}: {difference} is missing",
    hint: "export it again; if the bank itself is wrong, --accept-difference takes it in as not proved")
  static let lineUnknown = RefusalCode(
    "line.unknown", "no line of {account} begins with {text}",
    hint: "give at least eight characters of the key, as `mastro bank inbox` shows it", .notFound)
  static let lineAmbiguous = RefusalCode(
    "line.ambiguous", "{text} is the beginning of {count} lines: {lines}", hint: "give more characters")
  static let wrongDirection = RefusalCode(
    "match.wrong-direction", "line {line} is {amount}; {meaning} moves money the other way",
    hint: "check the line and what it is")
  static let candidateExists = RefusalCode(
    "match.candidate-exists", "{amount} is recorded already: {entries}",
    hint: "link the line with --entry; if it is something else of the same amount, add --new")
  static let grantNotRequested = RefusalCode(
    "match.grant-not-requested", "the grant {grant} has no request that stands",
    hint: "`mastro grant list` shows the grants", .notFound)
  static let restrictionMissing = RefusalCode(
    "match.restriction-missing", "the pledge {pledge} names no restriction that stands",
    hint: "say what the money is for: --contribution FUND/RESTRICTION", .notFound)
  static let rulesInvalid = RefusalCode(
    "rules.invalid", "rule {rule}: {reason}",
    hint: "ledger-specs/statements/README.md describes the rules; mend the file")

  public static let all = [
    currency, otherAccount, accountTaken, doesNotAddUp, lineUnknown, lineAmbiguous, wrongDirection, candidateExists,
    grantNotRequested, restrictionMissing, rulesInvalid,
  ]
}
