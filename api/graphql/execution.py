"""Execution: graphql-core walks the root of a document; what a statement answers is handed on as it is."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLField, GraphQLObjectType
from graphql.execution.collect_fields import FieldDetails
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.graphql.asking import Asking
from api.graphql.compile import ROOTS, Compiler
from api.graphql.given import shape
from api.graphql.plan import Plan


class CompilingExecutor(StrawberryGraphQLCoreExecutionContext):
    """Answers the root fields of nodes with one statement each; no resolver runs below them.

    Everything else (the catalogue, introspection) takes graphql-core's ordinary way.
    """

    def execute_field(
        self,
        parent_type: GraphQLObjectType,
        source: Any,
        field_details_list: list[FieldDetails],
        path: Path,
        position_context: Any,
    ) -> Any:
        """A root field of nodes as its plan answers it; any other field as graphql-core does."""
        name = field_details_list[0].node.name.value
        if path.prev is None and name in ROOTS:
            return self._answered(parent_type.fields[name], field_details_list, path)
        return super().execute_field(parent_type, source, field_details_list, path, position_context)

    async def _answered(self, definition: GraphQLField, details: list[FieldDetails], path: Path) -> Any:
        asking: Asking = self.context_value
        try:
            return await self._plan(asking, details, path).run(asking.engine, self.variable_values)
        except Exception as error:
            self.handle_field_error(error, definition.type, details, path)
            return None

    def _plan(self, asking: Asking, details: list[FieldDetails], path: Path) -> Plan:
        plans = asking.prepared.plans
        key = (self.operation.name and self.operation.name.value, path.key, shape(self.variable_values.coerced))
        if (plan := plans.get(key)) is None:
            compiler = Compiler(
                self.schema, lambda type_, chosen: self.collect_subfields(type_, chosen).grouped_field_set, self.variable_values
            )
            plans[key] = plan = compiler.compile(details)
        return plan
