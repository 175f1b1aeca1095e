import type { ContextValues } from "@connectrpc/connect";
import { AudioError } from "../audio/audio-error.ts";
import { grpcStatusName } from "../wire/grpc-status.ts";
import { rounded } from "./attributes/call-attributes.ts";
import { withCallContext } from "./call-context.ts";
import type { LogError } from "./log-event.ts";
import type { Logger } from "./logger.ts";
import { startSpan, type Span } from "./span.ts";

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
  /** Logs a stage. One of a workflow that has not started, or has ended, is ignored. */
  note(stage: WorkflowStage): void;
  contextValues(
    workflowId: string,
    requestData?: Record<string, unknown>,
    onRequestId?: (requestId: string) => void,
  ): ContextValues;
}

/**
 * Logs workflows as `system_workflow_start`, `_success`, `_failed`, ...; their calls carry `workflow_id`. What is under way
 * when the page goes ends as cancelled.
 */
export function workflowLog(logger: Logger): LoggedWorkflows {
  const open = new Map<string, Span>();

  function write({ workflowId, name, stage, durationMs, facts, error }: WorkflowStage): void {
    const took = durationMs === undefined ? "" : ` after ${String(Math.round(durationMs))} ms`;
    const message = `Workflow ${name}: ${stage}${took}${error ? `: ${error.message}` : ""}`;
    logger.log(stage === "failed" ? "ERROR" : "INFO", `system_workflow_${stage}`, message, {
      service: "System",
      operation: name,
      initiator: "user",
      ...(durationMs !== undefined && { duration_ms: rounded(durationMs) }),
      ...(stage === "failed" && error && { error: workflowError(error) }),
      data: { workflow_id: workflowId, ...(stage === "success" ? { results: facts } : facts) },
    });
  }

  function start(stage: WorkflowStage): void {
    const { workflowId, name } = stage;
    const span = startSpan(logger, (durationMs) => {
      open.delete(workflowId);
      write({ workflowId, name, stage: "cancelled", durationMs, facts: {} });
    });
    // A batch that is tried again starts again under its id.
    open.set(workflowId, span);
    write(stage);
  }

  return {
    note(stage) {
      const span = open.get(stage.workflowId);
      if (stage.stage === "start") start(stage);
      else if (stage.stage === "paused" || stage.stage === "resumed") {
        if (span) write(stage);
      } else {
        open.delete(stage.workflowId);
        span?.end(() => write(stage));
      }
    },
    contextValues: (workflowId, requestData, onRequestId) =>
      withCallContext({
        requestData: { workflow_id: workflowId, ...requestData },
        ...(onRequestId && { onRequestId }),
      }),
  };
}

/** A sound that could not be read never became a call, so it has no status of one. */
function workflowError(error: Error & { grpcCode: number }): LogError {
  const { cause, message, grpcCode } = error;
  if (cause instanceof AudioError) return { error_type: cause.name, error_message: message };
  return { error_type: grpcStatusName(grpcCode), error_message: message, grpc_code: grpcCode };
}
