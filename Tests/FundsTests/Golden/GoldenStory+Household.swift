import Funds
import LedgerCore

extension GoldenStory {
  /// Two families: one grows, parts and is forgotten; help of the other counts for all who belong to it.
  func tellHouseholds() throws {
    let family = try books.register([Party.family])
    try books.record(HouseholdUpdated(municipality: "F205", record: Books.fingerprint(22)), family, by: .olga)
    try books.join(family, Party.otherFamily)
    let second = try books.register([Party.otherFamily])
    try books.split([Party.otherFamily], of: family, into: second)
    try books.join(family, Party.donor)
    try books.leave(family, Party.donor)
    let consent = try books.consent(family)
    try books.withdraw(consent)
    try books.outcome(.dwelling, family)
    try books.join(second, Party.family)
    try books.merge(family, into: second)
    let passerby = books.stream("party")
    try books.record(PartyRegistered(record: Books.fingerprint(1), sort: .person), passerby, by: .olga)
    let forgotten = try books.register([passerby.id])
    try books.propose(books.erasure([passerby.id], basis: .objection), of: forgotten)
    try books.erase(books.erasure([passerby.id], basis: .objection), of: forgotten)
  }
}
