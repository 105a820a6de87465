import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

extension CreditorDesk.Part {
  /// How the plan stands, in words for those to whom it pays.
  func told(_ visit: Visit) -> Inline {
    switch share.status {
    case .new, .opened:
      share.isProposed
        ? visit.say("Proposed: it begins when everybody has said yes.")
        : visit.say("The debts are listed. There is no plan yet.")
    case .active: visit.say("Runs.")
    case .suspended: visit.say("Pause: no instalment falls due.")
    case .breached: visit.say("Broken; the family has time to put it right.")
    case .completed: visit.say("Done: everything is paid.")
    case .lapsed: visit.say("Ended, because it was not kept.")
    case .withdrawn: visit.say("Given up.")
    }
  }
}

extension CreditorDesk.Guarantee {
  func told(_ visit: Visit) -> Inline {
    switch state.status {
    case .new, .requested: visit.say("Asked for. The committee decides.")
    case .issued: visit.say("Runs.")
    case .refused: visit.say("Not granted.")
    case .withdrawn: visit.say("Given up.")
    case .released, .expired: visit.say("Over.")
    }
  }
}
