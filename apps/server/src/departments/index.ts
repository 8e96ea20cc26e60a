export { createDepartments, type Departments } from "./departments.ts";
export { departmentRoutes } from "./http.ts";
export type { DepartmentChanges, NewDepartment } from "./manage.ts";
export { managedDepartment } from "./refusal.ts";
export type { Department, DepartmentWithMembers } from "./store.ts";
export type { DepartmentExtras } from "./tables.ts";
