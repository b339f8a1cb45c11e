// @neo4j/graphql on graphql-yoga, as both manuals have it, with what a server in earnest switches off.
// The engine in BENCH_URI, BENCH_DATABASE, BENCH_USER, BENCH_PASSWORD; the schema in the file that is named.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const { BENCH_URI, BENCH_DATABASE, BENCH_USER, BENCH_PASSWORD } = process.env;
const driver = neo4j.driver(BENCH_URI, neo4j.auth.basic(BENCH_USER, BENCH_PASSWORD), { fetchSize: -1 });
const typeDefs = readFileSync(process.argv[2], "utf8");
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const context = { sessionConfig: { database: BENCH_DATABASE } };
const yoga = createYoga({ schema, context: () => context, logging: false, graphiql: false, landingPage: false });

const server = createServer(yoga);
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
