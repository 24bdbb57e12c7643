-- Events made from the current claims by derive/. They can be thrown away and made again: this is the one part of the ledger
-- that is replaced. What is only ever read whole stands in event.detail as JSON.

CREATE TABLE derivation (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version INTEGER NOT NULL,
  deriver TEXT NOT NULL
);

CREATE TABLE event (
  position INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (length(key) = 32),
  type TEXT,
  mode TEXT,
  posture TEXT,
  status TEXT NOT NULL,
  denied INTEGER NOT NULL CHECK (denied IN (0, 1)),
  happened TEXT,
  representative TEXT NOT NULL,
  independent INTEGER NOT NULL,
  first_reported TEXT,
  last_reported TEXT,
  detail TEXT NOT NULL
);

CREATE TABLE event_claim (
  event_position INTEGER NOT NULL REFERENCES event (position),
  position INTEGER NOT NULL,
  claim_key TEXT NOT NULL,
  PRIMARY KEY (event_position, position)
) WITHOUT ROWID;
CREATE INDEX event_claim_key ON event_claim (claim_key);

-- Every event on one line, with the words of the claim that stands for it.
CREATE VIEW event_line AS
  SELECT
    e.key,
    e.first_reported,
    e.last_reported,
    e.type,
    e.mode,
    e.posture,
    e.status,
    e.denied,
    e.happened,
    (SELECT count(*) FROM event_claim WHERE event_position = e.position) AS claims,
    e.independent,
    (SELECT text FROM claim WHERE key = e.representative LIMIT 1) AS text,
    e.representative
  FROM event e;
