import { describe, expect, it } from 'vitest';
import type { Trust } from '../../../../../src/core/rules/programs/cli.ts';
import { safeAction } from '../../../../../src/core/rules/programs/safe-action.ts';

/** The beginning of a command that may be allowed with whatever comes behind it, and its trust. */
function offered(command: string): string | null {
  const words = command.split(' ');
  const action = safeAction(words);
  return action && `${words.slice(0, action.words).join(' ')} (${action.trust})`;
}

/** Rows of commands, divided by `;`, in which `|` stands behind what may be allowed. */
const lines = (text: string) =>
  text
    .trim()
    .split(/;|\n/)
    .map((line) => line.trim());

const allowed = (trust: Trust, text: string) => lines(text).map((line) => [line, trust] as const);

describe('the beginning that may be allowed', () => {
  it.each([
    ...allowed(
      'plain',
      `
      git status | -s; git add | .; git merge-base | a b; git cherry | main
      git branch --show-current |; git tag -l | v1; git config --get | user.name
      git stash push | -m x; git worktree list |; git bisect log |
      git --no-optional-locks status |; git -P status |; gh pr list | --limit 3
      gh issue view | 3; gh repo view | x/y; gh run watch | 3; gh release list |
      gh workflow list |; gh search prs | x; gh project item-list | 1; gh ruleset check | main
      gh variable list |; gh extension list |; gh label list |; gh cache list |; gh gist list |
      gh secret list |; gh org list |; gh alias list |; gh status |; gh ssh-key list |
      gh gpg-key list |; gh config list |; gh codespace list |; gh -R x/y pr view | 3
      glab mr view | 3; glab issue list |; glab ci status |; glab repo view |
      glab release list |; glab pipeline list |; glab label list |; glab milestone list |
      glab schedule list |; glab job list |; glab --repo x/y mr list |; npm ls | --all
      npm whoami |; npm config get | registry; npm --silent outdated |; bun pm ls |
      bun --silent outdated |; bun why | x; deno -q fmt | src; uv tool dir |; uv cache size |
      conda info |; mamba env list |; conda config --show |; gem list | x; brew casks |
      brew --caskroom |; brew services list |; snap list |; flatpak remotes |
      go -C web fmt | ./...; go mod tidy |; rustup show |; rustup toolchain list |
      rustup target list |; rustup component list |; rustup override list |; dotnet --info |
      flutter doctor | -v; biome check | src; docker ps | -a; docker image ls |
      docker container inspect | x; docker volume inspect | x; docker network list |
      docker system df |; docker context show |; docker buildx du |
      docker manifest inspect | x; docker buildx imagetools inspect | x
      docker --debug -H tcp://x ps |; docker compose ps |; docker compose -p x ps |
      nerdctl compose --profile x top |; nerdctl -c x ps |
      docker-compose -f dev.yml logs | web; podman-compose --env-file .env ps |
      argocd app diff | x; argocd proj list |; argocd repo list |; argocd version |
      kind get clusters |; kind version |; k3d cluster list |; k3d node list |; k3d version |
      aws s3 ls | s3://x; aws sts get-caller-identity |; aws configure list-profiles |
      aws ec2 describe-instances | --filters x; aws iam list-users |
      aws lambda get-function-concurrency | x; aws dynamodb batch-get-item | x
      aws s3api head-object | x; aws iam list-access-keys |
      aws --no-cli-pager --color off ec2 describe-vpcs |; az vm show | -n x; az vm list-sizes |
      gcloud -q compute instances describe | x; gcloud --project x config get-value | project
      gcloud version |; gcloud logging read | x; gsutil ls | gs://x; bq show | x
      doctl compute droplet list |; hcloud server describe | x; scw instance server get | x
      oci compute instance list |; ibmcloud is instances show |; linode-cli linodes list |
      eksctl get nodegroup | x; heroku logs | --tail; fly status |; fly apps list |
      fly machine list |; fly regions list |; flyctl logs |; flyctl apps list |
      flyctl machine list |; vercel inspect | x; netlify status |; netlify sites:list |
      wrangler tail | x; wrangler deployments list |; terraform state list |
      terraform workspace show |; tofu fmt | -check; pulumi stack ls |
      pulumi --cwd infra whoami |; pulumi version |; consul members |; nomad version |
      nomad job status | x; nomad node status |; nomad alloc status | x
      systemctl --user --no-pager status | x; systemctl list-timers |; ip -br -c addr show |
      ip address list |; ip a show |; ip link show |; ip route get | 192.0.2.1; ip neigh show |
      ip rule list |; networksetup -getinfo | Wi-Fi; networksetup -listallhardwareports |
      networksetup -showpppoestatus | x; launchctl list |; diskutil info | x; tmutil status |
      defaults read | x; hdiutil info |; ansible-doc | x; uname | -a; locale |; sha256sum | x
      lsusb |; unzip -l | a.zip; unzip -v | a.zip; unzip -Z | a.zip`,
    ),
    ...allowed(
      'steerable',
      `
      pnpm why | x; pnpm licenses list |; yarn --cwd web list |; yarn -s info | x; pip list |
      pip3 config get | x; uv tree |; uv pip list |; uv python list |; uv --offline lock |
      uv --project web tree |; poetry -C web show | x; poetry env info |
      poetry config --list |; poetry -n check |; pipenv graph |; pdm info |; rye show |
      bundle outdated |; composer -d web show | x; composer --quiet audit |; brew info | x
      brew bundle check |; cargo --offline tree |; cargo --color never metadata |
      cargo version |; cargo deny check | advisories; cargo nextest list |; rails about |
      mix deps.tree |; bazel query | //...; dprint fmt |; coverage html | -d x; buf lint |
      podman -l debug images |; podman --file dev.yml compose logs | web; kubectl logs | pod/x
      kubectl describe pod | x; kubectl get pods | -w; kubectl top nodes |
      kubectl rollout status | deploy/x; kubectl config get-contexts |
      kubectl auth can-i | get pods; kubectl --context dev -A get deployments.apps |
      oc explain | pods; helm history | x; helm show chart | x; helm search repo | x
      helm repo list |; helm dependency list | x; helm --kube-context dev status | x
      minikube status |; minikube profile list |; minikube addons list |
      terraform -chdir=infra validate |; pulumi about |; packer validate | x
      ansible-playbook --syntax-check | x.yml; npm view | x; helm list |; podman info |`,
    ),
    ...allowed(
      'own-code',
      `
      npm run build | --watch; npm run-script build |; npm -w web test |
      npm --if-present start |; npm ci |; pnpm run dev |; pnpm --filter web build |
      pnpm -r test |; pnpm exec vitest | run; pnpm eslint | src; pnpm t |; yarn run build |
      yarn run eslint | src; yarn exec jest |; yarn tsc |; yarn install |; yarn storybook |
      bun run build |; bun run dev:web |; bun x vitest |; bun --cwd web test |
      deno task build |; npx -y vitest |; bunx --no-install eslint | src
      uvx --quiet ruff | check; uv sync |; uv --directory web run pytest | -k x
      poetry install |; poetry build |; poetry run pytest |; pipenv run pytest |
      pipenv sync |; pdm run mypy | src; pdm sync |; rye run ruff |; rye sync |; rye test |
      rye lint |; bundle install |; bundle exec rspec |; composer install |
      composer dump-autoload |; composer run-script build |; composer test |
      composer lint |; pytest | -k x; eslint | src; jest | x; markdownlint | x; rspec | x
      golangci-lint | run; ktlint | x; yamllint | x; cargo build | --release
      cargo nextest run |; go test | ./...; dotnet build |; python -u -m unittest | x
      python3 -B -m pytest |; rails routes |; mix credo |; swift test |; flutter analyze |
      flutter pub outdated |; dart format | x; bazel build | //...; bazelisk test | //...
      next lint |; vite build |; astro check |; playwright test | x; cypress run |
      prisma validate |; pre-commit run | -a; cabal check |; zig fmt | x
      docker compose up | -d; docker --project-directory x compose pull |
      docker-compose build | web; terraform plan |; pulumi -C infra preview |`,
    ),
    ...allowed('reads-files', 'jq | .a b\nzcat | x.gz\nod | x\ncolumn | -t x'),
  ])('%s (%s)', (line, trust) => {
    const [beginning = '', rest = ''] = line.split('|').map((part) => part.trim());
    const expected = `${beginning} (${trust})`;
    expect([offered(`${beginning} ${rest}`.trim()), offered(`${beginning} x`)]).toEqual([
      expected,
      expected,
    ]);
  });
});

