/**
 * What a frontend does first with Roster. It is compiled, never run: if an answer changes its
 * shape, or a parameter its name, this stops compiling.
 */
import createClient from "openapi-fetch";

import type { components, paths } from "./build/roster";

type Agent = components["schemas"]["Agent"];
type AgentRow = components["schemas"]["AgentRow"];
type Comparison = components["schemas"]["Comparison"];
type Problem = components["schemas"]["Problem"];
type Proposal = components["schemas"]["ProposalBrief"];
/** Definitions are also there as Markdown; this client reads JSON. */
type Media = "application/json" | "application/problem+json";

const roster = createClient<paths, Media>({ baseUrl: "http://127.0.0.1:8000" });

/** A problem in one line, with the fields that it is about and the nearest right names. */
export function explain(problem: Problem): string {
  const fields = problem.errors.map((error) => `${error.field ?? ""}: ${error.message}`);
  const near = problem.did_you_mean.join(" or ");
  const hint = near ? [`Did you mean ${near}?`] : [];
  return [`${problem.status} ${problem.code}`, problem.detail, ...fields, ...hint].join("\n");
}

/** Rows are whole unless `fields` trims them, which a type can't know. */
function isWhole(row: Partial<AgentRow>): row is AgentRow {
  return "url" in row && "tools" in row;
}

/** Who may run a shell, and nothing longer than a row of each. */
export async function agentsWithShell(): Promise<AgentRow[]> {
  const { data, error } = await roster.GET("/api/agents/", {
    params: { query: { tool: ["Bash"], ordering: ["key"], limit: 100 } },
  });
  if (error) throw new Error(explain(error));
  return data.results.filter(isWhole);
}

/** The tools that an agent was given, in order, as its author wrote them. */
export function allowed(agent: Agent): string[] {
  return agent.grants.filter((grant) => grant.effect === "allow").map((grant) => grant.token);
}

/** What an import would do, before it is done: whatever would gain a capability, by key. */
export async function widened(archive: Blob, collection: string): Promise<Map<string, string[]>> {
  const { data, error } = await roster.POST("/api/imports/", {
    params: { query: { collection, dry_run: "true", mode: "mirror" } },
    body: archive as unknown as string,
    bodySerializer: (body) => body,
    headers: { "Content-Type": "application/zip" },
  });
  if (error) throw new Error(explain(error));
  return new Map(
    data.files.map((file) => [file.key ?? file.path, file.changes?.capabilities.gained ?? []]),
  );
}

/** One agent's tools and the agents that it hands work to. */
export async function neighbours(key: string): Promise<{ tools: string[]; targets: string[] }> {
  const { data, error } = await roster.GET("/api/agents/{key}/", { params: { path: { key } } });
  if (error) throw new Error(explain(error));
  return {
    tools: allowed(data),
    targets: data.integrations.outgoing.map((edge) => edge.target),
  };
}

/** A table of tools to choose by: the agents across, and how each of them has each tool. */
export async function toolTable(keys: string[]): Promise<string[][]> {
  const { data, error } = await roster.GET("/api/agents/compare/", {
    params: { query: { keys } },
  });
  if (error) throw new Error(explain(error));
  const head = ["", ...data.agents.map((agent) => agent.title)];
  const rows = data.tools.rows.map((row) => [row.name, ...row.cells.map((cell) => cell ?? "")]);
  return [head, ...rows];
}

/** Where each agent has a heading that all of them have. */
export function sharedHeadings(compared: Comparison): (string | undefined)[][] {
  return compared.sections.rows
    .filter((row) => row.shared)
    .map((row) => row.cells.map((cell) => cell?.anchor));
}

/** Set an agent's model; whoever was faster is not overwritten, but met with an error. */
export async function setModel(key: string, model: string): Promise<Agent | Proposal> {
  const path = { key };
  const seen = await roster.GET("/api/agents/{key}/", { params: { path } });
  if (seen.error) throw new Error(explain(seen.error));
  const { data, error } = await roster.PATCH("/api/agents/{key}/", {
    params: { path, header: { "If-Match": seen.response.headers.get("ETag") ?? "" } },
    body: { model, message: `Runs on ${model}` },
  });
  if (error) throw new Error(explain(error));
  return data;
}

/** Tell what became of a change: done, or waiting for a curator, and why. */
export function outcome(found: Agent | Proposal): string {
  return "widens" in found ? `held: ${found.widens.join(", ")}` : found.revision.digest;
}

/** Publish an agent; sent again with the same key, it is still one agent. */
export async function publish(name: string, description: string, body: string): Promise<string> {
  const { data, error } = await roster.POST("/api/agents/", {
    params: { header: { "Idempotency-Key": crypto.randomUUID() } },
    body: { name, description, tools: ["Read"], body },
  });
  if (error) throw new Error(explain(error));
  return data.key;
}
