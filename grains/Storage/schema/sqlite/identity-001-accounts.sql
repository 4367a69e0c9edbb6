-- Accounts as ASP.NET Core Identity keeps them; the names follow the properties of its entities.
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    user_name TEXT, normalized_user_name TEXT, email TEXT, normalized_email TEXT,
    email_confirmed INTEGER NOT NULL,
    password_hash TEXT, security_stamp TEXT, concurrency_stamp TEXT,
    phone_number TEXT, phone_number_confirmed INTEGER NOT NULL,
    two_factor_enabled INTEGER NOT NULL,
    lockout_end TEXT, lockout_enabled INTEGER NOT NULL, access_failed_count INTEGER NOT NULL
);
CREATE UNIQUE INDEX account_user_name ON account (normalized_user_name);
CREATE UNIQUE INDEX account_email ON account (normalized_email);

CREATE TABLE account_claim (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    claim_type TEXT, claim_value TEXT
);
CREATE INDEX account_claim_user ON account_claim (user_id);

CREATE TABLE account_login (
    login_provider TEXT NOT NULL, provider_key TEXT NOT NULL, provider_display_name TEXT,
    user_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    PRIMARY KEY (login_provider, provider_key)
);
CREATE INDEX account_login_user ON account_login (user_id);

-- Identity's own "tokens": the protected TOTP key and the hashed recovery codes.
CREATE TABLE account_token (
    user_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    login_provider TEXT NOT NULL, name TEXT NOT NULL, value TEXT,
    PRIMARY KEY (user_id, login_provider, name)
);

-- Personal tokens for machines: only the hash of the secret is kept.
CREATE TABLE api_token (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    revoked_at_ms INTEGER
);
CREATE UNIQUE INDEX api_token_hash ON api_token (hash);
CREATE UNIQUE INDEX api_token_name ON api_token (user_id, name) WHERE revoked_at_ms IS NULL;

-- One-time links that make the first administrator.
CREATE TABLE administrator_link (
    hash TEXT NOT NULL PRIMARY KEY,
    expires_at_ms INTEGER NOT NULL,
    used_at_ms INTEGER
);

-- Keys that protect tickets and TOTP secrets, when they are shared by several silos.
CREATE TABLE protection_key (
    id TEXT NOT NULL PRIMARY KEY,
    xml TEXT NOT NULL
);
