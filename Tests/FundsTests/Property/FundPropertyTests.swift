import Funds
import LedgerCore
import SeededRandom
import Testing

@Suite struct FundPropertyTests {
  @Test func `random commands are accepted and refused as on paper, and leave the same balances`() throws {
    let seed = SeededGenerator.printedSeed()
    var player = try FundPlayer(seed: seed)
    while player.accepted + player.refused < 2_500 { try player.step() }
    #expect(player.accepted > 800, "too few commands were accepted to say anything")
    #expect(player.refused > 300, "too few commands were refused to say anything")
    let moneyKinds: [Kind] = [
      "contribution.received", "contribution.pledged", "contribution.pledge-cancelled", "contribution.refunded",
      "capital.received", "capital.returned", "transfer.made", "reserve.set", "grant.approved", "grant.paid",
      "grant.returned", "grant.withdrawn", "voucher.approved", "voucher.issued", "voucher.redeemed",
      "voucher.settled", "cost.paid", "cash.moved", "payment.returned", "payment.reissued", "entry.reversed",
    ]
    for kind in moneyKinds { #expect(player.kinds[kind, default: 0] > 0, "\(kind) was never accepted") }
  }
}
