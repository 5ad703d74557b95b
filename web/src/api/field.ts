export type EvidenceKind = "photo" | "signatureConsumer" | "signatureMerchant";

/** A photo or a signature of a case (证据), as the server keeps it: re-encoded, without the camera's notes, with its hash. */
export interface Evidence {
  id: string;
  kind: EvidenceKind;
  sha256: string;
  takenAt: string;
  at: string;
  by: string;
  /** The crew was a single officer: it proves less than what two have secured. */
  alone?: boolean;
  /** It came long after it was taken, from a phone that was without signal then. */
  lateSync?: boolean;
  /** What the phone says of the time, where that was not believed. */
  disbelieved?: string;
}

/** A squad asks for help (紧急求助). */
export interface Sos {
  at: string;
  by: string;
  note?: string;
  /** Where the squad had been seen last. */
  point?: { lon: number; lat: number };
}

/** One line between dispatch and a squad (对话); `no` counts up within the squad. */
export interface Message {
  id: string;
  no: number;
  at: string;
  by: string;
  side: "dispatch" | "squad";
  text: string;
  caseId?: string;
}

/** Up to which line each side has read. */
export interface ReadBy {
  dispatch: number;
  squad: number;
}

export interface Messages {
  messages: Message[];
  readBy: ReadBy;
}

/** What the hubs say about a conversation: a new line, or how far a side has read. */
export interface MessageNews {
  squad: string;
  message?: Message;
  readBy?: ReadBy;
}

/** The squad's shift of today (班次), as its phone is told. */
export interface Shift {
  startsAt: string;
  endsAt: string;
  members: string[];
  vehicle?: string;
}
