/** What a server on this machine tells of itself now, by name; series with labels are left out. */
export async function readMetrics(port: number): Promise<Map<string, number>> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (!answer.ok) throw new Error(`/metrics of port ${port} answered ${answer.status}.`);
  const series = (await answer.text()).matchAll(/^(\w+) (\S+)$/gm);
  return new Map(Array.from(series, ([, name, value]) => [String(name), Number(value)]));
}
