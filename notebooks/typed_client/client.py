from datetime import date
from typing import Any

from .base_client import BaseClient
from .checks import Checks
from .clauses import Clauses
from .findings import Findings


def gql(q: str) -> str:
    return q


class Client(BaseClient):
    def clauses(self, within: str, today: date, **kwargs: Any) -> Clauses:
        query = gql("""
            query Clauses($within: String!, $today: Date!) {
              requirements(where: {id: {startsWith: $within}}, orderBy: [{id: ASC}]) {
                nodes {
                  id
                  ref
                  title
                  requiredDocuments
                  requiredRecords
                  accountableRoles {
                    name
                    holdersConnection(whereEdge: {NOT: {until: {lt: $today}}}) {
                      edges {
                        deputy
                        node {
                          name
                        }
                      }
                    }
                  }
                  evidenceConnection {
                    edges {
                      item
                      node {
                        name
                        kind
                        status
                      }
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"within": within, "today": today}
        response = self.execute(
            query=query, operation_name="Clauses", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Clauses.model_validate(data)

    def checks(self, **kwargs: Any) -> Checks:
        query = gql("""
            query Checks {
              checks {
                name
                title
                severity
                resource
                requirements
              }
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="Checks", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Checks.model_validate(data)

    def findings(self, check: str, **kwargs: Any) -> Findings:
        query = gql("""
            query Findings($check: String!) {
              runCheck(name: $check) {
                resource
                name
                status
                reason
              }
            }
            """)
        variables: dict[str, object] = {"check": check}
        response = self.execute(
            query=query, operation_name="Findings", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Findings.model_validate(data)
