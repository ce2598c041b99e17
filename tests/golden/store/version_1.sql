-- A run log as version 1 wrote it; never changed again. Later versions must open it and lose nothing.
PRAGMA application_id = 1463898701;
PRAGMA user_version = 1;
CREATE TABLE pipeline (
    hash TEXT PRIMARY KEY,  -- SHA-256 of the text
    text TEXT NOT NULL      -- canonical document
) WITHOUT ROWID;

CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- a number is never given twice
    title TEXT NOT NULL,
    pipeline TEXT NOT NULL REFERENCES pipeline (hash),
    state TEXT NOT NULL,
    cause TEXT NOT NULL,
    device TEXT NOT NULL,
    provenance TEXT NOT NULL,
    settings TEXT NOT NULL,
    started INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    heartbeat INTEGER NOT NULL DEFAULT 0,
    nodes_ran INTEGER NOT NULL,
    nodes_reused INTEGER NOT NULL,
    pid INTEGER NOT NULL DEFAULT 0,            -- the process that works on it
    boot TEXT NOT NULL DEFAULT '',             -- boot id of the machine it lives on
    process_start INTEGER NOT NULL DEFAULT 0   -- clock ticks after boot: tells it from a later one of that pid
);

CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    arm TEXT NOT NULL,
    arm_title TEXT NOT NULL,
    sweep TEXT NOT NULL,
    seed INTEGER NOT NULL,
    end_key TEXT NOT NULL,
    state TEXT NOT NULL,
    cause TEXT NOT NULL DEFAULT '',
    seconds REAL NOT NULL DEFAULT 0
);
CREATE INDEX run_of_job ON run (job);

CREATE TABLE run_node (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;

CREATE TABLE node_run (
    id INTEGER PRIMARY KEY,  -- grows with every write: the newest comes last
    key TEXT NOT NULL UNIQUE,
    node TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    parts TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    seconds REAL NOT NULL,
    peak_memory INTEGER NOT NULL,
    job INTEGER NOT NULL,    -- may outlive the job's row
    last_step INTEGER NOT NULL,
    written INTEGER NOT NULL
);
CREATE INDEX node_of_kind ON node_run (kind, id);
CREATE INDEX node_of_job ON node_run (job);

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (key, name)
);
CREATE TABLE series_chunk (
    id INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,  -- 0, 1, ...; all but the last are full
    first_step INTEGER NOT NULL,
    last_step INTEGER NOT NULL,
    n INTEGER NOT NULL,
    min REAL,                   -- min, max, mean of the finite values; NULL when there is none
    max REAL,
    mean REAL,
    points BLOB NOT NULL,       -- n times: step int64, value float64, little-endian
    UNIQUE (series, position)
);

CREATE TABLE measure (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    split TEXT NOT NULL,
    slice TEXT NOT NULL,
    name TEXT NOT NULL,
    k INTEGER NOT NULL,
    unit TEXT NOT NULL,
    n INTEGER NOT NULL,
    value REAL,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;

CREATE TABLE tag (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (run, tag)
) WITHOUT ROWID;
CREATE TABLE note (
    run INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    text TEXT NOT NULL
);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file_hash (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO pipeline VALUES ('c23f2f5eb74c76cc6358be5901122cb7ad0d9b1ddfb7d0286d34ad783d660812', '{"format": "warmstart.pipeline"}' || char(10));
INSERT INTO job (id, title, pipeline, state, cause, device, provenance, settings, started, ended, heartbeat, nodes_ran,
    nodes_reused, pid, boot, process_start)
VALUES (1, 'News to comments', 'c23f2f5eb74c76cc6358be5901122cb7ad0d9b1ddfb7d0286d34ad783d660812', 'done', '', 'cpu', '{"threads":2}', '{"device":"auto"}', 1750000000000,
    1750000060000, 1750000059000, 12, 3, 4711, '0b6f2c0e-5e0f-4a43-8d0c-6d2f6d1b9f10', 123456);
INSERT INTO run VALUES (1, 1, 'a1', 'News, then tweets', '{"rows":64}', -1, 'end-key', 'done', '', 12.5);
INSERT INTO run_node VALUES (1, 0, 'end-key');
INSERT INTO node_run VALUES (1, 'end-key', 'judge', 'evaluate', 'Classes (64 labels)', '{"kind":"evaluate","revision":1}',
    'done', 'Nothing like it has run before.', 0.5, 1048576, 1, 258, 1750000060000);
INSERT INTO series VALUES (1, 'end-key', 'train/loss');
INSERT INTO series_chunk VALUES (1, 1, 0, 1, 258, 2, 0.5, 0.75, 0.625, X'0100000000000000000000000000E83F0201000000000000000000000000E03F');
INSERT INTO measure VALUES (1, 0, 'test', '', 'accuracy', 0, 'rows', 984, 0.875);
INSERT INTO tag VALUES (1, 'best');
INSERT INTO note VALUES (1, 'kept');
INSERT INTO setting VALUES ('precision', 'fp32');
INSERT INTO file_hash VALUES ('/models/weights', 3, 1000000000000000000,
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
