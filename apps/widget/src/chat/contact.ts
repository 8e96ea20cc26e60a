/** The domain's own [DE6]: what the form takes, the server takes. */
export const EMAIL =
  /^[^\s\p{Cc}@<>(),;:"[\]\\]+@[^\s\p{Cc}@<>(),;:"[\]\\.]+(\.[^\s\p{Cc}@<>(),;:"[\]\\.]+)+$/u;
export const LONGEST = { name: 200, email: 254 } as const;
