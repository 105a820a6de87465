import GRDB
import GRDBSQLite
import Glibc
import LedgerCore

extension StoreError {
  /// What an answer of SQLite means for the person at the keyboard.
  ///
  /// - Parameters:
  ///   - code: a primary or extended result code.
  ///   - systemError: the `errno` behind it, where there is one; a full disk may hide behind an input/output error.
  ///   - file: the database file, for the message.
  init(sqlite code: Int32, systemError: Int32, message: String, file: String) {
    let outOfSpace = systemError == ENOSPC || systemError == EDQUOT
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
    case SQLITE_FULL: self = .diskFull
    case SQLITE_IOERR, SQLITE_CANTOPEN: self = StoreError(inputOutput: systemError, message: message, file: file)
    case SQLITE_READONLY, SQLITE_PERM: self = .readOnly(file)
    case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt("\(file): \(message)")
    default: self = outOfSpace ? .diskFull : .failed("\(file): \(message)")
    }
  }

  private init(inputOutput systemError: Int32, message: String, file: String) {
    switch systemError {
    case ENOSPC, EDQUOT: self = .diskFull
    case EROFS, EACCES, EPERM: self = .readOnly(file)
    case ENOENT, ENOTDIR: self = .missing(file)
    default: self = .failed("\(file): \(message)")
    }
  }

  /// What the system says when a file itself cannot be made or opened.
  init(systemError: Int32, file: String) {
    switch systemError {
    case EEXIST: self = .alreadyThere(file)
    case ENOENT, ENOTDIR: self = .missing("folder for \(file)")
    default:
      self = StoreError(inputOutput: systemError, message: String(cString: strerror(systemError)), file: file)
    }
  }

  init(_ error: DatabaseError, systemError: Int32 = 0, file: String) {
    self.init(
      sqlite: error.extendedResultCode.rawValue, systemError: systemError, message: error.message ?? "\(error)",
      file: file)
  }
}
