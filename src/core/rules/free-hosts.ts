import type { WebAddress } from './web-domain.ts';

/**
 * Hosts of documentation that Claude Code fetches from unasked, and of some only what lies below a path
 * (measured; it may know more: for those that aren't named here it is said to ask).
 */
const FREE_HOSTS: ReadonlySet<string> = new Set(
  `
agentskills.io angular.io asp.net blazor.net bun.sh cloud.google.com code.claude.com
d3js.org dev.mysql.com devcenter.heroku.com developer.android.com developer.apple.com
developer.mozilla.org doc.rust-lang.org docs.aws.amazon.com docs.djangoproject.com
docs.netlify.com docs.oracle.com docs.python.org docs.spring.io docs.stripe.com
docs.swift.org docs.unity.com docs.unrealengine.com dotnet.microsoft.com
en.cppreference.com expressjs.com fastapi.tiangolo.com flask.palletsprojects.com
getbootstrap.com git-scm.com gradle.org graphql.org hibernate.org httpd.apache.org
jestjs.io jquery.com jupyter.org keras.io kotlinlang.org kubernetes.io laravel.com
learn.microsoft.com matplotlib.org maven.apache.org modelcontextprotocol.io nextjs.org
nginx.org nodejs.org numpy.org pandas.pydata.org platform.claude.com prisma.io
pytorch.org react.dev reactnative.dev reactrouter.com redis.io redux.js.org
requests.readthedocs.io ruby-doc.org scikit-learn.org selenium.dev spark.apache.org
symfony.com tailwindcss.com threejs.org tomcat.apache.org vuejs.org webpack.js.org
www.ansible.com www.docker.com www.mongodb.com www.php.net www.postgresql.org
www.sqlite.org www.tensorflow.org www.terraform.io www.typescriptlang.org
`
    .trim()
    .split(/\s+/),
);

const FREE_PATHS: ReadonlyMap<string, string> = new Map([
  ['github.com', '/anthropics'],
  ['vercel.com', '/docs'],
  ['go.dev', '/doc'],
  ['huggingface.co', '/docs'],
  ['www.kaggle.com', '/docs'],
]);

/** Whether Claude Code fetches an address without a rule for it. With a dot at its end a host is another one. */
export function isFreeHost({ hostname, pathname }: WebAddress): boolean {
  if (FREE_HOSTS.has(hostname)) return true;
  const start = FREE_PATHS.get(hostname);
  if (start === undefined || /%|\/\//.test(pathname)) return false;
  return pathname === start || pathname.startsWith(`${start}/`);
}
