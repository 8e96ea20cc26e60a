import {
  ApiDepartment,
  ApiDepartmentChanges,
  ApiDepartmentNamePath,
  ApiDepartmentPath,
  ApiNewDepartment,
} from "@causerie/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import Type from "typebox";
import { type Departments, type DepartmentWithMembers, managedDepartment } from "../departments/index.ts";
import type { HttpApp } from "../platform/http/app.ts";
import { notFound } from "../platform/http/refusal.ts";
import { administratorsOnly, callerOf } from "./authentication.ts";
import { straightenBody } from "./bodies.ts";
import { apiDepartment, departmentChangesOf, newDepartmentOf } from "./department-resource.ts";
import { perEndpoint } from "./rate-limit.ts";

type Deps = Readonly<{ departments: Departments }>;

const writing = { ...perEndpoint, onRequest: administratorsOnly, preValidation: straightenBody };

export function departmentsApi(app: HttpApp, deps: Deps): void {
  readDepartments(app, deps);
  createDepartments(app, deps);
  changeDepartments(app, deps);
  deleteDepartments(app, deps);
}

function readDepartments(app: HttpApp, deps: Deps): void {
  const list = { response: { 200: Type.Array(ApiDepartment) } };
  app.get("/departments", { ...perEndpoint, schema: list }, async (request) => {
    return (await deps.departments.listWithMembers(callerOf(request).accountId)).map(apiDepartment);
  });
  const byId = { params: ApiDepartmentPath, response: { 200: ApiDepartment } };
  app.get("/departments/:id", { ...perEndpoint, schema: byId }, async (request) =>
    apiDepartment(await ofId(deps, request, request.params.id)),
  );
  const byName = { params: ApiDepartmentNamePath, response: { 200: ApiDepartment } };
  app.get("/departments/name/:name", { ...perEndpoint, schema: byName }, async (request) =>
    apiDepartment(await ofName(deps, request, request.params.name)),
  );
}

function createDepartments(app: HttpApp, { departments }: Deps): void {
  const create = { body: ApiNewDepartment, response: { 201: ApiDepartment } };
  app.post("/departments", { ...writing, schema: create }, async (request, reply) => {
    const managed = await departments.create(callerOf(request), newDepartmentOf(request.body));
    return reply.status(201).send(apiDepartment(managedDepartment(managed)));
  });
}

function changeDepartments(app: HttpApp, deps: Deps): void {
  const put = async (request: FastifyRequest, before: DepartmentWithMembers, body: ApiDepartmentChanges) => {
    const changes = departmentChangesOf(body, before);
    const managed = await deps.departments.change(callerOf(request), before.departmentId, changes);
    return apiDepartment(managedDepartment(managed));
  };
  const response = { 200: ApiDepartment };
  const byId = { params: ApiDepartmentPath, body: ApiDepartmentChanges, response };
  app.put("/departments/:id", { ...writing, schema: byId }, async (request) =>
    put(request, await ofId(deps, request, request.params.id), request.body),
  );
  const byName = { params: ApiDepartmentNamePath, body: ApiDepartmentChanges, response };
  app.put("/departments/name/:name", { ...writing, schema: byName }, async (request) =>
    put(request, await ofName(deps, request, request.params.name), request.body),
  );
}

function deleteDepartments(app: HttpApp, deps: Deps): void {
  const remove = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { departmentId }: DepartmentWithMembers,
  ) => {
    managedDepartment(await deps.departments.remove(callerOf(request), departmentId));
    return reply.status(204).send();
  };
  const byId = { params: ApiDepartmentPath };
  app.delete(
    "/departments/:id",
    { ...writing, schema: byId },
    async (request, reply): Promise<FastifyReply> =>
      remove(request, reply, await ofId(deps, request, request.params.id)),
  );
  const byName = { params: ApiDepartmentNamePath };
  app.delete(
    "/departments/name/:name",
    { ...writing, schema: byName },
    async (request, reply): Promise<FastifyReply> =>
      remove(request, reply, await ofName(deps, request, request.params.name)),
  );
}

async function ofId(
  { departments }: Deps,
  request: FastifyRequest,
  id: number,
): Promise<DepartmentWithMembers> {
  const department = await departments.byId(callerOf(request).accountId, id);
  if (!department) throw notFound("department");
  return department;
}

async function ofName(
  { departments }: Deps,
  request: FastifyRequest,
  name: string,
): Promise<DepartmentWithMembers> {
  const department = await departments.byName(callerOf(request).accountId, name.trim());
  if (!department) throw notFound("department");
  return department;
}
