/** One entry a line; ⏎, → and · stand for a newline, a tab and a blank at an end. */
const listOf = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.replaceAll('⏎', '\n').replaceAll('→', '\t').replaceAll('·', ' '));

/** What may stand before a program and run it. */
export const WRAPPERS = listOf(`
timeout 5
timeout 1.5s
timeout -k 1 5
timeout -s KILL 5
timeout --signal=TERM 5
timeout --foreground 2m
timeout -x 5
timeout $X
timeout
time
time -p
nice
nice -n 5
nice -5
nice --adjustment=5
nice -n $X
nohup
stdbuf -oL
stdbuf -o L
stdbuf -i0 -o0
command
command -v
command -p
builtin
noglob
xargs
xargs -n1
xargs -I{}
xargs -0
sudo
sudo -u x
sudo -E
env
env X=1
env -i
env -u X
env NODE_ENV=x
exec
exec -a x
doas
watch
watch -n 1
setsid
ionice -c 3
flock f
strace
strace -f
chrt 1
ltrace
taskset 1
unshare
chroot /
su -c
eval
nohup nice
timeout 5 nice -n 5
command timeout 5
npx
bash -c
sudo timeout 5
time timeout 5
caffeinate
busybox
parallel
coproc
trap
noglob command
unbuffer
`);

/** Variables set in front of a command. */
export const ASSIGNMENTS = listOf(`
NODE_ENV=test
LANG=C
CI=1
TZ=UTC
NO_COLOR=1
FORCE_COLOR=
RUST_LOG=debug
GOOS=linux
PYTHONUNBUFFERED=1
LC_ALL=C
TERM=dumb
X=1
DEBUG=x
PATH=.
PORT=1
LD_PRELOAD=x
NODE_OPTIONS=-r
GIT_PAGER=x
NODE_ENV=$X
NODE_ENV=$(aa x)
CI="a b"
CI='a b'
CI=a\\ b
X=1 Y=2
CI=1 X=2
CI=1 NODE_ENV=x
X="$(bb x)"
A[0]=1
X+=1
RUST_BACKTRACE=1
GOARCH=arm64
GO111MODULE=on
PYTHONPATH=.
HOME=/x
CI={a,b}
X=(1 2)
`);

/** Where input may come from and output may go. */
export const REDIRECTS = listOf(`
> out.txt
>> out.txt
>out.txt
2> err.txt
&> out.txt
>| out.txt
1> out.txt
> /dev/null
2>/dev/null
2>&1
>&2
> /dev/null 2>&1
&>/dev/null
2>&-
<&-
< README.md
< /etc/hosts
<<< x
2>/dev/null <<< x
> out.txt <<'E'⏎body⏎E
<<< "$X"
> /tmp/x
> ../x
> src/app.ts
> $X
> "out $X.txt"
> .git/config
> ~/notes.md
> .env
< .env
> {{outside}}/x
>& out.txt
< {{outside}}/note.txt
> {{folder}}/out.txt
<<'E'⏎body⏎E
<<E⏎body $X⏎E
<<-E⏎→b⏎→E
<<'E'⏎$(bb x)⏎E
<<"E"⏎it\`s⏎E
<<E⏎plain⏎E
> "out.txt"
> /dev/stderr
<> out.txt
`);

/** What may stand around and between commands; `A` and `B` stand for commands. */
export const SHAPES = listOf(`
A && B
A \\⏎  | B
A \\⏎  && B
A 2>&1 \\⏎  | B
A && cat > out.txt <<'E'⏎body⏎E
A || B >> out.txt <<'E'⏎body⏎E
A; B > out.txt <<'E'⏎body⏎E
A | B > out.txt <<< x
[ -f a ] 2>/dev/null && A
if [ -d a ] > /dev/null; then A; fi
A || B
A; B
A | B
A⏎B
A && B && A
A | B | A
A;B
A&&B
A|B
A |& B
A & B
A &
! A
time A
A;
A ;
·A
A··
A⏎
⏎A
A # no
# x⏎A
(A)
( A; B )
{ A; }
{ A; B; }
if A; then B; fi
if A; then B; else A; fi
A; A; A
for i in 1 2; do A; done
for i in $X; do A; done
for i in *.ts; do A; done
for i; do A; done
for i in 1 2; do A $i; done
while A; do B; done
until A; do B; done
case x in x) A;; esac
for ((i=0;i<3;i++)); do A; done
while true; do A; done
while read l; do A; done < README.md
f() { A; }
f() { A; }; f
function f { A; }
[ -f x ] && A
[[ -f x ]] && A
test -f x && A
[ -n "$X" ] && A
[[ $X == y* ]] && A
((1)) && A
cd src && A
cd .. && A
cd / && A
cd src; A
cd {{folder}} && A
cd {{folder}}/src && A
A && cd src
cd src && cd .. && A
cd nowhere && A
cd "src" && A
cd $X && A
cd && A
cd - && A
cd ~ && A
cd src && A | B
$(A)
\`A\`
bb $(A)
bb "$(A)"
echo $(A)
X=$(A)
X=$(A) B
X=1; A
X=1 && A $X
B <(A)
A > >(B)
export A=1 && A
set -e; A
set -euo pipefail⏎A
A; exit 0
exit 1; A
A || true
A || exit 1
A && echo done
echo start && A
A | head -5
A | grep x
A | cat
A | tee out.txt
A | wc -l
A | xargs B
A | bash
cat README.md | A
echo x | A
ls | A
A 2>&1 | B
A; sleep 1; B
pushd src && A
popd; A
true && A
A && true
: && A
(cd src && A)
A \\⏎  && B
A &&⏎  B
A |⏎ B
A && (B)
A && { B; }
eval A
eval 'A'
bash -c 'A'
sh -c "A"
find . -exec A \\;
find . -name x -exec A {} +
trap 'A' EXIT
alias q='A'
git -c alias.x='!A' x
coproc A
select i in 1; do A; done
A && ! B
bash <<'E'⏎A⏎E
cat <<'E'⏎A⏎E
cat <<E⏎$(A)⏎E
A "$(cat <<'E'⏎x⏎E⏎)"
A <<< "$(B)"
`);

/** What bash itself refuses, or only tries. Nothing of it would run, but it can still be denied. */
export const BROKEN_SHAPES = listOf(`
A; then
if A
A '
A &&
A;;B
A f(x)
A && (B
A | | B
for A
`);
