import type { Payload } from 'payload';

/** A database that is gone after so many writes, as for a process that was killed. */
export function breakingOff(payload: Payload, writes: number): Payload {
  let left = writes;
  const counted =
    (name: 'update' | 'create') =>
    async (...args: unknown[]) => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return await (payload[name] as (...given: unknown[]) => Promise<unknown>)(...args);
    };
  const broken = { update: counted('update'), create: counted('create') };
  return new Proxy(payload, {
    get: (target, name) => (name in broken ? Reflect.get(broken, name) : Reflect.get(target, name, target)),
  });
}
