CREATE TABLE cart (
    owner   TEXT    NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    payload BLOB    NOT NULL
) WITHOUT ROWID;
