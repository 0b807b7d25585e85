-- The record, schema 3: words said in the order of their days, for lists that are not of one speaker.
CREATE INDEX statements_by_day ON statements (sort_day);
