import createClient, { type Middleware } from "openapi-fetch";
import { uuid } from "@/lib/uuid";
import { asProblem, problemFrom } from "@/lib/problem";
import type { components, paths } from "./schema";

/** Shapes of the API by name: `Schema<"Bootstrap">`. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

const signedOutListeners = new Set<() => void>();

/** Called when the server no longer knows our session. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

const headers: Middleware = {
  onRequest({ request }) {
    if (request.method === "GET") return;
    const csrf = readCookie("headway_csrf");
    if (csrf) request.headers.set("X-CSRF-Token", csrf);
    const key = request.headers.get("Idempotency-Key");
    if (key === null) request.headers.set("Idempotency-Key", uuid());
    if (key === "") request.headers.delete("Idempotency-Key");
  },
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return;
    const problem = await problemFrom(response);
    if (problem.status === 401) for (const listener of signedOutListeners) listener();
    throw problem;
  },
  onError({ error }) {
    return asProblem(error);
  },
};

export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? "",
  credentials: "same-origin",
  // looked up at each call, so that a test may stand in for the network
  fetch: (request) => globalThis.fetch(request),
});
api.use(headers);

/** The body of a successful answer; anything else is thrown as an ApiProblem. `await unwrap(api.GET("/api/bootstrap"))` */
export async function unwrap<Answer extends { data?: unknown }>(call: Promise<Answer>): Promise<NonNullable<Answer["data"]>> {
  const answer = await call;
  return answer.data as NonNullable<Answer["data"]>;
}

/** Headers of a write: the idempotency key that all retries share, and the version one has seen. */
export function writeHeaders(key: string, version?: number): Record<string, string> {
  return { "Idempotency-Key": key, ...(version === undefined ? {} : { "If-Match": `"${version}"` }) };
}

/** Headers of a question that is asked by POST: the server keeps nothing, so no answer needs to be kept for a retry. */
export const keepsNothing = { "Idempotency-Key": "" };

function readCookie(name: string): string | null {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
}
