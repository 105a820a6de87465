import Bookkeeping
import Funds
import Foundation
import LedgerCore
import LedgerSQLite
import Sodium

if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "bare", let port = Int(CommandLine.arguments[2]) {
  try await BareServer.run(port: port)
  exit(0)
}

let entries = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
let onlyWeb = CommandLine.arguments.contains("--web")
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mastro-bench-\(getpid())").path
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
atexit { try? FileManager.default.removeItem(atPath: folder) }

let workshop = try Workshop(folder + "/ledger")
let cores = ProcessInfo.processInfo.activeProcessorCount

/// One durable append after the other, against one raw row and one fsync after the other; in turn, so that a slow disk
/// slows both.
func singleAppend() throws {
  let raw = RawSQLite(folder + "/raw.db")
  let payload = try workshop.envelopes(1, from: 0)[0].payload
  var ours: [Double] = []
  var theirs: [Double] = []
  for round in 0..<5 {
    theirs.append(seconds { for _ in 0..<400 { raw.insertRow(payload) } } / 400)
    ours.append(
      try seconds {
        for number in 0..<400 {
          _ = try workshop.bookkeeper.record(
            [workshop.request(round * 400 + number)], keys: [workshop.member: workshop.treasurer])
        }
      } / 400)
  }
  Figure(
    name: "single durable append", value: 1 / median(ours), unit: "entries/s",
    limitName: "raw one-row FULL transaction",
    limit: 1 / median(theirs), ratio: median(theirs) / median(ours), target: ">= 0.6",
    note: "draft, sign, admit, commit"
  ).print()
}

func rawVerify(_ envelopes: [Envelope]) -> Double {
  let key = workshop.treasurer.publicKey
  let messages = envelopes.map { ($0.signedBytes, $0.signature) }
  let time = seconds {
    onAllCores(messages.count) { range in
      for index in range where !key.isValid(messages[index].1, for: messages[index].0) {
        preconditionFailure("a signature of ours must be valid")
      }
    }
  }
  return Double(messages.count) / time
}

/// Fills the ledger with batches of 1,000 signed entries: while one batch is admitted, the next is verified.
func batchAppend(_ count: Int) throws {
  var verifyRates: [Double] = []
  var time = 0.0
  var done = 0
  while done < count {
    let round = min(20_000, count - done)
    let envelopes = try workshop.envelopes(round, from: 10_000 + done)
    verifyRates.append(rawVerify(Array(envelopes.prefix(4_000))))
    time += try seconds { try appendBatches(envelopes, to: workshop) }
    done += round
    if done == min(count, 200_000) || done == count { report(done, time, median(verifyRates)) }
  }
}

func report(_ done: Int, _ time: Double, _ limit: Double) {
  Figure(
    name: "batch append of signed entries, first \(done)", value: Double(done) / time, unit: "entries/s",
    limitName: "raw Ed25519 verify on \(cores) cores", limit: limit, ratio: Double(done) / time / limit,
    target: ">= 0.7", note: "batches of 1,000, one fsync each"
  ).print()
}

func verify(_ depth: VerificationDepth, _ name: String, target: String?) throws {
  let envelopes = try workshop.envelopes(8_000, from: 90_000_000)
  let limit = median((0..<3).map { _ in rawVerify(envelopes) })
  var size = 0
  let time = try seconds {
    let found = try LedgerVerifier(workers: cores).verify(workshop.bookkeeper.ledger.store, depth: depth)
    guard found.exitCode == 0 else { preconditionFailure("the ledger must verify: \(found)") }
    size = found.entries
  }
  Figure(
    name: name, value: Double(size) / time, unit: "entries/s", limitName: "raw Ed25519 verify on \(cores) cores",
    limit: limit, ratio: Double(size) / time / limit, target: target,
    note: "\(size) entries; peak memory of the whole run \(Int(peakMegabytes())) MB"
  ).print()
}

func rebuild() throws {
  var balances = Balances()
  var size = 0
  let time = try seconds {
    try workshop.bookkeeper.ledger.store.read { log in
      size = try log.size
      try log.scan(0..<size) { balances.apply(try $0.logged()) }
    }
  }
  let stored = try workshop.bookkeeper.balances()
  precondition(stored == balances.list, "stored balances must equal the rebuilt ones")
  Figure(
    name: "balance rebuild without signatures", value: Double(size) / time, unit: "entries/s", target: ">= 250000"
  ).print()
}

func lookups() throws {
  let key = AccountKey(Chart.bank("main"), .euro)
  let store = workshop.bookkeeper.ledger.store
  let size = try store.read { try $0.size }
  var samples: [Double] = []
  for number in 0..<200 {
    let at = size * number / 200
    samples.append(try seconds { try store.read { _ = try $0.balance(of: key, at: at) } })
  }
  Figure(
    name: "balance look-up at any position", value: median(samples) * 1e3, unit: "ms", target: "< 1",
    note: "median of 200 in a log of \(size)"
  ).print()
  samples = []
  for number in 0..<200 {
    let from = size * number / 200
    samples.append(try seconds { _ = try workshop.bookkeeper.register(of: key, from: from, most: 100) })
  }
  Figure(
    name: "register page of 100 lines", value: median(samples) * 1e3, unit: "ms", target: "< 5",
    note: "median of 200, with the entries themselves"
  ).print()
  samples = []
  for _ in 0..<20 {
    samples.append(
      try seconds { _ = try workshop.bookkeeper.balances(asOf: workshop.bookkeeper.surroundings.now.date) })
  }
  Figure(name: "all balances as of a day", value: median(samples) * 1e3, unit: "ms").print()
  let files = ["ledger.db", "ledger.db-wal"].map { workshop.folder + "/" + $0 }
  let bytes = files.reduce(0) { sum, path in
    sum + ((try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0)
  }
  Figure(
    name: "bytes on disk per entry", value: Double(bytes) / Double(size), unit: "bytes", target: "<= 1200",
    note: "four postings an entry; database and write-ahead log"
  ).print()
}

func web() async throws {
  try await QueueFigures(workshop: workshop).run(5, of: 20_000)
  try WebFigures(Workshop(folder + "/served"), beside: workshop).run()
}

if onlyWeb {
  try await web()
  exit(0)
}
try singleAppend()
guard entries > 0 else { exit(0) }
try batchAppend(entries)
try await web()
try verify(.integrityOnly, "verify without re-admission", target: ">= 0.8")
try verify(.full, "verify with re-admission", target: nil)
try rebuild()
try lookups()
