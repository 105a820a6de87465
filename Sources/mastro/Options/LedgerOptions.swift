import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore

/// What every command takes.
struct LedgerOptions: ParsableArguments, Sendable {
  @Option(help: "Folder of the ledger; MASTRO_LEDGER otherwise.")
  var ledger: String?

  @Option(help: "Folder of the keys; MASTRO_KEYS otherwise.")
  var keys: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Never ask on the terminal.")
  var noInput = false

  @Flag(help: "Accept that entries this machine has seen were lost, where two administrators have declared it.")
  var acceptRestore = false

  func open() throws -> Bookkeeper { try Session.current.open(self) }
}

/// What every command takes that records something.
struct WriteOptions: ParsableArguments {
  @OptionGroup var common: LedgerOptions

  @Option(name: .customLong("as"), help: "Name of the key that signs.")
  var signer: String?

  @Option(help: "Role to sign in; the first suitable one that you hold otherwise.")
  var role: Role?

  @Option(help: "Body to sign for.")
  var onBehalfOf: Slug?

  @Option(help: "Day (YYYY-MM-DD) on which it takes effect; today otherwise.")
  var date: CivilDate?

  @Option(help: "Id of the entry (a ULID of 26 characters), to repeat a command safely; a new one otherwise.")
  var id: ULID?

  @Option(help: "Your own file number for what begins here; it stays in the vault, and finds it again.")
  var fileNumber: String?

  @Flag(help: "Show what would be recorded; sign and write nothing.")
  var dryRun = false
}
