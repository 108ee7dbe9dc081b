import { describe, expect, it } from 'vitest';
import { safeAction } from '../../../../../src/core/rules/programs/safe-action.ts';

/** The beginning of a command that may be allowed with whatever comes behind it. */
function beginning(command: string): string | null {
  const words = command.split(' ');
  const action = safeAction(words);
  return action === null ? null : words.slice(0, action.words).join(' ');
}

describe('safeAction', () => {
  it.each([
    ['git commit -m x', 'git commit'],
    ['git -C ../other status -s', 'git -C ../other status'],
    ['git --no-pager branch --list x', 'git --no-pager branch --list'],
    ['npm run build', 'npm run build'],
    ['npm --prefix web run test:unit -- -t x', 'npm --prefix web run test:unit'],
    ['npm --prefix=web test', 'npm --prefix=web test'],
    ['docker compose -f dev.yml logs web', 'docker compose -f dev.yml logs'],
    ['kubectl -n shop get pods -w', 'kubectl -n shop get pods'],
    ['aws s3 ls s3://x', 'aws s3 ls'],
    ['aws --profile dev ec2 describe-instances', 'aws --profile dev ec2 describe-instances'],
    ['gcloud compute instances list --limit 3', 'gcloud compute instances list'],
    ['az storage account show -n x', 'az storage account show'],
    ['gh pr view 3 --json title', 'gh pr view'],
    ['cargo +nightly test --lib', 'cargo +nightly test'],
    ['terraform plan -out x', 'terraform plan'],
    ['npx --yes eslint src', 'npx --yes eslint'],
    ['uv run pytest -k x', 'uv run pytest'],
    ['poetry run python -m mypy src', 'poetry run python -m mypy'],
    ['python3 -m pytest', 'python3 -m pytest'],
    ['jq .a b.json', 'jq'],
  ])('%s: %s', (command, expected) => {
    expect(beginning(command)).toBe(expected);
  });

  it.each([
    // Verbs that take away, publish, or go elsewhere.
    ...['git push', 'git reset --hard', 'git clean -fd', 'git checkout x', 'git restore x'],
    ...[
      'git rebase main',
      'git branch -D x',
      'git branch -v -D x',
      'git stash drop',
      'git tag -d x',
    ],
    ...['git config core.pager x', 'git remote add x y', 'git fetch', 'git pull', 'git clone x'],
    ...['docker rm x', 'docker rmi x', 'docker system prune', 'docker run x', 'docker exec x ls'],
    ...[
      'docker cp a b',
      'docker push x',
      'docker build .',
      'docker compose down',
      'docker compose run x',
    ],
    ...[
      'kubectl delete pod x',
      'kubectl apply -f x',
      'kubectl exec x -- ls',
      'kubectl get secrets',
    ],
    ...['kubectl delete get pods', 'helm upgrade x y', 'helm get values x'],
    ...['aws s3 rm x', 'aws ec2 terminate-instances', 'aws secretsmanager get-secret-value'],
    ...['aws s3api get-object --bucket x', 'aws ssm get-parameter', 'aws configure get x'],
    ...[
      'gcloud compute instances delete x',
      'gcloud auth print-access-token',
      'gcloud compute instances delete list',
      'az vm delete',
    ],
    ...['az keyvault secret show', 'az storage account keys list', 'gh api x', 'gh pr merge 3'],
    ...['gh release create x', 'gh auth status', 'npm publish', 'npm install x', 'npm exec x'],
    ...['npm uninstall x', 'npm version patch', 'cargo publish', 'cargo run', 'cargo install x'],
    ...['pip install x', 'pip uninstall x', 'twine upload x', 'brew install x', 'brew uninstall x'],
    ...[
      'terraform apply',
      'terraform destroy',
      'terraform output',
      'pulumi up',
      'systemctl stop x',
    ],
    // Flags that turn a harmless verb into another one.
    ...[
      'git -c core.pager=x log',
      'git log --output=x',
      'git diff',
      'git grep -O x',
      'git blame x',
    ],
    ...['git cherry-pick x', 'git revert x'],
    // Whatever runs something else.
    ...[
      'bash x.sh',
      'sh -c x',
      'python x.py',
      'node x.js',
      'python -c x',
      'node -e x',
      'deno run x',
    ],
    ...['sudo ls', 'env X=1 ls', 'xargs ls', 'time npm test', 'find . -name x', 'sed s/a/b/ x'],
    ...[
      'npx cowsay x',
      'uvx x',
      'uv run x.py',
      'uv run python x.py',
      'poetry run x',
      'npx rg x',
      'rg x',
      'sort x',
      'tree',
    ],
    ...[
      'bundle exec rake',
      'pnpm dlx x',
      'yarn dlx x',
      'ip netns exec x ls',
      'make test',
      'just x',
    ],
    ...['mvn test', 'gradle test', 'curl x', 'wget x', 'ssh x', 'yarn run node', 'bun run python3'],
    // Scripts that say what they do.
    ...[
      'npm run deploy',
      'npm run db:migrate',
      'pnpm run release',
      'yarn run prodDeploy',
      'npm run clean',
    ],
    // Other spellings, other programs, and things that are more than letters.
    ...['GIT status', '/usr/bin/git status', './git status', 'mytool status', 'npm run "build"'],
    ...['npm run a*', 'git -C "a b" status', 'constructor', '__proto__', 'toString x', ''],
  ])('%s: only word for word', (command) => {
    expect(beginning(command)).toBeNull();
  });
});
