import { expect, test } from 'vitest';
import { answersOf, choose, chooseOwn } from '../../../../../webview/shared/state/answers.ts';
import { freshAnswer } from '../../../../../webview/shared/state/card-ui.ts';

const one = { question: 'One?', header: null, options: [], multiSelect: false };
const many = { question: 'Many?', header: null, options: [], multiSelect: true };

test('no answers while one question has none', () => {
  expect(answersOf([one, many], [{ ...freshAnswer, chosen: ['a'] }])).toBeNull();
  expect(answersOf([one], [])).toBeNull();
});

test('one answer is a text, several are a list', () => {
  const drafts = [
    { ...freshAnswer, chosen: ['a'] },
    { ...freshAnswer, chosen: ['b', 'c'] },
  ];
  expect(answersOf([one, many], drafts)).toEqual({ 'One?': 'a', 'Many?': ['b', 'c'] });
});

test('own words stand alone, or beside what was chosen; empty ones are no answer', () => {
  const own = { chosen: ['b'], own: ' mine ', ownChosen: true };
  expect(answersOf([{ ...one }], [{ ...own, chosen: [] }])).toEqual({ 'One?': 'mine' });
  expect(answersOf([many], [own])).toEqual({ 'Many?': ['b', 'mine'] });
  expect(answersOf([many], [{ ...own, own: ' ' }])).toBeNull();
});

test('choosing one leaves the others; choosing among many adds and takes away', () => {
  const single = choose(one, chooseOwn(one, freshAnswer), 'a');
  expect(single).toMatchObject({ chosen: ['a'], ownChosen: false });
  const multi = choose(many, choose(many, chooseOwn(many, freshAnswer), 'a'), 'b');
  expect(choose(many, multi, 'a')).toMatchObject({ chosen: ['b'], ownChosen: true });
});

test('a question named like a property of every object is a question like others', () => {
  const odd = { ...one, question: '__proto__' };
  const answers = answersOf([odd], [{ ...freshAnswer, chosen: ['a'] }]);
  expect(Object.entries(answers ?? {})).toEqual([['__proto__', 'a']]);
});
