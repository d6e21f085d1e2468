/** The queue of publishes. */
export const publishQueue = 'default';
