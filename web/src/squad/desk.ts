import type { Desk } from "./api";

/** The national consumer line: reached from every telephone, also where no desk is on record. */
const EVERYWHERE = "12315";

/** Whom the crew calls: its own county's desk before the line for everybody. */
export const deskPhone = (desk: Desk | undefined) => desk?.phone ?? EVERYWHERE;

/** What a telephone dials: digits and a leading plus, however the number is written. */
export const telOf = (phone: string) => `tel:${phone.replace(/(?!^\+)\D/g, "")}`;
