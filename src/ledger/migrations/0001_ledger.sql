-- The ledger: articles as received, readings of them by a coder, and the claims of each reading. Nothing here is ever
-- changed or deleted (the triggers at the end refuse it): what is current is derived by the views.
--
-- Times are ISO 8601 text in UTC, which sorts as it reads. Keys are content hashes in 32 hexadecimal digits. `id` numbers
-- join the tables of one file and mean nothing outside it. Lists that are only ever read whole are JSON.
-- docs/ledger.md says what every column means.

CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  fingerprint TEXT NOT NULL
);

CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (length(key) = 32),
  recorded TEXT NOT NULL,
  published TEXT,
  published_day_only INTEGER NOT NULL CHECK (published_day_only IN (0, 1)),
  outlet TEXT,
  agency TEXT,
  authors TEXT,
  title TEXT,
  dateline_place TEXT,
  url TEXT,
  sender_id TEXT,
  revises TEXT,
  language TEXT,
  source_path TEXT,
  paragraphs TEXT,
  offsets TEXT,
  text TEXT NOT NULL
);
-- The order of listings, undated articles last.
CREATE INDEX article_order ON article (published IS NULL, published, key);
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
CREATE INDEX article_revises ON article (revises) WHERE revises IS NOT NULL;

CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article (id),
  coder TEXT NOT NULL,
  recorded TEXT NOT NULL,
  UNIQUE (article_id, coder)
);
CREATE INDEX reading_latest ON reading (article_id, recorded);

CREATE TABLE remark (
  article_id INTEGER NOT NULL REFERENCES article (id),
  reading_id INTEGER REFERENCES reading (id),
  position INTEGER NOT NULL,
  code INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  detail TEXT
);
CREATE INDEX remark_article ON remark (article_id, reading_id, position);

CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  reading_id INTEGER NOT NULL REFERENCES reading (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  key TEXT NOT NULL CHECK (length(key) = 32),
  event TEXT,
  mode TEXT,
  posture TEXT,
  force_owner TEXT,
  force_kind TEXT,
  force_unit TEXT,
  count_low INTEGER,
  count_high INTEGER,
  happened TEXT,
  earliest_start TEXT,
  latest_start TEXT,
  earliest_end TEXT,
  latest_end TEXT,
  status TEXT NOT NULL,
  negated INTEGER NOT NULL CHECK (negated IN (0, 1)),
  basis_kind TEXT,
  basis_by TEXT,
  regards INTEGER,
  quoted INTEGER NOT NULL CHECK (quoted IN (0, 1)),
  part TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  frame TEXT,
  confidence REAL NOT NULL,
  text TEXT,
  UNIQUE (reading_id, position),
  FOREIGN KEY (reading_id, regards) REFERENCES claim (reading_id, position) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX claim_key ON claim (key);

CREATE TABLE claim_actor (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  name TEXT,
  code TEXT,
  sector TEXT,
  PRIMARY KEY (claim_id, position)
) WITHOUT ROWID;

CREATE TABLE claim_recipient (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  name TEXT,
  code TEXT,
  sector TEXT,
  PRIMARY KEY (claim_id, position)
) WITHOUT ROWID;

CREATE TABLE claim_place (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  name TEXT,
  country TEXT,
  lat REAL,
  lon REAL,
  place_key TEXT,
  within TEXT,
  from_context INTEGER NOT NULL CHECK (from_context IN (0, 1)),
  PRIMARY KEY (claim_id, position)
) WITHOUT ROWID;

CREATE TABLE claim_link (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  name TEXT,
  code TEXT,
  cue TEXT,
  joint TEXT,
  PRIMARY KEY (claim_id, position)
) WITHOUT ROWID;

CREATE TABLE claim_evidence (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  slot TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (claim_id, position)
) WITHOUT ROWID;

-- Which article takes the place of which: it names the earlier one in `revises`, or stands at the same address and is
-- later. Only an outlet can revise itself.
CREATE VIEW revision (earlier_id, later_id) AS
  SELECT a.id, b.id FROM article a JOIN article b ON b.revises = a.sender_id
   WHERE b.outlet = a.outlet AND b.id <> a.id
     AND (a.published IS NULL OR b.published IS NULL OR b.published >= a.published)
  UNION ALL
  SELECT a.id, b.id FROM article a JOIN article b ON b.revises = a.url
   WHERE b.outlet IS a.outlet AND b.id <> a.id
     AND (a.published IS NULL OR b.published IS NULL OR b.published >= a.published)
  UNION ALL
  SELECT a.id, b.id FROM article a JOIN article b ON b.url = a.url
   WHERE b.outlet IS a.outlet AND b.id <> a.id
     AND CASE WHEN b.published <> a.published THEN b.published > a.published
              ELSE (b.recorded, b.key) > (a.recorded, a.key) END;

-- The latest reading of every article that no later article revises.
CREATE VIEW current_reading AS
  SELECT r.* FROM article a JOIN reading r
    ON r.id = (SELECT id FROM reading WHERE article_id = a.id ORDER BY recorded DESC, id DESC LIMIT 1)
   WHERE NOT EXISTS (SELECT 1 FROM revision WHERE earlier_id = a.id);

-- Every current claim on one line, in words.
CREATE VIEW current_claim AS
  SELECT
    c.key,
    CASE WHEN a.published_day_only THEN substr(a.published, 1, 10) ELSE a.published END AS published,
    a.outlet,
    c.event,
    c.mode,
    c.posture,
    c.status,
    c.negated,
    (SELECT group_concat(coalesce(name, '?') || coalesce(' (' || code || ')', ''), '; ')
       FROM (SELECT * FROM claim_actor WHERE claim_id = c.id ORDER BY position)) AS actors,
    (SELECT group_concat(coalesce(name, '?') || coalesce(' (' || code || ')', ''), '; ')
       FROM (SELECT * FROM claim_recipient WHERE claim_id = c.id ORDER BY position)) AS recipients,
    c.force_owner,
    c.force_kind,
    c.count_low,
    c.count_high,
    (SELECT group_concat(coalesce(name, '?') || coalesce(' (' || country || ')', ''), '; ')
       FROM (SELECT * FROM claim_place WHERE claim_id = c.id ORDER BY position)) AS places,
    c.happened,
    c.basis_kind,
    c.basis_by,
    (SELECT group_concat(coalesce(name, '?'), ' > ')
       FROM (SELECT * FROM claim_link WHERE claim_id = c.id ORDER BY position)) AS chain,
    c.text,
    a.title,
    a.url,
    r.recorded,
    a.key AS article_key
  FROM current_reading r JOIN article a ON a.id = r.article_id JOIN claim c ON c.reading_id = r.id;

-- Nothing that was kept is changed or deleted.
CREATE TRIGGER article_keep_1 BEFORE UPDATE ON article BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER article_keep_2 BEFORE DELETE ON article BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER reading_keep_1 BEFORE UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER reading_keep_2 BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER remark_keep_1 BEFORE UPDATE ON remark BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER remark_keep_2 BEFORE DELETE ON remark BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_keep_1 BEFORE UPDATE ON claim BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_keep_2 BEFORE DELETE ON claim BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_actor_keep_1 BEFORE UPDATE ON claim_actor BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_actor_keep_2 BEFORE DELETE ON claim_actor BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_recipient_keep_1 BEFORE UPDATE ON claim_recipient BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_recipient_keep_2 BEFORE DELETE ON claim_recipient BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_place_keep_1 BEFORE UPDATE ON claim_place BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_place_keep_2 BEFORE DELETE ON claim_place BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_link_keep_1 BEFORE UPDATE ON claim_link BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_link_keep_2 BEFORE DELETE ON claim_link BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_evidence_keep_1 BEFORE UPDATE ON claim_evidence BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_evidence_keep_2 BEFORE DELETE ON claim_evidence BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
