import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Question } from '../../../src/core/subject.ts';
import { choose, chooseOwn } from '../state/answers.ts';
import { freshAnswer } from '../state/card-ui.ts';
import type { AnswerDraft } from '../state/card-ui.ts';
import type { Act } from '../state/intent.ts';
import { valueOf } from './field.ts';
import { shown } from './text.ts';

/** An agent's questions with the answers it proposes, and room for the person's own words. */
export function questions(
  id: string,
  list: readonly Question[],
  drafts: readonly AnswerDraft[],
  act: Act,
): TemplateResult {
  return html`<div class="questions">
    ${list.map((question, index) => {
      const draft = drafts[index] ?? freshAnswer;
      const change = (next: AnswerDraft): void => act({ kind: 'answer', id, index, draft: next });
      return one(question, `${id}-question-${index}`, draft, change);
    })}
  </div>`;
}

/** What an agent asked that no longer listens. */
export function asked(list: readonly Question[]): TemplateResult {
  return html`<ul class="input">
    ${list.map(
      ({ question, options }) =>
        html`<li>
          ${shown(question)}
          <p class="aside">${shown(options.map((option) => option.label).join(' · '))}</p>
        </li>`,
    )}
  </ul>`;
}

function one(
  question: Question,
  name: string,
  draft: AnswerDraft,
  change: (next: AnswerDraft) => void,
): TemplateResult {
  const type = question.multiSelect ? 'checkbox' : 'radio';
  return html`<fieldset class="question">
    <legend>${shown(question.question)}</legend>
    ${question.multiSelect ? html`<p class="aside">Choose as many as fit.</p>` : nothing}
    ${question.options.map(
      (option) =>
        html`<label class="option">
          <input
            type=${type}
            name=${name}
            .checked=${draft.chosen.includes(option.label)}
            @change=${() => change(choose(question, draft, option.label))}
          />
          <span
            >${shown(option.label)}${
              option.description === null
                ? nothing
                : html`<small>${shown(option.description)}</small>`
            }</span
          >
        </label>`,
    )}
    <label class="option">
      <input
        type=${type}
        name=${name}
        .checked=${draft.ownChosen}
        @change=${() => change(chooseOwn(question, draft))}
      />
      <span>In my own words</span>
    </label>
    ${
      draft.ownChosen
        ? html`<vscode-text-area
            class="own"
            aria-label="Your own words"
            placeholder="Your own words"
            rows="2"
            resize="vertical"
            .value=${draft.own}
            @input=${(event: Event) => change({ ...draft, own: valueOf(event) })}
          ></vscode-text-area>`
        : nothing
    }
  </fieldset>`;
}
