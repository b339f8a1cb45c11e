/*
name: configuration-item-was-seen-recently
title: Configuration items were confirmed by a source lately
about: >-
  Configuration information is only worth what its last verification is worth. An item that no discovery has seen for weeks
  is either gone or hidden. Where the source says when it last saw the item, that day counts; otherwise the day of the last
  finished run of a source that still lists it. What is later than the day that is asked about counts for nothing.
severity: medium
resource: Resource
applies_when: technical resources in use
passes_when: >-
  last_seen, or where it is absent the last finished run of a source with a Record ABOUT the item, is not more than
  seen_within_days ago
rules:
- {status: ok, when: the source says when it was seen, reason: "Last seen on {last_seen}."}
- {status: ok, when: confirmed by a run, reason: "Last confirmed by {source} on {date}."}
- {status: alarm, when: never, reason: No source has ever reported it.}
- {status: alarm, when: seen too long ago, reason: "Last seen on {last_seen}, more than {seen_within_days} days ago."}
- {status: alarm, when: confirmed too long ago,
  reason: "Last confirmed by {source} on {date}, more than {seen_within_days} days ago."}
params:
  seen_within_days: {type: days, default: 30, example: 14, about: days that may pass since an item was seen}
*/
CALL () {
  MATCH (src:Source)<-[:OF]-(run:Run {status: 'finished'})
  WITH src, substring(run.finished_at, 0, 10) AS day WHERE day <= $today
  WITH src, max(day) AS day ORDER BY day DESC, src.name
  RETURN collect([src.id, day, src.name]) AS reads
}
MATCH (s:Resource {kind: 'technical'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) { OPTIONAL MATCH (s)<-[:ABOUT]-(r:Record) RETURN collect(r.source) AS sources }
WITH s, head([x IN reads WHERE x[0] IN sources]) AS last
WITH s, last[1] AS confirmed, last[2] AS source
WITH s, confirmed, source, CASE WHEN s.last_seen <= $today THEN s.last_seen END AS seen
WITH s, coalesce(seen, confirmed) AS day,
  CASE WHEN seen IS NULL THEN 'Last confirmed by ' + source + ' on ' + confirmed ELSE 'Last seen on ' + seen END AS said
WITH s, CASE
  WHEN day IS NULL THEN ['alarm', 'No source has ever reported it.']
  WHEN day < $seen_within_days_ago THEN ['alarm', said + ', more than ' + toString($seen_within_days) + ' days ago.']
  ELSE ['ok', said + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource
