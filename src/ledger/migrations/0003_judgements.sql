-- What people decided about claims, kept apart from what was coded; which articles are copies of one another; and the clock of
-- the sender, without which an article that is read again would count "today" by another day.

ALTER TABLE article ADD COLUMN published_east INTEGER NOT NULL DEFAULT 0;

CREATE TABLE judgement (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (length(key) = 32),
  recorded TEXT NOT NULL,
  decided TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT,
  verdict TEXT NOT NULL,
  claim_key TEXT,
  article_key TEXT,
  span_begin INTEGER,
  span_end INTEGER,
  event TEXT,
  posture TEXT,
  other_claim_key TEXT,
  other_article_key TEXT,
  other_span_begin INTEGER,
  other_span_end INTEGER,
  other_event TEXT,
  other_posture TEXT,
  slot TEXT,
  value TEXT,
  undoes TEXT
);
CREATE INDEX judgement_claim ON judgement (claim_key);
CREATE TRIGGER judgement_keep_1 BEFORE UPDATE ON judgement BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER judgement_keep_2 BEFORE DELETE ON judgement BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

-- Whose forces, and where: a question about presence reads only the articles that can matter.
CREATE INDEX claim_owner ON claim (force_owner) WHERE force_owner IS NOT NULL;
CREATE INDEX claim_handover ON claim (posture) WHERE posture = 'handover';
CREATE INDEX claim_place_country ON claim_place (country);

-- Near-duplicates (base/shingles.h): by what an article is found, and the pairs found. Worked out from the texts; `attache doctor
-- --rebuild` makes them again.
CREATE TABLE article_band (
  band INTEGER NOT NULL,
  article_id INTEGER NOT NULL REFERENCES article (id),
  PRIMARY KEY (band, article_id)
) WITHOUT ROWID;
CREATE TABLE article_copy (
  article_id INTEGER NOT NULL REFERENCES article (id),
  other_id INTEGER NOT NULL REFERENCES article (id),
  likeness REAL NOT NULL,
  PRIMARY KEY (article_id, other_id)
) WITHOUT ROWID;
