import type { Department, DepartmentSaid } from "@/api/jointTasks";
import { maybe } from "@/ui/typed";

/** A department as it is being typed. */
export const draftOf = (department: Department | undefined) => ({
  name: department?.name ?? "",
  code: department?.code ?? "",
  duty: department?.duty ?? "",
  liaison: department?.liaison ?? "",
  phone: department?.phone ?? "",
  placeholder: department?.placeholder ?? false,
});

/** The whole of it as it is to stand: what the form does not show stays as it was. */
export const saidOf = (
  draft: ReturnType<typeof draftOf>,
  before: Department | undefined,
): DepartmentSaid => ({
  name: draft.name,
  placeholder: draft.placeholder,
  ...(before ? { county: before.county, closed: before.closed, sort: before.sort } : {}),
  ...maybe("code", draft.code),
  ...maybe("duty", draft.duty),
  ...maybe("liaison", draft.liaison),
  ...maybe("phone", draft.phone),
});
