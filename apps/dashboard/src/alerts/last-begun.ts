/** Of what is made at the same time only what was begun last is shown, in whatever order it is ready. */
export function lastBegun<Made>(show: (made: Made) => void): (making: Made | Promise<Made>) => Promise<void> {
  let begun = 0;
  return async (making) => {
    begun += 1;
    const mine = begun;
    const made = await making;
    if (mine === begun) show(made);
  };
}
