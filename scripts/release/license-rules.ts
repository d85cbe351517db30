import satisfies from 'spdx-satisfies';

/** What is read of a CycloneDX bill of materials. */
export interface Bom {
  readonly components: readonly Component[];
}

export interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly { readonly license?: { readonly id?: string; readonly name?: string }; readonly expression?: string }[];
}

/** What dependencies may be under: free, and asking for nothing but to be named. */
export const LICENSES = [
  '0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC-BY-3.0', 'CC-BY-4.0', 'CC0-1.0', 'ISC', 'MIT', 'Python-2.0', 'Unlicense',
];

/** Packages that name their license in a file of text only, with what was read there. */
const READ: { readonly [name: string]: string } = { khroma: 'MIT' };

/** Each dependency that is under none of them, or under one that cannot be made out. */
export function notAllowed({ components }: Bom): string[] {
  return components.flatMap(({ name, version, licenses = [] }) => {
    const named = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '');
    const found = named.length > 0 ? named : [READ[name] ?? ''];
    return found.every(isAllowed) ? [] : [`${name} ${version}: ${found.join(', ') || 'no license is named'}`];
  });
}

function isAllowed(license: string): boolean {
  try {
    return satisfies(license, LICENSES);
  } catch {
    return false;
  }
}
