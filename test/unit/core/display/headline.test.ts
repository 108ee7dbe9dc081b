import { expect, it } from 'vitest';
import { headline } from '../../../../src/core/display/headline.ts';
import { UNJUDGED } from '../../../../src/core/policy/judgement.ts';
import { aRequest } from '../../../fakes/requests.ts';

it('says what a request means, with nothing hidden', () => {
  const { judgement } = aRequest();
  expect(headline(aRequest())).toBe('Run the project’s tests');
  const sneaky = { ...judgement, sentence: 'Delete \u202efiles' };
  expect(headline(aRequest({ judgement: sneaky }))).toBe('Delete ⟨U+202E⟩files');
});

it('falls back on the title where nothing was made of the request', () => {
  expect(headline(aRequest({ judgement: UNJUDGED }))).toBe('Run npm');
});
