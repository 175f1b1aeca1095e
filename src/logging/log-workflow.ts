import type { ContextValues } from "@connectrpc/connect";
import { AudioError } from "../audio/audio-error.ts";
import { withCallContext } from "./call-context.ts";
import { rounded } from "./attributes/call-attributes.ts";
import { grpcStatusName } from "../wire/grpc-status.ts";
import type { LogError } from "./log-event.ts";
import type { Logger } from "./logger.ts";

/** How a workflow went. */
export interface WorkflowStage {
  workflowId: string;
  name: string;
  stage: "start" | "paused" | "resumed" | "success" | "failed" | "cancelled";
  durationMs?: number;
  facts: Record<string, unknown>;
  error?: Error & { grpcCode: number };
}

/** What follows a workflow. */
export interface LoggedWorkflows {
  note(stage: WorkflowStage): void;
  contextValues(
    workflowId: string,
    facts?: Record<string, unknown>,
    onRequestId?: (requestId: string) => void,
  ): ContextValues;
  /**
   * The page goes, or the client is closed: what is under way ends as cancelled, and what comes of it later is not told.
   * Belongs behind the end of the calls, whose lines then stand before those of their workflows.
   */
  leave(): void;
}

/** Logs workflows as `system_workflow_start`, `_success`, `_failed`, ...; their calls carry `workflow_id`. */
export function workflowLog(logger: Logger): LoggedWorkflows {
  const underWay = new Map<string, { name: string; startedMs: number }>();
  const left = new Set<string>();

  const log: LoggedWorkflows = {
    note({ workflowId, name, stage, durationMs, facts, error }) {
      // A batch that is tried again goes on under its id.
      if (stage === "start") left.delete(workflowId);
      else if (left.has(workflowId)) return;
      if (stage === "start") underWay.set(workflowId, { name, startedMs: logger.monotonicMs() });
      else if (stage !== "paused" && stage !== "resumed") underWay.delete(workflowId);
      const took = durationMs === undefined ? "" : ` after ${String(Math.round(durationMs))} ms`;
      const message = `Workflow ${name}: ${stage}${took}${error ? `: ${error.message}` : ""}`;
      logger.log(stage === "failed" ? "ERROR" : "INFO", `system_workflow_${stage}`, message, {
        service: "System",
        operation: name,
        ...(durationMs !== undefined && { duration_ms: rounded(durationMs) }),
        ...(stage === "failed" && error && { error: workflowError(error) }),
        data: { workflow_id: workflowId, ...(stage === "success" ? { results: facts } : facts) },
      });
    },
    contextValues: (workflowId, facts, onRequestId) =>
      withCallContext({ requestData: { workflow_id: workflowId, ...facts }, ...(onRequestId && { onRequestId }) }),
    leave() {
      for (const [workflowId, { name, startedMs }] of [...underWay]) {
        log.note({ workflowId, name, stage: "cancelled", durationMs: logger.monotonicMs() - startedMs, facts: {} });
        left.add(workflowId);
      }
    },
  };
  return log;
}

/** A sound that could not be read never became a call, so it has no status of one. */
function workflowError(error: Error & { grpcCode: number }): LogError {
  const { cause, message, grpcCode } = error;
  if (cause instanceof AudioError) return { error_type: cause.name, error_message: message };
  return { error_type: grpcStatusName(grpcCode), error_message: message, grpc_code: grpcCode };
}
