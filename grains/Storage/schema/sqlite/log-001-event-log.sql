CREATE TABLE event_log (
    position    INTEGER PRIMARY KEY,
    stream      TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    type        TEXT    NOT NULL,
    payload     BLOB    NOT NULL,
    caller      TEXT    NOT NULL,
    command_id  TEXT    NULL,
    content     TEXT    NOT NULL,
    occurred_at INTEGER NOT NULL,
    hash        BLOB    NOT NULL,
    UNIQUE (stream, version)
);
