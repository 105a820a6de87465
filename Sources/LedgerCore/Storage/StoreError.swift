/// What can go wrong with the files themselves, as opposed to a rule that says no.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing(String)
  case alreadyThere(String)
  case newerProgram(String)
  case readOnly(String)
  case diskFull
  case busy
  case corrupt(String)
  case failed(String)

  public var description: String {
    switch self {
    case .missing(let what): "there is no \(what)"
    case .alreadyThere(let what): "\(what) is already there"
    case .newerProgram(let what): "\(what) was written by a newer version of mastro"
    case .readOnly(let what): "\(what) cannot be written"
    case .diskFull: "the disk is full"
    case .busy: "another program is writing to this ledger and did not finish in time"
    case .corrupt(let what): "the ledger is damaged: \(what)"
    case .failed(let what): what
    }
  }

  public var hint: String {
    switch self {
    case .missing: "check --ledger (or MASTRO_LEDGER) and the spelling"
    case .alreadyThere: "choose another place, or remove what is there if you are sure"
    case .newerProgram: "update mastro on this machine; nothing was changed"
    case .readOnly: "check the permissions of the folder and whether the disk is mounted read-only"
    case .diskFull: "free some space and repeat the command; nothing was written"
    case .busy: "repeat the command in a moment"
    case .corrupt: "run `mastro verify`, and restore the newest backup that verifies"
    case .failed: "nothing was written; repeat the command, and report this if it comes again"
    }
  }
}
