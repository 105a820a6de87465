import Sodium
import Testing
import TransparencyLog

struct TileTests {
  @Test(
    arguments: [
      (TilePath(.hashes(level: 0), index: 0), "tile/0/000"),
      (TilePath(.hashes(level: 0), index: 1_234_067), "tile/0/x001/x234/067"),
      (TilePath(.hashes(level: 2), index: 999, width: 17), "tile/2/999.p/17"),
      (TilePath(.hashes(level: 63), index: 1_000, width: 255), "tile/63/x001/000.p/255"),
      (TilePath(.hashes(level: 0), index: 1_234, width: 1), "tile/0/x001/234.p/1"),
      (TilePath(.entries, index: 5), "tile/entries/005"),
      (TilePath(.entries, index: 1_000_000, width: 9), "tile/entries/x001/x000/000.p/9"),
    ])
  func `a tile path is written and read as specified`(path: TilePath?, text: String) throws {
    let path = try #require(path)
    #expect(path.text == text)
    #expect(TilePath(parsing: text) == path)
  }

  @Test(
    arguments: [
      "", "tile", "tile/0", "tile/0/", "/tile/0/000", "tile/0/0", "tile/0/0000", "tile/00/000", "tile/64/000",
      "tile/-1/000", "tile/0/x000/000", "tile/0/001/000", "tile/0/x001", "tile/0/x001/x000", "tile/0/000.p/0",
      "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p", "tile/0/000.p/", "tile/0/000/", "tile/0/a00",
      "tile/entry/000", "tile/0/000.p/1/2", "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/+00", "tile/0/x001.p/1",
    ])
  func `any other tile path is refused`(text: String) {
    #expect(TilePath(parsing: text) == nil)
  }

  @Test func `a path outside the limits cannot be made`() {
    #expect(TilePath(.hashes(level: 64), index: 0) == nil)
    #expect(TilePath(.hashes(level: -1), index: 0) == nil)
    #expect(TilePath(.entries, index: -1) == nil)
    #expect(TilePath(.entries, index: Int.max) == nil)
    #expect(TilePath(.entries, index: 0, width: 0) == nil)
    #expect(TilePath(.entries, index: 0, width: 257) == nil)
  }

  @Test func `a log of 70000 entries has the tiles of the specification's example`() {
    let paths = TilePath.all(forSize: 70_000)
    func tiles(_ level: Int) -> [TilePath] { paths.filter { $0.content == .hashes(level: level) } }
    #expect(tiles(0).count == 274)
    #expect(tiles(0).last?.width == 112)
    #expect(tiles(1).map(\.width) == [256, 17])
    #expect(tiles(2).map(\.width) == [1])
    #expect(tiles(3).isEmpty)
    #expect(paths.filter { $0.content == .entries }.count == 274)
    #expect(TilePath.all(forSize: 0).isEmpty)
  }

  @Test func `full tiles hash to the tile above`() throws {
    let tree = MemoryTree(leaves: (0..<600).map { MerkleHash.leaf(Array("entry \($0)".utf8)) })
    let upper = try HashTile.read(level: 1, index: 0, width: 2, from: tree)
    for index in 0..<2 {
      let tile = try HashTile.read(level: 0, index: index, from: tree)
      #expect(upper.hashes[index] == tile.root)
      #expect(HashTile(bytes: tile.bytes) == tile)
      #expect(tile.bytes.count == 8_192)
    }
    #expect(throws: MerkleTreeError.self) { try HashTile.read(level: 0, index: 2, from: tree) }
    #expect(throws: MerkleTreeError.self) { try HashTile.read(level: 8, index: 0, width: 1, from: tree) }
    #expect(throws: MerkleTreeError.self) { try HashTile.read(level: 0, index: Int.max, width: 1, from: tree) }
    #expect(try HashTile.read(level: 0, index: 2, width: 88, from: tree).hashes.count == 88)
  }

  @Test func `a tile or bundle in any other form is refused`() {
    #expect(HashTile(bytes: []) == nil)
    #expect(HashTile(bytes: [UInt8](repeating: 0, count: 33)) == nil)
    #expect(HashTile(bytes: [UInt8](repeating: 0, count: 257 * 32)) == nil)
    #expect(EntryBundle(bytes: []) == nil)
    #expect(EntryBundle(bytes: [0]) == nil)
    #expect(EntryBundle(bytes: [0, 2, 1]) == nil)
    #expect(EntryBundle(bytes: [0, 1, 1, 0]) == nil)
    #expect(EntryBundle(bytes: [UInt8](repeating: 0, count: 257 * 2)) == nil)
    #expect(EntryBundle(entries: []) == nil)
    #expect(EntryBundle(entries: [[UInt8](repeating: 0, count: 65_536)]) == nil)
  }

  @Test func `a bundle comes back, empty and longest entries too`() throws {
    let longest = [UInt8](repeating: 9, count: 65_535)
    let bundle = try #require(EntryBundle(entries: [[], [1], longest]))
    #expect(EntryBundle(bytes: bundle.bytes) == bundle)
    #expect(bundle.bytes.count == 6 + 1 + 65_535)
    #expect(bundle.leafHashes == [MerkleHash.leaf([]), MerkleHash.leaf([1]), MerkleHash.leaf(longest)])
  }
}
