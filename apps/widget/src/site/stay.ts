/** Of a site that takes us out again at once we do not make a busy one. */
export const REST_MS = 1000;

/** [WI4] To be called when the site may have taken us out of its page: we are back at once, and at most once a second. */
export function stay(isThere: () => boolean, putBack: () => void): () => void {
  let resting = false;
  return function look() {
    if (resting || isThere()) return;
    resting = true;
    // First, as a page that is being drawn anew may have nothing yet to put us into.
    setTimeout(() => {
      resting = false;
      look();
    }, REST_MS);
    putBack();
  };
}
