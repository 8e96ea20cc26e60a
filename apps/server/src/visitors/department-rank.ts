export type DepartmentRank = (departmentId: number) => number;

/** Where a department stands among `order`; those that are missing there come behind, by number. */
export function departmentRank(order: readonly number[] = []): DepartmentRank {
  const places = new Map(order.map((departmentId, place) => [departmentId, place]));
  return (departmentId) => places.get(departmentId) ?? order.length + departmentId;
}
