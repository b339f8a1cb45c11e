// Starts GraphiQL on the address of this page, with a tab for each ready question and the explorer that builds queries by clicking.
"use strict";

// For a moment after another tab is chosen, GraphiQL still names the operation of the tab before. Only where there are several has it to
// be named.
function named({ operationName, ...rest }) {
  try {
    const { definitions } = GraphiQL.GraphQL.parse(rest.query);
    if (definitions.filter(({ kind }) => kind === "OperationDefinition").length === 1) return rest;
  } catch {
    // The server says what is wrong with it.
  }
  return { operationName, ...rest };
}

async function fetcher(parameters) {
  const response = await fetch(window.location.pathname, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json, application/json" },
    body: JSON.stringify(named(parameters)),
  });
  return response.json();
}

// GraphiQL keeps what was open last; the ready questions are for who comes first, and after "Clear storage" in its settings.
async function readyTabs() {
  const response = await fetch("graphql/assets/tabs.json");
  return response.ok ? response.json() : [];
}

// A link of a page brings its query along: it is opened in a tab of its own, and runs when somebody says so.
function broughtAlong() {
  const said = new URLSearchParams(window.location.search), query = said.get("query");
  return query ? { query, variables: said.get("variables") ?? undefined } : null;
}

async function start() {
  const explorer = GraphiQLPluginExplorer.explorerPlugin({ showAttribution: false });
  const given = broughtAlong(), ready = await readyTabs();
  const tabs = { ...given, defaultTabs: given ? [given, ...ready] : ready };
  ReactDOM.createRoot(document.getElementById("graphiql")).render(
    React.createElement(GraphiQL, { fetcher, ...tabs, plugins: [explorer], inputValueDeprecation: true }),
  );
}

start();
