import { filesOf, FOLDERS, pageOf, titleOf } from './repository-pages';

/** A page for each folder that is linked to: the list of what is in it. */
export default {
  paths: () => Object.entries(FOLDERS).map(([folder, title]) => ({
    params: { name: folder.replace('/', '-'), title },
    content: filesOf(folder).map((file) => `- [${titleOf(file)}](/${pageOf(file)})`).join('\n'),
  })),
};
