import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { Hub } from "@/live/connection";

/** The phones' own hub, apart from the viewers'. */
export function deviceHub(device: string): Hub {
  const hub = new HubConnectionBuilder()
    .withUrl(`/device?device=${device}`, {
      transport: HttpTransportType.WebSockets | HttpTransportType.LongPolling,
    })
    .configureLogging(LogLevel.None)
    .build();
  hub.serverTimeoutInMilliseconds = 20_000;
  hub.keepAliveIntervalInMilliseconds = 8_000;
  return hub as unknown as Hub;
}
