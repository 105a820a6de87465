import Bookkeeping
import Funds
import HTTPTypes
import LedgerCore
import Sodium
import Testing
import TransparencyLog

@testable import MastroWeb

@Suite struct PublicLogTests {
  @Test func `everybody gets the checkpoint, hash tiles and proofs that lead to its root`() async throws {
    try await ServedLedger.with { served, client in
      let anybody = APIClient(client)
      let key = try VerifierKey(parsing: try served.bookkeeper.governing().logKey)
      let checkpoint = try VerifiedCheckpoint(
        verifying: try await anybody.get("/checkpoint").bytes, logKey: key)
      let size = try served.size
      #expect(checkpoint.head.size == size)
      let tile = try #require(HashTile(bytes: try await anybody.get("/tile/0/000.p/\(size)").bytes))
      #expect(tile.root == checkpoint.head.root)
      let json = try await anybody.get("/api/v1/proofs/inclusion?index=1").json
      let hashes = try #require(json["hashes"]?.array)
      let path = hashes.compactMap { hash in hash.string.flatMap { Digest(base64: $0) } }
      #expect(path.count == hashes.count)
      try InclusionProof(index: 1, size: size, path: path).verify(leaf: tile.hashes[1], root: checkpoint.head.root)
    }
  }

  @Test func `entry bundles are for auditors and administrators, single entries for whoever signed them`() async throws
  {
    try await ServedLedger.with { served, client in
      let administrator = try await APIClient(client).signedIn(1)
      let bundle = try #require(
        EntryBundle(bytes: try await administrator.get("/tile/entries/000.p/2").bytes))
      #expect(bundle.leafHashes.first == (try served.bookkeeper.ledgerID()))
      let other = try await APIClient(client).signedIn(3)
      let answer1 = try await other.get("/tile/entries/000.p/2").code
      #expect(answer1 == "role.wanting")
      let answer2 = try await other.get("/api/v1/entries/0").code
      #expect(answer2 == "entry.unknown")
      let answer3 = try await other.get("/api/v1/entries").json["entries"]?.array?.isEmpty
      #expect(answer3 == true)
      let all = try await administrator.get("/api/v1/entries?limit=2").json
      #expect(all["entries"]?.array?.count == 2 && all["next"]?.integer == 2)
      let answer4 = try await administrator.get("/api/v1/entries/0").json["position"]?.integer
      #expect(answer4 == 0)
    }
  }

  @Test func `what the command line writes meanwhile is noticed`() async throws {
    try await ServedLedger.with { served, client in
      let anybody = APIClient(client)
      let before = try await anybody.get("/api/v1/head").json["size"]?.integer
      try served.state(
        BodyRegistered(body: "altri", form: .cooperative, name: "Altri"), by: 2,
        id: served.bookkeeper.surroundings.newID())
      try served.server.office.watch.look()
      let answer5 = try await anybody.get("/api/v1/head").json["size"]?.integer
      #expect(answer5 == before.map { $0 + 1 })
    }
  }
}
