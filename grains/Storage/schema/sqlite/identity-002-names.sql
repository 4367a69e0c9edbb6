-- What someone is called on what they sign; null until they say it.
ALTER TABLE account ADD COLUMN full_name TEXT;
