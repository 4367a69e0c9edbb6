CREATE TABLE event_log (
    position    BIGINT  PRIMARY KEY,
    stream      TEXT    COLLATE "C" NOT NULL,
    version     INTEGER NOT NULL,
    type        TEXT    COLLATE "C" NOT NULL,
    payload     BYTEA   NOT NULL,
    caller      TEXT    NOT NULL,
    command_id  TEXT    NULL,
    content     TEXT    NOT NULL,
    occurred_at BIGINT  NOT NULL,
    hash        BYTEA   NOT NULL,
    UNIQUE (stream, version)
);

-- Appends a batch in one round trip. The first two arrays have one entry per append, each of another stream; the others
-- have one per event, "of" saying to which append it belongs (from 1). Answers the last position of every append, in
-- order; 0 when its stream was not at the expected version, in which case nothing of it is stored.
CREATE FUNCTION append_events(
    streams text[], expected integer[], "of" integer[], types text[], payloads bytea[], callers text[],
    commands text[], contents text[], times bigint[], hashes bytea[])
RETURNS TABLE (last_position bigint) LANGUAGE plpgsql AS $$
DECLARE
    head bigint;
BEGIN
    -- One batch at a time in the whole database, until its commit: positions are given out in commit order, so whoever
    -- reads up to a position can never miss one that appears later.
    PERFORM pg_advisory_xact_lock(7305, 1);
    SELECT coalesce(max(position), 0) INTO head FROM event_log;
    RETURN QUERY
    WITH accepted AS (
        SELECT a.number, a.stream, a.version
        FROM unnest(streams, expected) WITH ORDINALITY AS a (stream, version, number)
        WHERE a.version = (SELECT coalesce(max(e.version), 0) FROM event_log e WHERE e.stream = a.stream)
    ),
    inserted AS (
        INSERT INTO event_log
            (position, stream, version, type, payload, caller, command_id, content, occurred_at, hash)
        SELECT head + row_number() OVER (ORDER BY n.place), a.stream,
            a.version + row_number() OVER (PARTITION BY n.number ORDER BY n.place),
            n.type, n.payload, n.caller, n.command, n.content, n.at, n.hash
        FROM unnest("of", types, payloads, callers, commands, contents, times, hashes)
            WITH ORDINALITY AS n (number, type, payload, caller, command, content, at, hash, place)
        JOIN accepted a ON a.number = n.number
        ORDER BY n.place
        RETURNING event_log.stream, event_log.position
    ),
    reached AS (
        SELECT i.stream, max(i.position) AS position FROM inserted i GROUP BY i.stream
    )
    SELECT coalesce(r.position, 0)
    FROM unnest(streams) WITH ORDINALITY AS a (stream, number)
    LEFT JOIN reached r ON r.stream = a.stream
    ORDER BY a.number;
END
$$;
