import { assess } from '../risk/assess.ts';
import { reasonsInWords, type Assessment } from '../risk/assessment.ts';
import type { FolderFacts } from '../risk/folder-facts.ts';
import type { McpPlacement } from '../risk/mcp/placement.ts';
import { sentenceOf } from '../risk/sentence.ts';
import { textsIn, typeRequest, type AskedTool } from '../risk/typed-request.ts';
import type { Judgement } from './judgement.ts';

/** What a request is judged by. */
export interface JudgedBy {
  /** The folder the call would run in. */
  readonly cwd: string;
  readonly facts: FolderFacts;
  /** Where the person puts MCP tools. */
  readonly placements: readonly McpPlacement[];
}

/** What is made of a call. */
export interface Judged {
  readonly assessment: Assessment;
  /**
   * In words for a person, put together when asked for: what goes by needs none. `because` is left for
   * who decides whether a person is asked.
   */
  readonly judgement: () => Judgement;
}

/** Judges a tool call. */
export function judgeCall(call: AskedTool, { cwd, facts, placements }: JudgedBy): Judged {
  const request = typeRequest(call);
  const assessment = assess(request, { cwd, facts, placements, texts: textsIn(call.input) });
  const { tier, domains, actions, reasons } = assessment;
  return {
    assessment,
    judgement: () => ({
      kind: request.kind,
      sentence: sentenceOf(request, cwd, facts),
      tier,
      domains,
      actions,
      reasons: reasonsInWords(reasons),
      because: null,
    }),
  };
}
