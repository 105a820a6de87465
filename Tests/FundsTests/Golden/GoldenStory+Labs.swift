import Coaching
import LedgerCore

extension GoldenStory {
  /// A laboratory to which people came, and one to which nobody signed up.
  func tellLabs() throws {
    var policy = PolicyText.coaching
    policy.version = "2026-5"
    policy.kinds = Self.coachingKinds + ["lab.cancelled", "lab.held", "lab.scheduled"]
    policy.attestable = ["budget.plan-agreed", "budget.snapshot-confirmed"]
    try books.adopt(policy)
    try books.cancelLab(try books.scheduleLab())
    let lab = try books.labToday()
    try books.holdLab(lab, Books.held(feedback: ["clear": [0, 0, 1, 4, 5], "useful": [0, 1, 1, 3, 4]]))
  }
}
