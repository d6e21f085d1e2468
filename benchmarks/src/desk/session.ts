import { setTimeout as wait } from 'node:timers/promises';

/** How long each kind of question took, in milliseconds, and what the desk said that it should never say. */
export class Answers {
  readonly times = new Map<string, number[]>();
  readonly refused = new Map<string, number>();
  readonly failures: string[] = [];

  took(kind: string, milliseconds: number): void {
    const times = this.times.get(kind) ?? [];
    times.push(milliseconds);
    this.times.set(kind, times);
  }

  refuse(kind: string, code: string): void {
    const name = `${kind}: ${code}`;
    this.refused.set(name, (this.refused.get(name) ?? 0) + 1);
  }
}

export type Answer = { status: number; body: unknown };

/** One signed-in person, as their browser asks the desk. */
export class Session {
  readonly name: string;
  readonly #desk: string;
  readonly #cookie: string;
  readonly #answers: Answers;

  private constructor(name: string, desk: string, cookie: string, answers: Answers) {
    this.name = name;
    this.#desk = desk;
    this.#cookie = cookie;
    this.#answers = answers;
  }

  static async open(
    desk: string,
    { email, name, password }: { email: string; name: string; password: string },
    answers: Answers,
  ): Promise<Session> {
    const response = await fetch(`${desk}/api/staff/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: desk },
      body: JSON.stringify({ email, password }),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (!response.ok || !cookie) throw new Error(`${email} could not log in: ${response.status}`);
    return new Session(name, desk, cookie, answers);
  }

  /** Asks, and notes how long the whole answer took under `kind`. A failure of the desk is noted, never thrown. */
  async ask(kind: string, method: string, path: string, data?: unknown): Promise<Answer> {
    const started = performance.now();
    const send = () =>
      fetch(`${this.#desk}${path}`, {
        method,
        headers: {
          cookie: this.#cookie,
          origin: this.#desk,
          ...(data === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(data === undefined ? {} : { body: JSON.stringify(data) }),
      }).catch((error: unknown) => error);
    let response = await send();
    // As browsers do: the server may end an idle connection in the moment in which it is used again.
    if (method === 'GET' && !(response instanceof Response)) response = await send();
    if (!(response instanceof Response)) {
      const why =
        response instanceof Error && response.cause ? `${response}: ${response.cause}` : `${response}`;
      this.#answers.failures.push(`${kind}: no answer: ${why}`);
      return { status: 599, body: why };
    }
    const text = await response.text();
    this.#answers.took(kind, performance.now() - started);
    if (response.status >= 500 || response.status === 400)
      this.#answers.failures.push(`${kind}: ${response.status} ${text.slice(0, 300)}`);
    const body = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null;
    if (response.status >= 400 && response.status < 500)
      this.#answers.refuse(kind, refusalCode(body) ?? String(response.status));
    return { status: response.status, body };
  }
}

/** The code of a refusal of the workflow; null for any other answer. */
export function refusalCode(body: unknown): string | null {
  const data = refusalOf(body);
  return typeof data?.code === 'string' ? data.code : null;
}

/** What a refusal of the workflow holds beside its message. */
export function refusalOf(body: unknown): Record<string, unknown> | null {
  const [first] = (body as { errors?: { data?: Record<string, unknown> }[] } | null)?.errors ?? [];
  return first?.data ?? null;
}

/** A person looks, thinks and types between two questions: between half and one and a half times `milliseconds`. */
export function think(milliseconds: number): Promise<void> {
  return wait(milliseconds * (0.5 + Math.random()));
}
