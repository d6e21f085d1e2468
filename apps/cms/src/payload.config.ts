import { deskConfig } from './desk-config.ts';
import { env } from './env.ts';

export default deskConfig(env);
