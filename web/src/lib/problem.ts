/** The server's problem+json, or what stands for it when no answer came. */

export interface FieldError {
  /** Path of the field in what was sent: "key_results.0.target". */
  path: string;
  message: string;
}

interface ProblemBody {
  title?: string;
  code?: string;
  detail?: string;
  errors?: FieldError[];
  request_id?: string;
  /** With 412: the row as it is now. */
  current?: unknown;
}

export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  readonly code: string;
  /** One sentence that says what to do. */
  readonly detail: string;
  readonly errors: FieldError[];
  readonly requestId: string | null;
  readonly current: unknown;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    this.status = status;
    this.code = body.code ?? `http.${status}`;
    this.detail = this.message;
    this.errors = body.errors ?? [];
    this.requestId = body.request_id ?? null;
    this.current = body.current ?? null;
  }

  /** No answer at all: offline, or the server is not there. */
  get isNetwork(): boolean {
    return this.status === 0;
  }

  /** The same request may be sent again with hope. */
  get isRetryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }

  /** Messages by field path, as @mantine/form's setErrors wants them. */
  get byField(): Record<string, string> {
    return Object.fromEntries(this.errors.map((error) => [error.path, error.message]));
  }
}

export async function problemFrom(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  return new ApiProblem(response.status, isBody(body) ? body : { title: response.statusText || undefined });
}

/** Whatever was thrown, as a problem: a failed fetch becomes status 0. */
export function asProblem(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  if (thrown instanceof TypeError) {
    return new ApiProblem(0, { code: "network", detail: "The server cannot be reached. Check the connection and try again." });
  }
  return new ApiProblem(500, { code: "client", detail: thrown instanceof Error ? thrown.message : String(thrown) });
}

function isBody(body: unknown): body is ProblemBody {
  return typeof body === "object" && body !== null && !Array.isArray(body);
}
