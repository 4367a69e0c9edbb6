-- Every eighth level of the Merkle tree over the event log, and what was signed of it.
CREATE TABLE tree_node (
    level  INTEGER NOT NULL,
    number BIGINT  NOT NULL,
    hash   BYTEA   NOT NULL,
    PRIMARY KEY (level, number)
);

CREATE TABLE checkpoint (
    size    BIGINT NOT NULL PRIMARY KEY,
    made_at BIGINT NOT NULL,
    note    TEXT   NOT NULL
);
