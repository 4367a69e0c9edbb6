-- What a silo still has on its way when the others give it up would come after another silo has read the actors it had:
-- that silo would tell of them what is no longer so, for as long as nobody changes them. So a silo is given up while
-- nobody appends, and appends nothing afterwards.
CREATE FUNCTION wait_for_appends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7305, 1);
    RETURN NEW;
END
$$;

-- 6 is Dead (Orleans.Runtime.SiloStatus).
CREATE TRIGGER silo_given_up BEFORE UPDATE ON OrleansMembershipTable
FOR EACH ROW WHEN (NEW.Status = 6 AND OLD.Status <> 6) EXECUTE FUNCTION wait_for_appends();

-- append_events for a silo, which it names as the membership table does; MP001 when it has been given up.
CREATE FUNCTION append_events_of(
    cluster text, silo_address text, silo_port integer, silo_generation integer,
    streams text[], expected integer[], "of" integer[], types text[], payloads bytea[], callers text[],
    commands text[], contents text[], times bigint[], hashes bytea[])
RETURNS SETOF bigint LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7305, 1);
    IF EXISTS (
        SELECT FROM OrleansMembershipTable
        WHERE DeploymentId = cluster AND Address = silo_address AND Port = silo_port AND Generation = silo_generation
            AND Status = 6)
    THEN
        RAISE EXCEPTION 'Silo %:% has been given up by the others.', silo_address, silo_port USING ERRCODE = 'MP001';
    END IF;
    RETURN QUERY SELECT last_position
    FROM append_events(streams, expected, "of", types, payloads, callers, commands, contents, times, hashes);
END
$$;
