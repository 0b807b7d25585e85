-- The record, schema 5: the sums of all of the time, so that a party's partners are read off a few rows.

-- What `tallies` comes to over all of its periods.
CREATE TABLE dealings (
  code               TEXT NOT NULL,
  other              TEXT NOT NULL,
  a_to_b             INTEGER NOT NULL,
  b_to_a             INTEGER NOT NULL,
  mutual             INTEGER NOT NULL,
  verbal_cooperation INTEGER NOT NULL,
  material_cooperation INTEGER NOT NULL,
  verbal_conflict    INTEGER NOT NULL,
  material_conflict  INTEGER NOT NULL,
  score              INTEGER NOT NULL,
  planned            INTEGER NOT NULL,
  possible           INTEGER NOT NULL,
  denied             INTEGER NOT NULL,
  PRIMARY KEY (code, other)
) WITHOUT ROWID;
INSERT INTO dealings
  SELECT code, other, sum(a_to_b), sum(b_to_a), sum(mutual), sum(verbal_cooperation), sum(material_cooperation), sum(verbal_conflict),
    sum(material_conflict), sum(score), sum(planned), sum(possible), sum(denied)
  FROM tallies GROUP BY code, other;
