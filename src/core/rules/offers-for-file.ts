import { fileRungs, type OfferedFile } from './file-rungs.ts';
import { relativePath } from './file-path.ts';
import { ladder, nothing } from './offer-list.ts';
import type { Offers } from './offers.ts';
import { isProtected } from './protected-paths.ts';

const ODD_PATH = 'A rule can’t name this path without fitting other files too.';

/** What may be offered for reading or changing one file: the file, its folder, the project. */
export function fileOffers(file: OfferedFile): Offers {
  const part = relativePath(file.places.folder, file.path) ?? file.path;
  return {
    allow:
      file.tool === 'Edit' && isProtected(file.path)
        ? nothing('Claude Code always asks before it changes this file, whatever the rules say.')
        : ladder(part, fileRungs(file, 'allow'), ODD_PATH),
    deny: ladder(part, fileRungs(file, 'deny'), ODD_PATH),
  };
}
