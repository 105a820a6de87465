import Funds
import LedgerCore
import Testing

/// Given a fund and what happened in it, when somebody does something, then it posts, or it is refused.
func given(_ setup: (Books) throws -> Void = { _ in }) throws -> Given {
  let books = try Books.fixture()
  try setup(books)
  return Given(books: books)
}

struct Given {
  let books: Books

  /// Runs the act; a refusal is an outcome, every other error a failure of the test.
  func when(_ act: (Books) throws -> Void) throws -> Outcome {
    let size = books.size
    let balances = try books.balances()
    do {
      try act(books)
      return Outcome(books: books, before: size, balances: balances, refusal: nil)
    } catch let refusal as Refusal {
      return Outcome(books: books, before: size, balances: balances, refusal: refusal)
    }
  }
}

enum Expected {
  case refused(String)
  /// A row of the posting table, its amount in cents, and what its words stand for.
  case posted(String, Int, PostingTable)
  case postedNothing
}

struct Outcome {
  let books: Books
  let before: Int
  let balances: [AccountBalance]
  let refusal: Refusal?

  func then(_ expected: Expected, sourceLocation: SourceLocation = #_sourceLocation) throws {
    switch expected {
    case .refused(let code):
      #expect(refusal?.code.id == code, sourceLocation: sourceLocation)
      #expect(books.size == before, "something was written", sourceLocation: sourceLocation)
      #expect(try books.balances() == balances, "a balance moved", sourceLocation: sourceLocation)
    case .posted(let row, let amount, let table):
      #expect(refusal == nil, sourceLocation: sourceLocation)
      let newest = try books.newest()
      #expect(newest.posted == table.postings(row, amount), sourceLocation: sourceLocation)
      try books.expectPassedByHledger(sourceLocation)
    case .postedNothing:
      #expect(refusal == nil, sourceLocation: sourceLocation)
      #expect(books.size > before, sourceLocation: sourceLocation)
      #expect(try books.newest().posted == [:], sourceLocation: sourceLocation)
    }
  }
}
