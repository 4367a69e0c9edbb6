-- Every eighth level of the Merkle tree over the event log, and what was signed of it.
CREATE TABLE tree_node (
    level  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hash   BLOB    NOT NULL,
    PRIMARY KEY (level, number)
) WITHOUT ROWID;

CREATE TABLE checkpoint (
    size    INTEGER NOT NULL PRIMARY KEY,
    made_at INTEGER NOT NULL,
    note    TEXT    NOT NULL
);
