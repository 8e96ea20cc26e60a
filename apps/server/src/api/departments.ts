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
import { documented } from "./documentation.ts";
import { perEndpoint } from "./rate-limit.ts";

type Deps = Readonly<{ departments: Departments }>;

const writing = { ...perEndpoint, onRequest: administratorsOnly, preValidation: straightenBody };

export function departmentsApi(app: HttpApp, deps: Deps): void {
  readDepartments(app, deps);
  createDepartments(app, deps);
  changeDepartments(app, deps);
  deleteDepartments(app, deps);
}

const tag = "Departments";
const BY_NAME = "Upper and lower case are one name.";

const list = documented(
  {
    operationId: "listDepartments",
    tag,
    summary: "List the departments",
    description: "All of them, by ascending id, disabled ones included.",
    answer: "The departments",
  },
  { response: { 200: Type.Array(ApiDepartment) } },
);
const readById = documented(
  {
    operationId: "readDepartment",
    tag,
    summary: "Read a department",
    description: "A deleted department is not there.",
    answer: "The department",
    errors: [400, 404],
  },
  { params: ApiDepartmentPath, response: { 200: ApiDepartment } },
);
const readByName = documented(
  {
    operationId: "readDepartmentByName",
    tag,
    summary: "Read a department by name",
    description: BY_NAME,
    answer: "The department",
    errors: [400, 404],
  },
  { params: ApiDepartmentNamePath, response: { 200: ApiDepartment } },
);

function readDepartments(app: HttpApp, deps: Deps): void {
  app.get("/departments", { ...perEndpoint, schema: list }, async (request) => {
    return (await deps.departments.listWithMembers(callerOf(request).accountId)).map(apiDepartment);
  });
  app.get("/departments/:id", { ...perEndpoint, schema: readById }, async (request) =>
    apiDepartment(await ofId(deps, request, request.params.id)),
  );
  app.get("/departments/name/:name", { ...perEndpoint, schema: readByName }, async (request) =>
    apiDepartment(await ofName(deps, request, request.params.name)),
  );
}

const create = documented(
  {
    operationId: "createDepartment",
    tag,
    summary: "Make a department",
    description: "409 where another department has the name, in whatever case.",
    answer: "The department that was made",
    errors: [400, 403, 409],
  },
  { body: ApiNewDepartment, response: { 201: ApiDepartment } },
);

function createDepartments(app: HttpApp, { departments }: Deps): void {
  app.post("/departments", { ...writing, schema: create }, async (request, reply) => {
    const managed = await departments.create(callerOf(request), newDepartmentOf(request.body));
    return reply.status(201).send(apiDepartment(managedDepartment(managed)));
  });
}

const changeById = documented(
  {
    operationId: "changeDepartment",
    tag,
    summary: "Change a department",
    description: "Only what is given changes; `members` replaces them all.",
    answer: "The department as changed",
    errors: [400, 403, 404, 409],
  },
  { params: ApiDepartmentPath, body: ApiDepartmentChanges, response: { 200: ApiDepartment } },
);
const changeByName = documented(
  {
    operationId: "changeDepartmentByName",
    tag,
    summary: "Change a department by name",
    description: `${BY_NAME} Only what is given changes; \`members\` replaces them all.`,
    answer: "The department as changed",
    errors: [400, 403, 404, 409],
  },
  { params: ApiDepartmentNamePath, body: ApiDepartmentChanges, response: { 200: ApiDepartment } },
);

function changeDepartments(app: HttpApp, deps: Deps): void {
  const put = async (request: FastifyRequest, before: DepartmentWithMembers, body: ApiDepartmentChanges) => {
    const changes = departmentChangesOf(body, before);
    const managed = await deps.departments.change(callerOf(request), before.departmentId, changes);
    return apiDepartment(managedDepartment(managed));
  };
  app.put("/departments/:id", { ...writing, schema: changeById }, async (request) =>
    put(request, await ofId(deps, request, request.params.id), request.body),
  );
  app.put("/departments/name/:name", { ...writing, schema: changeByName }, async (request) =>
    put(request, await ofName(deps, request, request.params.name), request.body),
  );
}

const DELETED =
  "Its waiting requests become everybody’s, its name is free again, and the chats that were in it keep it.";
const deleteById = documented(
  {
    operationId: "deleteDepartment",
    tag,
    summary: "Delete a department",
    description: DELETED,
    answer: "The department is deleted",
    errors: [400, 403, 404],
  },
  { params: ApiDepartmentPath },
);
const deleteByName = documented(
  {
    operationId: "deleteDepartmentByName",
    tag,
    summary: "Delete a department by name",
    description: `${BY_NAME} ${DELETED}`,
    answer: "The department is deleted",
    errors: [400, 403, 404],
  },
  { params: ApiDepartmentNamePath },
);

function deleteDepartments(app: HttpApp, deps: Deps): void {
  const remove = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { departmentId }: DepartmentWithMembers,
  ) => {
    managedDepartment(await deps.departments.remove(callerOf(request), departmentId));
    return reply.status(204).send();
  };
  app.delete(
    "/departments/:id",
    { ...writing, schema: deleteById },
    async (request, reply): Promise<FastifyReply> =>
      remove(request, reply, await ofId(deps, request, request.params.id)),
  );
  const byName = { ...writing, schema: deleteByName };
  app.delete(
    "/departments/name/:name",
    byName,
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
