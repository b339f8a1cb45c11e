/*
name: document-review-is-not-overdue
title: No controlled document in force is past its review date
about: >-
  A plan last touched before the reorganisation describes another company. Overdue reviews are the most frequent minor
  finding.
severity: medium
resource: Document
applies_when: documents of a controlled kind that are in force
passes_when: review_due is stated and not before today
rules:
- {status: ok, when: later than the warning time, reason: "Next review due on {review_due}."}
- {status: info, when: due within due_soon_days, reason: "Review due on {review_due}, within {due_soon_days} days."}
- {status: alarm, when: overdue, reason: "Review was due on {review_due}."}
- {status: alarm, when: no date, reason: No review date is set.}
params:
  due_soon_days: {type: days, default: 30, example: 60, about: days before a review is due from which it is announced}
*/
MATCH (d:Document {status: 'approved'})
WHERE d.kind IN $document_kinds AND coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
WITH d, CASE
  WHEN d.review_due IS NULL THEN ['alarm', 'No review date is set.']
  WHEN d.review_due < $today THEN ['alarm', 'Review was due on ' + d.review_due + '.']
  WHEN d.review_due <= $due_soon_days_ahead
    THEN ['info', 'Review due on ' + d.review_due + ', within ' + toString($due_soon_days) + ' days.']
  ELSE ['ok', 'Next review due on ' + d.review_due + '.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource
