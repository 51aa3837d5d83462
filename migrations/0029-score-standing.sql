-- How many enterprises of an industry have a lower score, by steps: a place among two hundred thousand is one row and
-- no count. Of up to 2,000 enterprises it is exact, of more it is right to one in 2,000.
CREATE TABLE scoring.standing (
  month text NOT NULL,
  industry text NOT NULL,
  -- With a score.
  enterprises integer NOT NULL CHECK (enterprises > 0),
  -- Ascending, each once; beside each how many enterprises have a lower one.
  scores double precision[] NOT NULL,
  lower integer[] NOT NULL,
  PRIMARY KEY (month, industry),
  CHECK (cardinality(scores) = cardinality(lower))
);

INSERT INTO scoring.standing (month, industry, enterprises, scores, lower)
SELECT month, industry, max(enterprises), array_agg(score ORDER BY score), array_agg(lower ORDER BY score)
FROM (
  SELECT DISTINCT ON (month, industry, lower::bigint * 2000 / enterprises) month, industry, enterprises, score, lower
  FROM (
    SELECT month, industry, score,
      sum(count(*)) OVER (PARTITION BY month, industry)::integer AS enterprises,
      (sum(count(*)) OVER (PARTITION BY month, industry ORDER BY score) - count(*))::integer AS lower
    FROM scoring.score
    WHERE score IS NOT NULL AND industry IS NOT NULL
    GROUP BY month, industry, score
  ) AS ranked
  ORDER BY month, industry, lower::bigint * 2000 / enterprises, score
) AS steps
GROUP BY month, industry;
