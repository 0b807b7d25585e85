-- The record, schema 4: sums that pages show, kept as rows change, so that nobody goes through a million rows for one page.
-- They are nothing but what counting the other tables gives.

-- How many acts passed between `code` (a) and `other` (b), both ways as `pairs`, without those in which both only stand side by side
-- and without rejected ones; with an `other` of '' those with anybody, each act once. All but the last columns count what happened.
CREATE TABLE tallies (
  code               TEXT NOT NULL,
  other              TEXT NOT NULL,
  period             TEXT NOT NULL,    -- the month it counts in, else the quarter, else the year (`model.periods.finest`); '' where none is known
  a_to_b             INTEGER NOT NULL, -- these three are 0 where `other` is ''
  b_to_a             INTEGER NOT NULL,
  mutual             INTEGER NOT NULL,
  verbal_cooperation INTEGER NOT NULL,
  material_cooperation INTEGER NOT NULL,
  verbal_conflict    INTEGER NOT NULL,
  material_conflict  INTEGER NOT NULL,
  score              INTEGER NOT NULL, -- sum of scores, in thousandths
  planned            INTEGER NOT NULL,
  possible           INTEGER NOT NULL,
  denied             INTEGER NOT NULL,
  PRIMARY KEY (code, other, period)
) WITHOUT ROWID;
INSERT INTO tallies
  SELECT p.code, p.other, finest(e.start_date, e.end_date),
    sum(e.status = 'happened' AND p.relation = 'to'), sum(e.status = 'happened' AND p.relation = 'from'), sum(e.status = 'happened' AND p.relation = 'mutual'),
    sum(e.status = 'happened' AND e.quad = 1), sum(e.status = 'happened' AND e.quad = 2), sum(e.status = 'happened' AND e.quad = 3),
    sum(e.status = 'happened' AND e.quad = 4), sum(CASE WHEN e.status = 'happened' THEN CAST(round(e.score * 1000) AS INTEGER) ELSE 0 END),
    sum(e.status = 'planned'), sum(e.status = 'possible'), sum(e.status = 'denied')
  FROM (
    SELECT code, other, event, relation FROM pairs WHERE relation <> 'beside' AND code <> other
    UNION ALL SELECT DISTINCT code, '', event, '' FROM pairs WHERE relation <> 'beside' AND code <> other
  ) p JOIN events e ON e.number = p.event
  WHERE e.verdict IS NOT 'rejected' GROUP BY 1, 2, 3;

-- Live articles by day of publication ('' where untold), by outlet or agency, and by language.
CREATE TABLE holdings (
  kind     TEXT NOT NULL,              -- day | outlet | language
  value    TEXT NOT NULL,
  articles INTEGER NOT NULL,
  PRIMARY KEY (kind, value)
) WITHOUT ROWID;
INSERT INTO holdings
  SELECT 'day', coalesce(day, ''), count(*) FROM articles WHERE live GROUP BY 2
  UNION ALL SELECT 'outlet', coalesce(outlet, agency), count(*) FROM articles WHERE live AND coalesce(outlet, agency) IS NOT NULL GROUP BY 2
  UNION ALL SELECT 'language', language, count(*) FROM articles WHERE live AND language IS NOT NULL GROUP BY 2;
-- Live articles with a day by that day and the parties they name.
CREATE TABLE naming (
  code     TEXT NOT NULL,
  day      TEXT NOT NULL,
  articles INTEGER NOT NULL,
  PRIMARY KEY (code, day)
) WITHOUT ROWID;
INSERT INTO naming
  SELECT m.code, a.day, count(*) FROM mentions m JOIN articles a ON a.number = m.article WHERE a.live AND a.day IS NOT NULL GROUP BY 1, 2;

CREATE TRIGGER articles_counted AFTER UPDATE OF live, day, outlet, agency, language ON articles
WHEN (OLD.live, OLD.day, OLD.outlet, OLD.agency, OLD.language) IS NOT (NEW.live, NEW.day, NEW.outlet, NEW.agency, NEW.language)
BEGIN
  INSERT INTO holdings SELECT kind, value, sum(articles) FROM (
    SELECT 'day' AS kind, coalesce(OLD.day, '') AS value, -1 AS articles WHERE OLD.live
    UNION ALL SELECT 'outlet', coalesce(OLD.outlet, OLD.agency), -1 WHERE OLD.live
    UNION ALL SELECT 'language', OLD.language, -1 WHERE OLD.live
    UNION ALL SELECT 'day', coalesce(NEW.day, ''), 1 WHERE NEW.live
    UNION ALL SELECT 'outlet', coalesce(NEW.outlet, NEW.agency), 1 WHERE NEW.live
    UNION ALL SELECT 'language', NEW.language, 1 WHERE NEW.live
  ) WHERE value IS NOT NULL GROUP BY 1, 2 ON CONFLICT DO UPDATE SET articles = articles + excluded.articles;
  DELETE FROM holdings WHERE articles = 0 AND kind = 'day' AND value = coalesce(OLD.day, '');
  DELETE FROM holdings WHERE articles = 0 AND kind = 'outlet' AND value = coalesce(OLD.outlet, OLD.agency);
  DELETE FROM holdings WHERE articles = 0 AND kind = 'language' AND value = OLD.language;
END;
CREATE TRIGGER articles_named AFTER UPDATE OF live, day ON articles WHEN (OLD.live, OLD.day) IS NOT (NEW.live, NEW.day)
BEGIN
  UPDATE naming SET articles = articles - 1
    WHERE OLD.live AND day = OLD.day AND code IN (SELECT code FROM mentions WHERE article = OLD.number);
  DELETE FROM naming WHERE articles = 0 AND day = OLD.day AND code IN (SELECT code FROM mentions WHERE article = OLD.number);
  INSERT INTO naming SELECT code, NEW.day, 1 FROM mentions WHERE NEW.live AND NEW.day IS NOT NULL AND article = NEW.number
    ON CONFLICT DO UPDATE SET articles = articles + 1;
END;
CREATE TRIGGER mentions_come AFTER INSERT ON mentions
BEGIN
  INSERT INTO naming SELECT NEW.code, day, 1 FROM articles WHERE number = NEW.article AND live AND day IS NOT NULL
    ON CONFLICT DO UPDATE SET articles = articles + 1;
END;
CREATE TRIGGER mentions_go AFTER DELETE ON mentions
BEGIN
  UPDATE naming SET articles = articles - 1 WHERE code = OLD.code AND day = (SELECT day FROM articles WHERE number = OLD.article AND live);
  DELETE FROM naming WHERE articles = 0 AND code = OLD.code AND day = (SELECT day FROM articles WHERE number = OLD.article AND live);
END;
CREATE INDEX events_rejected ON events (id) WHERE verdict = 'rejected';
