import { DepartmentBody, type DepartmentDetails, DepartmentPatch, IdPath } from "@causerie/protocol";
import type { SignIn } from "../accounts/index.ts";
import { type Agents, administratorsOnly, agentOf, dashboardRoutes } from "../agents/index.ts";
import type { Config } from "../platform/config.ts";
import type { HttpApp, HttpRoutes } from "../platform/http/app.ts";
import type { Departments } from "./departments.ts";
import { managedDepartment } from "./refusal.ts";
import type { DepartmentWithMembers } from "./store.ts";

type Deps = Readonly<{
  config: Pick<Config, "publicUrl">;
  agents: Agents;
  signIn: SignIn;
  departments: Departments;
}>;

const onRequest = administratorsOnly;

/** [SE1] [SE2] [SE3] The account's departments, for the dashboard's Settings. */
export function departmentRoutes(deps: Deps): HttpRoutes {
  return dashboardRoutes(deps, (app) => {
    app.get("/departments", { onRequest }, async (request): Promise<DepartmentDetails[]> => {
      return (await deps.departments.listWithMembers(agentOf(request).accountId)).map(detailsOf);
    });
    writeDepartments(app, deps);
  });
}

function writeDepartments(app: HttpApp, { departments }: Deps): void {
  const create = { onRequest, schema: { body: DepartmentBody } };
  app.post("/departments", create, async (request, reply): Promise<DepartmentDetails> => {
    const { name, description, ...rest } = request.body;
    const fresh = { ...rest, name: name.trim(), description: description.trim(), extras: {} };
    const managed = await departments.create(agentOf(request), fresh);
    reply.status(201);
    return detailsOf(managedDepartment(managed));
  });
  const change = { onRequest, schema: { params: IdPath, body: DepartmentPatch } };
  app.patch("/departments/:id", change, async (request): Promise<DepartmentDetails> => {
    const { name, description, ...rest } = request.body;
    const changes = { ...rest, name: name?.trim(), description: description?.trim() };
    const managed = await departments.change(agentOf(request), request.params.id, changes);
    return detailsOf(managedDepartment(managed));
  });
  const remove = { onRequest, schema: { params: IdPath } };
  app.delete("/departments/:id", remove, async (request, reply): Promise<void> => {
    managedDepartment(await departments.remove(agentOf(request), request.params.id));
    reply.status(204);
  });
}

function detailsOf(department: DepartmentWithMembers): DepartmentDetails {
  const { departmentId, name, description, enabled, members } = department;
  return { departmentId, name, description, enabled, members };
}
