/** The codes of the procedure: where a case, a squad or a clock can stand, and who can sit at a desk. */
export type ClockKind =
  | "C1"
  | "C2"
  | "C3"
  | "C4"
  | "C5"
  | "C6"
  | "C7"
  | "C8"
  | "L1"
  | "L2"
  | "L3"
  | "L4"
  | "L5"
  | "L6"
  | "L7"
  | "L8"
  | "ack";

export type CaseKind = "complaint" | "report" | "consultation";
export type Channel =
  | "hotline12315"
  | "platform12315"
  | "hotline12345"
  | "merchantQr"
  | "stationWalkIn"
  | "letter"
  | "transfer"
  | "patrol"
  | "other";
export type Workflow =
  | "received"
  | "triaging"
  | "preSettlement"
  | "awaitingMaterials"
  | "returned"
  | "reopened"
  | "routed"
  | "investigating"
  | "handling"
  | "closed"
  | "fedBack"
  | "returnVisited"
  | "archived"
  | "merged"
  | "transferredOut";
export type FastStage =
  | "none"
  | "candidate"
  | "directiveIssued"
  | "directiveReceived"
  | "responded"
  | "remoteHandling"
  | "enRoute"
  | "onScene"
  | "sceneDone"
  | "cancelled";
export type LegalStage =
  | "pending"
  | "accepted"
  | "mediating"
  | "appraisal"
  | "recusalReview"
  | "agreed"
  | "ended"
  | "notAccepted"
  | "verifying"
  | "filed"
  | "notFiled";
export type Datum = "wgs84" | "gcj02" | "bd09";
export type Role =
  | "cityDispatcher"
  | "countyDispatcher"
  | "stationHead"
  | "section"
  | "squadMember"
  | "squadLeader"
  | "merchantStaff"
  | "liaison"
  | "leadership"
  | "public"
  | "admin"
  | "system";
export type SquadState =
  | "offDuty"
  | "available"
  | "assigned"
  | "responding"
  | "enRoute"
  | "onScene"
  | "returning"
  | "break";
