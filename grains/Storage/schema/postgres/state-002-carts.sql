CREATE TABLE cart (
    owner   TEXT   NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    payload BYTEA  NOT NULL
) WITH (fillfactor = 80);