describe('what only the very command may be allowed of', () => {
  it.each(
    lines(`
      git; git branch x; git branch -a; git branch -r x; git mv -f a b; gh config get x; jj st
      hg status; svn info x; nm x; gron x; zstdcat x; pkgutil --pkgs; heroku ps
      oci os object get x; aws lightsail get-instance-access-details; git stash; git stash clear; git worktree add x
      git worktree remove x; git notes add; git config --unset x; git bisect run x
      git submodule update; git lfs push; git -c alias.status=x status; git -C; gh
      gh pr create; gh repo delete x; gh secret set x; gh run rerun 3; gh auth token
      gh cache delete x; glab mr merge 3; glab ci run; jj abandon; hg push; svn commit; npm
      npm run; npm run publish; npm run db:drop; npm run prod-sync; npm run node
      npm run-script deploy; npm config set x y; npm access public; npm run ./x; npm run 1
      npm link; pnpm add x; pnpm remove x; pnpm publish; pnpm exec node; pnpm licenses
      yarn add x; yarn publish; yarn run release; yarn run sh; yarn x; bun add x
      bun run x.ts; bun pm cache rm; bun publish; deno run x; deno task deploy; npx
      npx x@latest; npx node; bunx sh; pip download x; pip config set x y; uv add x
      uv pip install x; uv pip uninstall x; uv python install; uv tool install x
      uv cache clean; uv publish; uv run bash; poetry add x; poetry publish
      poetry config x y; poetry env remove x; conda install x; conda env remove x
      gem push x; gem install x; bundle exec ruby; composer require x
      composer global remove x; brew services stop x; brew bundle cleanup; brew upgrade
      snap remove x; flatpak run x; cargo install x; cargo yank x; cargo login
      cargo nextest; go run x; go install x; go generate; go get x; go mod edit
      rustup update; rustup toolchain uninstall x; dotnet run; dotnet nuget push x
      python -m http.server; python -m pip install x; python3 -m x; rails db:drop
      rails runner x; rails console; mix ecto.drop; mix run; swift run; flutter run
      flutter pub publish; dart run; bazel run //x; next dev; playwright codegen
      prisma migrate reset; prisma db push; cabal run; zig run x; docker
      docker system prune; docker image prune; docker volume rm x; docker network rm x
      docker context rm x; docker container exec x ls; docker compose down
      docker compose exec x ls; docker compose config; docker --nosuch ps; podman rm x
      docker-compose rm; docker-compose run x; kubectl; kubectl get; kubectl get secret
      kubectl get secrets; kubectl describe secret; kubectl get POD; kubectl get pods/x
      kubectl edit pod x; kubectl rollout undo x; kubectl config set-context x
      kubectl config view; kubectl cp a b; kubectl port-forward x 1; helm install x
      helm uninstall x; helm rollback x; helm get manifest x; helm repo add x
      argocd app sync x; argocd app delete x; minikube delete; minikube ssh
      kind delete cluster; k3d cluster delete; aws; aws s3; aws s3 cp a b; aws s3 sync a b
      aws s3 mb x; aws ec2 run-instances; aws ec2 get-password-data
      aws ecr get-login-password; aws ecr get-authorization-token
      aws cloudformation get-template-summary-export; aws iam create-access-key
      aws lambda invoke x; aws lambda get-layer-version-content; aws configure list-x
      aws configure get x; aws kms get-public-key; aws apigateway get-export
      aws apigateway get-sdk; aws EC2 describe-instances
      aws secretsmanager get-secret-value; aws batch-get-item; aws sts get-session-token; az
      az list; az vm; az vm delete; az vm run-command list; az login show
      az keyvault secret list; az webapp config appsettings list
      az storage account show-connection-string; gcloud list; gcloud compute ssh list
      gcloud compute instances start; gcloud secrets list; gcloud secrets versions list
      gcloud auth list; gcloud compute 1 list; gsutil rm x; gsutil cp a b; bq rm x
      bq query x; doctl compute droplet delete x; doctl list; hcloud server create
      scw config get secret-key; hcloud config get token; oci config list
      eksctl delete cluster; eksctl get; heroku config; heroku run x; fly deploy
      fly ssh console; vercel deploy; netlify deploy; wrangler deploy; wrangler secret put x
      terraform; terraform apply; terraform state rm x; terraform state pull
      terraform workspace delete x; terraform import x y; terraform output; pulumi destroy
      pulumi stack rm; packer build x; ansible-playbook x.yml; consul kv delete x
      nomad job run x; systemctl restart x; systemctl enable x; systemctl edit x; systemctl
      ip addr add x; ip addr flush x; ip link set x down; ip route del x; ip link
      networksetup -setdnsservers x; networksetup getinfo; networksetup -x-getinfo
      launchctl unload x; diskutil eraseDisk x; tmutil delete x; defaults write x y
      defaults delete x; pkgutil --forget x; hdiutil attach x; unzip a.zip; unzip -o a.zip
      sort x; yq x; tee x; xargs x; env; ansible x; rm x; cp a b; cat x`),
  )('%s', (command) => {
    expect(offered(command)).toBeNull();
  });
});
