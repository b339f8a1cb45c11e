"""Execution: graphql-core walks the root of a document; what a statement answers is handed on as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from graphql import GraphQLError, GraphQLField, GraphQLObjectType
from graphql.execution.collect_fields import FieldDetails
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.graphql.asking import Asking
from api.graphql.compile import Compiler
from api.graphql.given import shape
from api.graphql.plan import Plan
from api.graphql.roots import ROOTS


class CompilingExecutor(StrawberryGraphQLCoreExecutionContext):
    """Answers the root fields of nodes with one statement each; no resolver runs below them.

    Everything else (the catalogue, introspection) takes graphql-core's ordinary way, and so does what a statement cannot
    answer: a value that cannot be meant, a property that ought to be there. The ordinary way says where that is.
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
            walked = partial(super().execute_field, parent_type, source, field_details_list, path, position_context)
            return self._answered(parent_type.fields[name], field_details_list, path, walked)
        return super().execute_field(parent_type, source, field_details_list, path, position_context)

    async def _answered(
        self, definition: GraphQLField, details: list[FieldDetails], path: Path, walked: Callable[[], Any]
    ) -> Any:
        asking: Asking = self.context_value
        try:
            return await self._plan(asking, details, path).run(asking.engine, self.variable_values)
        except GraphQLError:
            return await walked()
        except Exception as error:
            self.handle_field_error(error, definition.type, details, path)
            return None

    def _plan(self, asking: Asking, details: list[FieldDetails], path: Path) -> Plan:
        plans = asking.prepared.plans
        key = (self.operation.name and self.operation.name.value, path.key, shape(self.variable_values.coerced))
        if (plan := plans.get(key)) is None or not plan.parameters.fits(self.variable_values):
            compiler = Compiler(
                self.schema, lambda type_, chosen: self.collect_subfields(type_, chosen).grouped_field_set, self.variable_values
            )
            plans[key] = plan = compiler.compile(details)
        return plan
