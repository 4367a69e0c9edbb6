-- A cart is larger than what a table without row numbers keeps of a row: every write moved a page of overflow.
ALTER TABLE cart RENAME TO cart_without_row;

CREATE TABLE cart (
    owner   TEXT    NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    payload BLOB    NOT NULL
);

INSERT INTO cart (owner, version, payload) SELECT owner, version, payload FROM cart_without_row;

DROP TABLE cart_without_row;
