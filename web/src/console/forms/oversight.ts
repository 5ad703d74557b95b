import { procedureWords as t } from "@/words/procedure";
import { named } from "@/words/shared";
import { choice, type Field, type Given, lines, ownUnit, ticked, unit, unticked, yesNo } from "./field";

const openCards = ({ detail }: Given) => (detail.card.cards ?? []).filter((card) => !card.repliedAt);
const cardName = (no: string | number, { detail }: Given) => {
  const card = detail.card.cards?.find((one) => one.no === no);
  return card ? `${t.named("option", card.type)} ${card.no} · ${named("clock", card.clock)}` : String(no);
};
/** What leadership has asked for. */
const requests = ({ detail }: Given) => detail.card.supervisionRequests ?? [];
const openSupervisions = ({ detail }: Given) =>
  (detail.card.supervisions ?? []).filter((order) => !order.closedAt);
const supervisionName = (id: string | number, { detail }: Given) => {
  const order = detail.card.supervisions?.find((one) => one.id === id);
  return order ? `${t.named("option", order.mode)} ${id} · ${order.unit}` : String(id);
};
const one = <T>(list: T[]) => (list.length === 1 ? list[0] : undefined);

/** What looking after a case from above asks: supervisions, requests for them, cards. */
export const OVERSIGHT: Record<string, readonly Field[]> = {
  supervise: [
    choice("mode", ["supervise", "dedicated", "joint"], {
      label: "supervisionMode",
      start: () => "supervise",
    }),
    lines("reason"),
    { name: "due", kind: "dateTime", label: "due", required: true },
    unit("unit", { start: ownUnit }),
  ],
  "answer-supervision-request": [
    choice("id", [], {
      label: "supervisionRequest",
      options: (given) => requests(given).map((request) => request.id),
      named: (id, given) => {
        const request = requests(given).find((asked) => asked.id === id);
        return request ? `${t.named("option", request.mode)} · ${request.reason}` : String(id);
      },
      start: (given) => requests(given)[0]?.id,
    }),
    yesNo("takenUp", true),
    { name: "due", kind: "dateTime", label: "dueInstead", when: ticked("takenUp") },
    { ...lines("reason", "declineReason"), when: unticked("takenUp") },
  ],
  "reply-supervision": [
    choice("id", [], {
      label: "supervision",
      options: (given) =>
        openSupervisions(given)
          .filter((order) => !order.repliedAt)
          .map((order) => order.id),
      named: supervisionName,
      start: (given) => one(openSupervisions(given).filter((order) => !order.repliedAt))?.id,
    }),
    lines("text"),
  ],
  "close-supervision": [
    choice("id", [], {
      label: "supervision",
      options: (given) => openSupervisions(given).map((order) => order.id),
      named: supervisionName,
      start: (given) => one(openSupervisions(given))?.id,
    }),
    lines("result", "closeResult"),
  ],
  "ack-card": [
    choice("card", [], {
      options: (given) =>
        openCards(given)
          .filter((card) => !card.ackAt)
          .map((card) => card.no),
      named: cardName,
      start: (given) => one(openCards(given).filter((card) => !card.ackAt))?.no,
    }),
  ],
  "reply-card": [
    choice("card", [], {
      options: (given) => openCards(given).map((card) => card.no),
      named: cardName,
      start: (given) => one(openCards(given))?.no,
    }),
    lines("text"),
  ],
};
