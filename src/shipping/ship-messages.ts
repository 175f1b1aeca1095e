import type { Metrics } from "../metrics/metric.ts";
import type { MetricsState } from "./otlp/ship-metrics.ts";
import type { OtlpTarget } from "./otlp/otlp-target.ts";
import type { SendOutcome } from "./outbox/destination.ts";
import type { OutboxState } from "./outbox/outbox-state.ts";

/** Where the log is sent. */
export const destinationNames = ["companionFolder", "pickedFolder", "otlp"] as const;
export type DestinationName = (typeof destinationNames)[number];

/** The destinations that are switched on, each with what it needs. */
export interface ShippingTargets {
  /** Origin of the companion that was given a folder. */
  companionFolder?: string;
  /** Whether the log is copied into the folder that was chosen in the page. */
  pickedFolder?: true;
  /** A receiver of OpenTelemetry. */
  otlp?: OtlpTarget;
}

/** The folder that was chosen in the page, and whether the browser lets it be written; after a start it asks a person again. */
export interface PickedFolder {
  handle: FileSystemDirectoryHandle;
  permission: PermissionState;
}

/** Messages of the page to the worker that ships. */
export type ToShipping =
  /** @param log name of its database */
  | { kind: "open"; log: string }
  /** Those missing are switched off. */
  | { kind: "targets"; targets: ShippingTargets }
  /** A folder was chosen, or permitted again; undefined: it is forgotten. */
  | { kind: "pickedFolder"; handle: FileSystemDirectoryHandle | undefined }
  | { kind: "secrets"; of: string; values: string[] }
  /** The metrics that the worker wanted; undefined: the log is empty. */
  | { kind: "metrics"; metrics: Metrics | undefined }
  /** One record to a receiver, whether or not it is switched on. */
  | { kind: "test"; target: OtlpTarget; sessionId: string }
  /** The page may be gone soon. */
  | { kind: "flush" };

/** Messages of the worker to the page. */
export type FromShipping =
  | { kind: "state"; destination: DestinationName; state: OutboxState }
  | { kind: "pickedFolder"; folder: PickedFolder | undefined }
  | { kind: "tested"; outcome: SendOutcome }
  /** Wants the metrics of the log, which only the page can have counted. */
  | { kind: "measure" }
  | { kind: "metrics"; state: MetricsState };
