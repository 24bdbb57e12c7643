PRAGMA application_id = 0x41746368; PRAGMA user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  fingerprint TEXT NOT NULL
);
INSERT INTO migration VALUES(1,'0001_ledger','00f526918ed22ed7c3db1e22ff4eb5c2');
INSERT INTO migration VALUES(2,'0002_events','8b428e5d421ebaeaee39e5a7a48849d5');
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
INSERT INTO article VALUES(1,'0d1f94c09dcf979c2181c1ea762f7417','2024-05-13T00:00:00Z','2024-05-09T10:00:00Z',0,'Example Wire',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[["body",0,43]]',NULL,'Forces remain in Armenia, a spokesman said.');
INSERT INTO article VALUES(2,'7b11615ec325160a6409a2361b95c30f','2024-05-13T00:00:00Z','2024-08-01T00:00:00Z',1,'Second Wire',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'Forces left the airport, Example Wire cited a spokesman as saying.');
INSERT INTO article VALUES(3,'d660d0589ac6a387d8935e47dc472c2e','2024-05-13T00:00:00Z',NULL,0,'Third Wire',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'Ministers agreed.');
CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article (id),
  coder TEXT NOT NULL,
  recorded TEXT NOT NULL,
  UNIQUE (article_id, coder)
);
INSERT INTO reading VALUES(1,1,'test coder 1','2024-05-13T00:00:00Z');
INSERT INTO reading VALUES(2,2,'test coder 1','2024-05-13T00:00:00Z');
INSERT INTO reading VALUES(3,3,'test coder 1','2024-05-13T00:00:00Z');
INSERT INTO reading VALUES(4,3,'test coder 2','2024-05-13T00:00:00Z');
CREATE TABLE remark (
  article_id INTEGER NOT NULL REFERENCES article (id),
  reading_id INTEGER REFERENCES reading (id),
  position INTEGER NOT NULL,
  code INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  detail TEXT
);
INSERT INTO remark VALUES(3,3,0,104,0,0,'no date');
INSERT INTO remark VALUES(3,4,0,104,0,0,'no date');
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
INSERT INTO claim VALUES(1,1,0,'0eed19ce900623e44ad68f2d732f6f3b',NULL,NULL,'remain','RUS','military',NULL,1960,2000,NULL,NULL,NULL,NULL,NULL,'actual',0,NULL,NULL,NULL,0,'body',0,0,NULL,0.5,'RUS forces in ARM');
INSERT INTO claim VALUES(2,2,0,'4b1d5261b00f68eb8091a307feb8d620','RETREAT','RETREAT-withdraw','withdraw','RUS','military',NULL,NULL,NULL,'2024-07-31','2024-07-31','2024-07-31','2024-07-31','2024-07-31','actual',0,'request','ARM',NULL,0,'body',0,0,NULL,0.5,'RUS forces in ARM');
INSERT INTO claim VALUES(3,3,0,'382d8dbfd022bd0bcb0e210fada89cc7','AGREE',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'actual',0,NULL,NULL,NULL,0,'body',0,0,NULL,0.5,'ARM forces in ARM');
INSERT INTO claim VALUES(4,4,0,'17d2b94f36ad5db875acc29f723db328','AGREE',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'planned',0,NULL,NULL,NULL,0,'body',0,0,NULL,0.5,'ARM forces in ARM');
CREATE TABLE claim_actor (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  name TEXT,
  code TEXT,
  sector TEXT,
  PRIMARY KEY (claim_id, position)
) WITHOUT ROWID;
INSERT INTO claim_actor VALUES(1,0,'RUS forces','RUS','MIL');
INSERT INTO claim_actor VALUES(2,0,'RUS forces','RUS','MIL');
INSERT INTO claim_actor VALUES(3,0,'ARM forces','ARM','MIL');
INSERT INTO claim_actor VALUES(4,0,'ARM forces','ARM','MIL');
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
INSERT INTO claim_place VALUES(1,0,'ARM','ARM',NULL,NULL,NULL,NULL,0);
INSERT INTO claim_place VALUES(2,0,'ARM','ARM',NULL,NULL,NULL,'["geo:yerevan","geo:armenia"]',0);
INSERT INTO claim_place VALUES(3,0,'ARM','ARM',NULL,NULL,NULL,NULL,0);
INSERT INTO claim_place VALUES(4,0,'ARM','ARM',NULL,NULL,NULL,NULL,0);
CREATE TABLE claim_link (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  name TEXT,
  code TEXT,
  cue TEXT,
  joint TEXT,
  PRIMARY KEY (claim_id, position)
) WITHOUT ROWID;
INSERT INTO claim_link VALUES(1,0,'A Spokesman','RUS GOV','said',NULL);
INSERT INTO claim_link VALUES(1,1,'Example Wire','MED',NULL,NULL);
INSERT INTO claim_link VALUES(2,0,'A Spokesman','RUS GOV','said',NULL);
INSERT INTO claim_link VALUES(2,1,'Example Wire','MED','cited','["a monitor"]');
INSERT INTO claim_link VALUES(2,2,'Second Wire','MED',NULL,NULL);
INSERT INTO claim_link VALUES(3,0,'Third Wire','MED',NULL,NULL);
INSERT INTO claim_link VALUES(4,0,'Third Wire','MED',NULL,NULL);
CREATE TABLE claim_evidence (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL,
  slot TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (claim_id, position)
) WITHOUT ROWID;
INSERT INTO claim_evidence VALUES(1,0,'predicate',7,13);
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
CREATE INDEX article_order ON article (published IS NULL, published, key);
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
CREATE INDEX article_revises ON article (revises) WHERE revises IS NOT NULL;
CREATE INDEX reading_latest ON reading (article_id, recorded);
CREATE INDEX remark_article ON remark (article_id, reading_id, position);
CREATE INDEX claim_key ON claim (key);
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
CREATE VIEW current_reading AS
  SELECT r.* FROM article a JOIN reading r
    ON r.id = (SELECT id FROM reading WHERE article_id = a.id ORDER BY recorded DESC, id DESC LIMIT 1)
   WHERE NOT EXISTS (SELECT 1 FROM revision WHERE earlier_id = a.id);
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
CREATE INDEX event_claim_key ON event_claim (claim_key);
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
COMMIT;
