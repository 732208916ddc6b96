internal import GRDB

/// The tables, version by version. A version that has been released is never changed; what comes later is another one.
enum Migrations {
    static let migrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: version1)
            for (table, column) in texts { try database.execute(sql: triggers(table, column)) }
        }
        return migrator
    }()

    /// The columns whose text may stand in a file.
    private static let texts = [
        ("task", "schema"), ("task", "force_field"), ("task", "results"), ("task", "report"), ("work", "request"),
        ("work", "result"), ("job", "report"),
    ]

    private static let version1 = """
        CREATE TABLE server (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            epoch INTEGER NOT NULL,
            last_task INTEGER NOT NULL,
            moment INTEGER NOT NULL
        ) STRICT;
        INSERT INTO server VALUES (1, 0, 0, 0);

        CREATE TABLE object (
            hash TEXT PRIMARY KEY CHECK (length(hash) = 128),
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            uses INTEGER NOT NULL CHECK (uses >= 0)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX object_unused ON object (hash) WHERE uses = 0;

        CREATE TABLE task (
            id INTEGER PRIMARY KEY CHECK (id > 0),
            name TEXT NOT NULL,
            smiles TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('waiting', 'running', 'success', 'errored', 'cancelled')),
            priority INTEGER NOT NULL,
            submitted REAL NOT NULL,
            began REAL,
            finished REAL,
            began_moment INTEGER,
            detail TEXT NOT NULL,
            schema TEXT NOT NULL,
            force_field TEXT NOT NULL,
            results TEXT,
            report TEXT,
            place INTEGER NOT NULL
                AS (CASE status WHEN 'waiting' THEN 0 WHEN 'running' THEN 1 ELSE 2 END) STORED,
            CHECK ((finished IS NOT NULL) = (status IN ('success', 'errored', 'cancelled'))),
            CHECK (status <> 'waiting' OR began IS NULL),
            CHECK (status NOT IN ('running', 'success') OR began IS NOT NULL),
            CHECK ((began IS NULL) = (began_moment IS NULL)),
            CHECK (finished IS NOT NULL OR (results IS NULL AND report IS NULL)),
            CHECK (status <> 'success' OR results IS NOT NULL)
        ) STRICT;
        CREATE INDEX task_order ON task (place, id, status);
        CREATE INDEX task_status ON task (status);

        CREATE TABLE work (
            number INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE CHECK (key <> ''),
            id TEXT NOT NULL UNIQUE CHECK (id <> ''),
            kind TEXT NOT NULL CHECK (kind <> ''),
            status TEXT NOT NULL CHECK (status IN ('live', 'finished', 'failed', 'abandoned')),
            request TEXT,
            result TEXT,
            bytes INTEGER,
            failure TEXT,
            used REAL NOT NULL,
            moment INTEGER NOT NULL,
            CHECK ((status = 'finished') = (result IS NOT NULL)),
            CHECK ((status = 'finished') = (bytes IS NOT NULL)),
            CHECK ((status = 'failed') = (failure IS NOT NULL))
        ) STRICT;
        CREATE INDEX work_finished ON work (kind, key, bytes) WHERE status = 'finished';
        CREATE INDEX work_requested ON work (number) WHERE status = 'live' AND request IS NOT NULL;

        CREATE TABLE job (
            number INTEGER PRIMARY KEY,
            work INTEGER NOT NULL REFERENCES work (number) ON DELETE CASCADE,
            name TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind <> ''),
            status TEXT NOT NULL CHECK (status IN ('ready', 'leased', 'reported')),
            attempts INTEGER NOT NULL CHECK (attempts >= 0),
            token TEXT,
            worker TEXT,
            report TEXT,
            UNIQUE (work, name),
            CHECK ((status = 'leased') = (token IS NOT NULL)),
            CHECK ((status = 'leased') = (worker IS NOT NULL)),
            CHECK ((status = 'reported') = (report IS NOT NULL))
        ) STRICT;
        CREATE UNIQUE INDEX job_token ON job (token) WHERE token IS NOT NULL;

        CREATE TABLE event (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            time REAL NOT NULL,
            task INTEGER,
            kind TEXT NOT NULL CHECK (kind <> ''),
            message TEXT NOT NULL
        ) STRICT;
        CREATE INDEX event_task ON event (task, seq) WHERE task IS NOT NULL;

        CREATE TABLE hit (
            kind TEXT PRIMARY KEY,
            count INTEGER NOT NULL CHECK (count >= 0)
        ) STRICT, WITHOUT ROWID;
        """

    /// Counts the uses of files as texts come and go, so that no statement can forget to.
    private static func triggers(_ table: String, _ column: String) -> String {
        let start = StoredText.prefix.count + 1
        func count(_ row: String, _ change: String) -> String {
            """
            UPDATE object SET uses = uses \(change) 1
            WHERE \(row).\(column) GLOB '\(StoredText.prefix)*' AND hash = substr(\(row).\(column), \(start));
            """
        }
        return """
            CREATE TRIGGER \(table)_\(column)_new AFTER INSERT ON \(table)
            WHEN NEW.\(column) IS NOT NULL BEGIN \(count("NEW", "+")) END;
            CREATE TRIGGER \(table)_\(column)_old AFTER DELETE ON \(table)
            WHEN OLD.\(column) IS NOT NULL BEGIN \(count("OLD", "-")) END;
            CREATE TRIGGER \(table)_\(column)_change AFTER UPDATE OF \(column) ON \(table)
            WHEN OLD.\(column) IS NOT NEW.\(column) BEGIN \(count("OLD", "-")) \(count("NEW", "+")) END;
            """
    }
}
