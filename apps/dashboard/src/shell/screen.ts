/** Below this the left bar becomes a drawer. The CSS modules name the same width. */
export const PHONE = "(max-width: 48em)";
/** Below this the info panel lies over the chat instead of beside it. */
export const NARROW = "(max-width: 62em)";
