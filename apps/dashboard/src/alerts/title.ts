/** What the tab says: how much waits, where I am. */
export function titleOf(waiting: number, room: string | null): string {
  const place = room ? `${room} · Causerie` : "Causerie";
  return waiting > 0 ? `(${waiting}) ${place}` : place;
}
