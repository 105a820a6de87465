import GRDB

/// The tables of `ledger.db`, named for an auditor with `sqlite3`, and the triggers by which the past stays as it is.
enum LedgerSchema {
  static let format = DatabaseFormat(
    applicationID: 0x4D53_5452, noun: "ledger", migrator: migrator,
    pragmas: "PRAGMA page_size = 4096; PRAGMA recursive_triggers = ON; PRAGMA cache_size = -32768")

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("ledger 1") { database in
      try database.execute(sql: tables)
      try database.execute(sql: guards)
      try database.execute(sql: views)
      for table in ["entries", "ids", "keys", "accounts", "postings", "claims", "releases"] {
        try database.execute(
          sql: """
            CREATE TRIGGER \(table)_are_never_changed BEFORE UPDATE ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) are never changed'); END;
            CREATE TRIGGER \(table)_are_never_deleted BEFORE DELETE ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) are never deleted'); END;
            """)
      }
      try database.execute(sql: "PRAGMA application_id = 0x4D535452; PRAGMA user_version = 1")
    }
    return migrator
  }

  /// Every key grows at its end, except the names, accounts and claims that people choose.
  ///
  /// `nodes` stands before `payload`, so that a proof reads no overflow page; a stream is read along `previous`.
  private static let tables = """
    CREATE TABLE streams (
      number INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      revision INTEGER NOT NULL,
      position INTEGER NOT NULL -- of the newest entry
    ) STRICT;
    CREATE TABLE keys (
      number INTEGER PRIMARY KEY,
      public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
      key_id TEXT NOT NULL -- SHA-256 of the public key
    ) STRICT;
    CREATE TABLE entries (
      position INTEGER PRIMARY KEY,
      stream INTEGER NOT NULL REFERENCES streams,
      revision INTEGER NOT NULL,
      previous INTEGER, -- the entry of the revision before
      recorded INTEGER NOT NULL, -- seconds since 1970
      effective INTEGER NOT NULL, -- days since 1970
      key INTEGER NOT NULL REFERENCES keys,
      signature BLOB NOT NULL CHECK (length(signature) = 64),
      nodes BLOB NOT NULL, -- leaf hash, completed nodes bottom-up
      payload TEXT NOT NULL -- the signed JSON
    ) STRICT;
    CREATE TABLE ids (
      id BLOB PRIMARY KEY CHECK (length(id) = 16), -- the 16 bytes of the ULID
      position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE accounts (
      number INTEGER PRIMARY KEY,
      account TEXT NOT NULL,
      commodity TEXT NOT NULL,
      UNIQUE (account, commodity)
    ) STRICT;
    CREATE TABLE postings (
      account INTEGER NOT NULL,
      position INTEGER NOT NULL,
      amount INTEGER NOT NULL,
      balance INTEGER NOT NULL, -- of the account after this posting
      PRIMARY KEY (account, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE day_totals (
      account INTEGER NOT NULL,
      day INTEGER NOT NULL, -- on which the entries took effect
      amount INTEGER NOT NULL,
      PRIMARY KEY (account, day)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE claims (
      claim TEXT NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (claim, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE releases (
      target INTEGER PRIMARY KEY, -- the reversed entry, whose claims are free again
      position INTEGER NOT NULL -- of the reversal
    ) STRICT;
    """

  /// `INSERT OR REPLACE` deletes without asking the triggers of deletion, unless `recursive_triggers` is on; another
  /// program may have it off, so entries and ids are guarded on insertion too. (Postings are not: that would cost a
  /// fifth of an append, and `verify` derives them anew.)
  ///
  /// They roll back rather than abort: SQLite then need not be able to undo the single statement, which would have it
  /// copy every page that an append touches.
  private static let guards = """
    CREATE TRIGGER entries_go_on BEFORE INSERT ON entries
    WHEN NEW.position IS NOT (SELECT ifnull(max(position) + 1, 0) FROM entries)
    BEGIN SELECT RAISE(ROLLBACK, 'an entry goes to the end of the log'); END;
    CREATE TRIGGER ids_are_used_once BEFORE INSERT ON ids
    WHEN EXISTS (SELECT 1 FROM ids WHERE id = NEW.id)
    BEGIN SELECT RAISE(ROLLBACK, 'the id is used'); END;
    CREATE TRIGGER keys_are_new BEFORE INSERT ON keys
    WHEN EXISTS (SELECT 1 FROM keys WHERE number = NEW.number OR public_key = NEW.public_key)
    BEGIN SELECT RAISE(ROLLBACK, 'the key is there'); END;
    CREATE TRIGGER accounts_are_new BEFORE INSERT ON accounts
    WHEN EXISTS (
      SELECT 1 FROM accounts WHERE number = NEW.number OR account = NEW.account AND commodity = NEW.commodity)
    BEGIN SELECT RAISE(ROLLBACK, 'the account is there'); END;
    CREATE TRIGGER claims_are_free BEFORE INSERT ON claims
    WHEN EXISTS (
      SELECT 1 FROM claims WHERE claim = NEW.claim
      AND (position = NEW.position OR position NOT IN (SELECT target FROM releases)))
    BEGIN SELECT RAISE(ROLLBACK, 'the claim is taken'); END;
    CREATE TRIGGER releases_are_new BEFORE INSERT ON releases
    WHEN EXISTS (SELECT 1 FROM releases WHERE target = NEW.target)
    BEGIN SELECT RAISE(ROLLBACK, 'the entry is reversed'); END;
    CREATE TRIGGER streams_are_new BEFORE INSERT ON streams
    WHEN NEW.revision <> 1 OR EXISTS (SELECT 1 FROM streams WHERE number = NEW.number OR name = NEW.name)
    BEGIN SELECT RAISE(ROLLBACK, 'a stream begins once'); END;
    CREATE TRIGGER streams_go_on BEFORE UPDATE ON streams
    WHEN NEW.number <> OLD.number OR NEW.name <> OLD.name OR NEW.revision <> OLD.revision + 1
      OR NEW.position <= OLD.position
    BEGIN SELECT RAISE(ROLLBACK, 'a stream only goes on'); END;
    CREATE TRIGGER streams_are_never_deleted BEFORE DELETE ON streams
    BEGIN SELECT RAISE(ABORT, 'streams are never deleted'); END;
    """

  private static let views = """
    CREATE VIEW log AS
    SELECT e.position, payload->>'id' AS id, payload->>'kind' AS kind, s.name AS stream, e.revision,
      payload->>'actor' AS actor, payload->>'role' AS role, date(effective * 86400, 'unixepoch') AS effective,
      strftime('%Y-%m-%dT%H:%M:%SZ', recorded, 'unixepoch') AS recorded, payload
    FROM entries e JOIN streams s ON s.number = e.stream;
    CREATE VIEW register AS
    SELECT a.account, a.commodity, p.position, date(e.effective * 86400, 'unixepoch') AS effective,
      e.payload->>'kind' AS kind, p.amount, p.balance
    FROM postings p JOIN accounts a ON a.number = p.account JOIN entries e ON e.position = p.position;
    CREATE VIEW balances AS
    SELECT account, commodity,
      (SELECT balance FROM postings WHERE account = number ORDER BY position DESC LIMIT 1) AS balance
    FROM accounts;
    """
}
