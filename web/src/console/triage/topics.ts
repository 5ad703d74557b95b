import type { Reason, TriageAdvice, TriageChoice, TriageDecision, TriageTopic } from "@/api/triage";
import type { Values } from "../forms/field";

/** One suggestion that can be taken or replaced. */
export interface Topic {
  topic: "industry" | "situations" | "grade" | "county";
  suggested: (number | string)[];
  current: (number | string)[];
  reasons: Reason[];
  /** It says what the case already says. */
  same: boolean;
  options: (number | string)[];
}

const equal = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((one) => b.includes(one));

export function topicsOf(
  advice: TriageAdvice,
  ticked: readonly number[],
  counties: readonly string[],
): Topic[] {
  const { industry, situations, grade, county } = advice;
  const topic = (
    name: Topic["topic"],
    suggested: Topic["suggested"],
    current: Topic["current"],
    reasons: Reason[],
    options: Topic["options"],
  ): Topic => ({
    topic: name,
    suggested,
    current,
    reasons,
    same: equal(suggested, current),
    options,
  });
  return [
    topic(
      "industry",
      [industry.suggested],
      [industry.current],
      industry.reasons,
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    ),
    topic(
      "situations",
      situations.map((one) => one.situation),
      [...ticked],
      situations.flatMap((one) => one.reasons),
      [1, 2, 3, 4, 5, 6],
    ),
    topic("grade", [grade.grade], [grade.current], grade.reasons, [1, 2, 3, 4]),
    topic("county", county.suggested ? [county.suggested] : [], [county.current], county.reasons, [
      ...counties,
    ]),
  ];
}

/** The latest decision on a topic; for a duplicate, on that case. */
export function decisionOn(
  decisions: readonly TriageDecision[],
  topic: TriageTopic,
  about?: string,
): TriageDecision | undefined {
  return decisions.findLast(
    (one) =>
      one.topic === topic &&
      (about === undefined || JSON.stringify([one.value, one.suggestion]).includes(about)),
  );
}

/** An override as the server wants it: the value under the name of its topic, and why. */
export function override(
  topic: Topic["topic"],
  picked: readonly (number | string)[],
  reason: string,
): TriageChoice {
  const [first] = picked;
  return {
    topic,
    accepted: false,
    reason: reason.trim(),
    ...(topic === "situations" ? { situations: picked.map(Number) } : {}),
    ...(topic === "industry" && first !== undefined ? { industry: Number(first) } : {}),
    ...(topic === "grade" && first !== undefined ? { grade: Number(first) } : {}),
    ...(topic === "county" && first !== undefined ? { county: String(first) } : {}),
  };
}

/** What a decision fills into the form of the step it prepares. */
export function prepares(
  topic: Topic["topic"],
  picked: readonly (number | string)[],
): { command: string; values: Values } | undefined {
  if (topic === "situations" && picked.length > 0)
    return { command: "decide-fast", values: { situations: picked.map(Number) } };
  const [first] = picked;
  return topic === "industry" && first !== undefined
    ? { command: "route", values: { industry: Number(first) } }
    : undefined;
}
