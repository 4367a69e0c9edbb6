CREATE TABLE projection (
    name     TEXT   NOT NULL PRIMARY KEY,
    version  BIGINT NOT NULL,
    position BIGINT NOT NULL
);
