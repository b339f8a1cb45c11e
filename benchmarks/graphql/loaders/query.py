"""The root fields: a statement each, as its resolver asks it."""

from __future__ import annotations

import strawberry

from benchmarks.graphql.asking import Reader
from benchmarks.graphql.loaders.types import MOST, Info, Service

_SERVICES = "MATCH (s:Service) WHERE s.name IS NOT NULL RETURN properties(s) ORDER BY s.name, s.id LIMIT $first"
_OF_KIND = "MATCH (s:Service {kind: $kind}) RETURN properties(s) ORDER BY s.name, s.id LIMIT $first"
_SERVICE = "MATCH (s:Service {id: $id}) RETURN properties(s)"
_BOUGHT = "MATCH (p:Supplier {country: $country})<-[:SUPPLIED_BY]-(s:Service) "
_TOTAL = _BOUGHT + "RETURN count(DISTINCT s)"
_PAGE = _BOUGHT + "WITH DISTINCT s ORDER BY s.name, s.id LIMIT $first RETURN properties(s)"
_MINUTES = "MATCH (s:Service) WHERE s.rto_minutes <= $most RETURN count(*), min(s.rto_minutes), max(s.rto_minutes)"
_COUNTS = "MATCH (s:Service) WHERE s.rto_minutes <= $most RETURN s.criticality, count(*)"


@strawberry.type
class ServicePage:
    """A page of services."""

    total_count: int
    nodes: list[Service]
    has_next_page: bool
    end_cursor: str | None


@strawberry.type
class Counted:
    """How many have a value."""

    value: str
    count: int


@strawberry.type
class ServiceAggregate:
    """Figures of services."""

    count: int
    min_rto_minutes: int | None
    max_rto_minutes: int | None
    most: strawberry.Private[int]

    @strawberry.field
    async def by_criticality(self, info: Info) -> list[Counted]:
        return [Counted(value=value, count=count) for value, count in await _reader(info).rows(_COUNTS, most=self.most)]


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    async def services(self, info: Info, kind: str | None = None, first: int = MOST) -> list[Service]:
        text = _OF_KIND if kind else _SERVICES
        return [Service.of(properties) for (properties,) in await _reader(info).rows(text, kind=kind, first=first)]

    @strawberry.field
    async def service(self, info: Info, id: strawberry.ID) -> Service | None:
        rows = await _reader(info).rows(_SERVICE, id=id)
        return Service.of(rows[0][0]) if rows else None

    @strawberry.field
    async def services_bought_in(self, info: Info, country: str, first: int) -> ServicePage:
        ((total,),) = await _reader(info).rows(_TOTAL, country=country)
        rows = await _reader(info).rows(_PAGE, country=country, first=first + 1)
        nodes = [Service.of(properties) for (properties,) in rows[:first]]
        cursor = f"{nodes[-1].name}/{nodes[-1].id}" if nodes else None
        return ServicePage(total_count=total, nodes=nodes, has_next_page=len(rows) > first, end_cursor=cursor)

    @strawberry.field
    async def services_aggregate(self, info: Info, rto_minutes_at_most: int) -> ServiceAggregate:
        ((count, least, highest),) = await _reader(info).rows(_MINUTES, most=rto_minutes_at_most)
        return ServiceAggregate(count=count, min_rto_minutes=least, max_rto_minutes=highest, most=rto_minutes_at_most)


def _reader(info: Info) -> Reader:
    return info.context.reader
