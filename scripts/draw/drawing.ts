import { templateOf } from './examples';
import { layOut } from './layout';
import { pictureOf } from './picture';
import { svgOf } from './svg';

/** The picture of the example of a page in docs/constructs. */
export function drawingOf(name: string): string {
  return svgOf(`Who delivers to whom in the example of docs/constructs/${name}.md`, layOut(pictureOf(templateOf(name))));
}
