"""Nodes that are kept beside the facts: how a framework stood on a day, clause by clause."""

from __future__ import annotations

from graph.schema.node import Node
from graph.schema.values import Count, Day, Instant, Text, Texts


class Assessment(Node):
    """What a framework came to on a day, kept so that days can be compared. Its id is `<framework>@<day>`."""

    plural = "assessments"

    framework: Text | None = None
    """Id of the framework, which may be gone from the graph since."""
    edition: Text | None = None
    """Its edition."""
    day: Day | None = None
    """The day that was asked on."""
    verdict: Text | None = None
    """ready, conditionally_ready or not_ready."""
    covered: Count | None = None
    """Clauses that are covered, of those judged by themselves."""
    partial: Count | None = None
    """Clauses that are partial."""
    gap: Count | None = None
    """Clauses that are a gap."""
    not_assessed: Count | None = None
    """Clauses that nobody knows anything of."""
    not_applicable: Count | None = None
    """Clauses that are left out."""
    record_within_days: Count | None = None
    """How long a record counted as recent."""
    systemic_percent: Count | None = None
    """Share of a high check's rows in alarm above which a clause was a gap."""
    exclusions: bool | None = None
    """Whether a clause could be left out."""
    fingerprint: Text | None = None
    """Digest of the graph that was assessed, as an evidence pack names it."""
    software: Text | None = None
    """Name and version of what assessed it."""
    recorded_at: Instant | None = None
    """When it was kept."""
    recorded_by: Text | None = None
    """User and machine that kept it."""


class Result(Node):
    """What an assessment found of one clause. Its id is `<assessment>/<ref>`."""

    plural = "results"

    requirement: Text | None = None
    """Id of the clause, which may be gone from the graph since."""
    ref: Text | None = None
    """Its number."""
    title: Text | None = None
    """Its title."""
    place: Count | None = None
    """Its place in the framework, from 0."""
    day: Day | None = None
    """Day of the assessment."""
    state: Text | None = None
    """covered, partial, gap, not_assessed or not_applicable."""
    judged: bool | None = None
    """Whether it is judged by itself; otherwise its state is what the clauses below it come to."""
    why: Text | None = None
    """What led to the state."""
    alarm: Count | None = None
    """Rows of checks that count and are alarms."""
    accepted: Count | None = None
    """Rows that count and whose alarm an exception accepts."""
    info: Count | None = None
    """Rows that count and are info."""
    ok: Count | None = None
    """Rows that count and are ok."""
    reasons: Texts | None = None
    """What it rests on, as `kind what node`: claims, evidence, findings and rows of checks, the first thousand."""
