import GRDB

/// The tables of `vault.db`: personal data under keys that can be destroyed, apart from the log that can not.
enum VaultSchema {
  static let format = DatabaseFormat(
    applicationID: 0x4D53_5456, noun: "vault", migrator: migrator,
    pragmas: "PRAGMA page_size = 4096; PRAGMA recursive_triggers = ON; PRAGMA secure_delete = ON")

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("vault 1") { database in
      try database.execute(sql: tables)
      try database.execute(sql: "PRAGMA application_id = 0x4D535456; PRAGMA user_version = 1")
    }
    migrator.registerMigration("vault 2") { database in
      try database.execute(sql: erasures)
      try database.execute(sql: "PRAGMA user_version = 2")
    }
    migrator.registerMigration("vault 3") { database in
      try database.execute(sql: workings)
      try database.execute(sql: "PRAGMA user_version = 3")
    }
    migrator.registerMigration("vault 4") { database in
      try database.execute(sql: serving)
      try database.execute(sql: "PRAGMA user_version = 4")
    }
    return migrator
  }

  private static let serving = """
    CREATE TABLE household_reads ( -- who has read which family's data: a row for each day, reader and page
      household BLOB NOT NULL CHECK (length(household) = 16),
      day INTEGER NOT NULL, -- days since 1970
      member BLOB NOT NULL CHECK (length(member) = 16),
      page TEXT NOT NULL CHECK (length(page) BETWEEN 1 AND 63),
      first INTEGER NOT NULL, -- seconds since 1970
      last INTEGER NOT NULL,
      count INTEGER NOT NULL CHECK (count > 0),
      PRIMARY KEY (household, day, member, page)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE enrolment_requests ( -- devices that wait for an administrator, as their person has signed them
      number INTEGER PRIMARY KEY,
      key_id BLOB NOT NULL UNIQUE CHECK (length(key_id) = 32),
      received INTEGER NOT NULL, -- seconds since 1970
      expires INTEGER NOT NULL,
      request TEXT NOT NULL, -- the signed enrolment as JSON
      name TEXT -- what the person calls themselves, until somebody decides
    ) STRICT;
    """

  private static let workings = """
    CREATE TABLE workings ( -- what is worked with, and no entry of the log names
      number INTEGER PRIMARY KEY,
      name_key BLOB NOT NULL UNIQUE CHECK (length(name_key) = 32), -- keyed hash of kind and name
      party BLOB NOT NULL CHECK (length(party) = 16), -- under whose key it is sealed
      kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 63),
      created INTEGER NOT NULL, -- seconds since 1970
      updated INTEGER NOT NULL,
      sealed BLOB NOT NULL -- nonce, then name and content encrypted
    ) STRICT;
    CREATE INDEX workings_of_party ON workings (party, kind, number);
    """

  private static let erasures = """
    CREATE TABLE erasures (
      entry BLOB PRIMARY KEY CHECK (length(entry) = 32), -- leaf hash of the log's entry that ordered it
      position INTEGER NOT NULL, -- of that entry
      finished INTEGER NOT NULL CHECK (finished IN (0, 1)) -- no page and no log holds a copy any more
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE new_keys ( -- until the log is seen to know the holder
      party BLOB PRIMARY KEY CHECK (length(party) = 16),
      created INTEGER NOT NULL -- seconds since 1970
    ) STRICT, WITHOUT ROWID;
    """

  private static let tables = """
    CREATE TABLE party_keys (
      party BLOB PRIMARY KEY CHECK (length(party) = 16), -- the 16 bytes of the ULID
      key BLOB NOT NULL CHECK (length(key) = 32)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE records (
      number INTEGER PRIMARY KEY,
      commitment BLOB NOT NULL UNIQUE CHECK (length(commitment) = 32),
      party BLOB NOT NULL CHECK (length(party) = 16),
      created INTEGER NOT NULL, -- seconds since 1970
      sealed BLOB NOT NULL -- nonce, then salt and plaintext encrypted
    ) STRICT;
    CREATE INDEX records_of_party ON records (party);
    CREATE TABLE index_key (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      key BLOB NOT NULL CHECK (length(key) = 32)
    ) STRICT;
    CREATE TABLE tax_codes (
      code BLOB PRIMARY KEY CHECK (length(code) = 32), -- keyed hash: finds the same person twice, tells nobody who
      party BLOB NOT NULL CHECK (length(party) = 16)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tax_codes_of_party ON tax_codes (party);
    CREATE TABLE statements (
      number INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 32), -- hash of the file's part
      account TEXT NOT NULL,
      format TEXT NOT NULL,
      first_day INTEGER, -- days since 1970
      last_day INTEGER,
      opening INTEGER, -- cents
      closing INTEGER,
      proved INTEGER NOT NULL CHECK (proved IN (0, 1)), -- opening + lines = closing
      imported INTEGER NOT NULL, -- seconds since 1970
      key BLOB CHECK (length(key) = 32) -- of its lines; NULL when they are forgotten
    ) STRICT;
    CREATE TABLE lines (
      number INTEGER PRIMARY KEY,
      line_key BLOB NOT NULL UNIQUE CHECK (length(line_key) = 32), -- keyed hash of what identifies the line
      statement INTEGER NOT NULL REFERENCES statements,
      account TEXT NOT NULL,
      ordinal INTEGER NOT NULL,
      booked INTEGER NOT NULL, -- days since 1970
      valued INTEGER,
      amount INTEGER NOT NULL, -- cents
      sealed BLOB -- nonce, then names and texts encrypted; NULL when forgotten
    ) STRICT;
    CREATE INDEX lines_of_account ON lines (account, booked, number);
    CREATE TABLE file_numbers (
      file_number TEXT PRIMARY KEY, -- as the office writes it
      stream TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX file_numbers_of_stream ON file_numbers (stream);
    """
}
