import { expect, it } from 'vitest';
import { actionLength } from '../../../../../src/core/rules/programs/action-length.ts';

it.each([
  ['git push origin main', 'git push'],
  ['git stash drop', 'git stash drop'],
  ['docker compose down -v', 'docker compose down'],
  ['docker rm x', 'docker rm'],
  ['aws s3 rm s3://x', 'aws s3 rm'],
  ['gcloud beta compute ssh', 'gcloud beta compute ssh'],
  ['npm run deploy', 'npm run deploy'],
  ['npm publish', 'npm publish'],
  ['kubectl delete pod x', 'kubectl delete pod'],
  ['mytool wipe all', 'mytool wipe'],
  ['sudo rm x', 'sudo rm'],
  ['rm build', 'rm'],
  ['rm -rf build', 'rm'],
  ['python x.py', 'python'],
  ['make', 'make'],
])('%s: %s', (command, expected) => {
  const words = command.split(' ');
  expect(words.slice(0, actionLength(words)).join(' ')).toBe(expected);
});
