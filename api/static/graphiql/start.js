// Starts GraphiQL on the address of this page.
"use strict";

const welcome = `# Every field is described under the book icon; Ctrl-Space completes, Ctrl-Enter runs.
# Which live services need which suppliers?
query ServicesAndSuppliers($first: Int = 10) {
  services(first: $first, where: { kind: { eq: business } }) {
    totalCount
    nodes {
      name
      criticality
      suppliers {
        name
        state
      }
      accountableRoles {
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;

async function fetcher(parameters) {
  const response = await fetch(window.location.pathname, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json, application/json" },
    body: JSON.stringify(parameters),
  });
  return response.json();
}

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: welcome }),
);
