import type { Random } from './random.ts';

/** A simple command, word by word as written. */
export type Words = readonly string[];

/** Programs that aren't there, so that nothing but a rule can speak for them. */
const INVENTED = ['aa', 'bb', 'frob', 'mk-thing', 'zz2', 'qux.sh', 'x_y'];

/** What people's agents really run, dangerous or not. */
const REAL = `
git status
git log --oneline -5
git push origin main
git push --force
git commit -m "x y"
git diff HEAD~1
git -C sub status
git branch -D x
git branch
git checkout -b new
git stash list
git show HEAD:src/app.ts
git add .
git fetch --all
git remote -v
git rev-parse HEAD
git config user.name x
git reset --hard
git -c core.pager=x log
npm run build
npm test
npm run test:unit -- --watch
npm install left-pad
npx tsc --noEmit
npx vitest run
yarn build
pnpm test
bun test
uv run pytest
cargo test --all
go test ./...
make all
make -j4 test
docker ps -a
docker run --rm img sh
docker compose up -d
kubectl get pods
kubectl delete pod x
python3 -m pytest
python3 -c "print(1)"
node -e "f(1)"
node script.js
bash run.sh
sh -c "aa x"
ls -la
ls src
cat src/app.ts
cat .env
head -5 README.md
tail -n 3 README.md
tail -f log.txt
wc -l README.md
sort README.md
uniq README.md
cut -f1 README.md
tr a b
tee out.txt
grep -rn "x y" src
rg TODO src
find . -name "*.ts"
find . -type f -delete
find . -name x -exec aa {} \\;
sed -n 1,5p src/app.ts
sed -i s/a/b/ src/app.ts
sed 's/a/b/' README.md
awk '{print $1}' README.md
jq .name package.json
rm -rf build
rm a.txt
rmdir out
cp src/app.ts b.ts
mv a.txt b.txt
mkdir -p out/x
touch new.txt
ln -s a.txt b.txt
chmod +x run.sh
dd if=a of=b
tar xzf a.tgz
curl -s https://example.com
wget https://example.com/x
ssh host ls
rsync -a a b
echo hello
echo "a b"
printf %s x
pwd
date
sleep 1
true
which node
ps aux
kill 1
du -sh .
stat README.md
diff a.txt b.txt
file README.md
basename a/b
sha256sum README.md
whoami
uname -a
df -h
seq 1 3
tree
gh pr view 1
gh api /x
terraform plan
aws s3 ls
psql -c "select 1"
pip install x
env
test -f x
cd src
eval "aa x"
exec aa x
export A=1
source x.sh
`
  .trim()
  .split('\n');

const ARGUMENTS = [
  ...['x', 'y', 'main', 'run', 'build', '-f', '-v', '--all', '--opt=val', '-n1', '-rf', '--', '-'],
  ...[
    'src/app.ts',
    'README.md',
    './x',
    '../x',
    '/etc/hosts',
    '/tmp/x',
    '~/notes.md',
    '~',
    '.',
    '..',
  ],
  ...['"x y"', "'x y'", '"it\'s"', "''", '""', 'a"b"c', '"f(x)"', "'a;b'", '"a && b"', "'*'"],
  ...[
    '*.ts',
    'src/*',
    '*',
    '?.md',
    '[ab].txt',
    'a:b',
    ':',
    'k:v',
    'a=b',
    '@x',
    '%s',
    '+x',
    'é',
    '1',
  ],
  ...['https://example.com/a?b=c', 'HEAD~1', 'x,y', 'user@host', 'a#b', '"#"', '!', 'a!b'],
];

/** Arguments that are something else by the time the command runs. */
const COMPUTED = [
  ...[
    '$X',
    '${X}',
    '"$X"',
    '$HOME',
    '"$HOME/x"',
    '${X:-y}',
    '$1',
    '$?',
    '$PWD',
    '"a $X b"',
    "'$X'",
  ],
  ...['$(bb x)', '`bb x`', '"$(aa x)"', '$((1+2))', '<(aa x)', '{a,b}', '{1..3}', "$'x'", '$"x"'],
  ...[
    'a\\ b',
    '\\*',
    '\\$X',
    '~root',
    '$(pwd)',
    '"$(cat README.md)"',
    "'$(bb x)'",
    '\\;',
    '\\(x\\)',
  ],
];

/** The words of a line, as written: quotes keep blanks together. */
export function wordsOf(line: string): Words {
  return line.match(/(?:[^\s"'\\]|\\.|"[^"]*"|'[^']*')+/g) ?? [];
}

/** An argument; now and then a computed one. */
export function anArgument(random: Random): string {
  return random.chance(0.15) ? random.pick(COMPUTED) : random.pick(ARGUMENTS);
}

/** A simple command to make rules and calls of. */
export function aCommand(random: Random): Words {
  if (random.chance(0.5)) return wordsOf(random.pick(REAL));
  const count = random.below(4);
  return [random.pick(INVENTED), ...Array.from({ length: count }, () => random.pick(ARGUMENTS))];
}
